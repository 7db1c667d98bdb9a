"""The word that names a phrase: the noun of "one of its shells", the name in "a crew known as X" or "members
of X", who signed a note."""

from wirebrief.service.engines.rules.blame.who.kinds import is_party_word, names_one_person
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.incident_words import parties
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import singular
from wirebrief.service.engines.rules.syntax.prepositions import inner, objects_of_preposition

_SHARES = frozenset({"none", "neither", "any", "each", "some", "both", "several", "many", "most", "few"})
_NAMING = frozenset({"call", "sign", "style", "name", "dub", "know", "identify", "term", "describe", "give"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "no"})
_IN_A_NAME = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART", "NUM"})
_BESIDE = frozenset({"appos", "npadvmod", "dep", "oprd", "conj"})


def is_definite(parsed: Parsed, head: int) -> bool:
    return any(parsed.lower[c] in _DEFINITE and c < head for c in parsed.children[head])


def is_bare(parsed: Parsed, head: int) -> bool:
    """Whether nothing but a determiner stands before a noun: "the group"."""
    return all(parsed.dep[c] == "det" for c in parsed.children[head] if c < head)


def is_proper(parsed: Parsed, name: tuple[int, int]) -> bool:
    return any(parsed.pos[t] == "PROPN" for t in range(name[0], name[1] + 1))


def content(parsed: Parsed, head: int) -> int:
    """The noun that says what it is: "shells" in "one of its shells"."""
    cover = parsed.pos[head] == "NUM" or singular(parsed, head) in parties().cover
    if not cover and parsed.lower[head] not in _SHARES:
        return head
    return next((h for h in inner(parsed, head, "of") if parsed.pos[h] in ("NOUN", "PROPN")), head)


def named_in(parsed: Parsed, head: int) -> int:
    """The head that names a phrase: "a crew known as X", "a gang, X, …", "members of X"; else the head
    itself."""
    one = parsed.child(head, "appos") if parsed.pos[head] in ("NUM", "PRON") else -1
    if one >= 0 and parsed.pos[one] == "PROPN":
        return one  # "one of the accused, Ana Ruiz, …"
    beside = parsed.child(head, "appos")
    described = (head, beside) if beside > head and parsed.pos[beside] == "NOUN" else (head,)
    # "that man, a neighbour called Ivo Lind"
    for child in (c for h in described for c in parsed.children[h]):
        if parsed.dep[child] in ("acl", "relcl") and parsed.lemma[child] in _NAMING:
            for name in _called(parsed, child):
                if parsed.pos[name] == "PROPN":
                    return name
    beside = _name_behind(parsed, head)
    return beside if beside >= 0 else _whole(parsed, head)


def _called(parsed: Parsed, verb: int) -> list[int]:
    deps = ("oprd", "attr", "dobj", "appos", "npadvmod")
    direct = [c for c in parsed.children[verb] if parsed.dep[c] in deps]
    return direct + [g for c in parsed.children[verb] if parsed.lower[c] == "as" for g in parsed.children[c]]


def _name_behind(parsed: Parsed, head: int) -> int:
    """The name between commas behind a description: "a rival gang, the People's Axe, …"."""
    if parsed.pos[head] != "NOUN" or parsed.child(head, "appos") >= 0 or head + 2 >= len(parsed):
        return -1
    if parsed.text[head + 1] != ",":
        return -1
    at, name, end = head + 2, -1, parsed.bounds[parsed.sentence[head]][1]
    while at < end and (parsed.pos[at] in _IN_A_NAME or parsed.lower[at] in ("of", "-")):
        name = at if parsed.pos[at] == "PROPN" else name
        at += 1
    if name < 0 or parsed.dep[name] not in _BESIDE:
        return -1
    if parsed.dep[name] == "appos" and parsed.head[name] != head:
        return -1  # it stands beside another noun
    return name if at == end or parsed.text[at] in (",", ".", ")", ";") else -1


def _whole(parsed: Parsed, head: int) -> int:
    """The group that members stand for: "fighters from the Blue Hand"."""
    if singular(parsed, head) not in blame_words()["parties.members"] | parties().cover:
        return head
    followed = _followed(parsed, head)
    if followed >= 0:
        return followed
    group = next(iter(inner(parsed, head, "of", "from")), -1)
    if group < 0 and head + 1 < len(parsed) and parsed.lower[head + 1] == "from":
        group = next(objects_of_preposition(parsed, head + 1), -1)
    return group if group >= 0 and _has_members(parsed, group, head) else head


def _followed(parsed: Parsed, head: int) -> int:
    """Whose men they are: "fighters loyal to X", "men in the uniform of X", or -1."""
    words = blame_words()
    beside = [c for c in parsed.children[head] if parsed.lower[c] in words["parties.following"]]
    up = parsed.head[head]
    beside += [up] if parsed.dep[head] == "nsubj" and parsed.lower[up] in words["parties.following"] else []
    whose = [g for c in beside for g in inner(parsed, c, "to", "with")]
    worn = [h for h in inner(parsed, head, "in") if parsed.lemma[h] in words["charges.likeness"]]
    whose += [g for h in worn for g in inner(parsed, h, "of")]
    # "men loyal to Ivo Lind" are not he
    one = {h for h in whose if parsed.pos[h] == "NOUN" and names_one_person(parsed, h)}
    groups = (h for h in whose if parsed.entity[h] != "PERSON" and h not in one)
    return next((h for h in groups if parsed.pos[h] == "PROPN" or is_party_word(parsed, h)), -1)


def _has_members(parsed: Parsed, group: int, member: int) -> bool:
    collective = singular(parsed, group) in blame_words()["parties.collectives"]
    if parsed.pos[group] == "PROPN":
        return collective or parsed.entity[group] not in ("DATE", "TIME", "GPE", "LOC", "PERSON")
    if singular(parsed, member) != "member" and singular(parsed, member) in parties().cover:
        return is_party_word(parsed, group)
    return collective
