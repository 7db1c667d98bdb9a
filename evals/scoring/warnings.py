"""Warnings: each that gold expects is a slot; one about the article that it does not expect is spurious."""

from typing import Final

from wirebrief.evals.scoring.counts import Verdict
from wirebrief.evals.scoring.slots import Slot
from wirebrief.schemas import ArticleSummary
from wirebrief.schemas.gold import Gold

KIND: Final = "warning"
ABOUT_THE_ARTICLE: Final = frozenset(
    {
        "published_inferred",
        "published_unknown",
        "language_unsupported",
        "encoding_repaired",
        "speaker_unresolved",
        "sources_disagree",
    }
)
"""What follows from the article alone. Other codes tell of the engine's own work and count if expected."""


def score_warnings(gold: Gold, predicted: ArticleSummary | None) -> list[Slot]:
    """Compare codes, once each: how often one is raised hangs on how the engine cuts its work."""
    first: dict[str, int] = {}
    for n, warning in enumerate(predicted.warnings if predicted else ()):
        first.setdefault(warning.code, n)
    slots = [_expected(n, code, first.get(code)) for n, code in enumerate(gold.expected_warnings)]
    for code in sorted(ABOUT_THE_ARTICLE & set(first) - set(gold.expected_warnings)):
        path = f"warnings[{first[code]}]"
        slots.append(Slot(KIND, "code", Verdict.SPU, Verdict.SPU, None, path, None, code))
    return slots


def _expected(n: int, code: str, at: int | None) -> Slot:
    path = f"expected_warnings[{n}]"
    if at is None:
        return Slot(KIND, "code", Verdict.MIS, Verdict.MIS, path, None, code, None)
    return Slot(KIND, "code", Verdict.COR, Verdict.COR, path, f"warnings[{at}]", code, code)
