"""Two runs over the same documents: paired approximate randomisation, and what it could find at all.

Noreen 1989; Yeh 2000 on why it is right for F1; Miller 2024 (arXiv 2411.00640) on power.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt

from wirebrief.evals.stats.bootstrap import RESAMPLES, SEED, Interval, percentile, resampled
from wirebrief.evals.stats.ledger import Sums, f1

SHUFFLES: Final = 10_000
EXACT_UP_TO: Final = 12
"""Documents up to which every exchange is tried instead of a sample of them."""
POWER: Final = 0.8
ALPHA: Final = 0.05
_BATCH: Final = 1000


@dataclass(frozen=True, slots=True)
class Difference:
    """How far B is from A on one row."""

    effect: float
    """Micro F1 of B minus that of A."""
    p: float
    """Two-sided, before any correction."""
    interval: Interval | None
    """95% bootstrap interval of the effect, paired by document."""
    detectable: float | None
    """The effect that a test at 5% finds in four of five repetitions; None where nothing varies."""
    documents: int
    """Documents in which the two differ on this row, or agree on something: those with a slot of it."""


def difference(
    a: Sums, b: Sums, *, shuffles: int = SHUFFLES, resamples: int = RESAMPLES, seed: int = SEED
) -> Difference | None:
    """Compare two runs on one row; None where either has nothing to count.

    Args:
        a, b: earned, gold and predicted by document, in the same order of documents; shape (documents, 3).
    """
    effect = _effect(a.sum(axis=0), b.sum(axis=0))
    if np.isnan(effect):
        return None
    effects = np.concatenate(
        [_effect(weights @ a, weights @ b) for weights in resampled(len(a), resamples, seed)]
    )
    documents = int(((a + b).sum(axis=1) > 0).sum())
    interval = percentile(effects, documents)
    spread = float(np.nanstd(effects))
    z = NormalDist().inv_cdf
    return Difference(
        effect=round(float(effect), 6),
        p=round(randomisation(a, b, shuffles=shuffles, seed=seed), 6),
        interval=interval,
        detectable=round((z(1 - ALPHA / 2) + z(POWER)) * spread, 6) if spread else None,
        documents=documents,
    )


def randomisation(a: Sums, b: Sums, *, shuffles: int = SHUFFLES, seed: int = SEED) -> float:
    """Two-sided p: how often exchanging documents at random between A and B gives as large a difference.

    Documents in which the two do not differ cannot change anything and are left out of the exchanges, not out
    of the figures. With few others every exchange is tried and p is exact, else (hits + 1) / (tries + 1).
    """
    differs = (a != b).any(axis=1)
    if not differs.any():
        return 1.0
    fixed_a, fixed_b = a[~differs].sum(axis=0), b[~differs].sum(axis=0)
    a, b = a[differs], b[differs]
    seen = abs(float(_effect(fixed_a + a.sum(axis=0), fixed_b + b.sum(axis=0))))
    hits = tries = 0
    for kept in _exchanges(len(a), shuffles, seed):
        shuffled_a = fixed_a + kept @ a + (1 - kept) @ b
        shuffled_b = fixed_b + kept @ b + (1 - kept) @ a
        found = np.abs(_effect(shuffled_a, shuffled_b))
        hits += int((found >= seen - 1e-12).sum())
        tries += len(kept)
    exact = len(a) <= EXACT_UP_TO
    return hits / tries if exact else (hits + 1) / (tries + 1)


def _exchanges(documents: int, shuffles: int, seed: int) -> Iterator[npt.NDArray[np.float64]]:
    """Which documents stay with their run (1) and which change sides (0); shape (tries, documents)."""
    if documents <= EXACT_UP_TO:
        every = np.arange(2**documents)
        yield ((every[:, None] >> np.arange(documents)) & 1).astype(np.float64)
        return
    generator = np.random.default_rng(seed)
    for start in range(0, shuffles, _BATCH):
        size = min(_BATCH, shuffles - start)
        yield generator.integers(0, 2, size=(size, documents)).astype(np.float64)


def _effect(a: Sums, b: Sums) -> npt.NDArray[np.float64]:
    """F1 of B minus F1 of A."""
    return f1(b) - f1(a)


def holm(ps: dict[str, float]) -> dict[str, float]:
    """Adjusted p values (Holm 1979): the family-wise error stays below alpha whatever hangs together."""
    adjusted, floor = {}, 0.0
    for rank, (name, p) in enumerate(sorted(ps.items(), key=lambda item: (item[1], item[0]))):
        floor = max(floor, min(1.0, (len(ps) - rank) * p))
        adjusted[name] = round(floor, 6)
    return {name: adjusted[name] for name in ps}
