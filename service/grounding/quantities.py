"""Numbers of a text as quantities of something: figure, bound, unit, and what befell those counted.

"Wounded 31" is no 31 killed, "40 kilograms" no 40 tonnes, "up to 30" not 30.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from wirebrief.service.grounding.numbers import bound_at, numbers

Harm = Literal["killed", "injured", "missing", "damaged"]

_UNITS = {
    form: unit
    for unit, forms in {
        "kg": "kg kilo kilos kilogram kilograms kilogramme kilogrammes",
        "g": "gram grams gramme grammes",
        "t": "ton tons tonne tonnes",
        "lb": "lb lbs",
        "km": "km kilometre kilometres kilometer kilometers",
        "m": "metre metres meter meters",
        "cm": "cm centimetre centimetres centimeter centimeters",
        "mm": "mm millimetre millimetres millimeter millimeters",
        "mi": "mile miles",
        "ft": "foot feet",
        "l": "litre litres liter liters",
        "gal": "gallon gallons",
        "%": "percent",
        "s": "second seconds",
        "min": "minute minutes",
        "h": "hour hours",
        "d": "day days",
        "w": "week weeks",
        "mo": "month months",
        "y": "year years",
        "usd": "dollar dollars",
        "eur": "euro euros",
        "gbp": "pound pounds",
    }.items()
    for form in forms.split()
}
_SIGNS = {"$": "usd", "€": "eur", "£": "gbp", "%": "%"}
_UNIT_AFTER = re.compile(r"\s?(%)|[\s-]{1,2}([^\W\d_]+)")
_CLAUSE = re.compile(r"[,;:()—–]\s|\s[-—–]\s|[.!?]\s|\b(?:but|while|although|whereas)\b")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_HARM_WORDS: dict[Harm, str] = {
    "killed": """kill kills killed killing dead die dies died dying death deaths murder murdered slain perish
        perished fatally fatality fatalities assassinated executed beheaded drowned massacred toll lives
        bodies corpses buried victims""",
    "injured": """wound wounds wounded wounding injure injures injured injuring injuries hurt hurts hurting
        maimed hospitalised hospitalized""",
    "missing": "missing vanished disappeared unaccounted",
    "damaged": """damage damages damaged damaging destroy destroys destroyed destroying demolished flattened
        razed wrecked gutted levelled torched looted sank sunk detained arrested arresting evacuated
        displaced abducted kidnapped rescued freed""",
}
_HARMS = {word: harm for harm, words in _HARM_WORDS.items() for word in words.split()}
_NONE = frozenset(("no", "not", "without", "nor"))
_BETWEEN = frozenset(
    """a an the at least most about around some more than over fewer less up to as many nearly almost roughly
    another other only just all""".split()
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a text and what it is of, as far as its clause tells."""

    value: int | float
    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    @property
    def bound(self) -> str:
        """ "least", "above", "most", or "" for none."""
        return bound_at(self.text, self.start)

    @property
    def unit(self) -> str:
        return _unit(self.text, self.start, self.end)

    @property
    def harm(self) -> Harm | None:
        """What befell those counted, as far as the clause tells."""
        return harm_of(self.text, self.start, self.end)


def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text, in order."""
    return tuple(Quantity(value, text, start, end) for value, start, end in numbers(text))


def _unit(text: str, start: int, end: int) -> str:
    sign = text[start - 1 : start]
    if sign in _SIGNS:
        return _SIGNS[sign]
    after = _UNIT_AFTER.match(text, end)
    if after is None:
        return ""
    if after[1]:
        return "%"
    word = after[2].casefold()
    return "%" if word == "per" and text[after.end() :].startswith(" cent") else _UNITS.get(word, "")


def harm_of(text: str, start: int, end: int) -> Harm | None:
    """What befell those whom a number counts: by the verb right before it, else the next one behind it in its
    clause and before another number, else the last one before it in its clause.
    """
    low = max((m.end() for m in _CLAUSE.finditer(text, 0, start)), default=0)
    stop = _CLAUSE.search(text, end)
    high = stop.start() if stop else len(text)
    before = [m.group().casefold() for m in _WORD.finditer(text, low, start)]
    while before and before[-1] in _BETWEEN:
        before.pop()
    if before and (harm := _HARMS.get(before[-1])):
        return harm
    following = next((s for _, s, _ in numbers(text) if s >= end), high)
    behind = (m.group().casefold() for m in _WORD.finditer(text, end, min(high, following)))
    counted = takewhile(lambda word: word not in _NONE, behind)  # "17 of them and no dead"
    for word in (*counted, *reversed(before)):
        if harm := _HARMS.get(word):
            return harm
    return None


def unborne(said: Quantity, evidence: Sequence[Quantity]) -> Iterator[tuple[str, Quantity]]:
    """How a quantity differs from every one of its value in the evidence: in its unit, harm or bound."""
    same = [one for one in evidence if one.value == said.value]
    if not same:
        return
    units = {one.unit for one in same}
    if said.unit and said.unit not in units and "" not in units:
        yield "unit", same[0]
    harms = {one.harm for one in same}
    if said.harm in ("killed", "injured", "missing") and said.harm not in harms and None not in harms:
        yield "harm", same[0]
    if not any(_follows(said.bound, one.bound) for one in same):
        yield "bound", same[0]


def _follows(said: str, borne_out: str) -> bool:
    """Whether a bound follows from another: "at least 12" from 12; 30 does not from "up to 30"."""
    if said == "least":
        return borne_out != "most"
    if said == "above":
        return borne_out in ("above", "least")
    if said == "most":
        return borne_out == "most"
    return borne_out != "most"
