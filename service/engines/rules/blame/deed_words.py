"""Which words tell of a harmful act beyond those that make an incident: "poisoned the well", "dragged him
away", "sent the drones", "sabotage"."""

from collections.abc import Sequence

from wirebrief.service.engines.rules.blame.who.pronouns import PERSONS
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.incident_words import FIGURATIVE, incidents, parties
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.classes import NOMINAL, VERBAL
from wirebrief.service.engines.rules.syntax.nouns import is_abstract, is_people, singular
from wirebrief.service.engines.rules.syntax.participants import agents, companion_of, patients
from wirebrief.service.engines.rules.syntax.prepositions import inner, objects_of_preposition
from wirebrief.service.engines.rules.syntax.weapons import weapon_at

_MODIFIERS = frozenset({"compound", "nmod", "amod"})
_ELSEWHERE = frozenset({"home", "to", "for"})
_PARTICLES = frozenset({"in", "on", "back"})
_AHEAD = 12
_THINGS = frozenset({"anything", "nothing", "something", "thing", "this", "that", "it"})


def is_weapon(parsed: Parsed, token: int) -> bool:
    """Whether a noun of its own names a weapon."""
    noun = parsed.pos[token] in NOMINAL and parsed.dep[token] not in _MODIFIERS
    return noun and weapon_at(parsed, token) is not None


def tells_of_harm(parsed: Parsed, token: int, weapons: Sequence[bool]) -> bool:
    """Whether a verb or noun tells of a harmful act by itself, or with what it is done to.

    Args:
        weapons: by token, whether it names a weapon.
    """
    if not FIGURATIVE.isdisjoint(parsed.lower[c] for c in parsed.children[token]):
        return False  # "daylight robbery", "character assassination"
    objects = patients(parsed, token) if parsed.pos[token] in VERBAL else ()
    if objects and all(is_abstract(parsed, head) for head in objects):
        return False  # "blew up the deal"
    gerund = parsed.tag[token] == "VBG"
    if (parsed.pos[token] in VERBAL or gerund) and _does_harm(parsed, token, weapons):
        return True
    if parsed.pos[token] not in NOMINAL and not gerund:
        return False
    lemma, words = parsed.lemma[token], blame_words()
    if parsed.dep[token] in _MODIFIERS:
        act = lemma in words["deeds.nouns"] or lemma in incidents().nouns
        return act and parsed.lemma[parsed.head[token]] in words["deeds.of_a_case"]
    return lemma in words["deeds.nouns"]


def _does_harm(parsed: Parsed, verb: int, weapons: Sequence[bool]) -> bool:
    lemma, words = parsed.lemma[verb], blame_words()
    if any(companion_of(parsed, verb, word) for word in words.deeds.get(lemma, ())):
        return True
    if lemma in words["deeds.with_person"] and any(_is_somebody(parsed, o) for o in patients(parsed, verb)):
        return not _is_held_to_account(parsed, verb)
    objects = patients(parsed, verb)
    if lemma in words["deeds.with_weapon"] and any(_names_weapon(parsed, o, weapons) for o in objects):
        return True
    given = (c for c in parsed.children[verb] if c > verb and parsed.pos[c] in NOMINAL)
    if lemma in words["deeds.with_poison"] and any(parsed.lemma[c] in words["deeds.poisons"] for c in given):
        return True
    return _comes_armed(parsed, verb) or _gives_over(parsed, verb) or _does_something_to(parsed, verb)


def _comes_armed(parsed: Parsed, verb: int) -> bool:
    """ "went from hut to hut with machetes", "came over the fence with petrol"; not the police."""
    words = blame_words()
    if parsed.lemma[verb] not in words["deeds.moving"] or parsed.pos[verb] != "VERB":
        return False
    near = range(verb + 1, min(parsed.right[verb], verb + _AHEAD) + 1)
    arms = [h for t in near if parsed.lower[t] == "with" for h in objects_of_preposition(parsed, t)]
    armed = any(weapon_at(parsed, a) is not None or parsed.lemma[a] in words["deeds.arms"] for a in arms)
    return armed and not any(singular(parsed, h) in parties().law for h in agents(parsed, verb))


def _gives_over(parsed: Parsed, verb: int) -> bool:
    """ "sent them to their deaths", "handed him over to his killers"."""
    words = blame_words()
    if parsed.lemma[verb] not in words["deeds.giving_over"]:
        return False
    fates = inner(parsed, verb, "to", "into")
    fates += [h for c in parsed.children[verb] if parsed.dep[c] == "prt" for h in inner(parsed, c, "to")]
    return any(parsed.lemma[h] in words["deeds.fates"] for h in fates)


def _does_something_to(parsed: Parsed, verb: int) -> bool:
    """ "never did anything to anyone"."""
    if parsed.lemma[verb] != "do":
        return False
    things = [o for o in patients(parsed, verb) if parsed.lower[o] in _THINGS]
    whom = [h for o in (verb, *things) for h in inner(parsed, o, "to")]
    return bool(things) and any(_is_somebody(parsed, h) for h in whom)


def _is_somebody(parsed: Parsed, head: int) -> bool:
    """A person, told of or not: "two clerks", "nobody", "no one"."""
    lower, lemma = parsed.lower[head], singular(parsed, head)
    if is_people(parsed, head) or (lower.endswith(("body", "one")) and lower != "body"):
        return True
    worker = parsed.pos[head] == "NOUN" and lemma.endswith(PERSONS)
    return worker and lemma not in blame_words()["parties.no_persons"]


def _is_held_to_account(parsed: Parsed, verb: int) -> bool:
    """ "held him responsible", "took him home", "took him in": no harm to the person."""
    ahead = parsed.lower[verb : min(parsed.right[verb], verb + _AHEAD) + 1]
    if not blame_words()["deeds.holding"].isdisjoint(ahead):
        return True
    if any(parsed.lower[c] in _ELSEWHERE for c in parsed.children[verb]):
        return True
    return any(parsed.dep[c] == "prt" and parsed.lower[c] in _PARTICLES for c in parsed.children[verb])


def _names_weapon(parsed: Parsed, head: int, weapons: Sequence[bool]) -> bool:
    """Whether a phrase names a weapon, or is a pronoun shortly after one."""
    if parsed.lower[head] not in ("it", "them", "one"):
        return weapon_at(parsed, head) is not None
    first = parsed.bounds[max(0, parsed.sentence[head] - 1)][0]
    return any(weapons[first:head])
