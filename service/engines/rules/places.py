"""Where a name is: country and first-level region from a packaged gazetteer, only as the text supports.

The gazetteer is derived from GeoNames (CC BY 4.0): countries, US states and cities of 30,000 people and more.
A city's country is given when the article names that country (or its people), when the city is a capital, or
when no other place of that name is nearly as large; else it stays open.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from wirebrief.schemas.vocabulary import PlacePrecision
from wirebrief.service.engines.rules.lexicon import read

_DOMINANT = 8
"""How many times larger the largest city of a name must be than the next for the name alone to mean it."""
_WELL_KNOWN = 300_000
"""Inhabitants from which a dominant city's name means it without any country in the text."""
_DEMONYM_ENDINGS = (("ian", ("", "ia", "i", "y")), ("an", ("a", "")), ("n", ("",)), ("ese", ("", "a", "o")))


@dataclass(frozen=True, slots=True)
class City:
    country: str
    population: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a name is. `country` None where the text leaves it open."""

    country: str | None
    precision: PlacePrecision
    region: bool = False
    """Whether the name itself is a first-level region."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    countries: dict[str, str]
    demonyms: dict[str, str]
    states: frozenset[str]
    cities: dict[str, tuple[City, ...]]
    """Lower-case name to cities, largest first."""

    def country_of_word(self, word: str) -> str | None:
        """The country that a name or an adjective of nationality stands for."""
        low = word.lower().removesuffix("'s")
        for form in (low, low.removesuffix("s")):
            if found := self.countries.get(form) or self.demonyms.get(form) or self._by_suffix(form):
                return found
        return None

    def _by_suffix(self, low: str) -> str | None:
        """Adjectives that are made of the country's name: "Malian", "Kenyan"."""
        for suffix, endings in _DEMONYM_ENDINGS:
            if low.endswith(suffix):
                for ending in endings:
                    if found := self.countries.get(low[: -len(suffix)] + ending):
                        return found
        return None


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer, read once in a process."""
    table = read("places")
    countries = {name: code for code, names in table["countries"].items() for name in names}
    states: set[str] = set()
    for code, name in _lines("countries.txt"):
        if code == "US-":
            states.add(name.lower())
        else:
            countries.setdefault(name.lower(), code)
    cities: dict[str, list[City]] = {}
    for code, size, names in _lines("cities.txt"):
        city = City(code, 1000 * int(size.rstrip("*")), size.endswith("*"))
        for name in names.split(";"):
            cities.setdefault(name.lower(), []).append(city)
    return Gazetteer(
        countries=countries,
        demonyms={word: code for code, words in table["demonyms"].items() for word in words},
        states=frozenset(states),
        cities={name: tuple(sorted(found, key=lambda c: -c.population)) for name, found in cities.items()},
    )


def _lines(name: str) -> Iterator[list[str]]:
    text = (files(__package__) / "lexicons" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("|")


def _ascii(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def countries_mentioned(words: Iterable[str]) -> Counter[str]:
    """How often an article names each country or its people."""
    known = gazetteer()
    return Counter(code for word in words if word[:1].isupper() and (code := known.country_of_word(word)))


def find_place(name: str, mentioned: Counter[str]) -> Found:
    """What the article's words support of a name's country, with the kind of place that it is."""
    known = gazetteer()
    low = " ".join(name.lower().removesuffix("'s").split())
    low = low.removeprefix("the ")
    code = known.countries.get(low)
    if code and not (low in known.states and mentioned["US"] and not mentioned[code]):
        return Found(code, "country")
    if low in known.states:
        return Found("US", "region", region=True)
    for tail in (" city", " town", " village"):
        low = low.removesuffix(tail)
    candidates = known.cities.get(_ascii(low), ())
    if not candidates:
        return Found(None, "city")  # a name that the gazetteer lacks supports no country
    return Found(_country_of(candidates, mentioned), "city")


@lru_cache(maxsize=512)
def country_by_capital(name: str) -> str | None:
    """The country that a capital stands for ("Paris denied it"), by the name of the city alone."""
    candidates = gazetteer().cities.get(_ascii(name.lower()), ())
    return candidates[0].country if candidates and candidates[0].capital else None


def _country_of(candidates: tuple[City, ...], mentioned: Counter[str]) -> str | None:
    named = [city for city in candidates if mentioned[city.country]]
    if named:
        return max(named, key=lambda c: (mentioned[c.country], c.population)).country
    first = candidates[0]
    if first.capital:
        return first.country
    rest = max((c.population for c in candidates[1:] if c.country != first.country), default=0)
    if first.population >= _WELL_KNOWN and first.population >= _DOMINANT * rest:
        return first.country
    return None
