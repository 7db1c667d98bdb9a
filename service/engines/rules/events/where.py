"""What a noun phrase says of a place: its name, how near it pins an event down, and what wider places beside
it add ("a market in the town of Belagua, in northern Peru").

The phrase is read from its first word to its head, then on to the right, place by place: the parser hangs
such chains on one another in many ways, the words stand in one order.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from wirebrief.schemas.draft import PlaceDraft
from wirebrief.schemas.vocabulary import PlacePrecision
from wirebrief.service.engines.rules.lexicon import read
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.place import address
from wirebrief.service.engines.rules.places import find_place, gazetteer
from wirebrief.service.engines.rules.syntax.nouns import facility, singular
from wirebrief.service.engines.rules.syntax.phrases import Phrase, phrase_of

LOCAL = frozenset(
    "in at near on off outside inside around across within along between over above through throughout "
    "beside beyond".split()
)
SURE = frozenset({"in", "near", "outside"})
"""Prepositions before which a proper name of unknown kind is taken for a place."""
NOWHERE = (-1, -1)
_CLOSE = frozenset({"close", "next"})
_DATED = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"})
_NAMED = frozenset({"GPE", "LOC", "FAC"})
_WITHIN_NAMES = frozenset("al el as ar ad an de del la las los bin -".split())
_DEFINITE = frozenset("the that this same".split())
_RANK: dict[PlacePrecision, int] = {"site": 0, "city": 1, "area": 2, "region": 2, "country": 3}
_CHAIN = 4
"""Wider places read to the right of the first at most."""
_ACRONYM = 6
"""Letters of an organisation's initials, less than."""
_PHRASE = 12
"""Words of one link of the chain at most."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place phrase: the whole phrase, the name in it (or `NOWHERE`), how near it pins the event down."""

    phrase: Phrase
    name: tuple[int, int]
    precision: PlacePrecision
    country: str | None
    admin1: tuple[int, int] | None
    label: str = ""
    """The name in small letters, to compare places by."""
    named: PlacePrecision | None = None
    """What sort of place the name is: a site in a town may have the town's name only."""
    refers: int = -1
    """Head of a definite phrase whose name stands elsewhere ("the same base"), or -1."""
    support: tuple[int, ...] = ()
    """Sentences elsewhere that say which place or which country it is."""

    @property
    def rank(self) -> tuple[int, int]:
        """The most exact name first, then the most exact phrase."""
        return (4 if self.named is None else _RANK[self.named], _RANK[self.precision])


@dataclass(frozen=True, slots=True)
class _Link:
    """One link of a chain of places, from `first` to `last`."""

    first: int
    last: int
    name: tuple[int, int]
    named: PlacePrecision | None
    country: str | None
    first_level: bool
    sort: PlacePrecision | None
    """What the head noun says that it is; None for the bare name."""


def is_local(parsed: Parsed, preposition: int) -> bool:
    """Whether a word is a local preposition: "near", "close to"."""
    if parsed.lower[preposition] == "to":
        return preposition > 0 and parsed.lower[preposition - 1] in _CLOSE
    return parsed.lower[preposition] in LOCAL


def read_place(parsed: Parsed, head: int, mentioned: Counter[str], *, sure: bool = False) -> Place | None:
    """What a noun phrase says of a place, or None where it speaks of none.

    Args:
        sure: take a proper name of unknown kind for a place, as after "near".
    """
    phrase = phrase_of(parsed, head)
    first = _read_link(parsed, phrase.first, head, mentioned, sure=sure)
    if first is None:
        return None
    links = [first, *_wider(parsed, head, mentioned)]
    if len(links) > 1 and _names_it(parsed, first, links[1]):
        links[1] = replace(links[1], named=first.sort, first_level=first.first_level)
    named = next((link for link in links if link.name != NOWHERE), None)
    if named is None and first.sort is None:
        return None
    last = max(phrase.last, named.last if named else head)
    place = Place(
        Phrase(head, phrase.first, last),
        named.name if named else NOWHERE,
        first.sort or first.named or "city",
        next((link.country for link in links if link.country), None),
        next((link.name for link in links if link.first_level), None),
        named=named.named if named else None,
        refers=_refers(parsed, links) if named is None or _RANK[named.named or "site"] >= 2 else -1,
    )
    return place if named is None else replace(place, label=parsed.words(*place.name).lower())


def _names_it(parsed: Parsed, noun: _Link, name: _Link) -> bool:
    """Whether a name is that of the noun before it: "the town of X", "the province of X"."""
    generic = noun.name == NOWHERE and noun.sort in ("region", "city") and name.named in ("city", "region")
    return generic and parsed.lower[noun.last + 1] == "of" and name.first == name.name[0]


