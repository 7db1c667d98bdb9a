"""What a comparison comes to, in one word."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from wirebrief.evals.stats.bootstrap import Interval
from wirebrief.evals.stats.paired import ALPHA, Difference

MIN_DOCUMENTS: Final = 6
"""With fewer no exchange of documents can have p < 0.05: 2 / 2**5 is above it."""


class Outcome(StrEnum):
    REGRESSION = "regression"
    """Worse, and not by chance."""
    IMPROVEMENT = "improvement"
    """Better, and not by chance."""
    TIED = "tied"
    """No difference was found, and one of the size asked about would have been."""
    INSUFFICIENT = "insufficient data"
    """No difference was found, and one of the size asked about could well have been missed."""
    UNRELIABLE = "unreliable baseline"
    """The baseline was measured against something else, or not well enough to say."""


def outcome(
    difference: Difference | None,
    adjusted_p: float,
    baseline: Interval | None,
    *,
    effect: float,
    same_hashes: bool = True,
) -> Outcome:
    """The verdict on one field.

    Args:
        difference: what was found, None where one side has nothing to count.
        adjusted_p: p after Holm's correction over the gating fields.
        baseline: the 95% interval of the baseline's own F1.
        effect: the smallest difference in F1 that the reader would act on.
        same_hashes: whether gold, schema and scorer were the same.
    """
    if not same_hashes:
        return Outcome.UNRELIABLE
    if difference is None or difference.documents < MIN_DOCUMENTS:
        return Outcome.INSUFFICIENT
    if adjusted_p < ALPHA and difference.effect:
        return Outcome.REGRESSION if difference.effect < 0 else Outcome.IMPROVEMENT
    if baseline is None or baseline.width > effect:
        return Outcome.UNRELIABLE
    if (difference.detectable or 0.0) > effect:
        return Outcome.INSUFFICIENT
    return Outcome.TIED
