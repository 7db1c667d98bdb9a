"""Events as incident drafts: labels, addresses and the judgements that need the whole group."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from wirebrief.schemas.draft import CasualtyDraft, IncidentDraft, WeaponDraft
from wirebrief.service.engines.rules.actors import Cast
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.events.anchors import anchor_of
from wirebrief.service.engines.rules.events.casualties import number_in
from wirebrief.service.engines.rules.events.event_type import event_type
from wirebrief.service.engines.rules.events.find import Event
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.outcome import outcome_of
from wirebrief.service.engines.rules.events.relations import relations
from wirebrief.service.engines.rules.events.summary import summary
from wirebrief.service.engines.rules.events.unnamed import is_unnamed
from wirebrief.service.engines.rules.events.where import Place, place_draft
from wirebrief.service.engines.rules.incident_words import parties
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.place import address
from wirebrief.service.engines.rules.speech import Report
from wirebrief.service.engines.rules.syntax.nouns import content_head, is_people, singular
from wirebrief.service.engines.rules.syntax.phrases import Phrase, is_pronoun
from wirebrief.service.engines.rules.syntax.weapons import WeaponPhrase
from wirebrief.service.reading.dates.in_document import anchor_kind, resolve_in
from wirebrief.service.reading.document import Document


@dataclass(frozen=True)
class IncidentDrafts:
    """The drafts of one article's incidents, the actors that they refer to, and where each is told."""

    incidents: list[IncidentDraft]
    actors: list[int]
    tokens: dict[str, tuple[int, ...]]
    """Label of an incident to the tokens of its triggers."""

    @cached_property
    def by_token(self) -> list[tuple[int, str]]:
        """Each trigger with the label of its incident, in the order of the words."""
        return sorted((token, label) for label, tokens in self.tokens.items() for token in tokens)

    @cached_property
    def turn(self) -> dict[str, int]:
        """Label of an incident to its place among them."""
        return {label: n for n, label in enumerate(self.tokens)}


def draft_incidents(
    parsed: Parsed, events: list[Event], cast: Cast, reports: list[Report], accusing: float = 0.0
) -> IncidentDrafts:
    """Draft every event, labelled I1, I2, … in order.

    Args:
        accusing: how sure an event must be for somebody to be named as its doer.
    """
    labels = {id(event): f"I{n}" for n, event in enumerate(events, start=1)}
    related = relations(parsed, events)
    drafts, used = [], []
    for event in events:
        drafter = _Drafter(parsed, event, cast, reports, names_doers=event.confidence >= accusing)
        draft = drafter.draft(labels[id(event)], events)
        links = [link.draft(labels) for link in related if link.source is event]
        drafts.append(draft.model_copy(update={"related": links}))
        used += drafter.used
    tokens = {labels[id(e)]: tuple(m.token for m in e.mentions) for e in events}
    return IncidentDrafts(drafts, used, tokens)


_OF_NOBODY = frozenset({"accident", "natural_disaster", "fire"})
"""What nobody does; an airliner that crashes is no perpetrator."""


