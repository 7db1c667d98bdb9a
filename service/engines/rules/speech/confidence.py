"""How sure a report is, from the rule that found it.

`lexicons/confidence.toml` holds the levels: shares of right reports (content and source, as
`evals.benchmarks.polnear_score` counts), rounded, by frame, marks and place of the cue.
"""

from functools import lru_cache

from wirebrief.service.engines.rules.lexicon import read
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.report import Report

_EMBEDDED = frozenset({"ccomp", "relcl", "acl", "pcomp"})
"""Cues inside another clause: part of what somebody else says, or of a description."""


@lru_cache(maxsize=1)
def unsaid_confidence() -> float:
    """How sure it is that nobody says words in marks, and what they are."""
    level: float = read("confidence")["quoted_text"]["level"]
    return level


@lru_cache(maxsize=1)
def _levels() -> dict[str, dict[str, float]]:
    levels: dict[str, dict[str, float]] = read("confidence")["quote"]
    return levels


def signs(parsed: Parsed, report: Report) -> tuple[str, str]:
    """What the confidence of a report is read from: its place among the tables, and its frame."""
    place = "marked" if report.quotations else "unmarked"
    if report.cue_head >= 0 and parsed.dep[report.cue_head] in _EMBEDDED:
        place += "_embedded"
    return place, report.frame


def confidence(parsed: Parsed, report: Report, *, resolved: bool) -> float:
    """A value in [0, 1]; less where the speaker could not be tied to an actor. A turn of "Q" or "A" has none
    to be tied."""
    place, frame = signs(parsed, report)
    level = _levels()[place].get(frame, _levels()[place]["otherwise"])
    resolved = resolved or (frame == "turn" and report.source is None)
    return round(level if resolved else level * _levels()["speaker"]["unresolved"], 2)
