"""What the words of a language do, as `words.toml` of its folder says: numbers, bounds, denial, names.

All words are in lower case. English has no such file: what its words do is said by the modules that check it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from wirebrief.service.languages import data

Phrases = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Words for numbers."""

    values: Mapping[str, int]
    ones: frozenset[str]
    """Articles that are a number only before another part of one, or where nothing else is."""
    joins: bool
    """Whether the parts of a number are written as one word ("dreiundzwanzig")."""
    links: frozenset[str]
    """What stands between two parts: "und", "et", "y"."""
    magnitudes: Mapping[str, int]
    vague: Mapping[str, int]
    """Words for an uncertain number, with the least that they say."""
    none: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Phrases that bound a number, in front of it and behind what it counts."""

    before: Mapping[str, Phrases]
    """By "least", "above", "most", "below"."""
    behind: Mapping[str, Phrases]
    about: frozenset[str]
    """Words that may stand between a bound and its number."""
    prepositions: frozenset[str]
    """Phrases among them that mean other things as well: a report "über" twelve deaths, "hasta" eight."""


@dataclass(frozen=True, slots=True)
class Denial:
    """Words that deny."""

    negators: frozenset[str]
    phrases: Phrases
    """Negators of several words; "…" stands for one to four others."""
    not_denying: Phrases
    """Phrases that hold a negator and deny nothing ("nicht nur")."""
    beginnings: Phrases
    """Beginnings of words that deny without a negator."""
    disowning: Phrases
    """Of these, those of what one says who says that it is not so."""
    apart: frozenset[str]
    """Words between which each part has a negator of its own."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of one language do."""

    nouns_capitalised: bool
    stemmer: str
    """The name of its Snowball stemmer."""
    numbers: Numbers
    bounds: Bounds
    units: Mapping[str, str]
    """Each form of a unit's name to its symbol."""
    percent: Phrases
    denial: Denial
    hedges: frozenset[str]
    reporting: frozenset[str]
    home: frozenset[str]
    """Codes of countries where it is spoken, which papers there often leave unsaid."""
    titles: frozenset[str]
    articles: frozenset[str]


_BOUNDS = ("least", "above", "most", "below")


@cache
def words_of(language: str) -> Words:
    """The words of a language that has `words.toml`.

    Raises:
        KeyError: the file lacks a key.
    """
    found = data(language, "words.toml")
    denial, speech, names = found["denial"], found["speech"], found["names"]
    return Words(
        nouns_capitalised=found["nouns_capitalised"],
        stemmer=found["stemmer"],
        numbers=Numbers(
            values=_valued(found["numbers"]),
            ones=_set(found["ones"]),
            joins=found["joins"],
            links=_set(found["links"]),
            magnitudes=_valued(found["magnitudes"]),
            vague=_valued(found["vague"]),
            none=_set(found["none"]),
        ),
        bounds=Bounds(
            before={kind: tuple(found[kind]) for kind in _BOUNDS},
            behind={"least": tuple(found["least_behind"]), "most": tuple(found["most_behind"])},
            about=_set(found["about"]),
            prepositions=_set(found["prepositions"]),
        ),
        units={form: unit for unit, forms in found["units"].items() for form in forms.split()},
        percent=tuple(phrase.lower() for phrase in found["percent"]),
        denial=Denial(
            negators=_set(denial["negators"]),
            phrases=tuple(denial["phrases"]),
            not_denying=tuple(denial["not_denying"]),
            beginnings=tuple(denial["beginnings"].split()),
            disowning=tuple(denial["disowning"].split()),
            apart=_set(denial["apart"]),
        ),
        hedges=_set(speech["hedges"]),
        reporting=_set(speech["reporting"]),
        home=_set(names["home"]),
        titles=_set(names["titles"]),
        articles=_set(names["articles"]),
    )


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _valued(words: str) -> dict[str, int]:
    """ "drei=3 vier=4" as values by word."""
    pairs: list[Any] = [entry.rpartition("=") for entry in words.split()]
    return {word: int(value) for word, _, value in pairs}
