"""Who somebody is said to be: names that stand apart from the description that takes part in an event.

"Two clerks, Ann Lee and Tom Reed", "ten people, including Ann Lee", "the driver was identified as Tom Reed",
"police named the dead man as Tom Reed", "among the wounded are Ann Lee and Tom Reed", "one of the victims is
Ann Lee".
"""

from collections.abc import Iterator

from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.phrases import coordinated
from wirebrief.service.engines.rules.syntax.prepositions import prepositional

_NAMING = frozenset({"identify", "name", "call"})
_PARTS = frozenset({"one", "two", "three", "some", "several", "most", "all", "another", "other"})
_NO_PERSON = frozenset({"GPE", "LOC", "FAC", "NORP", "DATE", "TIME", "EVENT", "LAW", "LANGUAGE"})


def named_for(parsed: Parsed, head: int) -> Iterator[int]:
    """Heads of the names of persons that a description is said to be, or to include."""
    yield from _beside(parsed, head)
    whole = _whole(parsed, head)
    if whole != head:
        yield from _beside(parsed, whole)
        if parsed.dep[whole] == "appos" and may_be_person(parsed, parsed.head[whole]):
            yield parsed.head[whole]  # "A, one of the victims"
    yield from _identified(parsed, whole)
    yield from _predicated(parsed, whole)


def _beside(parsed: Parsed, head: int) -> Iterator[int]:
    """ "Two clerks, A and B", "the clerks A and B", "ten people, including C", "a clerk identified as D"."""
    yield from _right_behind(parsed, head)
    for child in parsed.children[head]:
        if parsed.dep[child] == "appos" and parsed.entity[child] == "PERSON":
            if parsed.text[parsed.left[child] - 1] != ":" or parsed.entity[head] != "PERSON":
                yield from coordinated(parsed, child)  # not those of "held over the murder of A: B and C"
        elif parsed.dep[child] == "prep" and _adds(parsed, child):
            for inner in parsed.children[child]:
                if parsed.dep[inner] == "pobj":
                    yield from coordinated(parsed, inner)
        elif parsed.dep[child] in ("acl", "relcl") and parsed.lemma[child] in _NAMING:
            yield from _as_names(parsed, child)


def _right_behind(parsed: Parsed, head: int) -> Iterator[int]:
    """ "The clerks A and B", whatever the parser ties the names to."""
    first = head + 1
    if parsed.tag[head] != "NNS" or first >= len(parsed) or parsed.sentence[first] != parsed.sentence[head]:
        return
    if parsed.entity[first] == "PERSON" and parsed.entity_start[first] and parsed.pos[first] == "PROPN":
        last = first
        while parsed.dep[last] == "compound" and first <= parsed.head[last] <= first + _NAME_WORDS:
            last = parsed.head[last]
        yield from coordinated(parsed, last)


_NAME_WORDS = 6


def _adds(parsed: Parsed, preposition: int) -> bool:
    """ "including", "along with", "together with"."""
    before = parsed.lower[preposition - 1] if preposition else ""
    return parsed.lower[preposition] == "including" or before in ("along", "together")


def _as_names(parsed: Parsed, verb: int) -> Iterator[int]:
    for preposition, name in prepositional(
        parsed, [verb, *(c for c in parsed.children[verb] if parsed.dep[c] == "dobj")]
    ):
        if preposition == "as" and may_be_person(parsed, name):
            yield name
    for child in parsed.children[verb]:
        if (
            parsed.dep[child] in ("oprd", "dobj", "attr")
            and parsed.dep[verb] == "acl"
            and may_be_person(parsed, child)
        ):
            yield from coordinated(parsed, child)  # "a baby called Ann"


_LIST_BEGINS = 8
"""Tokens from the word that tells of harm to the colon, and from there to the first name."""
_BETWEEN_NAMES = frozenset({",", ";", ":", "and"})


def listed_behind_colon(parsed: Parsed, token: int) -> Iterator[int]:
    """ "The following guards died: Captain A, Corporal B", "injured were: a driver; C, a baker; and D"."""
    end = parsed.bounds[parsed.sentence[token]][1]
    colon = next((t for t in range(token, min(token + _LIST_BEGINS, end)) if parsed.text[t] == ":"), end)
    if any(_states(parsed, t) for t in range(colon, end)):
        return
    names = [t for t in range(colon, end) if _is_listed_name(parsed, t)]
    if names and names[0] - colon <= _LIST_BEGINS:
        yield from names


def _states(parsed: Parsed, token: int) -> bool:
    return parsed.pos[token] in ("VERB", "AUX") and parsed.dep[token] in _MAIN


_MAIN = frozenset({"ROOT", "conj", "ccomp", "parataxis"})


def _is_listed_name(parsed: Parsed, token: int) -> bool:
    """Whether a word ends a name of several words that is a member of a list, be it with a rank."""
    if not may_be_person(parsed, token) or parsed.dep[token] in ("compound", "nmod", "amod", "pobj"):
        return False
    first = parsed.left[token]
    while parsed.text[first] in _BETWEEN_NAMES:
        first += 1
    words = [t for t in range(first, token) if parsed.pos[t] == "PROPN"]
    return bool(words) and parsed.text[first - 1] in _BETWEEN_NAMES


def may_be_person(parsed: Parsed, name: int) -> bool:
    """Whether a word may end the name of a person."""
    return parsed.pos[name] == "PROPN" and parsed.entity[name] not in _NO_PERSON


def _whole(parsed: Parsed, head: int) -> int:
    """ "one of the victims": the word for the part."""
    if parsed.dep[head] == "pobj" and parsed.lower[parsed.head[head]] == "of":
        above = parsed.head[parsed.head[head]]
        if parsed.lower[above] in _PARTS or parsed.pos[above] == "NUM":
            return above
    return head


def _identified(parsed: Parsed, head: int) -> Iterator[int]:
    """ "The driver was identified as A", "a judge identified the dead as A and B"."""
    verb = parsed.head[head]
    if parsed.lemma[verb] in _NAMING and parsed.dep[head] in ("nsubjpass", "dobj"):
        yield from _as_names(parsed, verb)


def _predicated(parsed: Parsed, head: int) -> Iterator[int]:
    """ "The dead are A and B", "A was one of the victims", "among the wounded is A"."""
    among = parsed.dep[head] == "pobj" and parsed.lower[parsed.head[head]] == "among"
    verb = parsed.head[parsed.head[head]] if among else parsed.head[head]
    if parsed.lemma[verb] != "be" or not (
        among or parsed.dep[head] in ("nsubj", "attr", "csubj", "acomp", "advcl")
    ):
        return
    for child in parsed.children[verb]:
        if child != head and parsed.dep[child] in ("attr", "nsubj"):
            if parsed.entity[child] == "PERSON":
                yield from coordinated(parsed, child)
            elif parsed.pos[child] == "NOUN":
                yield from _beside(parsed, child)
