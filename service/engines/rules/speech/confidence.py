"""How sure a report is, from what it was found by."""

from wirebrief.service.engines.rules.speech.report import Report

_BY_FRAME = {
    "clause": 0.85,
    "according_to": 0.85,
    "parenthetical": 0.8,
    "beside": 0.8,
    "noun_clause": 0.7,
    "small_clause": 0.7,
    "addressee_infinitive": 0.7,
    "infinitive": 0.7,
    "passive_infinitive": 0.6,
}
"""Share of right reports among those found by a frame, rounded; rarer frames have 0.5."""


def confidence(report: Report, *, resolved: bool) -> float:
    """A value in [0, 1]: lower without a source, higher for words in marks beside their cue."""
    value = _BY_FRAME.get(report.frame, 0.5)
    if report.quotations:
        value = min(0.95, value + 0.1)
    if not resolved:
        value *= 0.7
    return round(value, 2)
