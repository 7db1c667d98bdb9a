"""What addresses alone cannot say: whether the cited words bear a record out.

Each check removes or replaces what is not borne out and leaves a finding; nothing is added but evidence.
"""

from collections.abc import Iterator
from dataclasses import replace

from wirebrief.schemas import Span
from wirebrief.service.grounding.case import Case
from wirebrief.service.grounding.disagreement import disagreements
from wirebrief.service.grounding.incident_checks import IncidentChecks
from wirebrief.service.grounding.leaks import foreign, leaked_in, leaks
from wirebrief.service.grounding.padding import without_padding
from wirebrief.service.grounding.records import (
    Finding,
    GroundedIncident,
    GroundedKeyPoint,
    GroundedQuote,
    Grounding,
    Severity,
)
from wirebrief.service.grounding.rows import Rows
from wirebrief.service.grounding.second_reading import SecondReading
from wirebrief.service.grounding.sense import Sense
from wirebrief.service.grounding.speech_checks import SpeechChecks
from wirebrief.service.grounding.spoken_faults import spoken_faults
from wirebrief.service.grounding.support import Evidence, Fault, digit_faults, faults
from wirebrief.service.grounding.timeline import date_words
from wirebrief.service.grounding.unreported import unreported
from wirebrief.service.reading.document import Document


def verify(
    document: Document,
    grounding: Grounding,
    examples: frozenset[str] = frozenset(),
    second: SecondReading | None = None,
    insisted: frozenset[str] = frozenset(),
    written: str | None = None,
) -> Grounding:
    """Check a grounding against the article.

    Args:
        examples: literals of the prompts' examples; those that the article has too are ignored.
        second: what another reader makes of the same article.
        insisted: paths of items that the engine was asked about and stands by.
        written: the language that headline, key points and summaries were asked for in; None for that of the
            article.
    """
    strangers = foreign(document, examples)
    case = Case(document, grounding, insisted, written)
    case.findings += leaks(grounding.draft, strangers)
    incidents = tuple(IncidentChecks(case).incidents())
    merged, kept = _without_duplicates(case, incidents)
    speech = SpeechChecks(case, merged)
    quotes = tuple(speech.quotes())
    said = Rows(document, ((quote, (quote.span,)) for quote in quotes))
    own = _OwnWords(case, strangers, said, second)
    checked = replace(
        grounding,
        incidents=tuple(_redirected(replace(i, summary=own.summary(i)), merged) for i in kept),
        attributions=tuple(speech.attributions(said)),
        quotes=quotes,
        quoted_text=tuple(speech.quoted_text(quotes)),
        key_points=tuple(own.key_points()),
        headline=own.headline(),
    )
    checked = Sense(case, second).checked(checked)
    case.findings += speech.unaccounted(checked)
    case.findings += unreported(case, checked)
    case.findings += disagreements(checked)
    return replace(checked, findings=(*grounding.findings, *case.findings))


def _without_duplicates(
    case: Case, incidents: tuple[GroundedIncident, ...]
) -> tuple[dict[int, int], tuple[GroundedIncident, ...]]:
    """Incidents that say the same of the same words, made one; and which index became which."""
    first: dict[object, int] = {}
    merged: dict[int, int] = {}
    kept = []
    for incident in incidents:
        key = replace(incident, index=0, summary="", confidence=None, related=(), aggregate=False)
        if key in first:
            merged[incident.index] = first[key]
            message = f"The same as incidents[{first[key]}]."
            case.findings.append(Finding("duplicate", message, f"incidents[{incident.index}]", "note"))
        else:
            first[key] = incident.index
            kept.append(incident)
    return merged, tuple(kept)


def _redirected(incident: GroundedIncident, merged: dict[int, int]) -> GroundedIncident:
    """References to a dropped duplicate made to point at the one that was kept."""
    related = tuple(dict.fromkeys((merged.get(n, n), relation) for n, relation in incident.related))
    anchor = incident.anchor
    return replace(
        incident,
        related=tuple(pair for pair in related if pair[0] != incident.index),
        anchor=merged.get(anchor, anchor) if isinstance(anchor, int) else anchor,
    )