class _Drafter:
    """One event's draft; gathers the actors that it names."""

    def __init__(
        self, parsed: Parsed, event: Event, cast: Cast, reports: list[Report], *, names_doers: bool
    ) -> None:
        self._parsed = parsed
        self._event = event
        self._cast = cast
        self._reports = reports
        self._names_doers = names_doers
        self.used: list[int] = []

    def draft(self, label: str, events: list[Event]) -> IncidentDraft:
        event, parsed = self._event, self._parsed
        when, anchor = self._when(events, label)
        place = _best_place(parsed, event)
        damaged = next((m.damage for m in event.mentions if m.damage), None)
        reported_by = self._reporters()
        disputed_by = self._deniers()
        kind = event_type(parsed, event)
        return IncidentDraft(
            id=label,
            evidence=[parsed.document.sentences[s].id for s in _evidence(event, place)],
            type=kind,
            outcome=outcome_of(parsed, event.group),
            factuality="disputed" if disputed_by else "reported" if reported_by else "asserted",
            reported_by=reported_by,
            disputed_by=disputed_by,
            aggregate=self._aggregate(),
            when=when,
            anchor=anchor,
            where=place_draft(parsed, place),
            perpetrators=self._perpetrators(),
            targets=self._parties(p for m in event.mentions for p in m.targets),
            victims=self._parties(p for m in event.mentions for p in m.victims),
            weapons=[
                WeaponDraft(at=address(parsed, w.phrase.first, w.phrase.last), kind=w.kind)
                for w in _distinct_weapons(parsed, event)
            ],
            killed=self._figures("killed"),
            injured=self._figures("injured"),
            damage=address(parsed, damaged.first, damaged.last) if damaged else "",
            damage_level=damaged.level if damaged else "",
            summary=summary(parsed, event),
            confidence=event.confidence,
        )

    def _when(self, events: list[Event], label: str) -> tuple[str, str]:
        """Address of the time words and what they count from."""
        document = self._parsed.document
        spans = [m.when for m in self._event.mentions if m.when is not None]
        if not spans:
            return "", ""
        span = min(spans, key=lambda s: _vagueness(document, s))
        kind = anchor_kind(document, *span)
        first = self._parsed.token_at(span[0])
        last = max(first, self._parsed.token_at(span[1]) - 1)
        anchor = "published" if kind == "published" else ""
        if kind == "anchor":
            anchor = self._anchor(span, events)
        return address(self._parsed, first, last), anchor

    def _anchor(self, span: tuple[int, int], events: list[Event]) -> str:
        """The incident that the words hang on."""
        groups = [event.group for event in events]
        found = anchor_of(self._parsed, self._event.group, span, groups)
        return next((f"I{n}" for n, group in enumerate(groups, start=1) if group is found), "")

    def _actor(self, phrase: Phrase, *, agent: bool = False) -> str:
        """The actor's name; one of unknown kind only where it acts, for a thing can be hit but does
        nothing."""
        head = (
            content_head(self._parsed, phrase.head) if self._parsed.pos[phrase.head] == "NUM" else phrase.head
        )
        index = self._cast.actor_of(head)
        if index is None or (self._cast.actors[index].kind == "other" and not agent):
            return ""
        self.used.append(index)
        return self._cast.name(index)

    def _perpetrators(self) -> list[str]:
        """Those of whom the article itself says that they did it, and those whom nobody is accused by."""
        if event_type(self._parsed, self._event) in _OF_NOBODY:
            return []
        names: list[str] = []
        harmed = self._named_victims()
        for mention in self._event.mentions:
            own = mention.report is None and not mention.hedged and self._names_doers
            if mention.alleged or _against_culprits(self._parsed, mention):
                continue
            for phrase in mention.perpetrators:
                if names and self._goes_back(phrase):
                    continue
                accused = own or is_unnamed(self._parsed, phrase.head)
                if accused and self._cast.actor_of(phrase.head) not in harmed:
                    name = self._actor(phrase, agent=True)
                    if name and name not in names:
                        names.append(name)
        return names

    def _goes_back(self, phrase: Phrase) -> bool:
        """Whether "the men", "the attackers" are those told of before."""
        parsed = self._parsed
        first = any(parsed.lower[c] in ("the", "these", "those") for c in parsed.children[phrase.head])
        return first and singular(parsed, phrase.head) in parties().armed and phrase.last - phrase.first <= 1

    def _named_victims(self) -> set[int | None]:
        """The persons whom it befell, by name: nobody of them did it."""
        victims = {self._cast.actor_of(p.head) for m in self._event.mentions for p in m.victims}
        return {v for v in victims if v is not None and self._cast.actors[v].sort == "name"}

    def _parties(self, phrases: Iterable[Phrase]) -> list[str]:
        drafts: list[str] = []
        seen: set[str] = set()
        for phrase in phrases:
            at = address(self._parsed, phrase.first, phrase.last)
            people = is_people(self._parsed, phrase.head) or self._parsed.pos[phrase.head] == "PROPN"
            actor = self._actor(phrase) if people else ""
            if actor and self._one_of_many(phrase, actor):
                actor = ""
            key = actor or singular(self._parsed, phrase.head)
            if drafts and _bare_recall(self._parsed, phrase):
                continue  # "the building" is the bank told of before
            if key in seen or (is_pronoun(self._parsed, phrase) and not actor):
                continue
            seen.add(key)
            drafts.append(f"{at} = {actor}" if actor else at)
        return drafts

    def _one_of_many(self, phrase: Phrase, actor: str) -> bool:
        """Whether "two reporters" was resolved to one of those named beside it."""
        parsed = self._parsed
        return parsed.tag[phrase.head] == "NNS" and parsed.lower[phrase.head] not in actor.lower()

    def _figures(self, effect: str) -> list[CasualtyDraft]:
        """One figure for each source: the first that a source gives, a printed number before a name."""
        by_source: dict[str, tuple[bool, CasualtyDraft]] = {}
        for mention in self._event.mentions:
            source = self._source(mention)
            for figure in mention.figures:
                if figure.effect != effect:
                    continue
                known = by_source.get(source)
                if known is None or (figure.counted and not known[0]):
                    at = address(self._parsed, figure.first, figure.last)
                    by_source[source] = (
                        figure.counted,
                        CasualtyDraft(at=at, named=figure.named, source=source),
                    )
        return [draft for _, draft in by_source.values()]

    def _source(self, mention: Mention) -> str:
        if mention.report is None:
            return ""
        index = self._cast.actor_of(self._reports[mention.report].source_head)
        if index is None:
            return ""
        self.used.append(index)
        return self._cast.name(index)

    def _reporters(self) -> list[str]:
        """Those who report it, where the article itself never does."""
        if any(m.report is None for m in self._event.mentions):
            return []
        names = [self._source(m) for m in self._event.mentions]
        return list(dict.fromkeys(name for name in names if name))

    def _deniers(self) -> list[str]:
        names = [self._source(m) for m in self._event.denials]
        return list(dict.fromkeys(name for name in names if name))

    def _aggregate(self) -> bool:
        return all(m.aggregate for m in self._event.mentions)


