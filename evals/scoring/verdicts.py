"""Slots with their verdicts: of two aligned records, of a gold record alone, of a predicted record alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pydantic import JsonValue

from wirebrief.evals.scoring.context import Context
from wirebrief.evals.scoring.counts import Verdict
from wirebrief.evals.scoring.node import Node
from wirebrief.evals.scoring.shape import Items, Scalar, Shape
from wirebrief.evals.scoring.similarity import choose
from wirebrief.evals.scoring.slots import Slot

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
) -> Iterator[Slot]:
    """Slots of two records held for the same: of the fields that wait for the alignment, or the others."""
    for field in shape.fields:
        if field.late is not late:
            continue
        name = _join(prefix, field.name)
        if isinstance(field, Items):
            yield from _compare_items(kind, name, field, gold, predicted, context)
        elif slot := _compare_scalar(kind, name, field, gold, predicted, context):
            yield slot


def _compare_scalar(
    kind: str, name: str, field: Scalar, gold: Node, predicted: Node, context: Context
) -> Slot | None:
    accepted = field.values(gold)
    value = field.values(predicted)[0]
    fillers = [filler for filler in accepted if filler is not None]
    if value is None:
        return None if None in accepted else _missing(kind, name, field, gold, accepted[0])
    if not fillers:
        return _spurious(kind, name, field, predicted, value)
    found = [field.compare(filler, value, context) for filler in fillers]
    best = max(range(len(found)), key=lambda n: (found[n].soft, -n))
    unasked = accepted[0] is None
    return Slot(
        kind,
        name,
        _best([one.lenient for one in found], unasked=unasked),
        _best([one.strict for one in found], unasked=unasked),
        _join(gold.path, field.name),
        _join(predicted.path, field.name),
        fillers[best],
        value,
    )


def _best(verdicts: list[Verdict], *, unasked: bool) -> Verdict:
    """The best verdict over all accepted values; a wrong value where silence was labelled is spurious."""
    best = max(verdicts, key=_ORDER.index)
    return Verdict.SPU if unasked and best is Verdict.INC else best


def _compare_items(
    kind: str, name: str, field: Items, gold: Node, predicted: Node, context: Context
) -> Iterator[Slot]:
    chosen = choose(field, gold, predicted, context)
    free = {n for n, element in enumerate(chosen.gold) if field.free(element, context)}
    for match in chosen.matches:
        if match.gold not in free:
            ours, theirs = chosen.gold[match.gold], chosen.predicted[match.predicted]
            yield from compare_record(kind, field.shape, ours, theirs, context, prefix=name)
    matched_gold = {match.gold for match in chosen.matches} | free
    matched_predicted = {match.predicted for match in chosen.matches}
    for n, element in enumerate(chosen.gold):
        if n not in matched_gold:
            yield from unmatched_gold(kind, field.shape, element, context, prefix=name)
    for n, element in enumerate(chosen.predicted):
        if n not in matched_predicted:
            yield from unmatched_predicted(kind, field.shape, element, prefix=name)


def unmatched_gold(
    kind: str, shape: Shape, gold: Node, context: Context, *, prefix: str = ""
) -> Iterator[Slot]:
    """A MIS for every value of a gold record, but for those that may as well be null."""
    for field in shape.fields:
        name = _join(prefix, field.name)
        if isinstance(field, Scalar):
            accepted = field.values(gold)
            if None not in accepted:
                yield _missing(kind, name, field, gold, accepted[0])
        elif all(variant.items() for variant in gold.variants(field.name)):
            for element in gold.variants(field.name)[0].items():
                if not field.free(element, context):
                    yield from unmatched_gold(kind, field.shape, element, context, prefix=name)


def unmatched_predicted(kind: str, shape: Shape, predicted: Node, *, prefix: str = "") -> Iterator[Slot]:
    """A SPU for every value of a predicted record."""
    for field in shape.fields:
        name = _join(prefix, field.name)
        if isinstance(field, Scalar):
            value = field.values(predicted)[0]
            if value is not None:
                yield _spurious(kind, name, field, predicted, value)
        else:
            for element in predicted.variants(field.name)[0].items():
                yield from unmatched_predicted(kind, field.shape, element, prefix=name)


def _missing(kind: str, name: str, field: Scalar, gold: Node, value: JsonValue) -> Slot:
    return Slot(kind, name, Verdict.MIS, Verdict.MIS, _join(gold.path, field.name), None, value, None)


def _spurious(kind: str, name: str, field: Scalar, predicted: Node, value: JsonValue) -> Slot:
    return Slot(kind, name, Verdict.SPU, Verdict.SPU, None, _join(predicted.path, field.name), None, value)


def _join(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix and name else prefix or name
