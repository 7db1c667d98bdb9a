"""Whether free text in a language whose data is there is borne out: its numbers with their bounds and units,
what it denies, its doubts, its names.
"""

import re
from collections.abc import Iterator, Sequence

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


def _numbers(text: str, evidence: Evidence, language: str) -> Iterator[Fault]:
    reader = spoken_numbers(language)
    known = [(number, words) for words in evidence.texts for number in reader.found_in(words)]
    for number in reader.found_in(text):
        same = [(one, words) for one, words in known if number.is_same(one)]
        if not same:
            yield Fault(
                f"The number “{number.words}” is not in the evidence. "
                "Cite the sentence that has it, or leave it out.",
                of_words=True,
            )
        else:
            yield from _quantity(text, number, same, language)


def _quantity(
    text: str, number: Digits, same: Sequence[tuple[Digits, str]], language: str
) -> Iterator[Fault]:
    """How a number differs in unit or bound from every one of its value in the evidence."""
    unit = unit_of(text, number, language)
    others = {unit_of(words, one, language) for one, words in same}
    if unit and unit not in others and "" not in others:
        yield Fault(f"“{number.words}” is of another unit in the evidence: “{_around(*same[0])}”.")
    if not number.words.isdecimal() or len(number.words) != 4 or unit:  # else it may be a year
        yield from _bound(text, number, same, language)


def _bound(text: str, number: Digits, same: Sequence[tuple[Digits, str]], language: str) -> Iterator[Fault]:
    reader = spoken_numbers(language)
    said = reader.bound_of(text, number)
    bounds = [reader.bound_of(words, one) for one, words in same]
    if not any(_follows(said, bound) for bound in bounds):
        sure = all(reader.is_sure(words, one) for one, words in [(number, text), *same])
        yield Fault(
            f"The evidence bounds “{number.words}” otherwise: “{_around(*same[0])}”. Say it as it does.",
            doubt=not sure,
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


def _around(number: Digits, words: str) -> str:
    """A number with the words about it, as a message shows it."""
    return " ".join(words[max(number.start - 30, 0) : number.end + 30].split())


def _denials(text: str, own: Sequence[str], around: Sequence[str], language: str) -> Iterator[Fault]:
    for words in denial_faults(text, own, around, language):
        yield Fault(f"“{words}” is denied on one side only. Say it as the evidence does.")


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