_GENERIC = frozenset(
    {"building", "establishment", "facility", "installation", "premise", "premises", "place", "site"}
)


def _bare_recall(parsed: Parsed, phrase: Phrase) -> bool:
    """Whether a phrase goes back to a thing told of before by the most general word for it."""
    lone = phrase.last == phrase.head == phrase.first + 1
    return (
        lone
        and parsed.lower[phrase.first] in ("the", "this", "that")
        and singular(parsed, phrase.head) in _GENERIC
    )


def _against_culprits(parsed: Parsed, mention: Mention) -> bool:
    """ "Guards shot the gunman": what is done to those who did it is no doing of the event."""
    culprits = blame_words()["charges.culprits"]
    return bool(mention.victims) and all(
        singular(parsed, p.head) in culprits and parsed.pos[p.head] == "NOUN" for p in mention.victims
    )


_PRECISE = {"day": 0, "period": 1, "month": 2, "year": 3, "unknown": 4}


def _vagueness(document: Document, span: tuple[int, int]) -> tuple[bool, int]:
    """How far words are from a day of their own; words that hang on another event come last."""
    if anchor_kind(document, *span) == "anchor":
        return True, 0
    return False, _PRECISE[resolve_in(document, *span).precision]


def _best_place(parsed: Parsed, event: Event) -> Place | None:
    """The most exactly named place that any mention gives, in the country that any gives."""
    sentences = parsed.document.sentences
    best = min(
        event.group.places,
        key=lambda p: (*p.rank, sentences[parsed.sentence[p.phrase.head]].zone != "body"),
        default=None,
    )
    if best is None:
        return None
    wider = [p for p in event.group.places if p.country and p is not best]
    if best.country is None and wider:
        best = replace(best, country=wider[0].country, support=(*best.support, *wider[0].support))
    admin1 = best.admin1 or next((p.admin1 for p in event.group.places if p.admin1), None)
    return replace(best, admin1=admin1)


def _evidence(event: Event, place: Place | None) -> list[int]:
    """The sentences that report an event, and those that say which place or country it was in."""
    support = place.support if place is not None else ()
    return sorted({*(m.sentence for m in event.mentions), *support})


def _distinct_weapons(parsed: Parsed, event: Event) -> list[WeaponPhrase]:
    """One phrase for each kind of weapon: the first that prints a number, else the first."""
    kept: dict[str, WeaponPhrase] = {}
    for mention in event.mentions:
        for weapon in mention.weapons:
            known = kept.get(weapon.kind)
            if known is None or (_counted(parsed, weapon) and not _counted(parsed, known)):
                kept[weapon.kind] = weapon
    return list(kept.values())


def _counted(parsed: Parsed, weapon: WeaponPhrase) -> bool:
    return number_in(parsed, weapon.phrase.first, weapon.phrase.last)
