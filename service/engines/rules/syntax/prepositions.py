"""What stands behind prepositions."""

from collections.abc import Iterable, Iterator

from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.clauses import within_clause
from wirebrief.service.engines.rules.syntax.phrases import coordinated, wholes

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
    for governor, head in governed(parsed, preposition):
        name = _name(parsed, governor)
        yield from ((name, whole) for whole in wholes(parsed, head))
        if parsed.entity[head] in ("DATE", "TIME"):  # "on Friday, 23 June, at the market"
            yield from prepositional(parsed, [head])
    if _name(parsed, preposition) == "from":  # "threw it from a car at the warehouse"
        for child in parsed.children[preposition]:
            if parsed.dep[child] == "pobj":
                yield from prepositional(parsed, [child])


def _name(parsed: Parsed, preposition: int) -> str:
    """The preposition; "near" for "twenty meters from"."""
    name = parsed.lower[preposition]
    measured = preposition > 0 and parsed.lower[preposition - 1] in _LENGTHS | {"away"}
    return "near" if name == "from" and measured else name


def after(parsed: Parsed, token: int, prepositions: tuple[str, ...]) -> tuple[int, ...]:
    """Heads of the objects of these prepositions in the clause of a word, wherever the parser hung them; the
    nearest first."""
    heads: list[int] = []
    for at in range(token + 1, parsed.right[token] + 1):
        if parsed.lower[at] in prepositions and within_clause(parsed, at, token):
            heads += objects_of_preposition(parsed, at)
    return tuple(dict.fromkeys(heads))


def inner(parsed: Parsed, noun: int, *prepositions: str) -> list[int]:
    """Heads of what stands behind these prepositions right of a noun of their own: "one of the shells"."""
    found = (c for c in parsed.children[noun] if c > noun and parsed.lower[c] in prepositions)
    return [head for c in found for head in objects_of_preposition(parsed, c)]


def objects_of_preposition(parsed: Parsed, at: int) -> Iterator[int]:
    """Heads of what stands behind a preposition, as `governed` finds them."""
    return (head for _, head in governed(parsed, at))


def governed(parsed: Parsed, at: int) -> Iterator[tuple[int, int]]:
    """(preposition, head) of what stands behind a preposition, coordinated ones each; through "at the door
    of", "on behalf of", and on to a second preposition ("at the mill and near the bank")."""
    for child in parsed.children[at]:
        doer = parsed.child(child, "dobj") if parsed.dep[at] == "agent" and parsed.tag[child] == "VBG" else -1
        if doer > child:  # "was blown up by retreating troops"
            yield from ((at, head) for head in coordinated(parsed, doer))
        elif parsed.dep[child] in ("pobj", "pcomp") and parsed.pos[child] != "ADP":
            yield from ((at, head) for head in coordinated(parsed, child))
        elif parsed.dep[child] in ("prep", "pcomp"):
            yield from ((at, head) for _, head in governed(parsed, child))
        elif parsed.dep[child] == "conj" and parsed.pos[child] in _PREPOSITIONS:
            yield from governed(parsed, child)
