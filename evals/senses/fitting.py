"""Logistic regression with an L2 penalty over sparse named features, by L-BFGS in plain numpy."""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wirebrief.service.engines.rules.judging.features import Features

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    features: Features
    real: bool
    group: int
    """Examples of one group are never on both sides of a split."""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class _Rows:
    """Sparse rows in one run of columns and values; `row` tells whose each is."""

    row: NDArray[np.int64]
    column: NDArray[np.int64]
    value: Vector
    shape: tuple[int, int]

    def times(self, weights: Vector) -> Vector:
        return np.bincount(self.row, self.value * weights[self.column], self.shape[0]).astype(np.float64)

    def transposed_times(self, errors: Vector) -> Vector:
        return np.bincount(self.column, self.value * errors[self.row], self.shape[1]).astype(np.float64)


def fit(examples: Sequence[Example], *, penalty: float, least: int = 2) -> dict[str, float]:
    """Feature to weight; features of fewer than `least` examples are left out."""
    seen = Counter(name for example in examples for name in example.features)
    names = sorted(name for name, n in seen.items() if n >= least)
    index = {name: n for n, name in enumerate(names)}
    cells = [
        (row, index[name], value)
        for row, example in enumerate(examples)
        for name, value in example.features.items()
        if name in index and value
    ]
    row, column, value = zip(*cells, strict=True)
    rows = _Rows(np.array(row), np.array(column), np.array(value, dtype=float), (len(examples), len(names)))
    labels = np.array([example.real for example in examples], dtype=float)
    counts = np.array([example.weight for example in examples])
    found = _minimised(rows, labels, counts, penalty)
    return {name: round(float(w), 3) for name, w in zip(names, found, strict=True) if abs(w) >= 0.005}


def _loss(rows: _Rows, labels: Vector, counts: Vector, penalty: float, at: Vector) -> tuple[float, Vector]:
    score = np.clip(rows.times(at), -30, 30)
    chance = 1 / (1 + np.exp(-score))
    loss = float(np.sum(counts * (np.logaddexp(0, score) - labels * score)))
    slope = rows.transposed_times(counts * (chance - labels)) + penalty * at
    return loss + penalty * float(at @ at) / 2, slope


def _minimised(
    rows: _Rows, labels: Vector, counts: Vector, penalty: float, steps: int = 200, memory: int = 10
) -> Vector:
    """L-BFGS with halving line search (Nocedal and Wright, Numerical Optimization, algorithm 7.4)."""
    at = np.zeros(rows.shape[1])
    loss, slope = _loss(rows, labels, counts, penalty, at)
    pairs: deque[tuple[Vector, Vector]] = deque(maxlen=memory)
    for _ in range(steps):
        way = -_curved(slope, pairs)
        there, less, new_slope = _step(rows, labels, counts, penalty, at, loss, slope, way, first=not pairs)
        if loss - less < 1e-6 * max(1.0, loss):
            return there
        moved, turned = there - at, new_slope - slope
        if moved @ turned > 1e-12:
            pairs.append((moved, turned))
        at, loss, slope = there, less, new_slope
    return at


def _step(
    rows: _Rows,
    labels: Vector,
    counts: Vector,
    penalty: float,
    at: Vector,
    loss: float,
    slope: Vector,
    way: Vector,
    *,
    first: bool,
) -> tuple[Vector, float, Vector]:
    """The first of ever smaller steps along a way that lessens the loss enough; with its loss and slope."""
    size, gain = 1e-3 if first else 1.0, float(way @ slope)
    while True:
        there = at + size * way
        less, new_slope = _loss(rows, labels, counts, penalty, there)
        if less <= loss + 1e-4 * size * gain or size < 1e-10:
            return there, less, new_slope
        size /= 2


def _curved(slope: Vector, pairs: "deque[tuple[Vector, Vector]]") -> Vector:
    """The slope times the inverse curvature that the last steps tell of."""
    way, shares = slope.copy(), []
    for moved, turned in reversed(pairs):
        share = float(moved @ way) / float(moved @ turned)
        way -= share * turned
        shares.append(share)
    if pairs:
        moved, turned = pairs[-1]
        way *= float(moved @ turned) / float(turned @ turned)
    for (moved, turned), share in zip(pairs, reversed(shares), strict=True):
        way += (share - float(turned @ way) / float(moved @ turned)) * moved
    return way
