"""What the noun of a phrase says it is: people, a thing aimed at, a part, a group that holds others."""

from wirebrief.service.engines.rules.incident_words import parties
from wirebrief.service.engines.rules.parse import Parsed

_PERSONS = frozenset({"member", "majority", "crowd", "couple"})
"""Heads that stand for persons themselves where no persons follow: "six members of the order"."""


def is_name(parsed: Parsed, head: int) -> bool:
    return parsed.pos[head] == "PROPN"


def is_part(parsed: Parsed, head: int) -> bool:
    """Whether a noun is a part or a side of something: "front", "entrance"."""
    return parsed.lemma[head] in parties().parts


def content_head(parsed: Parsed, head: int) -> int:
    """The noun that says what it is: "peasants" in "a group of peasants", "two of the guards"."""
    if parsed.lemma[head] in parties().cover or parsed.pos[head] == "NUM":
        for child in parsed.children[head]:
            if parsed.dep[child] == "prep" and parsed.lower[child] == "of":
                inner = parsed.child(child, "pobj")
                if inner >= 0 and not (parsed.lemma[head] in _PERSONS and not is_people(parsed, inner)):
                    return inner
    return head


def is_people(parsed: Parsed, head: int) -> bool:
    """Whether a phrase speaks of persons."""
    noun = content_head(parsed, head)
    words = parties()
    lemma = singular(parsed, noun)
    if lemma == "head":  # "the head of the police", no part of a body
        return any(parsed.lower[c] == "of" for c in parsed.children[noun])
    if parsed.entity[noun] == "PERSON" or lemma in words.people or lemma in words.irregulars:
        return True
    if lemma in words.facilities:
        return False
    return (
        lemma in words.forces
        or parsed.lower[noun] in ("he", "she", "him", "her", "they", "them", "himself", "who", "whom")
        or lemma.endswith(("man", "woman", "person"))
    )


def facility(parsed: Parsed, head: int) -> str:
    """Kind of thing aimed at (building, infrastructure, vehicles, military), or ""."""
    noun = content_head(parsed, head)
    table = parties().facilities
    two = f"{parsed.lower[noun - 1]} {singular(parsed, noun)}" if noun else ""
    return table.get(two) or table.get(singular(parsed, noun)) or table.get(parsed.lower[noun], "")


def is_facility_word(word: str) -> bool:
    """Whether a singular noun is a building, a base, a road or the like."""
    return word in parties().facilities


def singular(parsed: Parsed, token: int) -> str:
    """The lemma, with a plural that the tagger took for a name made singular."""
    lemma, low = parsed.lemma[token], parsed.lower[token]
    if lemma != low or not low.endswith("s"):
        return lemma
    words = parties()
    for stem in (low[:-1], low[:-2], low[:-3] + "y"):
        if stem in words.people or stem in words.facilities or stem in words.armed:
            return stem
    return lemma


def is_abstract(parsed: Parsed, head: int) -> bool:
    """Whether a noun names what nobody can touch: a deal, a debate, a share price."""
    noun = content_head(parsed, head)
    return parsed.pos[noun] == "NOUN" and singular(parsed, noun) in parties().abstract
