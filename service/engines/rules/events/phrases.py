"""Noun phrases as participants: where they begin and end, what they are, how many.

Extents are pairs of token indices, both included.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wirebrief.schemas.vocabulary import WeaponKind
from wirebrief.service.engines.rules.events.lexicon import parties, weapons
from wirebrief.service.engines.rules.parse import Parsed

_LEFT_OUT = frozenset(
    {"relcl", "acl", "advcl", "appos", "cc", "conj", "parataxis", "punct", "preconj", "ccomp", "dep"}
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "DET"})
_TIMES = frozenset({"DATE", "TIME"})
PRONOUNS = frozenset(
    "he she they it him her them who whom which that this these those himself themselves itself".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase without its relative clauses, appositions and coordinations."""

    head: int
    first: int
    last: int

    def overlaps(self, other: "Phrase") -> bool:
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class WeaponPhrase:
    """A weapon with its number, as far as it is printed."""

    phrase: Phrase
    kind: WeaponKind


def phrase_of(parsed: Parsed, head: int) -> Phrase:
    """The noun phrase of a head: what stands before it and its prepositional phrases of the noun itself."""
    first = last = head
    for child in parsed.children[head]:
        if _names_it(parsed, head, child):
            last = max(last, child)
            continue
        if parsed.dep[child] in _LEFT_OUT or not _belongs(parsed, head, child):
            continue
        if child < head and parsed.tag[child] != "WRB":
            first = min(first, parsed.left[child])
        elif last == head or parsed.left[child] <= last + 1:
            last = max(last, _end_of(parsed, child))
    while first < head and parsed.lower[first] in ("dead", "hostage", "prisoner", "captive"):
        first += 1  # "shot dead two clerks", "took hostage two clerks"
    while first < head and (
        parsed.pos[first] in ("PUNCT", "SPACE", "CCONJ") or parsed.lower[first] in ("[", "(")
    ):
        first += 1
    while last > head and parsed.pos[last] in ("PUNCT", "SPACE"):
        last -= 1
    return Phrase(head, first, last)


def _names_it(parsed: Parsed, head: int, child: int) -> bool:
    """Whether a name stands right behind a thing's noun: "the newspaper El Sol", "the well Tabaco One"."""
    close = parsed.dep[child] == "appos" and parsed.pos[child] == "PROPN" and parsed.left[child] == head + 1
    return (
        close
        and parsed.pos[head] == "NOUN"
        and parsed.entity[child] != "PERSON"
        and bool(facility(parsed, head))
    )


def _belongs(parsed: Parsed, head: int, child: int) -> bool:
    """Whether a dependent is part of the noun phrase: of all prepositions only "of" and a few of kind."""
    if parsed.dep[child] == "prep":
        return parsed.lower[child] in ("of", "from", "for") and child > head and not _of_time(parsed, child)
    return not (child > head and parsed.dep[child] in ("npadvmod", "advmod", "amod", "nmod", "neg"))


def _of_time(parsed: Parsed, preposition: int) -> bool:
    return any(
        parsed.entity[c] in _TIMES and all(parsed.entity[n] != "PERSON" for n in parsed.children[c])
        for c in parsed.children[preposition]
    )


def _end_of(parsed: Parsed, child: int) -> int:
    """Where a dependent ends, its own relative clauses and appositions left out."""
    last = child
    for grandchild in parsed.children[child]:
        if grandchild > last and parsed.dep[grandchild] not in _LEFT_OUT:
            if parsed.dep[grandchild] == "prep" and parsed.lower[grandchild] not in ("of", "for"):
                continue
            last = max(last, _end_of(parsed, grandchild))
    return last


def coordinated(parsed: Parsed, head: int) -> Iterator[int]:
    """The head and the heads that stand beside it: "stores, banks and a bus", "Ann Lee, a nurse, Tom Reed, a
    cook, and Omar Haddad"."""
    yield head
    yield from _beside(parsed, head)
    inner = content_head(parsed, head)
    if inner != head:  # "a number of masts and towers"
        yield from _beside(parsed, inner)


