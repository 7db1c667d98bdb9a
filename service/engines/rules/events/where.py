"""Where an incident happened: the place phrase that belongs to its trigger, and what the text supports of
it."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from wirebrief.schemas.draft import PlaceDraft
from wirebrief.schemas.vocabulary import PlacePrecision
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.phrases import Phrase, facility, phrase_of
from wirebrief.service.engines.rules.lexicon import read
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.place import address
from wirebrief.service.engines.rules.places import find_place

_LOCAL = frozenset("in at near on outside inside around off across within along between over".split())
_SETTLEMENTS = frozenset(
    "town city village capital port settlement hamlet suburb neighborhood neighbourhood".split()
)
_NO_PLACE = frozenset({"DATE", "TIME", "PERSON", "MONEY", "PERCENT", "CARDINAL"})
_NAMED = frozenset({"GPE", "LOC", "FAC"})
_RANK: dict[PlacePrecision, int] = {"site": 0, "city": 1, "region": 2, "country": 3}


@dataclass(frozen=True, slots=True)
class Place:
    """A place phrase: the whole phrase, the name in it (or -1, -1), how near it pins the event down."""

    phrase: Phrase
    name: tuple[int, int]
    precision: PlacePrecision
    country: str | None
    admin1: tuple[int, int] | None
    label: str = ""
    """The name in small letters, to compare places by."""


def bind_place(parsed: Parsed, mention: Mention, mentioned: Counter[str]) -> Place | None:
    """The most exact place that the trigger's own phrases name, with what wider places beside it add."""
    found = [p for head in _heads(parsed, mention) if (p := read_place(parsed, head, mentioned))]
    if not found:
        return None
    best = min(
        found, key=lambda p: (_RANK[p.precision], p.name == (-1, -1), abs(p.phrase.head - mention.token))
    )
    country = best.country or next((p.country for p in found if p.country), None)
    admin1 = best.admin1 or next((p.admin1 for p in found if p.admin1), None)
    return replace(best, country=country, admin1=admin1)


def _heads(parsed: Parsed, mention: Mention) -> list[int]:
    """Heads of the local phrases that hang on the trigger, its participants, or the clause it stands in."""
    first, last = parsed.bounds[mention.sentence]
    heads = [mention.where.head] if mention.where else []
    heads += [
        t.head
        for t in mention.targets
        if facility(parsed, t.head) and _named(parsed, phrase_of(parsed, t.head))
    ]
    for token in range(first, last):
        if parsed.dep[token] == "pobj" and parsed.lower[parsed.head[token]] in _LOCAL:
            if _reaches(parsed, parsed.head[token], mention):
                heads.append(token)
        elif (
            parsed.dep[token] in ("appos", "npadvmod", "conj")
            and parsed.entity[token] in _NAMED
            and parsed.head[token] in heads
        ):
            heads.append(token)
    return heads


def _reaches(parsed: Parsed, token: int, mention: Mention) -> bool:
    """Whether a phrase hangs on the trigger or on something below or right above it."""
    above = {mention.token}
    if parsed.dep[mention.token] in (
        "dobj",
        "nsubj",
        "nsubjpass",
        "advcl",
        "xcomp",
        "conj",
        "acl",
        "relcl",
        "pobj",
    ):
        above.add(parsed.head[mention.token])
    for _ in range(5):
        token = parsed.head[token]
        if token in above:
            return True
        if parsed.pos[token] == "VERB" and parsed.dep[token] not in ("acl", "xcomp", "advcl", "conj"):
            return False
    return False


def _named(parsed: Parsed, phrase: Phrase) -> bool:
    return any(parsed.pos[t] == "PROPN" for t in range(phrase.first, phrase.last + 1))


def read_place(parsed: Parsed, head: int, mentioned: Counter[str]) -> Place | None:
    """What a noun phrase says of a place, or None where it names none."""
    place = _read_place(parsed, head, mentioned)
    if place is None or place.name == (-1, -1):
        return place
    return replace(place, label=parsed.words(*place.name).lower())


