"""What kind of thing a phrase names, as coarse as verbs care for: persons, forces, weapons, sport, money."""

from wirebrief.service.engines.rules.incident_words import incidents, parties
from wirebrief.service.engines.rules.judging.domains import Topics
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import content_head, facility, singular
from wirebrief.service.engines.rules.syntax.weapons import weapon_at

_ENTITIES = {
    "PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "body", "NORP": "body",
    "DATE": "time", "TIME": "time", "MONEY": "money", "PERCENT": "percent", "CARDINAL": "number",
    "ORDINAL": "number", "QUANTITY": "number", "WORK_OF_ART": "work", "EVENT": "event", "PRODUCT": "thing",
}  # fmt: skip
_AMOUNTS = frozenset({"time", "money", "percent"})
_PERSONS = frozenset("he she who him her i we they them us you me himself herself themselves".split())
_OF_THINGS = frozenset("sport market politics arts games science living technology weather talk".split())


def class_of(parsed: Parsed, topics: Topics, head: int) -> str:
    """One word for what a phrase names, or "none" for no phrase."""
    if head < 0:
        return "none"
    noun = content_head(parsed, head)
    if parsed.lower[noun] in _PERSONS:
        return "pronoun"
    if parsed.pos[noun] == "PRON":
        return "it"
    entity = _ENTITIES.get(parsed.entity[noun], "")
    if entity in _AMOUNTS:
        return entity
    return _of_word(parsed, topics, noun) or entity or _of_tag(parsed, noun)


def _of_word(parsed: Parsed, topics: Topics, noun: int) -> str:
    """The kind of a noun that a lexicon has, or ""."""
    lemma, words = singular(parsed, noun), parties()
    if weapon_at(parsed, noun) is not None:
        return "weapon"
    kinds = {"irregulars": words.irregulars, "law": words.law, "forces": words.forces, "people": words.people}
    kind = next((name for name, nouns in kinds.items() if lemma in nouns), "")
    domain = next((name for name in topics.of_token(noun) if name in _OF_THINGS), "")
    if kind or domain:
        return kind or domain
    return "event" if lemma in incidents().nouns else facility(parsed, noun)


def _of_tag(parsed: Parsed, noun: int) -> str:
    if parsed.pos[noun] == "NUM":
        return "number"
    return "name" if parsed.pos[noun] == "PROPN" else "thing"
