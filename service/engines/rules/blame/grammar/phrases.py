"""Phrases and clauses: what stands behind prepositions, whose a thing is, how far a clause goes."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.events.phrases import antecedent, coordinated
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.clauses import Extent, trim

VERBAL = ("VERB", "AUX")
NOMINAL = ("NOUN", "PROPN")
_CLAUSES = frozenset({"relcl", "ccomp", "advcl", "acl", "parataxis", "csubj"})


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
    """What stands behind a preposition, coordinated ones each; through "at the door of", "on behalf of"
    too."""
    for child in parsed.children[at]:
        doer = parsed.child(child, "dobj") if parsed.dep[at] == "agent" and parsed.tag[child] == "VBG" else -1
        if doer > child:
            yield from coordinated(parsed, doer)  # "was blown up by retreating troops"
        elif parsed.dep[child] in ("pobj", "pcomp") and parsed.pos[child] != "ADP":
            yield from coordinated(parsed, child)
        elif parsed.dep[child] in ("prep", "pcomp"):
            yield from objects_of_preposition(parsed, child)


def within_clause(parsed: Parsed, token: int, top: int) -> bool:
    """Whether a word hangs on another without a clause of its own between them."""
    while token != top:
        if parsed.dep[token] in _CLAUSES or parsed.head[token] == token:
            return False
        if parsed.dep[token] == "conj" and parsed.pos[token] in VERBAL:
            return False
        token = parsed.head[token]
    return True


def owner_of(parsed: Parsed, noun: int) -> int:
    """Whose it is: "the gang's claim", "the claim by the gang", "a gang claim", or -1."""
    owner = parsed.child(noun, "poss")
    if owner >= 0:
        return antecedent(parsed, owner) if parsed.tag[owner] != "WP$" else -1
    for child in parsed.children[noun]:
        if child > noun and parsed.dep[child] in ("prep", "agent") and parsed.lower[child] in ("by", "from"):
            return next(objects_of_preposition(parsed, child), -1)
    return -1


def bearers(parsed: Parsed, noun: int) -> list[int]:
    """Whose part or mark it is: "their part in it", "the part of the army in it", "army involvement"."""
    owner = owner_of(parsed, noun)
    if owner >= 0:
        return [owner]
    named = ("compound", "nmod")
    before = [c for c in parsed.children[noun] if c < noun]
    before = [c for c in before if parsed.dep[c] in named or parsed.entity[c] == "NORP"]
    return before + inner(parsed, noun, "of", "by")


def clause_of(parsed: Parsed, token: int) -> Extent:
    """The clause of a word within its sentence, without the mark that opens it."""
    low, high = parsed.bounds[parsed.sentence[token]]
    first, last = max(parsed.left[token], low), min(parsed.right[token], high - 1)
    if parsed.dep[token] in ("relcl", "acl") and parsed.head[token] >= low:
        first = min(first, max(parsed.left[parsed.head[token]], low))
    return trim(parsed, first, last) or (token, token)


def reach_of(parsed: Parsed, top: int) -> Extent:
    """The clause, widened to the noun that it hangs on ("the attack, which no group has claimed")."""
    first, last = clause_of(parsed, top)
    if parsed.dep[top] in ("relcl", "acl"):
        return min(parsed.head[top], first), max(parsed.head[top], last)
    return first, last
