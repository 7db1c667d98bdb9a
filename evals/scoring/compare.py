"""Compares a gold value with a predicted one by its shape: fields, lists of fields, whole records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pydantic import JsonValue

from wirebrief.evals.scoring.alignment import Match, align
from wirebrief.evals.scoring.context import Context
from wirebrief.evals.scoring.counts import Verdict
from wirebrief.evals.scoring.node import Node
from wirebrief.evals.scoring.shape import Items, Scalar, Shape
from wirebrief.evals.scoring.slots import Slot


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of one field or record."""

    slots: tuple[Slot, ...] = ()
    soft: float | None = None
    """Similarity in [0, 1]; None where neither side says anything."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """What came of two lists."""

    matches: tuple[Match, ...]
    compared: dict[tuple[int, int], Compared]
    """By gold and predicted index, of every pair that passed the gate."""
    total: float
    """Summed similarity."""


NOTHING: Final = Compared()
_ORDER: Final = (Verdict.INC, Verdict.PAR, Verdict.COR)


def compare_record(
    kind: str,
    shape: Shape,
    gold: Node,
    predicted: Node,
    context: Context,
    *,
    late: bool = False,
    prefix: str = "",
) -> Compared:
    """Compare two records field by field: those that wait for the alignment (`late`), or the others."""
    slots: list[Slot] = []
    reached = possible = 0.0
    for field in shape.fields:
        if field.late is not late:
            continue
        one = _compare_field(kind, field, gold, predicted, context, prefix)
        slots += one.slots
        if one.soft is not None:
            reached += field.weight * one.soft
            possible += field.weight
    return Compared(tuple(slots), reached / possible if possible else None)


def _compare_field(
    kind: str, field: Scalar | Items, gold: Node, predicted: Node, context: Context, prefix: str
) -> Compared:
    if isinstance(field, Scalar):
        return _compare_scalar(kind, field, gold, predicted, context, prefix)
    return max(
        (
            _compare_items(kind, field, accepted, predicted.variants(field.name)[0], context, prefix)
            for accepted in gold.variants(field.name)
        ),
        key=lambda compared: 1.0 if compared.soft is None else compared.soft,
    )


def _compare_scalar(
    kind: str, field: Scalar, gold: Node, predicted: Node, context: Context, prefix: str
) -> Compared:
    accepted = field.values(gold)
    value = field.values(predicted)[0]
    fillers = [filler for filler in accepted if filler is not None]
    if value is None:
        if None in accepted:
            return NOTHING
        return Compared((missing(kind, field, gold, accepted[0], prefix),), 0.0)
    if not fillers:
        return Compared((spurious(kind, field, predicted, value, prefix),), 0.0)
    found = [field.compare(filler, value, context) for filler in fillers]
    best = max(range(len(found)), key=lambda n: (found[n].soft, -n))
    unasked = accepted[0] is None
    slot = Slot(
        kind,
        _join(prefix, field.name),
        _best([one.lenient for one in found], unasked=unasked),
        _best([one.strict for one in found], unasked=unasked),
        _path(gold, field),
        _path(predicted, field),
        fillers[best],
        value,
    )
    return Compared((slot,), found[best].soft)


def _best(verdicts: list[Verdict], *, unasked: bool) -> Verdict:
    """The best verdict over all accepted values; a wrong value where silence was labelled is spurious."""
    best = max(verdicts, key=_ORDER.index)
    return Verdict.SPU if unasked and best is Verdict.INC else best


def _compare_items(
    kind: str, field: Items, gold: Node, predicted: Node, context: Context, prefix: str
) -> Compared:
    ours, theirs = gold.items(), predicted.items()
    if not ours and not theirs:
        return NOTHING
    name = _join(prefix, field.name)
    aligned = align_records(kind, field.shape, ours, theirs, context, prefix=name)
    slots: list[Slot] = []
    free = reached = 0.0
    for match in aligned.matches:
        if field.free(ours[match.gold], context):
            free += 2
        else:
            slots += aligned.compared[match.gold, match.predicted].slots
            reached += match.similarity
    matched = {match.gold for match in aligned.matches}, {match.predicted for match in aligned.matches}
    for n, element in enumerate(ours):
        if n not in matched[0]:
            if field.free(element, context):
                free += 1
            else:
                slots += unmatched_gold(kind, field.shape, element, context, prefix=name)
    for n, element in enumerate(theirs):
        if n not in matched[1]:
            slots += unmatched_predicted(kind, field.shape, element, prefix=name)
    counted = len(ours) + len(theirs) - free
    return Compared(tuple(slots), 2 * reached / counted if counted else None)


def align_records(
    kind: str,
    shape: Shape,
    gold: tuple[Node, ...],
    predicted: tuple[Node, ...],
    context: Context,
    *,
    prefix: str = "",
) -> Aligned:
    """Align two lists of records by their similarity."""
    compared: dict[tuple[int, int], Compared] = {}

    def similarity(i: int, j: int) -> float:
        if not shape.gate(gold[i], predicted[j], context):
            return 0.0
        one = compare_record(kind, shape, gold[i], predicted[j], context, prefix=prefix)
        compared[i, j] = one
        return one.soft or 0.0

    matches = align([node.key for node in gold], [node.key for node in predicted], similarity)
    return Aligned(matches, compared, sum(match.similarity for match in matches))


def unmatched_gold(kind: str, shape: Shape, gold: Node, context: Context, *, prefix: str = "") -> list[Slot]:
    """A MIS for every value of a gold record, but for those that may as well be null."""
    slots: list[Slot] = []
    for field in shape.fields:
        if isinstance(field, Scalar):
            accepted = field.values(gold)
            if None not in accepted:
                slots.append(missing(kind, field, gold, accepted[0], prefix))
        else:
            variants = gold.variants(field.name)
            if all(variant.items() for variant in variants):
                name = _join(prefix, field.name)
                for element in variants[0].items():
                    if not field.free(element, context):
                        slots += unmatched_gold(kind, field.shape, element, context, prefix=name)
    return slots


def unmatched_predicted(kind: str, shape: Shape, predicted: Node, *, prefix: str = "") -> list[Slot]:
    """A SPU for every value of a predicted record."""
    slots: list[Slot] = []
    for field in shape.fields:
        if isinstance(field, Scalar):
            value = field.values(predicted)[0]
            if value is not None:
                slots.append(spurious(kind, field, predicted, value, prefix))
        else:
            for element in predicted.variants(field.name)[0].items():
                slots += unmatched_predicted(kind, field.shape, element, prefix=_join(prefix, field.name))
    return slots


def missing(kind: str, field: Scalar, gold: Node, value: JsonValue, prefix: str) -> Slot:
    name = _join(prefix, field.name)
    return Slot(kind, name, Verdict.MIS, Verdict.MIS, _path(gold, field), None, value, None)


def spurious(kind: str, field: Scalar, predicted: Node, value: JsonValue, prefix: str) -> Slot:
    name = _join(prefix, field.name)
    return Slot(kind, name, Verdict.SPU, Verdict.SPU, None, _path(predicted, field), None, value)


def _path(node: Node, field: Scalar) -> str:
    return _join(node.path, field.name)


def _join(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix and name else prefix or name
