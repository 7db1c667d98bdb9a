"""Whose a thing is."""

from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.phrases import antecedent
from wirebrief.service.engines.rules.syntax.prepositions import inner, objects_of_preposition


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