def _refers(parsed: Parsed, links: list[_Link]) -> int:
    """The head of the widest link that is definite, unnamed, and may go back to a place named before."""
    for link in reversed(links):
        words = set(parsed.lower[link.first : link.last])
        if link.name == NOWHERE and words & _DEFINITE and link.sort is not None:
            return link.last
    return -1


def _wider(parsed: Parsed, head: int, mentioned: Counter[str]) -> Iterator[_Link]:
    """The links to the right of a head: "of X", "in Y province", ", Z"."""
    at = head + 1
    end = parsed.bounds[parsed.sentence[head]][1]
    for _ in range(_CHAIN):
        comma = at < end and parsed.lower[at] == ","
        at += comma
        if at >= end:
            return
        at += parsed.lower[at] in _CLOSE and at + 1 < end and parsed.lower[at + 1] == "to"
        preposition = parsed.lower[at] in LOCAL | {"of", "from"} or parsed.lower[at - 1] in _CLOSE
        if preposition and parsed.lower[at] == "from":
            return
        at += preposition
        if not comma and not preposition:
            return
        last = _phrase_end(parsed, at, end)
        if last < at:
            return
        link = _read_link(parsed, at, last, mentioned, sure=preposition)
        if link is None or (comma and not preposition and not _stands_alone(parsed, link)):
            return
        yield link
        at = last + 1


def _stands_alone(parsed: Parsed, link: _Link) -> bool:
    """Whether words after a bare comma go on saying where: a country, a region, "Jos, Nigeria"."""
    return link.name != NOWHERE and (link.named in ("country", "region") or parsed.entity[link.last] == "GPE")


def _phrase_end(parsed: Parsed, first: int, end: int) -> int:
    """The last word of the noun phrase that begins at a word, or one before it."""
    last = first - 1
    for token in range(first, min(end, first + _PHRASE)):
        dated = parsed.entity[token] in ("DATE", "TIME") and parsed.lower[token] not in gazetteer().countries
        if dated or parsed.tag[token] == "VBG":
            break
        proper = parsed.pos[token] == "PROPN"
        if (
            last >= first
            and parsed.pos[last] == "NOUN"
            and proper
            and parsed.lemma[last] not in _settlements()
        ):
            break  # "at a base Monday": two phrases
        if parsed.pos[token] in ("DET", "ADJ", "NOUN", "NUM", "PROPN") or _joins(parsed, token, last, first):
            last = token
        else:
            break
    while (
        last >= first
        and parsed.pos[last] in ("DET", "ADJ", "NUM", "PUNCT", "PART")
        and parsed.entity[last] not in _NAMED
    ):
        last -= 1
    return last


def _joins(parsed: Parsed, token: int, last: int, first: int) -> bool:
    low = parsed.lower[token]
    if low in ("-", "'s", "’s") or low in _WITHIN_NAMES:
        return last >= first
    return low == "of" and last >= first and parsed.lemma[last] in {*_settlements(), *_region_words()}


def _read_link(parsed: Parsed, first: int, head: int, mentioned: Counter[str], *, sure: bool) -> _Link | None:
    """What the words from `first` to a head say of a place, or None."""
    dated = parsed.entity[head] in _DATED and parsed.lower[head] not in gazetteer().countries
    if dated or parsed.pos[head] in ("PRON", "VERB"):
        return None
    if parsed.pos[head] == "PROPN" and not (
        facility(parsed, head) and head > first and _region(parsed, head) is None
    ):
        return _read_name(parsed, first, head, mentioned, sure=sure)
    return _read_noun(parsed, first, head, mentioned)


def _read_noun(parsed: Parsed, first: int, head: int, mentioned: Counter[str]) -> _Link | None:
    """A common noun: "Abrad province", "the Korvas air base", "the town"."""
    lemma = singular(parsed, head)
    owner = _owner_country(parsed, first, head)
    kind = facility(parsed, head)
    name = _name_before(parsed, first, head)
    region = _region(parsed, head)
    if region is not None:
        return _Link(first, head, name, "region" if name != NOWHERE else None, owner, region, "region")
    if kind and kind != "vehicles":
        whole = (name[0], head) if name != NOWHERE else NOWHERE
        if owner is None and name != NOWHERE:
            owner = find_place(parsed.words(*name), mentioned).country
        return _Link(first, head, whole, "site" if name != NOWHERE else None, owner, False, "site")
    if lemma in _settlements():
        sort: PlacePrecision = "region" if lemma == "island" else "city"
        return _Link(first, head, name, sort if name != NOWHERE else None, owner, False, sort)
    if lemma in _ground():
        whole = (name[0], head) if name != NOWHERE else NOWHERE
        return _Link(first, head, whole, "site" if name != NOWHERE else None, owner, False, "site")
    return None


