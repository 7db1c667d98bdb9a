"""A value inside a summary, with its path and, in gold, the other values that count as right."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import JsonValue

Alternatives = Mapping[str, list[JsonValue]]
_NONE: Alternatives = {}


def bounds(value: JsonValue) -> tuple[int, int]:
    """Offsets of a span; (0, 0), which overlaps nothing, of anything else."""
    if isinstance(value, dict):
        start, end = value.get("start"), value.get("end")
        if isinstance(start, int) and isinstance(end, int):
            return start, end
    return 0, 0


class Node:
    """A JSON value at a path. In gold, `variants` also yields the alternatives that the labeller accepted.

    An alternative of a whole (`incidents[0].when`) stands for its parts too (`incidents[0].when.start`).
    """

    __slots__ = ("_alternatives", "_bounds", "_items", "_key", "_variants", "path", "value", "values")

    def __init__(self, value: JsonValue, path: str = "", alternatives: Alternatives = _NONE) -> None:
        self.value = value
        self.path = path
        self.values: dict[str, list[JsonValue]] = {}  # by field, kept by the shape that reads them
        self._alternatives = alternatives
        self._variants: dict[str, tuple[Node, ...]] | None = None
        self._items: tuple[Node, ...] | None = None
        self._bounds: tuple[int, int] | None = None
        self._key: str | None = None

    def variants(self, path: str = "") -> tuple[Node, ...]:
        """What is accepted at a dotted path below this node: the labelled value, then the alternatives."""
        if not path:
            return (self,)
        if self._variants is None:
            self._variants = {}
        found = self._variants.get(path)
        if found is None:
            above, _, name = path.rpartition(".")
            found = tuple([child for node in self.variants(above) for child in node.children(name)])
            self._variants[path] = found
        return found

    def leaves(self, path: str) -> list[JsonValue]:
        """The values of `variants`, for those who need no more of them."""
        if not path:
            return [self.value]
        above, _, name = path.rpartition(".")
        return [value for node in self.variants(above) for value in node.values_of(name)]

    def values_of(self, name: str) -> list[JsonValue]:
        """The values of `children`."""
        value = self.value.get(name) if isinstance(self.value, dict) else None
        if not self._alternatives:
            return [value]
        return [value, *self._alternatives.get(f"{self.path}.{name}" if self.path else name, ())]

    def value_at(self, path: str) -> JsonValue:
        """The labelled value at a dotted path; None where a part of the path is null."""
        return self.leaves(path)[0]

    def items(self) -> tuple[Node, ...]:
        """The elements of a list; of null none."""
        if self._items is None:
            elements = self.value if isinstance(self.value, list) else ()
            self._items = tuple(
                Node(element, f"{self.path}[{n}]", self._alternatives) for n, element in enumerate(elements)
            )
        return self._items

    def children(self, name: str) -> list[Node]:
        """What is accepted under a name: the labelled value, then the alternatives of its path."""
        value = self.value.get(name) if isinstance(self.value, dict) else None
        path = f"{self.path}.{name}" if self.path else name
        found = [Node(value, path, self._alternatives)]
        if self._alternatives and path in self._alternatives:
            found += [Node(alternative, path) for alternative in self._alternatives[path]]
        return found

    @property
    def bounds(self) -> tuple[int, int]:
        """Offsets, where the value is a span; (0, 0), which overlaps nothing, where it is not."""
        if self._bounds is None:
            self._bounds = bounds(self.value)
        return self._bounds

    def overlaps(self, other: Node) -> bool:
        """Whether both are spans that share a character."""
        start, end = self.bounds
        first, last = other.bounds
        return start < last and first < end

    @property
    def key(self) -> str:
        """The content as a string: equal for equal values."""
        if self._key is None:
            self._key = json.dumps(self.value, sort_keys=True, ensure_ascii=False)
        return self._key
