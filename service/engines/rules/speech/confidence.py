"""How sure a report is, from the rule that found it.

The figures are rounded shares of right reports (content and source, as `evals.benchmarks.polnear` counts) by
frame and place of the cue, on documents that no reported figure is measured on; see docs/rules.md.
"""

from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.report import Report

_UNMARKED = {
    "clause": 0.85,
    "according_to": 0.8,
    "parenthetical": 0.75,
    "addressee_infinitive": 0.7,
    "infinitive": 0.65,
    "small_clause": 0.7,
    "object": 0.55,
    "passive": 0.5,
    "noun_clause": 0.4,
    "noun_infinitive": 0.7,
    "passive_infinitive": 0.3,
    "label": 0.4,
}
_MARKED = {
    "clause": 0.95,
    "according_to": 0.8,
    "parenthetical": 0.8,
    "beside": 0.6,
    "colon": 0.5,
    "alone": 0.3,
    "fragment": 0.3,
    "label": 0.75,
}
_OTHERWISE = {False: 0.6, True: 0.65}
_EMBEDDED = frozenset({"ccomp", "relcl", "acl", "pcomp"})
"""Cues inside another clause: part of what somebody else says, or of a description."""


def confidence(parsed: Parsed, report: Report, *, resolved: bool) -> float:
    """A value in [0, 1]; lower for an embedded cue, and where the speaker could not be tied to an actor."""
    marked = bool(report.quotations)
    value = (_MARKED if marked else _UNMARKED).get(report.frame, _OTHERWISE[marked])
    if report.cue_head >= 0 and parsed.dep[report.cue_head] in _EMBEDDED:
        value *= 0.7 if marked else 0.5
    if not resolved:
        value *= 0.6
    return round(value, 2)
