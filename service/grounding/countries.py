"""Which countries a text names: by name, demonym, capital or other large city.

The table beside this module is our own, so that the core needs no gazetteer. It supports a country code that
an engine gave; it never finds one by itself, so that a town it does not know costs nothing.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from wirebrief.service.reading.folding import folded

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_](?=\.))*")


_CITY = 2
"""The column of the table, after those of names and demonyms, whose words are no words for the country."""
Codes = Mapping[str, int]
"""The countries that words may stand for, each with the column of the table that has them."""


@cache
def _table() -> dict[tuple[str, ...], dict[str, int]]:
    """Folded words of each name to the countries that it may stand for."""
    table: dict[tuple[str, ...], dict[str, int]] = {}
    source = files("wirebrief.service.grounding").joinpath("countries.txt").read_text("utf-8")
    for line in source.splitlines():
        if line and not line.startswith("#"):
            code, *columns = line.split("|")
            for column, names in enumerate(columns):
                for name in names.split(";"):
                    table.setdefault(tuple(_words(name)), {}).setdefault(code, column)
    return table


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """How many words the names have that begin with a word, the longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for name in filter(None, _table()):
        found[name[0]].add(len(name))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


@cache
def country_codes() -> frozenset[str]:
    """The codes of all countries."""
    return frozenset(code for codes in _table().values() for code in codes)


def place_countries(name: str) -> frozenset[str]:
    """The codes of the countries that a name as a whole is, or lies in as far as the table knows."""
    return frozenset(_table().get(tuple(_words(name)), {}))


def _words(text: str) -> list[str]:
    return [plain_letters(w).replace(".", "") for w in _WORD.findall(folded(text))]


def plain_letters(word: str) -> str:
    """A word without its accents, which papers leave out: "Lomé", "Lome"."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def countries_in(text: str) -> frozenset[str]:
    """The codes of all countries that a text names; linear in the text.

    A name must begin with a capital: "Turkey" is a country, "turkey" is not.
    """
    return frozenset(code for _, _, codes in _named(text) for code in codes)


def country_words(text: str) -> Iterator[tuple[int, int, Codes]]:
    """Where a text has the names and demonyms of countries, as (start, end, codes): not their cities.

    The lower the number beside a code, the more properly the words are the country's name.
    """
    for start, end, codes in _named(text):
        proper = {code: column for code, column in codes.items() if column != _CITY}
        if proper:
            yield start, end, proper


def _named(text: str) -> Iterator[tuple[int, int, Codes]]:
    """Every place where a text names countries, the longest name first."""
    matches = list(_WORD.finditer(text))
    cased = [match.group().replace(".", "") for match in matches]
    words = [plain_letters(w.casefold()) for w in cased]
    table, lengths = _table(), _lengths()
    done = 0
    for i, word in enumerate(words):
        if i < done or word not in lengths or not cased[i][0].isupper():
            continue
        if word in ("us", "it") and not cased[i].isupper():
            continue
        for n in lengths[word]:
            codes = table.get(tuple(words[i : i + n])) if i + n <= len(words) else None
            if codes:
                yield matches[i].start(), matches[i + n - 1].end(), codes
                done = i + n
                break
