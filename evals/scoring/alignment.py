"""One-to-one alignment of two lists that maximises total similarity, with ties broken canonically.

The assignment problem is solved exactly (`scipy.optimize.linear_sum_assignment`). Where several alignments have
the same total, the one with more pairs is taken, then the one with more pairs of equal content; rows and columns
are put in the order of their content first, so that the order of a list never matters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import linear_sum_assignment

RESOLUTION: Final = 1_000_000
"""Similarities are compared in millionths, so that ties do not hang on the last bit of a sum."""

Similarity = Callable[[int, int], float]
"""Similarity in [0, 1] of gold item i and predicted item j; 0 where they cannot be the same."""


@dataclass(frozen=True, slots=True)
class Match:
    gold: int
    predicted: int
    similarity: float


def align(
    gold_keys: Sequence[str], predicted_keys: Sequence[str], similarity: Similarity
) -> tuple[Match, ...]:
    """The best alignment, in the order of the gold list.

    Args:
        gold_keys: content of each gold item as a string; equal strings mean equal items.
        predicted_keys: the same for the predicted items.
        similarity: called once per pair. Pairs of similarity 0 are never aligned.
    """
    if not gold_keys or not predicted_keys:
        return ()
    rows = sorted(range(len(gold_keys)), key=lambda i: gold_keys[i])
    columns = sorted(range(len(predicted_keys)), key=lambda j: predicted_keys[j])
    sims = [[round(similarity(i, j) * RESOLUTION) for j in columns] for i in rows]
    matches = [
        Match(rows[r], columns[c], sims[r][c] / RESOLUTION)
        for r, c in _solve(sims, [gold_keys[i] for i in rows], [predicted_keys[j] for j in columns])
    ]
    return tuple(sorted(matches, key=lambda match: match.gold))


def _solve(sims: list[list[int]], gold: list[str], predicted: list[str]) -> list[tuple[int, int]]:
    edges = [(r, c) for r, row in enumerate(sims) for c, value in enumerate(row) if value]
    if _independent(edges):  # nothing competes: no assignment to solve
        return edges
    bits = min(len(gold), len(predicted)).bit_length()
    worth = np.zeros((len(gold), len(predicted)))
    for r, c in edges:
        worth[r, c] = (sims[r][c] << (2 * bits)) + (1 << bits) + (gold[r] == predicted[c])
    assigned = zip(*linear_sum_assignment(worth, maximize=True), strict=True)
    return [(int(r), int(c)) for r, c in assigned if sims[r][c]]


def _independent(edges: list[tuple[int, int]]) -> bool:
    return len({r for r, _ in edges}) == len(edges) == len({c for _, c in edges})
