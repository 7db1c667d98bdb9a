"""95% bootstrap intervals over documents (Miller 2024, arXiv 2411.00640, on why documents).

The quantiles are those of the expanded percentile interval (Hesterberg 2015, The American Statistician 69):
the plain one is too narrow for few documents, as a normal quantile is beside that of Student's t.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from wirebrief.evals.stats.ledger import Sums, f1

RESAMPLES: Final = 2000
SEED: Final = 20240229
LEVEL: Final = 0.95
MIN_DOCUMENTS: Final = 2
_BATCH: Final = 250
_CELLS: Final = 500_000
_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low


def f1_intervals(
    rows: Sequence[Sums], *, resamples: int = RESAMPLES, seed: int = SEED
) -> list[Interval | None]:
    """Intervals for the micro F1 of several rows; each holds earned, gold, predicted by document."""
    return stacked_intervals(np.stack(rows, axis=1), resamples=resamples, seed=seed) if rows else []


def stacked_intervals(
    stacked: Sums, *, resamples: int = RESAMPLES, seed: int = SEED
) -> list[Interval | None]:
    """Intervals for the micro F1 of several rows over the same documents, by the same resamples.

    None where fewer than two documents have a slot: of one article no interval exists.

    Args:
        stacked: earned, gold and predicted; shape (documents, rows, 3).
    """
    documents, rows = stacked.shape[:2]
    flat = stacked.reshape(documents, -1)
    figures = np.concatenate(
        [
            f1((weights @ flat).reshape(len(weights), rows, 3))
            for weights in resampled(documents, resamples, seed)
        ]
    )
    support = (stacked.sum(axis=2) > 0).sum(axis=0)
    return [percentile(figures[:, n], int(support[n])) for n in range(rows)]


def resampled(documents: int, resamples: int, seed: int) -> Iterator[npt.NDArray[np.float64]]:
    """How often each document is drawn in each resample, in batches of shape (up to 250, documents)."""
    generator = np.random.default_rng(seed)
    chance = np.full(documents, 1 / documents)
    batch = max(1, min(_BATCH, _CELLS // documents))  # the draws are the same, however they are cut
    for start in range(0, resamples, batch):
        size = min(batch, resamples - start)
        yield generator.multinomial(documents, chance, size=size).astype(np.float64)


def percentile(figures: npt.NDArray[np.float64], documents: int) -> Interval | None:
    """The middle of the figures that are defined, as wide as that many documents need for 95%."""
    defined = figures[~np.isnan(figures)]
    if not len(defined) or documents < MIN_DOCUMENTS:
        return None
    tail = expanded_tail(documents)
    low, high = np.quantile(defined, [tail, 1 - tail])
    return Interval(round(float(low), _DIGITS), round(float(high), _DIGITS))


def expanded_tail(documents: int) -> float:
    """The share of resamples to leave out at each end; 2.5% for many documents, less for few."""
    quantile = float(stdtrit(documents - 1, (1 - LEVEL) / 2))
    return NormalDist().cdf(math.sqrt(documents / (documents - 1)) * quantile)
