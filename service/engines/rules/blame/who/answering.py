"""Who can answer for an act: persons, groups, forces, states and firms; things through those they belong
to."""

from wirebrief.service.engines.rules.blame.who.kinds import (
    is_of_forces,
    is_party_word,
    is_place,
    names_persons,
    owns,
)
from wirebrief.service.engines.rules.blame.who.naming import content, named_in
from wirebrief.service.engines.rules.blame.who.pronouns import NO_PARTY, PERSONAL
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.incident_words import incidents, parties
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import singular
from wirebrief.service.engines.rules.syntax.owners import owner_of
from wirebrief.service.engines.rules.syntax.prepositions import inner
from wirebrief.service.engines.rules.syntax.weapons import weapon_at

_PLACES = frozenset({"LOC", "FAC", "EVENT"})
_NO_ONE_NAMED = frozenset({"someone", "somebody", "anyone", "anybody", "else"})
_BELONGING = frozenset({"belong", "fly", "operate", "own", "fire", "launch", "crew", "pilot"})
_MODIFIERS = ("compound", "nmod", "amod")


def _is_no_noun(parsed: Parsed, head: int) -> bool:
    return parsed.tag[head] in ("WP", "WDT", "EX") or parsed.pos[head] in ("DET", "ADP", "PUNCT", "SPACE")


def _is_force_of_nature(parsed: Parsed, head: int) -> bool:
    """ "Typhoon Ines", "the storm": nobody."""
    words = [
        parsed.lemma[head],
        *(parsed.lower[c] for c in parsed.children[head] if parsed.dep[c] == "compound"),
    ]
    kinds = (incidents().nouns.get(word) for word in words)
    return any(kind is not None and kind.type == "natural_disaster" for kind in kinds)


def can_answer(parsed: Parsed, head: int) -> bool:
    """Whether a phrase can name somebody held responsible: no event, weapon, time or mere thing."""
    head = content(parsed, head)
    lower, lemma = parsed.lower[head], singular(parsed, head)
    pronoun = lower in PERSONAL and parsed.pos[head] != "NOUN"  # "a mine" is none
    if pronoun or lower in blame_words()["parties.nobody"] or named_in(parsed, head) != head:
        return True
    if lower in _NO_ONE_NAMED or _is_no_noun(parsed, head) or _is_force_of_nature(parsed, head):
        return False
    if parsed.entity[head] in NO_PARTY and lemma not in blame_words()["parties.people"]:
        return False
    if parsed.entity[head] in _PLACES and is_place(parsed, head):
        return False
    mere = lemma in blame_words()["parties.things"] - parties().armed and parsed.pos[head] == "NOUN"
    if mere and parsed.entity[head] == "PERSON":  # "the lorry", whatever the parser makes of it
        return owner_of_thing(parsed, head) >= 0
    if is_party_word(parsed, head) or _has_named_apposition(parsed, head):
        return True
    if lemma in incidents().nouns or weapon_at(parsed, head) is not None:
        return owner_of_thing(parsed, head) >= 0
    if parsed.pos[head] == "PROPN" and parsed.tag[head].startswith("NNP"):
        return True
    return owner_of_thing(parsed, head) >= 0


def owner_of_thing(parsed: Parsed, head: int) -> int:
    """Who answers for a thing: "its jets", "an army drone", "one of its shells"; or -1."""
    head = content(parsed, head)
    if not _is_thing(parsed, head):
        return -1
    beside = [c for c in parsed.children[head] if c < head and parsed.dep[c] in _MODIFIERS]
    found = [owner_of(parsed, head), *(c for c in beside if owns(parsed, c))]
    found += [c for c in inner(parsed, head, "of") if owns(parsed, c)]
    for child in parsed.children[head]:  # "a drone belonging to X", "a jet flown by X"
        if parsed.dep[child] == "acl" and parsed.lemma[child] in _BELONGING:
            found += [c for c in inner(parsed, child, "to", "by") if can_answer(parsed, c)]
    first = next((c for c in found if c >= 0), -1)
    return first if first < 0 or parsed.tag[first] not in ("WP", "WDT") else -1


def _is_thing(parsed: Parsed, head: int) -> bool:
    """Whether a noun names a thing that somebody has: a weapon, a ship, "a government Sukhoi"."""
    if singular(parsed, head) in blame_words()["parties.things"] or weapon_at(parsed, head) is not None:
        return True
    made = parsed.pos[head] == "PROPN" and parsed.entity[head] not in ("PERSON", "NORP", "GPE")
    if not made or names_persons(parsed, head):
        return False
    before = [c for c in parsed.children[head] if c < head and parsed.dep[c] in _MODIFIERS]
    return any(parsed.text[c].islower() and is_of_forces(parsed, c) for c in before)


def _has_named_apposition(parsed: Parsed, head: int) -> bool:
    """ "a trading house, Granos del Sur": whatever it is, it has a name."""
    beside = parsed.child(head, "appos")
    named = parsed.pos[head] == "NOUN" and beside > head and parsed.pos[beside] == "PROPN"
    return named and parsed.entity[beside] not in NO_PARTY and not is_place(parsed, beside)
