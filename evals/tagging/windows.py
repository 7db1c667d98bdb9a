"""Labelled items as windows of pieces, with a label for each word: what the network is fitted on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from wirebrief.evals.tagging.items import Item, Place
from wirebrief.schemas.vocabulary import Act, IncidentType, values
from wirebrief.service.engines.rules.parse import Parsed, parse_many
from wirebrief.service.engines.rules.tagger.tags import RELATIONS, pieces
from wirebrief.service.reading.text import read_text

Accepted = tuple[int, ...]
"""Classes of which each is right; none: the word is left out of the loss."""
NONE: Final[Accepted] = (0,)
_TYPES, _ACTS = values(IncidentType), values(Act)
_HEADS = ("NOUN", "PROPN", "PRON", "VERB")
_PARTIES = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_NEW = 4
"""Of so many nouns that take up nothing one is learnt as such."""
_INSIDE = ("compound", "nmod", "amod")
BEGINS, GOES_ON = 1, 2


@dataclass(frozen=True, slots=True)
class Tie:
    """Which of some words stand in a relation to a word."""

    relation: int
    word: int
    others: tuple[int, ...]
    tied: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One window; words are counted from its first."""

    file: str
    pieces: list[int]
    first: list[int]
    event: list[Accepted]
    act: list[Accepted]
    quote: list[int]
    ties: list[Tie]

    def __add__(self, other: "Labelled") -> "Labelled":
        """Two windows read as one."""
        shift, words = len(self.pieces) - 2, len(self.first)
        ties = [
            replace(tie, word=tie.word + words, others=tuple(o + words for o in tie.others))
            for tie in other.ties
        ]
        return Labelled(
            self.file,
            [*self.pieces[:-1], *other.pieces[1:]],
            [*self.first, *(at + shift for at in other.first)],
            self.event + other.event,
            self.act + other.act,
            self.quote + other.quote,
            self.ties + ties,
        )


def windows(items: Iterable[Item]) -> Iterator[Labelled]:
    """The windows of all items, in order."""
    items = list(items)
    documents = (read_text(item.text) for item in items)
    for item, parsed in zip(items, parse_many(documents, batch_size=64), strict=True):
        yield from _of_item(item, parsed)


def _of_item(item: Item, parsed: Parsed) -> Iterator[Labelled]:
    words = Words(parsed)
    event, act = [NONE] * len(parsed), [NONE] * len(parsed)
    quote = [0] * len(parsed)
    ties: list[tuple[int, int, list[int]]] = []
    for told in item.incidents:
        at = words.label(event, told.at, tuple(_TYPES.index(kind) + 1 for kind in told.kinds))
        if at >= 0:
            ties.append((RELATIONS.index("doer"), at, words.heads(told.parties[0])))
    for told in item.attributions:
        at = words.label(act, told.at, tuple(_ACTS.index(kind) + 1 for kind in told.kinds))
        for name, parties in zip(("source", "responsible"), told.parties, strict=True):
            if at >= 0:
                ties.append((RELATIONS.index(name), at, words.heads(parties)))
    for said in item.quotes:
        inside = words.inside(said.at)
        for token in inside:
            quote[token] = GOES_ON
        if inside:
            quote[inside[0]] = BEGINS
            ties.append((RELATIONS.index("speaker"), inside[0], words.heads(said.speakers)))
    same = words.same(item.same)
    for window in pieces().windows(parsed):
        low, high = window.tokens.start, window.tokens.stop
        yield Labelled(
            item.name.rsplit("-", 1)[0],
            window.pieces,
            window.first,
            event[low:high],
            act[low:high],
            quote[low:high],
            [*words.ties_within(ties, low, high), *words.same_within(same, low, high)],
        )


class Words:
    """Finds the words of places."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed

    def inside(self, place: Place) -> list[int]:
        start, end, n = self._parsed.start, self._parsed.end, len(self._parsed)
        return [t for t in range(n) if start[t] < place[1] and end[t] > place[0]]

    def head(self, place: Place) -> int:
        """The word of a phrase on which the others hang; -1 where none of it was parsed."""
        parsed, tokens = self._parsed, self.inside(place)
        tops = [t for t in tokens if parsed.head[t] == t or parsed.head[t] not in tokens]
        tops = [t for t in tops if parsed.pos[t] not in ("PUNCT", "DET", "SPACE")] or tokens
        return next((t for t in tops if parsed.pos[t] in _HEADS), tops[0] if tops else -1)

    def heads(self, places: Iterable[Place]) -> list[int]:
        return [head for head in map(self.head, places) if head >= 0]

    def label(self, labels: list[Accepted], place: Place, classes: Accepted) -> int:
        """Label the head of a place, leave its other words out, and give the head."""
        head = self.head(place)
        for token in self.inside(place):
            if labels[token] == NONE:
                labels[token] = ()
        if head >= 0:
            labels[head] = classes if labels[head] in (NONE, ()) else labels[head] + classes
        return head

    def same(self, links: Iterable[tuple[Place, Place]]) -> dict[int, set[int]]:
        """Of each pronoun or description the earlier words for the same party: those it is linked to, what
        these are linked to, and the same names."""
        direct: dict[int, set[int]] = {}
        for later, earlier in links:
            one, other = self.head(later), self.head(earlier)
            if 0 <= other < one:
                direct.setdefault(one, set()).add(other)
        found: dict[int, set[int]] = {}
        for one in sorted(direct):
            party = set.union(direct[one], *(found.get(other, set()) for other in direct[one]))
            names = {self._parsed.lower[t] for t in party if self._parsed.pos[t] == "PROPN"}
            found[one] = party | {
                t for t in range(one) if self._is_named(t) and self._parsed.lower[t] in names
            }
        return found

    def same_within(self, same: Mapping[int, set[int]], low: int, high: int) -> Iterator[Tie]:
        """The ties of the pronouns and descriptions of a window, and of some of the nouns that take up
        nothing. Other pronouns before them are left out, for not all of them are labelled."""
        for one in range(low, high):
            party = same.get(one, set())
            new = one % _NEW == 0 and self._parsed.pos[one] == "NOUN" and self._may_name(one)
            if not (any(low <= other for other in party) if one in same else new and same):
                continue
            others = [t for t in range(low, one) if t in party or self._may_name(t)]
            tied = tuple(other in party for other in others)
            yield Tie(RELATIONS.index("same"), one - low, tuple(other - low for other in others), tied)

    def _is_named(self, token: int) -> bool:
        return self._parsed.pos[token] == "PROPN" and self._parsed.dep[token] not in _INSIDE

    def _may_name(self, token: int) -> bool:
        return self._is_named(token) or (
            self._parsed.pos[token] == "NOUN" and self._parsed.dep[token] not in _INSIDE
        )

    def ties_within(self, ties: Iterable[tuple[int, int, list[int]]], low: int, high: int) -> Iterator[Tie]:
        """The ties of the words of a window, with the words of the same sentences that are not tied."""
        parsed = self._parsed
        for relation, word, heads in ties:
            there = [head for head in heads if low <= head < high]
            if not low <= word < high or (heads and not there):
                continue
            sentences = {parsed.sentence[token] for token in (word, *there)}
            others = sorted(
                {t for t in range(low, high) if parsed.sentence[t] in sentences and parsed.pos[t] in _PARTIES}
                | set(there)
            )
            yield Tie(relation, word - low, tuple(o - low for o in others), tuple(o in there for o in others))
