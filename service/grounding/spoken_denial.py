"""What free text denies and its evidence does not, or the other way round, in a language whose data is there.

Clause by clause, by stems. That a text says in other words what its evidence denies ("niemand starb", "es gab
keine Toten") is no fault: only what one side states in the words in which the other denies it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from wirebrief.service.languages import table
from wirebrief.service.languages.stems import stem
from wirebrief.service.languages.words import words_of

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile(r"[.!?;:,()\u2014\u2013\n]")
_COVERED = 0.8
"""Share of a clause's words that another must have to tell of the same."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: the stems of its words with content, and whether it denies."""

    words: str
    stems: frozenset[str]
    negated: bool
    """Whether it has a negator."""
    denies: bool
    """Whether it denies in whatever words."""

    def covers(self, other: "Clause") -> bool:
        """Whether it has nearly all words of another, so that it tells of the same."""
        return len(self.stems & other.stems) >= _COVERED * len(other.stems)


def denial_faults(text: str, own: Iterable[str], near: Iterable[str], language: str) -> Iterator[str]:
    """The clauses of a text that are denied on one side only.

    Args:
        own: the evidence.
        near: the sentences around it.
    """
    told = [clause for one in own for clause in clauses(one, language)]
    around = [clause for one in near for clause in clauses(one, language)]
    for clause in clauses(text, language):
        if _is_denied_alone(clause, told, around) or _is_stated_alone(clause, told):
            yield clause.words


def _is_denied_alone(said: Clause, told: list[Clause], around: list[Clause]) -> bool:
    if not said.negated:
        return False
    denying = [one for one in told if one.denies]
    if not denying:
        return not any(one.denies and one.stems & said.stems for one in around)
    stated = any(not one.denies and one.covers(said) for one in told)
    return bool(said.stems) and stated and not any(one.stems & said.stems for one in denying)


def _is_stated_alone(said: Clause, told: list[Clause]) -> bool:
    if said.denies or len(said.stems) < 2:
        return False
    same = [one for one in told if one.covers(said)]
    return bool(same) and all(one.negated for one in same)


@lru_cache(maxsize=1024)
def clauses(text: str, language: str) -> tuple[Clause, ...]:
    """The clauses of a text that have a word with content or a negator."""
    apart = words_of(language).denial.apart
    found = []
    for stretch in _MARKS.split(text):
        cuts = [m.start() for m in _WORD.finditer(stretch) if m.group().lower() in apart]
        edges = [0, *cuts, len(stretch)]
        found += [_clause(stretch[low:high], language) for low, high in pairwise(edges)]
    return tuple(clause for clause in found if clause.stems or clause.denies)


def _clause(text: str, language: str) -> Clause:
    denial = words_of(language).denial
    plain = _not_denying(language).sub(" ", text.replace("\u2019", "'"))
    words = [word.lower() for word in _WORD.findall(plain)]
    negated = not denial.negators.isdisjoint(words) or _phrases(language).search(plain) is not None
    in_other_words = any(word.startswith(denial.beginnings) for word in words)
    empty = _empty(language)
    stems = frozenset(stem(word, language) for word in words if len(word) > 2 and word not in empty)
    return Clause(" ".join(text.split()), stems, negated, negated or in_other_words)


@cache
def _empty(language: str) -> frozenset[str]:
    """Words without content: those that start sentences are, and those that deny."""
    words = words_of(language)
    return table(language, "sentences")["starters"] | words.denial.negators | words.articles


@cache
def _not_denying(language: str) -> re.Pattern[str]:
    return _any_of(words_of(language).denial.not_denying)


@cache
def _phrases(language: str) -> re.Pattern[str]:
    return _any_of(words_of(language).denial.phrases)


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of some phrases, which never matches where there are none."""
    spelt = [re.escape(p).replace(r"\ …\ ", r"\s*(?:[^\W\d_]+\s+){1,3}") for p in phrases]
    return re.compile(rf"\b(?:{'|'.join(spelt)})" if spelt else r"(?!)", re.IGNORECASE)
