"""Which actors a pronoun or a description can mean, by number, gender and kind."""

from wirebrief.service.engines.rules.actors import Actor
from wirebrief.service.engines.rules.blame.who.answering import owner_of_thing
from wirebrief.service.engines.rules.blame.who.kinds import is_party_word, is_place
from wirebrief.service.engines.rules.blame.who.naming import is_definite, is_proper
from wirebrief.service.engines.rules.blame.who.pronouns import (
    FEMALE,
    MALE,
    NO_PARTY,
    PERSONAL,
    PERSONS,
    SINGULAR,
)
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.incident_words import parties
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import is_facility_word, is_people, singular

_BODIES = frozenset({"military", "government_body", "company", "ngo"})


def agrees(parsed: Parsed, actor: Actor, pronoun: str) -> bool:
    """Whether an actor can be meant by a pronoun of its number and gender."""
    if parsed.entity[actor.names[0].head] in NO_PARTY or not _may_act(parsed, actor):
        return False
    person = is_surely_person(actor)
    if pronoun in MALE | FEMALE:
        single = actor.kind == "person"
        single = single or _is_one_of_people(parsed, actor)
        return single and not actor.plural and _fits_gender(actor, pronoun)
    if pronoun in SINGULAR:
        return not person and actor.kind != "people" and (actor.sort == "name" or not actor.plural)
    if pronoun == "you" or actor.plural:
        return True
    return not person and actor.kind != "state" and may_be_body(parsed, actor)


def binds(parsed: Parsed, actor: Actor, pronoun: str) -> bool:
    """Whether who says something can be meant by a pronoun in it; the parser's guess at a name counts
    less."""
    one = _is_one_name(parsed, actor) or _is_one_of_people(parsed, actor)
    if pronoun in MALE | FEMALE and one:
        return _fits_gender(actor, pronoun)
    return agrees(parsed, actor, pronoun)


def may_mean(parsed: Parsed, head: int, actor: Actor) -> bool:
    """Whether a pronoun or a bare description can mean an actor, by number and gender alone."""
    if parsed.lower[head] in PERSONAL:
        return agrees(parsed, actor, parsed.lower[head])
    named = any(parsed.pos[c] == "PROPN" for c in parsed.children[head])
    if named or not is_definite(parsed, head) or actor.kind == "state":
        return False
    if parsed.tag[head] != "NNS":
        return True
    return actor.plural if actor.kind == "person" else not is_surely_person(actor)


def is_surely_person(actor: Actor) -> bool:
    """A person by a post or a gender, not only by the parser's guess at a name."""
    return actor.kind == "person" and bool(actor.gender or actor.role is not None or actor.sort == "role")


def may_be_body(parsed: Parsed, actor: Actor) -> bool:
    """Whether a name may be a group's: the parser takes many for persons, but these stand without "the"."""
    first = actor.names[0]
    article = "the" in (parsed.lower[max(first.name[0] - 1, 0)], parsed.lower[first.extent[0]])
    return actor.kind != "person" or article or parsed.entity[first.head] in ("ORG", "NORP")


def may_be_group(parsed: Parsed, actor: Actor, lemma: str) -> bool:
    """Whether a bare word for any group ("the movement", "the firm", "the country") can mean an actor."""
    head = actor.names[0].head
    if not any(is_proper(parsed, m.name) for m in actor.names) or actor.kind in ("people", "media"):
        return False
    if lemma in ("country", "nation"):
        return actor.kind == "state"
    if parsed.entity[head] in NO_PARTY | {"GPE"} or is_place(parsed, head):
        return False
    word = singular(parsed, head)
    if is_facility_word(word) and word not in parties().forces | parties().armed:
        return False
    if lemma in parties().irregulars and actor.kind in _BODIES:
        return False
    return actor.kind != "state" and not is_surely_person(actor)


def is_called(parsed: Parsed, actor: Actor, lemma: str, head: int) -> bool:
    """Whether the words around an earlier name hold a description: "X, a coalition of", "the X network"."""
    for m in actor.names:
        if m.head >= head or not (m.sort == "name" or is_proper(parsed, m.name)):
            continue
        if owner_of_thing(parsed, m.head) >= 0:
            continue  # "a government Sukhoi" is no government
        first, last = m.extent
        low = parsed.bounds[parsed.sentence[m.head]][0]
        beside = [t for t in range(first, last + 1) if _describes(parsed, t, m.head)]
        while first > low and parsed.pos[first - 1] in ("NOUN", "PROPN", "ADJ"):
            first -= 1
            beside.append(first)
        if any(singular(parsed, t) == lemma and parsed.pos[t] in ("NOUN", "PROPN") for t in beside):
            return True
    return False


def _describes(parsed: Parsed, token: int, name: int) -> bool:
    """Whether a word within a name's phrase says what it is, and stands in no prepositional phrase."""
    while token != name:
        if parsed.dep[token] in ("prep", "pobj", "relcl", "acl") or parsed.head[token] == token:
            return False
        token = parsed.head[token]
    return True


def _fits_gender(actor: Actor, pronoun: str) -> bool:
    return actor.gender in ("", "male" if pronoun in MALE else "female")


def _is_one_of_people(parsed: Parsed, actor: Actor) -> bool:
    head = actor.names[0].head
    lemma = singular(parsed, head)
    if actor.plural or actor.sort == "name" or lemma in blame_words()["parties.collectives"]:
        return False
    return is_people(parsed, head) or actor.kind == "person" or lemma.endswith(PERSONS)


def _is_one_name(parsed: Parsed, actor: Actor) -> bool:
    head = actor.names[0].head
    capital = parsed.text[head][:1].isupper() and not is_definite(parsed, head)
    return capital and (actor.sort == "name" or head > parsed.bounds[parsed.sentence[head]][0])


def _may_act(parsed: Parsed, actor: Actor) -> bool:
    if actor.sort == "name" or is_party_word(parsed, actor.names[0].head):
        return True
    return actor.kind not in ("other", "people")
