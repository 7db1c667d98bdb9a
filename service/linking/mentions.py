"""An incident as linking compares it: small values, so that those of a million articles fit into memory."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from wirebrief.schemas import ArticleSummary, CasualtyFigure, Incident, Party
from wirebrief.schemas.vocabulary import IncidentType, Outcome
from wirebrief.service.linking.names import Name, folded, name_of

Range = tuple[int, int]
"""A closed range of a number; what has no upper bound goes to `UNBOUNDED`."""

Words = tuple[str, ...]
"""Each once; a tuple takes a quarter of the memory of a set."""

Places = tuple[tuple[str, Name], ...]
"""Names with the kind of place of each, the finest first."""

UNBOUNDED: Final = 10**9
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_AFFIRMING: Final = frozenset(
    {"blames", "suspects", "claims_responsibility", "confirms", "charges", "convicts"}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One incident of one article.

    Attributes:
        article: number of the article, in the order of the input.
        incident: number of the incident within it.
        days: first and last day, as ordinals; None where the article does not say.
        exact: whether they are a single day that the article gives.
        published: ordinal of the publication day.
        names: the names of its place from the finest to the coarsest, with the kind of each.
        killed, injured: standing figures.
        parties: the words for those aimed at and harmed.
        doers: names of those who did it, or are held responsible.
        words: words of the sentences that report it, each once, without the places of the article's other
            incidents.
        may_be: numbers of incidents of the same article that the article says are possibly the same.
    """

    article: int
    incident: int
    type: IncidentType
    days: Range | None
    exact: bool
    published: int | None
    names: Places
    country: str | None
    killed: tuple[Range, ...]
    injured: tuple[Range, ...]
    parties: Words
    doers: tuple[Name, ...]
    outcome: Outcome
    words: Words
    may_be: frozenset[int]

    @property
    def time(self) -> int:
        """The day to sort by: its first, else that of publication; 0 where neither is known."""
        return self.days[0] if self.days else self.published or 0


class Reader:
    """Makes mentions of summaries; what is said alike is kept once."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def mentions(self, article: int, summary: ArticleSummary) -> Iterator[Mention]:
        """The incidents of an article, patterns of events left out: they are no one event."""
        numbers = {incident.id: n for n, incident in enumerate(summary.incidents)}
        places = [tuple(_places(incident)) for incident in summary.incidents]
        for n, incident in enumerate(summary.incidents):
            if incident.aggregate:
                continue
            when = incident.when
            published = summary.article.published.date
            yield Mention(
                article=article,
                incident=n,
                type=incident.type,
                days=_days(when.start, when.end),
                exact=when.precision == "day",
                published=published.toordinal() if published else None,
                names=places[n],
                country=incident.where.country,
                killed=_standing(incident.casualties.killed),
                injured=_standing(incident.casualties.injured),
                parties=self._words(party_words(incident.targets + incident.victims)),
                doers=tuple(_doers(summary, incident)),
                outcome=incident.outcome,
                words=self._words(
                    [*(span.text for span in incident.evidence), incident.summary],
                    _elsewhere(places[n], places),
                ),
                may_be=frozenset(
                    numbers[other.id] for other in incident.related if other.relation == "possibly_same"
                ),
            )

    def _words(self, texts: Iterable[str], without: frozenset[str] = frozenset()) -> Words:
        found = {word for text in texts for word in _WORD.findall(folded(text))} - without
        return tuple(sorted(self._kept.setdefault(word, word) for word in found))


def party_words(parties: Iterable[Party]) -> list[str]:
    """The words for those aimed at or harmed."""
    return [party.span.text for party in parties if party.span]


def _days(start: date | None, end: date | None) -> Range | None:
    if start is None and end is None:
        return None
    first, last = start or end, end or start
    assert first is not None
    assert last is not None
    return first.toordinal(), last.toordinal()


def _places(incident: Incident) -> Iterator[tuple[str, Name]]:
    for kind, span in incident.where.named.items():
        if kind != "country" and (name := name_of(span.text)):
            yield kind, name


def _elsewhere(here: Places, places: Sequence[Places]) -> frozenset[str]:
    """The words of places that the article has for its other incidents alone."""
    ours = {word for _, name in here for word in name}
    theirs = {word for there in places for _, name in there for word in name}
    return frozenset(theirs - ours)


def _standing(figures: Iterable[CasualtyFigure]) -> tuple[Range, ...]:
    found = {bounds(figure) for figure in figures if not figure.superseded}
    return tuple(sorted(found))


def bounds(figure: CasualtyFigure) -> Range:
    """A figure as a closed range."""
    return figure.min or 0, UNBOUNDED if figure.max is None else figure.max


def _doers(summary: ArticleSummary, incident: Incident) -> Iterator[Name]:
    """The named doers and those held responsible; what the unnamed are called tells nobody from another."""
    held = [
        one.responsible
        for one in summary.attributions
        if one.act in _AFFIRMING and incident.id in one.incidents and one.responsible
    ]
    named = {actor.id: actor.name for actor in summary.actors if not actor.anonymous}
    ids = dict.fromkeys(actor for actor in [*incident.perpetrators, *held] if actor in named)
    yield from (name_of(named[actor]) for actor in ids)
