"""What an incident's evidence must bear out: its place, its time, its figures, those it names."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from wirebrief.schemas import Span
from wirebrief.service.grounding.case import Case
from wirebrief.service.grounding.countries import country_codes, place_countries
from wirebrief.service.grounding.records import (
    GroundedDamage,
    GroundedFigure,
    GroundedIncident,
    GroundedParty,
    GroundedPlace,
    GroundedWeapon,
    Severity,
)
from wirebrief.service.grounding.spoken_countries import country_codes_spoken
from wirebrief.service.languages import WITH_WORDS
from wirebrief.service.reading.dates import find_times

Cited = TypeVar("Cited", GroundedWeapon, GroundedFigure)
_TIME = re.compile(
    r"\b(?:dawn|dusk|noon|midday|midnight|nightfall|daybreak|sunrise|sunset|night|day|hours?|moments?|minutes?"
    r"|later|earlier|soon|since|until|before|after|when|while|during|time|eve|\d{1,2}[/.:]\d{1,2}"
    r"|(?:19|20)\d\d|at (?:about |around )?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve))\b",
    re.IGNORECASE,
)
"""Words for a time beyond those that can be resolved."""
_NEAR = 3
"""Sentences around the evidence among which a reader finds whom it means."""


class IncidentChecks:
    def __init__(self, case: Case) -> None:
        self._case = case

    def incidents(self) -> Iterator[GroundedIncident]:
        for incident in self._case.grounding.incidents:
            yield self._checked(incident)

    def _checked(self, incident: GroundedIncident) -> GroundedIncident:
        path = f"incidents[{incident.index}]"
        incident = self._own(incident, path)
        incident = replace(incident, evidence=self._evidence(incident))
        return replace(
            incident,
            when=self._when(incident, f"{path}.when"),
            where=self._where(incident, f"{path}.where"),
            reported_by=self._tellers(incident, f"{path}.reported_by"),
            perpetrators=self._perpetrators(incident, f"{path}.perpetrators"),
            targets=tuple(self._parties(incident, incident.targets, f"{path}.targets")),
            victims=tuple(self._parties(incident, incident.victims, f"{path}.victims")),
            weapons=tuple(self._cited(incident, incident.weapons, f"{path}.weapons")),
            killed=tuple(self._figures(incident, incident.killed, f"{path}.killed")),
            injured=tuple(self._figures(incident, incident.injured, f"{path}.injured")),
            missing=tuple(self._figures(incident, incident.missing, f"{path}.missing")),
            damage=self._damage(incident, f"{path}.damage"),
        )

    def _own(self, incident: GroundedIncident, path: str) -> GroundedIncident:
        """The incident without words from a sentence that is cited for another one and not for it."""
        place = incident.where
        if self._is_anothers(incident, incident.when, f"{path}.when"):
            incident = replace(incident, when=None, anchor=None)
        if self._is_anothers(incident, place.span, f"{path}.where.at"):
            incident = replace(incident, where=replace(place, span=None))
        return replace(
            incident,
            targets=tuple(self._own_parties(incident, incident.targets, f"{path}.targets")),
            victims=tuple(self._own_parties(incident, incident.victims, f"{path}.victims")),
        )

    def _own_parties(
        self, incident: GroundedIncident, parties: tuple[GroundedParty, ...], path: str
    ) -> Iterator[GroundedParty]:
        for k, party in enumerate(parties):
            if not self._is_anothers(incident, party.span, f"{path}[{k}]"):
                yield party

    def _is_anothers(self, incident: GroundedIncident, span: Span | None, path: str) -> bool:
        if span is None or any(e.overlaps(span) for e in incident.evidence):
            return False
        others = (i for i in self._case.grounding.incidents if i.index != incident.index)
        if not any(e.contains(span) for other in others for e in other.evidence):
            return False
        message = "This sentence is cited for another incident only; cite it here too if it tells this one."
        beside = self._is_beside(incident, span)  # a raid and what followed it share their place
        self._case.report("unsupported_value", message, path, "doubt" if beside else "detail")
        return not beside

    def _is_beside(self, incident: GroundedIncident, span: Span) -> bool:
        """Whether a stretch stands next to the sentences cited for an incident."""
        row, _ = self._case.rows(span.start, span.end)
        cited = [self._case.rows(e.start, e.end) for e in incident.evidence]
        return any(first - 1 <= row <= last + 1 for first, last in cited)

    def _evidence(self, incident: GroundedIncident) -> tuple[Span, ...]:
        """The cited sentences, and those of the words that say where, when and who.

        For "the same base" the sentence that says which base belongs to the evidence (contract.md).
        """
        place = incident.where
        cited = [incident.when, place.span, *place.named]
        cited += [party.span for party in (*incident.targets, *incident.victims)]
        figures = (*incident.killed, *incident.injured, *incident.missing)
        told = [figure.span for figure in figures] + [weapon.span for weapon in incident.weapons]
        told += [incident.damage.span] if incident.damage else []
        cited += [span for span in told if self._is_beside(incident, span)]
        spans = set(incident.evidence)
        for span in cited:
            if span is not None and not any(e.contains(span) for e in spans):
                spans |= set(self._case.sentence_spans(span))
        return tuple(sorted(spans, key=lambda s: (s.start, s.end)))

    def _when(self, incident: GroundedIncident, path: str) -> Span | None:
        when = incident.when
        if when is None or not self._case.english:
            return when
        start, end = self._case.stretch(*self._case.rows(when.start, when.end))
        start, end = min(start, when.start), max(end, when.end)
        low, high = self._case.document.view.locate(start, end)
        first, last = self._case.document.view.locate(when.start, when.end)
        times = find_times(self._case.document.view.text[low:high])
        if any(t.start < last - low and first - low < t.end for t in times) or _TIME.search(when.text):
            return when
        message = f"“{when.text[:60]}” says no time."
        self._case.report("unsupported_value", message, path, "detail")
        return None

    def _where(self, incident: GroundedIncident, path: str) -> GroundedPlace:
        place = incident.where
        if place.country and not self._country_holds(incident, place.country):
            message = f"The article does not place this in {place.country}."
            self._case.report("unsupported_value", message, f"{path}.country", "detail")
            place = replace(place, country=None)
        return replace(place, country_span=self._country_span(incident, place.country))

    def _country_span(self, incident: GroundedIncident, code: str | None) -> Span | None:
        """The article's words for a country: the evidence's own first, a name before "Norwegian"."""
        if code is None:
            return None
        named = [found for found in self._case.country_words if code in found.codes]
        best = min(
            named,
            key=lambda found: (
                not any(s.contains(found.span) for s in incident.evidence),
                found.codes[code],
                found.span.start,
            ),
            default=None,
        )
        return best.span if best else None

    def _country_holds(self, incident: GroundedIncident, code: str) -> bool:
        """Whether the article names the country, and the place is no well-known one of another; in another
        language than English, whose towns are not known, whether there is such a country, and the place is
        not named as another one.

        Another country in the evidence is no contradiction: it may be whose soldiers, not where.
        """
        place, language = incident.where, self._case.document.language
        if not self._case.english:
            if language not in WITH_WORDS:
                return code in country_codes()
            spoken = (s.text for s in (*place.named, place.span) if s)
            named = frozenset().union(*(country_codes_spoken(words, language) for words in spoken))
            return code in (named or country_codes())
        own = frozenset().union(*(place_countries(s.text) for s in (*place.named, place.span) if s))
        return code in (own or self._case.countries)

    def _named(self, incident: GroundedIncident, actors: tuple[int, ...], path: str) -> tuple[int, ...]:
        """The actors whom the evidence names, or whom it may mean: they are named nearby."""
        kept = []
        for k, actor in enumerate(actors):
            if self._mentioned(incident, actor):
                kept.append(actor)
                continue
            message, near = "The evidence does not name this actor.", self._near(incident, actor)
            self._case.report("unsupported_value", message, f"{path}[{k}]", "doubt" if near else "field")
            if near:
                kept.append(actor)
        return tuple(kept)

    def _tellers(self, incident: GroundedIncident, path: str) -> tuple[int, ...]:
        """Who tells of it: an interview or a letter names its teller once, far from what is told."""
        for k, actor in enumerate(incident.reported_by):
            if not self._mentioned(incident, actor):
                message = "The evidence does not name this actor."
                self._case.report("unsupported_value", message, f"{path}[{k}]", "doubt")
        return incident.reported_by

    def _near(self, incident: GroundedIncident, actor: int) -> bool:
        """Whether an actor is named in one of the sentences around the evidence."""
        rows = (self._case.rows(s.start, s.end) for s in incident.evidence)
        stretches = (self._case.stretch(first - _NEAR, last + _NEAR) for first, last in rows)
        return any(self._case.mentions.told_of(actor, start, end) for start, end in stretches)

    def _mentioned(self, incident: GroundedIncident, actor: int) -> bool:
        if not self._case.english:
            return True
        return any(self._case.mentions.told_of(actor, s.start, s.end) for s in incident.evidence)

    def _perpetrators(self, incident: GroundedIncident, path: str) -> tuple[int, ...]:
        named = incident.perpetrators
        if _only_told(incident):  # "gunmen" accuses nobody
            named = tuple(a for a in named if a in self._case.unnamed)
            if named != incident.perpetrators:
                message = "Only a source reports this event, so blame is an attribution, not a perpetrator."
                self._case.report("unsupported_value", message, path, "detail")
        return self._named(incident, named, path)

    def _parties(
        self, incident: GroundedIncident, parties: tuple[GroundedParty, ...], path: str
    ) -> Iterator[GroundedParty]:
        seen: set[GroundedParty] = set()
        for k, party in enumerate(parties):
            if party.actor is not None and not self._party_holds(incident, party.actor, party.span):
                message = "Neither the words cited nor the evidence name this actor."
                another = party.span is not None and self._case.mentions.names_another(
                    party.span, party.actor
                )
                near = not another and self._near(incident, party.actor)
                self._case.report("unsupported_value", message, f"{path}[{k}]", "doubt" if near else "detail")
                party = party if near else replace(party, actor=None)
            if party not in seen and (party.span or party.actor is not None):
                seen.add(party)
                yield party

    def _party_holds(self, incident: GroundedIncident, actor: int, span: Span | None) -> bool:
        if span is not None and self._case.english and self._case.mentions.names_another(span, actor):
            return False
        return self._mentioned(incident, actor)

    def _cited(self, incident: GroundedIncident, items: tuple[Cited, ...], path: str) -> Iterator[Cited]:
        """Items whose words stand in the incident's own evidence, each once."""
        seen: set[Cited] = set()
        for k, item in enumerate(items):
            if not any(s.contains(item.span) for s in incident.evidence):
                message = "These words stand in a sentence that is not among this incident's evidence."
                self._case.report("unsupported_value", message, f"{path}[{k}].at", _lost(path))
            elif item not in seen:
                seen.add(item)
                yield item

    def _figures(
        self, incident: GroundedIncident, figures: tuple[GroundedFigure, ...], path: str
    ) -> Iterator[GroundedFigure]:
        for figure in self._cited(incident, figures, path):
            if figure.source is not None and not self._gives(incident, figure):
                at = f"{path}[{figures.index(figure)}].source"
                tells = figure.source in incident.reported_by  # who is interviewed is named at the top
                near = tells or self._near(incident, figure.source)
                message = "The evidence does not name the actor said to give this figure."
                self._case.report("unsupported_value", message, at, "doubt" if near else "field")
                if not near:
                    continue  # without its source it would pass for the article's own voice
            yield figure

    def _gives(self, incident: GroundedIncident, figure: GroundedFigure) -> bool:
        """Whether the evidence names a figure's source, or the source says the words with the figure."""
        source = figure.source
        if source is None or self._mentioned(incident, source):
            return True
        said = (quote for quote in self._case.grounding.quotes if source in quote.speakers)
        return any(quote.span.contains(figure.span) for quote in said)

    def _damage(self, incident: GroundedIncident, path: str) -> GroundedDamage | None:
        damage = incident.damage
        if damage is None or any(s.contains(damage.span) for s in incident.evidence):
            return damage
        message = "These words stand in a sentence that is not among this incident's evidence."
        self._case.report("unsupported_value", message, path, "detail")
        return None


def _lost(path: str) -> Severity:
    """A toll is worth another question, a weapon is not."""
    return "detail" if path.endswith("weapons") else "field"


def _only_told(incident: GroundedIncident) -> bool:
    """Whether the article has an event from sources alone, denied by others or not."""
    denied = incident.factuality == "disputed" and bool(incident.reported_by)
    return incident.factuality == "reported" or denied