def _read_name(parsed: Parsed, first: int, head: int, mentioned: Counter[str], *, sure: bool) -> _Link | None:
    """A proper name: a country, a region, a town, a site with a name of its own."""
    start, end = _name_at(parsed, first, head)
    region = _region(parsed, head)
    if region is not None and start < end:
        return _Link(first, head, (start, end - 1), "region", None, region, "region")
    words = parsed.words(start, end)
    found = find_place(words, mentioned)
    settled = any(parsed.lemma[t] in _settlements() for t in range(first, start))
    kind = parsed.entity[head]
    known = found.country is not None or kind in _NAMED or settled
    if not known and not (sure and _may_be_place(parsed, start, end)):
        return None
    if gazetteer().country_of_word(words) and found.precision != "country" and kind not in _NAMED:
        return None  # "the Malians"
    named = found.precision
    if named == "city" and found.country is None and any(_sited(parsed, t) for t in range(start, end + 1)):
        named = "site"
    elif named == "city" and kind == "LOC":
        named = "region"
    sort: PlacePrecision | None = "city" if settled and named == "city" else None
    if any(parsed.lemma[t] == "island" for t in range(first, start)):
        named = sort = "region"
    return _Link(first, head, (start, end), named, found.country, found.region, sort)


def _may_be_place(parsed: Parsed, first: int, last: int) -> bool:
    """Whether a name that no list knows may be a place: no acronym, no person, no time, no people."""
    if parsed.entity[last] in {*_DATED, "EVENT", "LANGUAGE", "NORP", "LAW"}:
        return False
    return not all(parsed.text[t].isupper() for t in range(first, last + 1)) or parsed.text[first].islower()


def _sited(parsed: Parsed, token: int) -> bool:
    kind = facility(parsed, token)
    return bool(kind) and kind != "vehicles" and not is_settlement(parsed.lower[token])


def _name_at(parsed: Parsed, first: int, head: int) -> tuple[int, int]:
    """The proper name that ends at a head, without what stands before it in the phrase."""
    start = head
    while start - 1 >= first and (
        parsed.pos[start - 1] == "PROPN" or parsed.lower[start - 1] in _WITHIN_NAMES
    ):
        start -= 1
    while start < head and parsed.pos[start] != "PROPN" and parsed.lower[start] not in ("al", "el"):
        start += 1
    return start, head


def _name_before(parsed: Parsed, first: int, head: int) -> tuple[int, int]:
    """The proper name of a common noun ("the Korvas air base"), or `NOWHERE` where a people or an
    organisation owns it ("the US base")."""
    last = head - 1
    while last >= first and parsed.pos[last] == "NOUN" and parsed.text[last].islower():
        last -= 1
    if last < first or parsed.pos[last] != "PROPN" or parsed.entity[last] in _DATED:
        return NOWHERE
    start, end = _name_at(parsed, first, last)
    name = parsed.words(start, end)
    if gazetteer().country_of_word(name) or (name.isupper() and len(name) < _ACRONYM):
        return NOWHERE
    return start, end


def _owner_country(parsed: Parsed, first: int, head: int) -> str | None:
    """The country of "Mali's Tessouk airfield"."""
    for token in range(first, head):
        if parsed.lower[token + 1] in ("'s", "’s") and parsed.entity[token] == "GPE":
            return gazetteer().countries.get(parsed.lower[token])
    return None


def _region(parsed: Parsed, head: int) -> bool | None:
    """Whether a region word names a first-level region; None where it is no region word."""
    return _region_words().get(parsed.lemma[head], _region_words().get(parsed.lower[head]))


@lru_cache(maxsize=1)
def _region_words() -> dict[str, bool]:
    """Words after the name of a region, to whether they make it a first-level one."""
    table = read("places")["regions"]
    return dict.fromkeys(table["first_level"], True) | dict.fromkeys(table["smaller"], False)


@lru_cache(maxsize=1)
def _settlements() -> frozenset[str]:
    return frozenset(read("places")["nouns"]["settlements"])


@lru_cache(maxsize=1)
def _ground() -> frozenset[str]:
    return frozenset(read("places")["nouns"]["ground"])


def is_settlement(word: str) -> bool:
    """Whether a noun is a town, a port, an island."""
    return word in _settlements()


def is_region_word(word: str) -> bool:
    return word in _region_words()


def place_draft(parsed: Parsed, place: Place | None) -> PlaceDraft:
    """The place as a draft has it."""
    if place is None:
        return PlaceDraft()
    return PlaceDraft(
        at=address(parsed, place.phrase.first, place.phrase.last),
        **_named(parsed, place),
        admin1=address(parsed, *place.admin1) if place.admin1 and place.admin1 != NOWHERE else "",
        country=place.country or "",
    )


def _named(parsed: Parsed, place: Place) -> dict[str, str]:
    """The name under the part of the place that it is; a first-level region and a country are told apart."""
    if place.name == NOWHERE or place.name == place.admin1 or place.named == "country":
        return {}
    part = {"site": "site", "city": "city"}.get(place.named or "city", "area")
    return {part: address(parsed, *place.name)}