def _read_place(parsed: Parsed, head: int, mentioned: Counter[str], *, settled: bool = False) -> Place | None:
    if parsed.entity[head] in _NO_PLACE and not (settled and parsed.pos[head] == "PROPN"):
        return None
    phrase = phrase_of(parsed, head)
    words = _region_words()
    if parsed.lemma[head] in words and parsed.pos[head - 1 if head else 0] == "PROPN":
        name = _name_before(parsed, phrase, head)
        return Place(phrase, name, "region", None, name if words[parsed.lemma[head]] else None)
    inner = _named_of(parsed, head)
    if inner >= 0 and (place := _read_place(parsed, inner, mentioned, settled=True)):
        precision: PlacePrecision = "region" if parsed.lemma[head] in words else "city"
        return replace(
            place,
            phrase=Phrase(head, phrase.first, max(phrase.last, place.phrase.last)),
            precision=precision,
            admin1=place.name if words.get(parsed.lemma[head]) else place.admin1,
        )
    kind = facility(parsed, head)
    if kind and kind != "vehicles":
        return _site(parsed, phrase, head, mentioned)
    if parsed.entity[head] in _NAMED or (
        parsed.pos[head] == "PROPN" and (settled or parsed.entity[head] in ("", "ORG"))
    ):
        name = _name_at(parsed, phrase, head)
        found = find_place(parsed.words(*name), mentioned)
        if parsed.entity[head] in ("", "ORG") and found.country is None and not settled:
            return None
        precision = (
            "site"
            if parsed.entity[head] == "FAC"
            else "region"
            if parsed.entity[head] == "LOC"
            else found.precision
        )
        return Place(phrase, name, precision, found.country, name if found.region else None)
    return None


def _named_of(parsed: Parsed, head: int) -> int:
    """The name in "the town of X", "the province of X", or -1."""
    if parsed.lemma[head] not in _region_words() and parsed.lemma[head] not in _SETTLEMENTS:
        return -1
    of = next((c for c in parsed.children[head] if parsed.lower[c] == "of"), -1)
    return parsed.child(of, "pobj") if of >= 0 else parsed.child(head, "appos")


def _site(parsed: Parsed, phrase: Phrase, head: int, mentioned: Counter[str]) -> Place:
    """A building, base or road; the country of a place that the phrase itself names."""
    name = (
        _name_at(parsed, phrase, head) if parsed.pos[head] == "PROPN" else _name_before(parsed, phrase, head)
    )
    country, admin1 = None, None
    for child in parsed.children[head]:
        if parsed.dep[child] == "prep" and parsed.lower[child] in _LOCAL:
            inner = parsed.child(child, "pobj")
            if inner >= 0 and (place := read_place(parsed, inner, mentioned)):
                country, admin1 = place.country, place.admin1
    return Place(phrase, name, "site", country, admin1)


def _name_at(parsed: Parsed, phrase: Phrase, head: int) -> tuple[int, int]:
    first = head
    while (
        first - 1 >= phrase.first
        and parsed.pos[first - 1] in ("PROPN", "PART", "PUNCT")
        and parsed.lower[first - 1] not in (",", "[", "(")
    ):
        first -= 1
    while first < head and parsed.pos[first] in ("PUNCT", "PART"):
        first += 1
    return first, head


def _name_before(parsed: Parsed, phrase: Phrase, head: int) -> tuple[int, int]:
    """The proper name right before a common head, or (-1, -1)."""
    last = head - 1
    if last < phrase.first or parsed.pos[last] != "PROPN":
        return (-1, -1)
    return _name_at(parsed, phrase, last)


@lru_cache(maxsize=1)
def _region_words() -> dict[str, bool]:
    """Words after the name of a region, to whether they make it a first-level one."""
    table = read("places")["regions"]
    return dict.fromkeys(table["first_level"], True) | dict.fromkeys(table["smaller"], False)


def place_draft(parsed: Parsed, place: Place | None) -> PlaceDraft:
    """The place as a draft has it."""
    if place is None:
        return PlaceDraft()
    named = place.name != (-1, -1)
    return PlaceDraft(
        at=address(parsed, place.phrase.first, place.phrase.last),
        name=address(parsed, *place.name) if named else "",
        admin1=parsed.words(*place.admin1) if place.admin1 and place.admin1 != (-1, -1) else "",
        country=place.country or "",
        precision=place.precision,
    )