class _OwnWords:
    """The free text of a summary: each line borne out by its evidence, or replaced by it."""

    def __init__(
        self,
        case: Case,
        strangers: frozenset[str],
        quotes: Rows[GroundedQuote],
        second: SecondReading | None,
    ) -> None:
        self._case = case
        asked = second if case.english_words else None
        self._turned = _turned_round(case.grounding, asked) if asked else frozenset()
        self._strangers = strangers
        self._quotes = quotes
        self._names = {actor.index: actor.name.text for actor in case.grounding.actors}
        self._incidents = Rows(case.document, ((i, i.evidence) for i in case.grounding.incidents))

    def summary(self, incident: GroundedIncident) -> str:
        spans = incident.evidence
        own = [s.text for s in (*incident.where.named, incident.where.span) if s]
        path = f"incidents[{incident.index}].summary"
        days = (
            date_words(self._case.dated[incident.index].interval)
            if incident.index in self._case.dated
            else ""
        )
        return self._borne_out(incident.summary, spans, path, own, [days])

    def key_points(self) -> Iterator[GroundedKeyPoint]:
        seen: set[str] = set()
        for point in self._case.grounding.key_points:
            path = f"key_points[{point.index}]"
            point = replace(point, evidence=without_padding(self._case, point.text, point.evidence, path))
            text = self._borne_out(point.text, point.evidence, f"{path}.text", [], self._days(point.evidence))
            if text in seen:
                self._case.report("duplicate", "The same key point twice.", path, "note")
            elif len(seen) == 7:
                self._case.report("duplicate", "At most seven key points are kept.", path, "note")
            else:
                seen.add(text)
                yield replace(point, text=text)

    def headline(self) -> str:
        case, text = self._case, self._case.grounding.headline
        if not text:
            return ""
        found = self._faults(text, case.article)
        if len(text) > 120:
            found = [*found, Fault("A headline has at most 120 characters.", of_words=True)]
        return text if self._stands(found, "headline") else ""

    def _borne_out(
        self, text: str, spans: tuple[Span, ...], path: str, own: list[str], days: list[str]
    ) -> str:
        first = " ".join(spans[0].text.split())
        if not text:
            self._case.report("unsupported_text", "This text is missing.", path)
            return first
        names = [name for s in spans for name in self._case.mentions.names_in(s.start, s.end)]
        names += self._speakers(spans)
        texts = [words for span in spans for words in self._case.read(span)]
        evidence = Evidence(texts, [*names, *own], days, self._case.around(spans), self._case.names)
        return text if self._stands(self._faults(text, evidence), path) else first

    def _stands(self, found: list[Fault], path: str) -> bool:
        """Whether a text may stay with what was found."""
        return not [fault for fault in found if self._refuses(fault, path)]

    def _refuses(self, fault: Fault, path: str) -> bool:
        """Whether a text must go; for a summary its evidence stands in, which is not worth a question."""
        asked: Severity = "detail" if path.endswith(".summary") else "field"
        if fault.doubt or fault.of_words:
            self._case.report("unsupported_text", fault.message, path, "doubt" if fault.doubt else asked)
            return not fault.doubt
        return self._case.refuses("unsupported_text", fault.message, path, asked)

    def _speakers(self, spans: tuple[Span, ...]) -> list[str]:
        """The names of those whose words the evidence is: a long quotation rarely names its speaker."""
        said = self._quotes.touching(*spans)
        return [self._names[speaker] for q in said for speaker in q.speakers]

    def _faults(self, text: str, evidence: Evidence) -> list[Fault]:
        if leaked := leaked_in(text, self._strangers):
            return [Fault(f"“{leaked}” comes from the prompt's example.", of_words=True)]
        if language := self._case.known_language:
            return spoken_faults(text, evidence, language)
        if not self._case.english_words:
            return digit_faults(text, evidence, cited=evidence is not self._case.article)
        found = faults(text, evidence)
        if text in self._turned:
            found.append(Fault("The article tells this deed with the roles exchanged: who did it to whom?"))
        return found

    def _days(self, spans: tuple[Span, ...]) -> list[str]:
        """The resolved days of the incidents that the same sentences report."""
        return [date_words(self._case.dated[i.index].interval) for i in self._incidents.touching(*spans)]


def _turned_round(grounding: Grounding, second: SecondReading) -> frozenset[str]:
    """The texts of a grounding that tell a deed of the article with its roles exchanged."""
    texts = [
        grounding.headline,
        *(k.text for k in grounding.key_points),
        *(i.summary for i in grounding.incidents),
    ]
    texts = [text for text in texts if text]
    return frozenset(
        text
        for text, deeds in zip(texts, second.deeds_in(texts), strict=True)
        if any(deed.turns_round(second.deeds) for deed in deeds)
    )
