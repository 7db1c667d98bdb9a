"""One-to-one alignment of two lists that maximises total similarity, with ties broken canonically.

The assignment problem is solved exactly (`scipy.optimize.linear_sum_assignment`). Where several alignments
have the same total, the one with more pairs is taken, then the one with more pairs of equal content; rows and
columns are put in the order of their content first, so that the order of a list never matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from scipy.optimize import linear_sum_assignment

RESOLUTION: Final = 1_000_000
"""Similarities are compared in millionths, so that ties do not hang on the last bit of a sum."""

Similarity = Callable[[int, int], float]
"""Similarity in [0, 1] of gold item i and predicted item j; 0 where they cannot be the same."""


class Keyed(Protocol):
    """An item with its content as a string: equal strings mean equal items."""

    @property
    def key(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Match:
    gold: int
    predicted: int
    similarity: float


def align(gold: Sequence[Keyed], predicted: Sequence[Keyed], similarity: Similarity) -> tuple[Match, ...]:
    """The best alignment, in the order of the gold list.

    `similarity` is called once per pair. Pairs of similarity 0 are never aligned.
    """
    edges = {
        (i, j): worth
        for i in range(len(gold))
        for j in range(len(predicted))
        if (worth := round(similarity(i, j) * RESOLUTION))
    }
    chosen = list(edges) if _independent(edges) else _solve(edges, gold, predicted)
    return tuple(Match(i, j, edges[i, j] / RESOLUTION) for i, j in sorted(chosen))


def _independent(edges: Iterable[tuple[int, int]]) -> bool:
    """Whether nothing competes, so that there is nothing to choose."""
    pairs = list(edges)
    return len({i for i, _ in pairs}) == len(pairs) == len({j for _, j in pairs})


def _solve(
    edges: Mapping[tuple[int, int], int], gold: Sequence[Keyed], predicted: Sequence[Keyed]
) -> list[tuple[int, int]]:
    rows = sorted({i for i, _ in edges}, key=lambda i: gold[i].key)
    columns = sorted({j for _, j in edges}, key=lambda j: predicted[j].key)
    bits = min(len(rows), len(columns)).bit_length()
    worth = np.zeros((len(rows), len(columns)))
    for r, i in enumerate(rows):
        for c, j in enumerate(columns):
            if (i, j) in edges:
                same = gold[i].key == predicted[j].key
                worth[r, c] = (edges[i, j] << (2 * bits)) + (1 << bits) + same
    assigned = zip(*linear_sum_assignment(worth, maximize=True), strict=True)
    return [pair for r, c in assigned if (pair := (rows[r], columns[c])) in edges]
