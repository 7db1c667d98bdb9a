"""Similarity of two records and the alignment of two lists of them (Chen et al., EMNLP 2023)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wirebrief.evals.scoring.alignment import Match, align
from wirebrief.evals.scoring.context import Context
from wirebrief.evals.scoring.node import Node
from wirebrief.evals.scoring.shape import Items, Scalar, Shape


@dataclass(frozen=True, slots=True)
class Chosen:
    """The accepted reading of a gold list that the predicted list is most like, aligned with it."""

    gold: tuple[Node, ...]
    predicted: tuple[Node, ...]
    matches: tuple[Match, ...]
    soft: float | None
    """In [0, 1]; None where neither side has an element that counts."""


NEITHER: Final = Chosen((), (), (), None)


def record_similarity(shape: Shape, gold: Node, predicted: Node, context: Context) -> float:
    """Gate x weighted mean over the fields that either side fills; in [0, 1]."""
    if not shape.gate(gold, predicted, context):
        return 0.0
    reached = possible = 0.0
    for field in shape.fields:
        if field.weight and not field.late:
            soft = field_similarity(field, gold, predicted, context)
            if soft is not None:
                reached += field.weight * soft
                possible += field.weight
    return reached / possible if possible else 0.0


def field_similarity(field: Scalar | Items, gold: Node, predicted: Node, context: Context) -> float | None:
    """In [0, 1]; None where neither side says anything."""
    if isinstance(field, Items):
        return choose(field, gold, predicted, context).soft
    value, accepted = field.values(predicted)[0], field.values(gold)
    if value is None:
        return None if None in accepted else 0.0
    return max((field.compare(one, value, context).soft for one in accepted if one is not None), default=0.0)


def choose(field: Items, gold: Node, predicted: Node, context: Context) -> Chosen:
    """The best of the accepted readings of a list, the labelled one first; both empty is as good as any."""
    key = (gold, predicted, field.name)
    chosen = context.chosen.get(key)
    if chosen is None:
        chosen = context.chosen[key] = _choose(field, gold, predicted, context)
    return chosen


def _choose(field: Items, gold: Node, predicted: Node, context: Context) -> Chosen:
    theirs = predicted.variants(field.name)[0].items()
    readings = [variant.items() for variant in gold.variants(field.name)]
    best = _align_elements(field, readings[0], theirs, context)
    for reading in readings[1:]:
        if _degree(best) == 1.0:
            break
        other = _align_elements(field, reading, theirs, context)
        best = other if _degree(other) > _degree(best) else best
    return best


def _degree(chosen: Chosen) -> float:
    return 1.0 if chosen.soft is None else chosen.soft


def _align_elements(
    field: Items, gold: tuple[Node, ...], predicted: tuple[Node, ...], context: Context
) -> Chosen:
    """Soft F1 over elements: `2 x total similarity / (gold + predicted elements)`, optional ones left out."""
    if not predicted and not gold:
        return NEITHER
    matches = align_records(field.shape, gold, predicted, context)
    free = {n for n, element in enumerate(gold) if field.free(element, context)} if field.refers else set()
    counted = len(gold) - len(free) + len(predicted) - sum(match.gold in free for match in matches)
    total = sum(match.similarity for match in matches if match.gold not in free)
    return Chosen(gold, predicted, matches, 2 * total / counted if counted else None)


def align_records(
    shape: Shape, gold: tuple[Node, ...], predicted: tuple[Node, ...], context: Context
) -> tuple[Match, ...]:
    """Align two lists of records by their similarity."""
    if not gold or not predicted:
        return ()
    return align(gold, predicted, lambda i, j: record_similarity(shape, gold[i], predicted[j], context))
