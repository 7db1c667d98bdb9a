"""Who does what a gerund behind a preposition says: "jailed him for burning it", "was cleared of burning it",
"dropped the charge of burning it against her"."""

from wirebrief.service.engines.rules.parse import Parsed

_OBJECTS = ("dobj", "obj", "dative")
_PREDICATED = frozenset({"oprd", "acomp", "attr"})
_OF_THE_OBJECT = frozenset({"of", "for", "with", "from", "over"})


def controller(parsed: Parsed, gerund: int) -> int:
    """The head of the phrase that stands for who does it, or -1 where this construction tells nobody."""
    preposition = parsed.head[gerund]
    if parsed.tag[gerund] != "VBG" or parsed.dep[gerund] != "pcomp" or parsed.pos[preposition] != "ADP":
        return -1
    return _governed(parsed, parsed.head[preposition], parsed.lower[preposition])


def _governed(parsed: Parsed, governor: int, preposition: str) -> int:
    if parsed.pos[governor] in ("NOUN", "PROPN"):
        return _of_noun(parsed, governor)
    if parsed.pos[governor] == "ADJ":
        return undergoer(parsed, parsed.head[governor]) if parsed.dep[governor] in _PREDICATED else -1
    if parsed.pos[governor] != "VERB" or preposition not in _OF_THE_OBJECT:
        return -1
    against = _against(parsed, governor)
    return against if against >= 0 else _done_to(parsed, governor)


def _of_noun(parsed: Parsed, noun: int) -> int:
    """Of "the charge of burning it": against whom it is made, who bears it, or who is held on it."""
    against = _against(parsed, noun)
    if against >= 0:
        return against
    owner = parsed.child(noun, "poss")
    if owner >= 0:
        return owner
    up = parsed.head[noun]
    if parsed.dep[noun] == "pobj" and parsed.pos[parsed.head[up]] == "VERB":  # "held on suspicion of"
        return _done_to(parsed, parsed.head[up])
    if parsed.dep[noun] in _OBJECTS and parsed.pos[up] == "VERB":
        against = _against(parsed, up)
        return against if against >= 0 else parsed.child(up, "nsubj")
    return -1


def _against(parsed: Parsed, head: int) -> int:
    """The head of what stands behind "against", under a word or its object; or -1."""
    for at in (head, *(c for c in parsed.children[head] if parsed.dep[c] in _OBJECTS)):
        for child in parsed.children[at]:
            if parsed.lower[child] == "against" and (found := parsed.child(child, "pobj")) >= 0:
                return found
    return -1


def _done_to(parsed: Parsed, verb: int) -> int:
    """What a verb is done to: the subject of a passive, the object of an active, or -1."""
    passive = parsed.child(verb, "nsubjpass")
    if passive >= 0:
        return passive
    if parsed.tag[verb] == "VBN" and parsed.dep[verb] == "acl":
        return parsed.head[verb]
    return parsed.child(verb, *_OBJECTS)


def undergoer(parsed: Parsed, verb: int) -> int:
    """Of whom a predicate is said: the object of "found him guilty", else the subject; or -1."""
    found = _done_to(parsed, verb)
    return found if found >= 0 else parsed.child(verb, "nsubj")
