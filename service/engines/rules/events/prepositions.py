"""Prepositional phrases: what stands after which preposition of an event's words."""

from collections.abc import Iterable, Iterator

from wirebrief.service.engines.rules.events.phrases import coordinated, is_part, wholes
from wirebrief.service.engines.rules.parse import Parsed

LOCAL = frozenset("in inside near outside under behind between opposite beside alongside across at".split())
"""Before what an explosion is at or beside."""
_AIMED = LOCAL | frozenset("on onto against into toward towards upon".split())
_LENGTHS = frozenset("meter meters metre metres yard yards foot feet block blocks step steps".split())
_PREPOSITIONS = ("ADP", "SCONJ", "ADV", "VERB")


def prepositional(parsed: Parsed, carriers: Iterable[int]) -> Iterator[tuple[str, int]]:
    """(preposition, head of its object) of the carriers, coordinated objects each."""
    for carrier in carriers:
        for child in parsed.children[carrier]:
            if parsed.dep[child] in ("prep", "agent", "dative") and parsed.pos[child] in _PREPOSITIONS:
                yield from _objects_of_preposition(parsed, child)
            elif parsed.dep[child] in ("advmod", "acomp") and parsed.lower[child] in (
                "next",
                "close",
                "adjacent",
            ):
                yield from (("near", head) for name, head in prepositional(parsed, [child]) if name == "to")


def _objects_of_preposition(parsed: Parsed, preposition: int) -> Iterator[tuple[str, int]]:
    name = _name(parsed, preposition)
    for child in parsed.children[preposition]:
        if parsed.dep[child] in ("pobj", "pcomp"):
            for head in coordinated(parsed, child):
                yield from ((name, whole) for whole in wholes(parsed, head))
                if parsed.entity[head] in ("DATE", "TIME"):  # "on Friday, 23 June, at the market"
                    yield from prepositional(parsed, [head])
        elif parsed.dep[child] == "prep":
            yield from ((name, h) for _, h in _objects_of_preposition(parsed, child))
        elif parsed.dep[child] == "conj" and parsed.pos[child] in _PREPOSITIONS:
            yield from _objects_of_preposition(parsed, child)  # "at the mill and at the bank"
    if name == "from":  # "threw it from a car at the warehouse"
        for child in parsed.children[preposition]:
            if parsed.dep[child] == "pobj":
                yield from prepositional(parsed, [child])


def _name(parsed: Parsed, preposition: int) -> str:
    """The preposition; "near" for "twenty meters from"."""
    name = parsed.lower[preposition]
    measured = preposition > 0 and parsed.lower[preposition - 1] in _LENGTHS | {"away"}
    return "near" if name == "from" and measured else name


def aimed_at(parsed: Parsed, carriers: Iterable[int]) -> Iterator[int]:
    """Heads of the phrases that say what a weapon was aimed at or went off near."""
    for preposition, head in prepositional(parsed, carriers):
        if preposition in _AIMED and not is_part(parsed, head):
            yield head