def _beside(parsed: Parsed, head: int) -> Iterator[int]:
    """The further members of the list that a head begins; what only describes a member is none."""
    for child in parsed.children[head]:
        if parsed.pos[child] not in _NOMINAL or child < head:
            continue
        if parsed.dep[child] == "conj":
            yield child
            yield from _beside(parsed, child)
        elif parsed.dep[child] == "appos" and _opens_list(parsed, child):
            if is_name(parsed, child) or not is_name(parsed, head):
                yield child
            yield from (h for h in _beside(parsed, child) if is_name(parsed, h) or not is_name(parsed, head))


def _opens_list(parsed: Parsed, appositive: int) -> bool:
    """Whether what the parser takes for an apposition is a list's second member: others stand beside it."""
    return any(
        (parsed.dep[c] == "conj" or (parsed.dep[c] == "appos" and is_name(parsed, c)))
        and parsed.pos[c] in _NOMINAL
        for c in parsed.children[appositive]
    )


def is_part(parsed: Parsed, head: int) -> bool:
    """Whether a noun is a part or a side of something: "front", "entrance"."""
    return parsed.lemma[head] in parties().parts


def wholes(parsed: Parsed, head: int) -> Iterator[int]:
    """What a part belongs to: bank and school of "the front of the bank and the school"; else the head."""
    inner = [
        parsed.child(child, "pobj")
        for child in parsed.children[head]
        if is_part(parsed, head)
        and parsed.dep[child] == "prep"
        and parsed.lower[child] in ("of", "to", "at", "in")
    ]
    named = [whole for whole in inner if whole >= 0]
    if not named:
        yield head
    for whole in named:
        for beside in coordinated(parsed, whole):
            yield from wholes(parsed, beside)


def content_head(parsed: Parsed, head: int) -> int:
    """The noun that says what it is: "peasants" in "a group of peasants", "two of the guards"."""
    if parsed.lemma[head] in parties().cover or parsed.pos[head] == "NUM":
        for child in parsed.children[head]:
            if parsed.dep[child] == "prep" and parsed.lower[child] == "of":
                inner = parsed.child(child, "pobj")
                if inner >= 0 and not (parsed.lemma[head] in _PERSONS and not is_people(parsed, inner)):
                    return inner
    return head


_PERSONS = frozenset({"member", "majority", "crowd", "couple"})
"""Heads that stand for persons themselves where no persons follow: "six members of the order"."""


def antecedent(parsed: Parsed, head: int) -> int:
    """What a relative pronoun stands for, else the head itself."""
    if parsed.tag[head] in ("WP", "WDT") or (
        parsed.lower[head] == "that" and parsed.dep[head].startswith("nsubj")
    ):
        verb = parsed.head[head]
        while parsed.dep[verb] in ("conj", "xcomp", "ccomp") and parsed.head[verb] != verb:
            verb = parsed.head[verb]
        if parsed.dep[verb] in ("relcl", "acl"):
            return parsed.head[verb]
    return head


def is_name(parsed: Parsed, head: int) -> bool:
    return parsed.pos[head] == "PROPN"


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


def weapon_at(parsed: Parsed, head: int) -> WeaponPhrase | None:
    """The weapon that a noun phrase's head names, with its number, or None."""
    noun = content_head(parsed, head)
    found = _weapon_words(parsed, noun)
    if not found:
        return None
    _, kind = found
    whole = phrase_of(parsed, head)
    return WeaponPhrase(whole, kind)


def _weapon_words(parsed: Parsed, noun: int) -> tuple[int, WeaponKind] | None:
    """First token and kind of the longest weapon name that ends at a noun."""
    lexicon = weapons()
    last = parsed.lemma[noun] if parsed.pos[noun] != "PROPN" else parsed.lower[noun]
    for length in range(lexicon.longest, 0, -1):
        first = noun - length + 1
        if first < 0 or parsed.sentence[first] != parsed.sentence[noun]:
            continue
        before = parsed.lower[first:noun]
        for word in (last, parsed.lower[noun], parsed.lower[noun].removesuffix("s")):
            kind = lexicon.kinds.get((*before, word))
            if kind:
                return first, kind
    return None


def is_pronoun(parsed: Parsed, phrase: Phrase) -> bool:
    return parsed.lower[phrase.head] in PRONOUNS
