"""The shape of a record: its fields with their weights, and the gate before what could be the same record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from pydantic import JsonValue

from wirebrief.evals.scoring.context import Context
from wirebrief.evals.scoring.likeness import Compare, exact, span
from wirebrief.evals.scoring.node import Node

Read = Callable[[Node], list[JsonValue]]
Gate = Callable[[Node, Node, Context], bool]


def at(path: str, *, silent: tuple[JsonValue, ...] = ()) -> Read:
    """Reads the value at a path; those in `silent` (such as a False that is the default) count as null."""

    def read(node: Node) -> list[JsonValue]:
        return [None if any(_same(value, s) for s in silent) else value for value in node.leaves(path)]

    return read


def _same(value: JsonValue, other: JsonValue) -> bool:
    return type(value) is type(other) and value == other  # 0 is not False


def pair_at(path: str, first: str, second: str) -> Read:
    """Reads two numbers or dates below a path as one value; null where both are."""

    def read(node: Node) -> list[JsonValue]:
        both = (
            [one, other]
            for whole in node.variants(path)
            for one, other in product(whole.leaves(first), whole.leaves(second))
        )
        return [None if values == [None, None] else [*values] for values in both]

    return read


@dataclass(frozen=True, slots=True)
class Scalar:
    """A field with one value."""

    name: str
    weight: float
    compare: Compare = exact
    read: Read | None = None
    """By default the value at the path `name`."""
    late: bool = False
    """Compared after the alignment, because it refers to records that are aligned with it or later."""

    def values(self, node: Node) -> list[JsonValue]:
        """What is accepted, the labelled value first; null for "does not say"."""
        values = node.values.get(self.name)
        if values is None:
            values = self.read(node) if self.read else node.leaves(self.name)
            node.values[self.name] = values
        return values


@dataclass(frozen=True, slots=True)
class Items:
    """A field with a list of values or of small records, aligned one to one in their turn."""

    name: str
    weight: float
    shape: Shape
    refers: Callable[[Node], JsonValue] | None = None
    """Reads the id that an element refers to: an element that refers to an optional record is optional."""
    late: bool = False

    def free(self, element: Node, context: Context) -> bool:
        return self.refers is not None and self.refers(element) in context.optional


@dataclass(frozen=True, slots=True)
class Shape:
    """A record kind, or the element of a list.

    Record similarity is `gate x weighted mean of the fields that either side fills`.
    """

    fields: tuple[Scalar | Items, ...]
    gate: Gate
    key: tuple[str, ...] = ()
    """Fields that must be strictly right for the record to be."""


def always(gold: Node, predicted: Node, context: Context) -> bool:
    return True


def spans() -> Shape:
    """The shape of an element that is a span."""
    return Shape((Scalar("", 1, span),), lambda gold, predicted, context: gold.overlaps(predicted))


def whole(compare: Compare) -> Shape:
    """The shape of an element that is one value: an id, a label."""

    def gate(gold: Node, predicted: Node, context: Context) -> bool:
        return compare(gold.value, predicted.value, context).soft > 0

    return Shape((Scalar("", 1, compare),), gate)
