"""Reported speech: who said what, with which word."""

from wirebrief.service.engines.rules.lexicon import cues
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.parts import ALL, Parts
from wirebrief.service.engines.rules.speech.labels import labelled
from wirebrief.service.engines.rules.speech.marks import Attachment
from wirebrief.service.engines.rules.speech.predicates import governed
from wirebrief.service.engines.rules.speech.report import Report

__all__ = ["Report", "find_reports"]


def find_reports(parsed: Parsed, *, include_belief: bool = False, parts: Parts = ALL) -> list[Report]:
    """Every report of one article, in the order of the content.

    Args:
        include_belief: also belief, intent, attitude and appearance ("hopes", "wants to", "seems to"), which
            the contract does not take as said. For measuring against corpora that annotate them.
        parts: what is on; for measuring what each part is worth.
    """
    lexicon = parts.lexicon(cues(include_belief=include_belief))
    reports = [r for r in governed(parsed, lexicon) if parts.according_to or r.frame != "according_to"]
    labels = list(labelled(parsed)) if parts.labels else []
    reports = [*labels, *(report for report in reports if not _is_spoken(report, labels))]
    reports = Attachment(parsed, lexicon, reports, parts).run()
    return sorted(reports, key=lambda report: report.content[0])


def _is_spoken(report: Report, labels: list[Report]) -> bool:
    """Whether its cue is part of a speech in a transcript or headline, and so the speaker's own word."""
    return any(first <= report.cue_head <= last for label in labels for first, last in label.content)
