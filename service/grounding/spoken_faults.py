"""Whether free text in a language whose data is there is borne out: its numbers with their bounds and units,
what it denies, its doubts, its names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from wirebrief.service.grounding.digits import Digits
from wirebrief.service.grounding.spoken_denial import denial_faults
from wirebrief.service.grounding.spoken_names import strange_names
from wirebrief.service.grounding.spoken_numbers import spoken_numbers
from wirebrief.service.grounding.support import Evidence, Fault
from wirebrief.service.languages.words import words_of

_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = {"$": "usd", "€": "eur", "£": "gbp"}
_UNIT = re.compile(r"[\s\u00a0\u202f-]{0,2}(?:(?:de|d['\u2019])\s?)?(?P<unit>[€$£]|[^\W\d_]+(?:-[^\W\d_]+)?)")


def spoken_faults(text: str, evidence: Evidence, language: str) -> list[Fault]:
    """What a text says that its evidence does not, as far as the words of the language tell."""
    if evidence.is_whole(text):
        return []
    own = [one.text for one in evidence.own]
    return [
        *_numbers(text, evidence, language),
        *_denials(text, own, evidence.texts, language),
        *_hedges(text, own, language),
        *_names(text, evidence, language),
    ]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text, and what it is of."""

    number: Digits
    unit: str
    bound: str
    sure: bool
    """Whether the words that bound it can mean nothing else."""
    around: str
    """It with the words about it, as a message shows it."""

    @property
    def may_be_year(self) -> bool:
        return self.number.words.isdecimal() and len(self.number.words) == 4 and not self.unit


@lru_cache(maxsize=1024)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """The numbers of a text, each that says another thing once."""
    reader = spoken_numbers(language)
    found: dict[tuple[Decimal, str, str, bool], Quantity] = {}
    for number in reader.found_in(text):
        unit, bound = unit_of(text, number, language), reader.bound_of(text, number)
        sure = reader.is_sure(text, number)
        around = " ".join(text[max(number.start - 30, 0) : number.end + 30].split())
        one = Quantity(number, unit, bound, sure, around)
        found.setdefault((number.value, unit, bound, sure), one)
    return tuple(found.values())


def _numbers(text: str, evidence: Evidence, language: str) -> Iterator[Fault]:
    known = [quantity for words in evidence.texts for quantity in quantities(words, language)]
    for said in quantities(text, language):
        same = [one for one in known if said.number.value == one.number.value]
        if same:
            yield from _quantity(said, same)
        else:
            yield Fault(
                f"The number “{said.number.words}” is not in the evidence. "
                "Cite the sentence that has it, or leave it out.",
                of_words=True,
            )


def _quantity(said: Quantity, same: Sequence[Quantity]) -> Iterator[Fault]:
    """How a number differs in unit or bound from every one of its value in the evidence."""
    words, units = said.number.words, {one.unit for one in same}
    if said.unit and said.unit not in units and "" not in units:
        yield Fault(f"“{words}” is of another unit in the evidence: “{same[0].around}”.")
    years = all(one.may_be_year for one in (said, *same))
    if not years and not any(_follows(said.bound, one.bound) for one in same):
        yield Fault(
            f"The evidence bounds “{words}” otherwise: “{same[0].around}”. Say it as it does.",
            doubt=not (said.sure and all(one.sure for one in same)),
        )


def _follows(said: str, borne_out: str) -> bool:
    """Whether a bound follows from another: "mindestens 12" from 12; 30 does not from "bis zu 30"."""
    upper = ("most", "below")
    match said:
        case "least":
            return borne_out not in upper
        case "above":
            return borne_out in ("above", "least")
        case "most" | "below":
            return borne_out in upper
    return borne_out not in upper


def unit_of(text: str, number: Digits, language: str) -> str:
    """What a number of a text is of, where it is a known unit; "" else."""
    before = text[max(number.start - 2, 0) : number.start].strip()[-1:]
    if before in _SIGNS:
        return _SIGNS[before]
    if spoken_numbers(language).is_percent(text, number.end):
        return "%"
    match = _UNIT.match(text, number.end)
    word = match["unit"].lower() if match else ""
    return _SIGNS.get(word, "") or words_of(language).units.get(word, "")


def _denials(text: str, own: Sequence[str], around: Sequence[str], language: str) -> Iterator[Fault]:
    for one in denial_faults(text, own, around, language):
        message = f"“{one.words}” is denied on one side only. Say it as the evidence does."
        yield Fault(message, doubt=one.doubt)


def _hedges(text: str, own: Sequence[str], language: str) -> Iterator[Fault]:
    words = words_of(language)
    said = {word.lower() for word in _WORD.findall(text)}
    hedged = sorted({word.lower() for one in own for word in _WORD.findall(one)} & words.hedges)
    if hedged and len(own) <= 2 and not said & (words.hedges | words.reporting):
        yield Fault(
            f"The evidence says it only with “{hedged[0]}”. Keep it, or name who says so.", doubt=True
        )


def _names(text: str, evidence: Evidence, language: str) -> Iterator[Fault]:
    for one in strange_names(text, evidence, language):
        if one.elsewhere:
            message = f"“{one.name}” is not in the sentences cited; cite the one that names it too."
            yield Fault(message, doubt=True)
        else:
            message = f"“{one.name}” is not in the article. Write names as the article does, or leave it out."
            yield Fault(message, doubt=not one.sure, of_words=True)
