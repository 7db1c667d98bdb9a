"""Which report stands around a word."""

from collections import defaultdict

from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.report import Report


def by_sentence(parsed: Parsed, reports: list[Report]) -> dict[int, list[int]]:
    """Each sentence with the reports, by index, whose content reaches into it."""
    held: dict[int, list[int]] = defaultdict(list)
    for index, report in enumerate(reports):
        for sentence in sorted({s for a, b in report.content for s in parsed.sentence[a : b + 1]}):
            held[sentence].append(index)
    return held


def innermost(reports: list[Report], token: int) -> int | None:
    """Index of the shortest report whose content holds a token, or None."""
    best: tuple[int, int] | None = None
    for index, report in enumerate(reports):
        if report.sort not in ("speech", "writing", "finding"):
            continue
        for first, last in report.content:
            if first <= token <= last and (best is None or last - first < best[0]):
                best = (last - first, index)
    return best[1] if best else None
