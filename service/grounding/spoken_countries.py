"""Which countries a text names, in a language whose names for them are data.

`countries.txt` of the language has a line a country: its code, its names, and what is said of its people, as
stems of that language see them ("französische" is "französisch"). A line with "!" has names that only look
like one ("Amérique latine").
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from wirebrief.service.grounding.countries import Codes, plain_letters
from wirebrief.service.languages import text as language_file
from wirebrief.service.languages.stems import stem

_WORD = re.compile(r"[^\W\d_]+")
_NAMES, _PEOPLE = 0, 1
"""Columns, as those of the English table."""


@cache
def _table(language: str) -> Mapping[tuple[str, ...], dict[str, int]]:
    """The forms of each name to the countries that it may stand for.

    Under "" before the forms stands what may begin with a small letter: not the names.
    """
    table: dict[tuple[str, ...], dict[str, int]] = {}
    for line in language_file(language, "countries.txt").splitlines():
        if not line or line.startswith("#"):
            continue
        code, names, people = line.split("|") if line[0] != "!" else ("", line[1:], "")
        for column, words in ((_NAMES, names.split(";")), (_PEOPLE, people.split())):
            for name in filter(None, words):
                forms = tuple(_form(word, language) for word in _WORD.findall(name))
                table.setdefault(forms, {}).setdefault(code, column)
                if column == _PEOPLE or not code:
                    table.setdefault(("", *forms), {})[code] = column
    return table


@cache
def _longest(language: str) -> Mapping[str, int]:
    """How many words the longest name has that begins with a form."""
    longest: dict[str, int] = {}
    for forms in _table(language):
        longest[forms[0]] = max(longest.get(forms[0], 0), len(forms))
    return longest


def _form(word: str, language: str) -> str:
    return plain_letters(stem(word, language))


@lru_cache(maxsize=1024)
def countries_spoken_in(text: str, language: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The words of a text for countries and their people, each with the codes that it may stand for."""
    return tuple((text[start:end], frozenset(codes)) for start, end, codes in country_places(text, language))


def country_places(text: str, language: str) -> list[tuple[int, int, Codes]]:
    """Where a text has the names of countries and of their people, as (start, end, codes).

    A name begins with a capital; what is said of a people may not ("français").
    """
    matches = list(_WORD.finditer(text))
    forms = [_form(match.group(), language) for match in matches]
    table, longest = _table(language), _longest(language)
    found: list[tuple[int, int, Codes]] = []
    i = 0
    while i < len(matches):
        length, codes = _named(matches[i].group(), forms[i : i + longest.get(forms[i], 0)], table)
        if codes.keys() - {""}:
            found.append((matches[i].start(), matches[i + length - 1].end(), codes))
        i += max(length, 1)
    return found


def _named(
    first: str, forms: list[str], table: Mapping[tuple[str, ...], dict[str, int]]
) -> tuple[int, dict[str, int]]:
    """How many forms the longest name has that they begin with, and its countries."""
    small = () if first[0].isupper() else ("",)
    for length in range(len(forms), 0, -1):
        if codes := table.get((*small, *forms[:length])):
            return length, codes
    return 0, {}


def country_codes_spoken(name: str, language: str) -> frozenset[str]:
    """The countries that a name as a whole stands for."""
    forms = tuple(_form(word, language) for word in _WORD.findall(name))
    return frozenset(_table(language).get(forms, {}))
