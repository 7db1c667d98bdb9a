"""What a noun by itself speaks of: persons, a group, a force, a state, a place."""

from wirebrief.service.engines.rules.actor_words import words as actor_words
from wirebrief.service.engines.rules.blame.who.pronouns import PERSONS
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.incident_words import parties
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import is_facility_word, is_people, singular

_PARTY_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_IN_PLACES = frozenset({"in", "at", "near", "outside", "inside", "across", "over", "around", "off"})


def is_party_word(parsed: Parsed, head: int) -> bool:
    """Whether a noun by itself speaks of persons, a group, a force or a body."""
    if parsed.entity[head] in _PARTY_ENTITIES and parsed.pos[head] in ("PROPN", "NOUN", "ADJ"):
        return True
    return names_persons(parsed, head)


def names_persons(parsed: Parsed, head: int) -> bool:
    """Whether the word itself, whatever it names here, is one for persons, a group, a force or a body."""
    words, ours, who = parties(), blame_words(), actor_words()
    lower, lemma = parsed.lower[head], singular(parsed, head)
    pair = f"{parsed.lower[head - 1]} {lemma}" if head else ""
    named = words.armed | words.forces | words.irregulars | ours["parties.people"]
    if {lower, lemma, pair} & named or is_people(parsed, head) or lemma in who.roles:
        return True
    kind = who.kinds.get(lower) or who.kinds.get(lemma)
    if kind is not None and kind != "other":
        return not is_facility_word(lemma)
    return parsed.pos[head] == "NOUN" and lemma.endswith(PERSONS) and lemma not in ours["parties.no_persons"]


def names_one_person(parsed: Parsed, head: int) -> bool:
    """Whether a noun is one for a single person rather than for a group or a body."""
    kind = actor_words().kinds.get(parsed.lower[head], "person")
    group = singular(parsed, head) in blame_words()["parties.collectives"]
    return names_persons(parsed, head) and kind == "person" and not group


def is_place(parsed: Parsed, head: int) -> bool:
    """Whether a name that the parser takes for a place is one, by its last word or by what stands before
    it."""
    lemma, lower = singular(parsed, head), parsed.lower[head]
    if lemma in parties().forces | parties().armed:
        return False
    if is_facility_word(lemma) or is_facility_word(lower) or lower in blame_words()["parties.places"]:
        return True
    return parsed.dep[head] == "pobj" and parsed.lower[parsed.head[head]] in _IN_PLACES


def is_side(parsed: Parsed, head: int) -> bool:
    """Whether a phrase names a force, a group or a country rather than a town or persons."""
    named = parsed.pos[head] == "PROPN" and parsed.entity[head] != "PERSON"
    return owns(parsed, head) or parsed.entity[head] == "ORG" or named


def owns(parsed: Parsed, token: int) -> bool:
    """Whether a word beside a noun can say whose it is: "an army drone", "a ministry spokesman"."""
    if parsed.entity[token] in ("ORG", "GPE", "NORP"):
        return True
    pair = " ".join(parsed.lower[max(token - 1, 0) : token + 1])
    kind = actor_words().kinds.get(parsed.lower[token]) or actor_words().kinds.get(parsed.lemma[token])
    if kind not in (None, "other", "people") or pair in blame_words()["parties.people"]:
        return True
    return singular(parsed, token) in parties().irregulars or parsed.lower[token].endswith("guard")


def is_of_forces(parsed: Parsed, token: int) -> bool:
    """Whether a word beside a name says that a force or a government has it: "a government Sukhoi"; "the
    militia Red Hand" is the militia itself."""
    kind = actor_words().kinds.get(parsed.lower[token])
    return kind in ("military", "government_body") or singular(parsed, token) in parties().irregulars
