"""How sure a report is, from the rule that found it.

`lexicons/confidence.toml` holds the levels: shares of right reports (content and source, as
`evals.benchmarks.polnear_score` counts), rounded, by frame, marks and place of the cue.
"""

from functools import lru_cache

from wirebrief.service.engines.rules.actors import Actor
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


def confidence(parsed: Parsed, report: Report, speaker: Actor | None) -> float:
    """A value in [0, 1]; less where who speaks is known by a pronoun only, is a thing, or is not known."""
    place, frame = signs(parsed, report)
    level = _levels()[place].get(frame, _levels()[place]["otherwise"])
    return round(level * _levels()["speaker"][voice(parsed, report, speaker)], 2)


def voice(parsed: Parsed, report: Report, speaker: Actor | None) -> str:
    """How a speaker is known: the names of `quote.speaker` in the lexicon."""
    if speaker is None:  # a turn of "Q" or "A" has none to be tied
        return "named" if report.frame == "turn" and report.source is None else "unresolved"
    if report.frame == "turn":
        return "named"
    named = speaker.sort == "name"
    if parsed.pos[report.source_head] == "PRON":
        return "pronoun" if named else "pronoun_unnamed"
    return "thing" if speaker.kind == "other" and not named else "named"
