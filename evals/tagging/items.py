"""The labelled texts that the tagger learns from (`README.md` has their form)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Final

from wirebrief.evals.benchmarks.everyday import Label, Piece
from wirebrief.evals.errors import HarnessError
from wirebrief.schemas.vocabulary import Act, IncidentType, values

Place = tuple[int, int]
"""Offsets in the text."""
FOLDER: Final = Path(str(files("wirebrief.evals"))) / "tagging"
JUDGED: Final = frozenset("lpqsz")
"""The hands on whose pages the tagger is not fitted: the judges of records are, who look at what it says of
texts that are new to it."""
_BETWEEN = re.compile(r"\s*(?:…|\.\.\.)\s*")


@dataclass(frozen=True, slots=True)
class Told:
    """A word that tells of an incident, or holds somebody responsible, with whom it names."""

    kinds: tuple[str, ...]
    """Types or acts, the best first."""
    at: Place
    parties: tuple[tuple[Place, ...], ...]
    """Of an incident its doers; of an attribution its sources, and those held responsible."""


@dataclass(frozen=True, slots=True)
class Said:
    at: Place
    speakers: tuple[Place, ...]


@dataclass(slots=True)
class Item:
    name: str
    kind: str
    text: str
    incidents: list[Told] = field(default_factory=list)
    attributions: list[Told] = field(default_factory=list)
    quotes: list[Said] = field(default_factory=list)
    same: list[tuple[Place, Place]] = field(default_factory=list)
    """A pronoun or description, and an earlier phrase for the same party."""


def taught() -> list[Path]:
    """The files that the tagger is fitted on."""
    pages = [path for path in sorted(FOLDER.glob("pages/*.txt")) if path.stem[0] not in JUDGED]
    return [*sorted(FOLDER.glob("items/*.txt")), *pages]


def pages(*, unseen: bool = False) -> list[Item]:
    """The pages of all hands, or those alone that the tagger is not fitted on."""
    paths = sorted(FOLDER.glob("pages/*.txt"))
    return [item for path in paths if path.stem[0] in JUDGED or not unseen for item in items(path)]


def judged() -> list[Piece]:
    """The pages that it is not fitted on, in the form of everyday pages."""
    return [piece_of(item) for item in pages(unseen=True)]


def items(path: Path) -> Iterator[Item]:
    """The items of one file.

    Raises:
        HarnessError: a label is of no known form, or its words are not in the text.
    """
    for number, block in enumerate(re.split(r"(?m)^= ", path.read_text("utf-8"))[1:], start=1):
        kind, _, rest = block.partition("\n")
        lines = rest.rstrip().split("\n")
        cut = next((n for n, line in enumerate(lines) if line.startswith("+")), len(lines))
        item = Item(f"{path.stem}-{number}", kind.strip(), "\n".join(lines[:cut]).strip())
        for line in filter(str.strip, lines[cut:]):
            _add(item, line)
        yield item


def _add(item: Item, line: str) -> None:
    sort, parts = line[:3], [part.strip() for part in line[3:].split("|")]

    def places(listed: str) -> tuple[Place, ...]:
        return tuple(
            _place(item, words.strip()) for words in listed.split(";") if words.strip() not in ("", "-")
        )

    if sort == "+I " and len(parts) in (2, 3):
        kinds = _known(item, parts[0], values(IncidentType))
        doers = places(parts[2]) if len(parts) == 3 else ()
        item.incidents.append(Told(kinds, _place(item, parts[1]), (doers,)))
    elif sort == "+A " and len(parts) == 4:
        kinds = _known(item, parts[0], values(Act))
        item.attributions.append(Told(kinds, _place(item, parts[1]), (places(parts[2]), places(parts[3]))))
    elif sort == "+S " and len(parts) == 2:
        item.same.append((_place(item, parts[0]), _place(item, parts[1])))
    elif sort == "+Q " and len(parts) == 2:
        item.quotes.append(Said(_stretch(item, parts[1]), places(parts[0])))
    else:
        raise HarnessError(f"{item.name}: {line!r} is of no known form.")


def _known(item: Item, listed: str, known: tuple[str, ...]) -> tuple[str, ...]:
    kinds = tuple(listed.split("/"))
    if not set(kinds) <= set(known):
        raise HarnessError(f"{item.name}: {listed!r} names what the contract does not have.")
    return kinds


def _place(item: Item, words: str, begin: int = 0) -> Place:
    """Where words stand; "word@2" is their second place."""
    numbered = re.fullmatch(r"(.*)@(\d+)", words, re.DOTALL)
    plain, number = (numbered[1], int(numbered[2])) if numbered else (words, 1)
    found = list(re.finditer(rf"(?<!\w){re.escape(plain)}(?!\w)", item.text[begin:]))
    if len(found) < number:
        raise HarnessError(f"{item.name}: {words!r} is not in the text.")
    return begin + found[number - 1].start(), begin + found[number - 1].end()


def _stretch(item: Item, given: str) -> Place:
    """From the first words of a stretch to its last."""
    ends = _BETWEEN.split(given)
    first = _place(item, ends[0])
    if len(ends) == 1:
        return first
    return first[0], _place(item, ends[-1].split("@")[0], first[0])[1]


def piece_of(item: Item) -> Piece:
    """An item in the form of an everyday page, so that an engine's records can be scored by it."""

    earlier: dict[Place, list[Place]] = {}
    for later, there in item.same:
        earlier.setdefault(later, []).append(there)

    def named(place: Place) -> str:
        """A phrase, or the first one for the same party."""
        back = earlier.get(place, [])
        return named(back[0]) if len(back) == 1 and back[0][0] < place[0] else item.text[slice(*place)]

    def words(places: tuple[Place, ...]) -> list[str]:
        return [named(place) for place in places] or [""]

    doers: dict[str, list[str]] = {}
    for told in item.incidents:
        for kind in told.kinds:
            doers.setdefault(kind, []).extend(map(named, told.parties[0]))
    incidents = [
        Label((told.at,), {"types": list(told.kinds), "doers": [d for k in told.kinds for d in doers[k]]})
        for told in item.incidents
    ]
    attributions = [
        Label(
            (told.at,),
            {
                "acts": list(told.kinds),
                "source": words(told.parties[0]),
                "responsible": words(told.parties[1]),
            },
        )
        for told in item.attributions
    ]
    quotes = [Label((said.at,), {"speakers": list(map(named, said.speakers))}) for said in item.quotes]
    labels = {"incident": tuple(incidents), "attribution": tuple(attributions), "quote": tuple(quotes)}
    return Piece(item.name, item.kind, item.text, None, labels)
