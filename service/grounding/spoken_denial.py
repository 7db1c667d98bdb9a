"""What free text denies and its evidence does not, or the other way round, in a language whose data is there.

Clause by clause, by stems. That a text says in other words what its evidence denies ("niemand starb", "es gab
keine Toten") is no fault: only what one side states in the words in which the other denies it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from wirebrief.service.languages import table
from wirebrief.service.languages.stems import stem
from wirebrief.service.languages.words import words_of

_WORD = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"[^\W\d_]+-(?=[^\W\d_])")
"""The first part of a compound: "non-payment" denies nothing."""
_ENDS = re.compile(r"[.!?\n]")
_MARKS = re.compile(r"[;:,()\u2014\u2013]")
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
    of_nobody: bool = False
    """Whether it denies of whomever: "nobody", "no group"."""
    disowned: bool = False
    """Whether somebody says that it is not so."""

    def covers(self, other: "Clause") -> bool:
        """Whether it has nearly all words of another, so that it tells of the same."""
        return len(self.stems & other.stems) >= _COVERED * len(other.stems)


@dataclass(frozen=True, slots=True)
class Reversal:
    """A clause that is denied on one side only."""

    words: str
    doubt: bool
    """Whether another reading is possible."""


def denial_faults(text: str, own: Iterable[str], near: Iterable[str], language: str) -> Iterator[Reversal]:
    """The clauses of a text that are denied on one side only.

    Args:
        own: the evidence.
        near: the sentences around it.
    """
    told = [clause for one in own for clause in clauses(one, language)]
    around = [clause for one in near for clause in clauses(one, language)]
    said = clauses(text, language)
    told_of = any(clause.disowned for clause in said)
    for clause in said:
        if _is_denied_alone(clause, told, around) or _is_stated_alone(clause, told):
            yield Reversal(clause.words, doubt=False)
        elif not told_of and _may_be_stated_alone(clause, told):
            yield Reversal(clause.words, doubt=True)


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


def _may_be_stated_alone(said: Clause, told: list[Clause]) -> bool:
    """Whether a text states what the evidence has somebody disown, or says of somebody what it says of
    nobody.
    """
    if said.denies or len(said.stems) < 2 or any(not one.denies and one.covers(said) for one in told):
        return False
    return any(
        (one.disowned and one.covers(said))
        or (one.of_nobody and len(one.stems) > 1 and one.stems <= said.stems)
        for one in told
    )


@lru_cache(maxsize=1024)
def clauses(text: str, language: str) -> tuple[Clause, ...]:
    """The clauses of a text that have a word with content or a negator."""
    apart = words_of(language).denial.apart
    found: list[Clause] = []
    for sentence in _ENDS.split(text):
        told: list[Clause] = []
        for stretch in _MARKS.split(sentence):
            cuts = [m.start() for m in _WORD.finditer(stretch) if m.group().lower() in apart]
            edges = [0, *cuts, len(stretch)]
            told += [_clause(stretch[low:high], language) for low, high in pairwise(edges)]
        told = [clause for clause in told if clause.stems or clause.denies]
        found += (*told, *_complements(told))
    return tuple(found)


def _complements(told: list[Clause]) -> Iterator[Clause]:
    """What somebody disowns in the clause behind: "he denied" together with "that he had signed it"."""
    for first, second in pairwise(told):
        if first.disowned and not second.denies:
            yield replace(first, words=second.words, stems=first.stems | second.stems)


def _clause(text: str, language: str) -> Clause:
    denial = words_of(language).denial
    plain = _not_denying(language).sub(" ", text.replace("\u2019", "'"))
    words = [word.lower() for word in _WORD.findall(plain)]
    apart = {word.lower() for word in _WORD.findall(_JOINED.sub(" ", plain))}
    negated = not denial.negators.isdisjoint(apart) or _phrases(language).search(plain) is not None
    in_other_words = any(word.startswith(denial.beginnings) for word in words)
    empty = _empty(language)
    stems = frozenset(stem(word, language) for word in words if len(word) > 2 and word not in empty)
    return Clause(
        " ".join(text.split()),
        stems,
        negated,
        denies=negated or in_other_words,
        of_nobody=negated and not words_of(language).numbers.none.isdisjoint(words),
        disowned=any(word.startswith(denial.disowning) for word in words),
    )


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
    spelt = [re.escape(p).replace(r"\ …\ ", r"\s*(?:[^\W\d_]+\s+){1,4}") for p in phrases]
    return re.compile(rf"\b(?:{'|'.join(spelt)})" if spelt else r"(?!)", re.IGNORECASE)
