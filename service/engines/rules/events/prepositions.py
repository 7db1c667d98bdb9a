"""Prepositional phrases: what stands after which preposition of an event's words."""

from collections.abc import Iterable, Iterator

from wirebrief.service.engines.rules.events.phrases import coordinated
from wirebrief.service.engines.rules.parse import Parsed

_AIMED = frozenset(
    "at on against into toward towards in inside near outside under behind upon between across opposite beside"
    " alongside".split()
)
_PARTS = frozenset({"front", "side", "vicinity", "middle", "back", "entrance", "basement", "lobby", "courtyard", "garden"})


def prepositional(parsed: Parsed, carriers: Iterable[int]) -> Iterator[tuple[str, int]]:
    """(preposition, head of its object) of the carriers, coordinated objects each."""
    for carrier in carriers:
        for child in parsed.children[carrier]:
            if parsed.dep[child] in ("prep", "agent", "dative") and parsed.pos[child] in (
                "ADP",
                "SCONJ",
                "ADV",
                "VERB",
            ):
                yield from _objects_of_preposition(parsed, child)


def _objects_of_preposition(parsed: Parsed, preposition: int) -> Iterator[tuple[str, int]]:
    name = parsed.lower[preposition]
    for child in parsed.children[preposition]:
        if parsed.dep[child] in ("pobj", "pcomp"):
            for head in coordinated(parsed, child):
                yield name, head
                if parsed.entity[head] in ("DATE", "TIME"):  # "on Friday, 23 June, at the market"
                    yield from prepositional(parsed, [head])
                if name in _AIMED and parsed.lower[head] in _PARTS:
                    yield from (("near", h) for _, h in prepositional(parsed, [head]))
        elif parsed.dep[child] == "prep":
            yield from ((name, h) for _, h in _objects_of_preposition(parsed, child))
        elif parsed.dep[child] == "conj" and parsed.pos[child] == "ADP":  # "at the house and at the office"
            yield from _objects_of_preposition(parsed, child)
    if name == "from":  # "threw it from a car at the warehouse"
        for child in parsed.children[preposition]:
            if parsed.dep[child] == "pobj":
                yield from prepositional(parsed, [child])


def aimed_at(parsed: Parsed, carriers: Iterable[int]) -> Iterator[int]:
    """Heads of the phrases that say what a weapon was aimed at or went off near."""
    for preposition, head in prepositional(parsed, carriers):
        if preposition in _AIMED and parsed.lower[head] not in _PARTS:
            yield head
