"""Which countries a text names: by name, demonym, capital or other large city.

The table beside this module is our own, so that the core needs no gazetteer. It supports a country code that
an engine gave; it never finds one by itself, so that a town it does not know costs nothing.
"""

import re
from collections import defaultdict
from functools import cache
from importlib.resources import files

from wirebrief.service.grounding.folding import folded

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_](?=\.))*")


@cache
def _table() -> dict[tuple[str, ...], frozenset[str]]:
    """Folded words of each name to the codes that it may stand for."""
    table: dict[tuple[str, ...], frozenset[str]] = {}
    source = files("wirebrief.service.grounding").joinpath("countries.txt").read_text("utf-8")
    for line in source.splitlines():
        if line and not line.startswith("#"):
            code, *columns = line.split("|")
            for name in ";".join(columns).split(";"):
                key = tuple(_words(name))
                table[key] = table.get(key, frozenset()) | {code}
    return table


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """How many words the names have that begin with a word, the longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for name in filter(None, _table()):
        found[name[0]].add(len(name))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


def place_countries(name: str) -> frozenset[str]:
    """The codes of the countries that a name as a whole is, or lies in as far as the table knows."""
    return _table().get(tuple(_words(name)), frozenset())


def _words(text: str) -> list[str]:
    return [w.replace(".", "") for w in _WORD.findall(folded(text))]


def countries_in(text: str) -> frozenset[str]:
    """The codes of all countries that a text names, the longest name first; linear in the text.

    A name must begin with a capital: "Turkey" is a country, "turkey" is not.
    """
    cased = [w.replace(".", "") for w in _WORD.findall(text)]
    words = [w.casefold() for w in cased]
    table, lengths = _table(), _lengths()
    found: set[str] = set()
    done = 0
    for i, word in enumerate(words):
        if i < done or word not in lengths or not cased[i][0].isupper():
            continue
        if word in ("us", "it") and not cased[i].isupper():
            continue
        for n in lengths[word]:
            codes = table.get(tuple(words[i : i + n]))
            if codes:
                found |= codes
                done = i + n
                break
    return frozenset(found)
