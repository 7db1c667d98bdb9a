"""Which countries a text names: by name, demonym, capital or other large city.

The table beside this module is our own, so that the core needs no gazetteer. It supports a country code that
an engine gave; it never finds one by itself, so that a town it does not know costs nothing.
"""

import re
from functools import cache
from importlib.resources import files

from wirebrief.service.grounding.folding import folded

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_](?=\.))*")
_LONGEST = 6
"""Words in the longest name of the table."""


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
    table, found, i = _table(), set[str](), 0
    while i < len(words):
        for n in range(min(_LONGEST, len(words) - i), 0, -1):
            codes = table.get(tuple(words[i : i + n]))
            if codes and cased[i][0].isupper() and (words[i] not in ("us", "it") or cased[i].isupper()):
                found |= codes
                i += n
                break
        else:
            i += 1
    return frozenset(found)
