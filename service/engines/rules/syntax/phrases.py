"""Noun phrases: where they begin and end, the members of a list, what a relative pronoun stands for.

Extents are pairs of token indices, both included.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import content_head, facility, is_name, is_part

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


def is_pronoun(parsed: Parsed, phrase: Phrase) -> bool:
    return parsed.lower[phrase.head] in PRONOUNS
