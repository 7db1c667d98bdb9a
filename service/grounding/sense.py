"""What grounded records say that their words do not: the right words in the wrong sense.

Grounding ties every record to words, and the other checks ask whether these stand near enough. Here it is
asked what they mean: who tells and who is told, what is denied, what a figure counts, whose post is named.
What the words decide is corrected or refused; what only a second reader doubts stays, with a doubt.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from wirebrief.schemas import Span
from wirebrief.service.grounding.acts import contradiction, corrected, is_negated, senses
from wirebrief.service.grounding.case import Case
from wirebrief.service.grounding.padding import without_padding
from wirebrief.service.grounding.quantities import Harm
from wirebrief.service.grounding.records import (
    GroundedActor,
    GroundedAttribution,
    GroundedDamage,
    GroundedFigure,
    GroundedIncident,
    GroundedQuote,
    GroundedQuotedText,
    Grounding,
)
from wirebrief.service.grounding.second_reading import SecondReading
from wirebrief.service.grounding.tolls import borne_level, misread, tells_of
from wirebrief.service.grounding.voices import another_says_it, hidden_verb, is_addressee, is_nested_voice

_CLAUSE_END = re.compile(r"[,;:()—–]\s|\s[-—–]\s|\b(?:but|while|although|whereas|and)\b")


class Sense:
    """The checks of one grounding."""

    def __init__(self, case: Case, second: SecondReading | None = None) -> None:
        self._case = case
        self._second = second

    def checked(self, grounding: Grounding) -> Grounding:
        """The grounding without what its words contradict; the case has the findings."""
        return replace(
            grounding,
            actors=tuple(self._actor(one) for one in grounding.actors),
            incidents=tuple(self._incident(one) for one in grounding.incidents),
            attributions=tuple(self._attributions(grounding)),
            quotes=tuple(self._quotes(grounding)),
            quoted_text=tuple(self._quoted_text(grounding)),
        )

    # Actors

    def _actor(self, actor: GroundedActor) -> GroundedActor:
        """The actor without a post that stands beside another's name and not beside its own."""
        role = actor.role
        if role is None or not self._case.english or self._case.mentions.gap(role, actor.index) <= _BESIDE:
            return actor
        people = (one for one in self._case.grounding.actors if one.kind == "person" and one is not actor)
        other = next((p for p in people if self._case.mentions.gap(role, p.index) <= _BESIDE), None)
        if other is None or other.name.text == actor.name.text:
            return actor
        message = f"“{role.text}” is the post of {other.name.text}, beside whose name it stands."
        self._case.report("unsupported_value", message, f"actors[{actor.index}].role", "detail")
        return replace(actor, role=None)

    # Incidents

    def _incident(self, incident: GroundedIncident) -> GroundedIncident:
        path = f"incidents[{incident.index}]"
        cited = _cited(incident)
        told = " ".join([incident.summary, incident.type.replace("_", " "), *(span.text for span in cited)])
        return replace(
            incident,
            evidence=without_padding(self._case, told, incident.evidence, path, cited),
            killed=tuple(self._figures(incident, incident.killed, "killed", path)),
            injured=tuple(self._figures(incident, incident.injured, "injured", path)),
            damage=self._damage(incident, path),
        )

    def _figures(
        self, incident: GroundedIncident, figures: tuple[GroundedFigure, ...], harm: Harm, path: str
    ) -> Iterator[GroundedFigure]:
        drafted = getattr(self._case.grounding.draft.incidents[incident.index], harm)
        for figure in figures:
            low, high = self._case.stretch(*self._case.rows(figure.span.start, figure.span.end))
            sentence = self._case.document.text[low:high]
            problem = misread(harm, sentence, figure.span.start - low, figure.span.end - low)
            told = " ".join(span.text for span in incident.evidence)
            if figure.count.max == 0 or not self._case.english or tells_of(harm, figure.span.text):
                problem = ""
            elif not problem and not tells_of(harm, told):
                problem = f"Nothing in the evidence says that anybody was {harm}."
            if not problem:
                yield figure
                continue
            k = self._place(figure.span, [one.at for one in drafted])
            message = f"{problem} Give it where it belongs, or leave it out."
            at = f"{path}.{harm}[{k}].at"
            if harm == "injured" and "Nothing in" in problem:  # "lost an eye", "was hit in the shoulder"
                self._case.report("unsupported_value", message, at, "doubt")
                yield figure
            elif not self._case.refuses("unsupported_value", message, at):
                yield figure

    def _place(self, span: Span, addresses: list[str]) -> int:
        """Which of some addresses a span was made from, by its words."""
        return next((k for k, one in enumerate(addresses) if span.text[:20] in one), 0)

    def _damage(self, incident: GroundedIncident, path: str) -> GroundedDamage | None:
        damage = incident.damage
        if damage is None or not self._case.english:
            return damage
        level = borne_level(damage.level, damage.span.text, self._clause(damage.span))
        if level == damage.level:
            return damage
        message = f"“{damage.span.text[:80]}” is not “{damage.level}”."
        self._case.report("unsupported_value", message, f"{path}.damage_level", "detail")
        return replace(damage, level=level)

    def _clause(self, span: Span) -> str:
        low, high = self._case.stretch(*self._case.rows(span.start, span.end))
        text = self._case.document.text
        starts = [m.end() for m in _CLAUSE_END.finditer(text, low, span.start)]
        end = _CLAUSE_END.search(text, span.end, high)
        return text[max([low, *starts]) : end.start() if end else high]

    # Responsibility

    def _attributions(self, grounding: Grounding) -> Iterator[GroundedAttribution]:
        for given in grounding.attributions:
            path = f"attributions[{given.index}]"
            low, _ = self._case.stretch(*self._case.rows(given.cue.start, given.cue.end))
            before = re.split(r"[;:—–]|, (?!no|not|never)", self._case.document.text[low : given.cue.start])[
                -1
            ]
            problem = contradiction(given.act, given.cue.text, before) if self._case.english else ""
            if problem and self._case.refuses("unsupported_value", problem, f"{path}.act", "item"):
                continue
            act = corrected(given.act, given.cue.text) if self._case.english else given.act
            if act != given.act:
                message = f"“{given.cue.text}” says “{act}”, not “{given.act}”."
                self._case.report("unsupported_value", message, f"{path}.act", "detail")
            yield replace(given, act=act)

    # Speech

    def _quotes(self, grounding: Grounding) -> Iterator[GroundedQuote]:
        last: GroundedQuote | None = None
        by_place = sorted(grounding.quotes, key=lambda quote: quote.span.start)
        wrong: dict[int, str] = {}
        for quote in by_place:
            if problem := self._voice(quote, last):
                wrong[quote.index] = problem
            if quote.quotation is not None:
                last = quote
        for quote in grounding.quotes:
            path = f"quotes[{quote.index}].speakers"
            problem = wrong.get(quote.index, "")
            if problem and self._case.refuses("unsupported_value", problem, path):
                quote = replace(quote, speakers=(), speaker_span=None)
            yield self._stance(quote)

    def _voice(self, quote: GroundedQuote, last: GroundedQuote | None) -> str:
        """Why the speaker given cannot be the one who says a quote, or ""."""
        if not quote.speakers:
            return ""
        if self._case.english and (problem := self._another_voice(quote)):
            return problem
        goes_on = quote.cue is None and quote.continues and quote.speaker_span is None
        if goes_on and last is not None and last.speakers not in ((), quote.speakers):
            return "The quotation before this one is another's; this one does not go on from it."
        return ""

    def _another_voice(self, quote: GroundedQuote) -> str:
        """Why the words around a quote make another its speaker, or ""."""
        if quote.speaker_span is not None and is_addressee(self._case, quote.speaker_span):
            return f"“{quote.speaker_span.text}” is told this; name who tells it."
        if quote.cue is not None:
            other = another_says_it(self._case, frozenset(quote.speakers), quote.cue, quote.speaker_span)
            if other is not None:
                return f"“{other.text} {quote.cue.text}”: that is who says it."
            if self._is_nested(quote):
                return f"“{quote.cue.text}” stands within another's words, and somebody else says it there."
        return ""

    def _is_nested(self, quote: GroundedQuote) -> bool:
        if quote.quotation is None or quote.cue is None:
            return False
        quotation = self._case.document.quotation_by_id[quote.quotation]
        outer = next((q for q in self._case.grounding.quotes if q.quotation == quotation.parent), None)
        if outer is None or outer.speakers != quote.speakers:
            return False
        return is_nested_voice(self._case, quotation, quote.cue)

    def _stance(self, quote: GroundedQuote) -> GroundedQuote:
        if not self._case.english or quote.stance != "asserts":
            return quote
        if quote.cue is None or quote.kind == "direct":
            return quote
        low, _ = self._case.stretch(*self._case.rows(quote.cue.start, quote.cue.end))
        before = self._case.document.text[low : quote.cue.start]
        if senses(quote.cue.text) != {"denies"} or is_negated(before):
            return quote
        message = f"“{quote.cue.text}” denies what is said."
        self._case.report("unsupported_value", message, f"quotes[{quote.index}].stance", "detail")
        return replace(quote, stance="denies")

    def _quoted_text(self, grounding: Grounding) -> Iterator[GroundedQuotedText]:
        for given in grounding.quoted_text:
            verb = hidden_verb(self._case, self._case.document.quotation_by_id[given.quotation])
            if not verb:
                yield given
                continue
            message = f"Somebody says {given.quotation}: “{verb}” stands beside it. Give it as a quote."
            if not self._case.refuses("unsupported_value", message, f"quoted_text[{given.index}]", "item"):
                yield given


def _cited(incident: GroundedIncident) -> list[Span]:
    """The words that an incident's fields cite."""
    place, damage = incident.where, incident.damage
    parties = (party.span for party in (*incident.targets, *incident.victims))
    figures = (figure.span for figure in (*incident.killed, *incident.injured, *incident.missing))
    weapons = (weapon.span for weapon in incident.weapons)
    own = (incident.when, place.span, *place.named, damage.span if damage else None)
    return [span for span in (*own, *parties, *figures, *weapons) if span is not None]


_BESIDE = 2
"""Characters between a post and the name whose it is: ", " or a space."""
