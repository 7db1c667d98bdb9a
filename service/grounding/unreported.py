"""Reporting verbs without a record: where the article says that somebody said something and the draft does
not.

A closed list of English verbs, in the forms that report; a note for each sentence, never a record of its own.
"""

import re
from collections.abc import Iterator
from functools import cache

from wirebrief.schemas import Span
from wirebrief.service.grounding.case import Case
from wirebrief.service.grounding.records import Finding, Grounding
from wirebrief.service.languages import WITH_WORDS
from wirebrief.service.languages.words import words_of
from wirebrief.service.reading.document import Sentence

_REPORTS = re.compile(
    r"\b(?:said|says|told|added|announced|claimed|denied|warned|insisted|argued|alleged|blamed|accused"
    r"|according to|stated|declared|reiterated|vowed|urged|confirmed|acknowledged|conceded|quoted)\b",
    re.IGNORECASE,
)


def unreported(case: Case, checked: Grounding) -> Iterator[Finding]:
    """A note for each body sentence with a reporting verb outside marks that no quote or attribution
    touches.
    """
    reports = _reports_in(case)
    if reports is None:
        return
    touched = {s.id for start, end in _places(checked) for s in case.document.sentences_over(start, end)}
    for sentence in case.document.sentences:
        if sentence.zone != "body" or sentence.id in touched:
            continue
        if verb := _reporting_verb(case, sentence, reports):
            message = f"{sentence.id} has “{verb}”, and no quote or attribution comes from it."
            yield Finding("report_unaccounted", message, "", "note")


def _places(checked: Grounding) -> Iterator[tuple[int, int]]:
    for span in _spans(checked):
        if span is not None:
            yield span.start, span.end


def _spans(checked: Grounding) -> Iterator[Span | None]:
    """The words of every record that says who says something."""
    for quote in checked.quotes:
        yield from (quote.span, quote.clause, quote.cue, quote.speaker_span)
    for attribution in checked.attributions:
        yield from (attribution.clause, attribution.cue)
    yield from (text.span for text in checked.quoted_text)
    for incident in checked.incidents:
        if incident.factuality != "asserted" or incident.reported_by:
            yield from incident.evidence  # the source of the event is told there
        figures = (*incident.killed, *incident.injured, *incident.missing)
        yield from (f.span for f in figures if f.source is not None)


def _reports_in(case: Case) -> re.Pattern[str] | None:
    """The reporting words of the article's language; None where they are not known."""
    if case.english:
        return _REPORTS
    language = case.document.language
    return _spoken_reports(language) if language in WITH_WORDS else None


@cache
def _spoken_reports(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words_of(language).reporting))})\b")


def _reporting_verb(case: Case, sentence: Sentence, reports: re.Pattern[str]) -> str | None:
    text = case.document.text
    for match in reports.finditer(text, sentence.start, sentence.end):
        if not case.marks_around(*match.span()):
            return match.group()
    return None
