"""Numbers in digits, of any script and grouped in any manner: what can be compared in every language.

Which mark groups and which divides is told by what follows it: three digits behind a mark are a group
("16.000", "16,000", "16 000"), others a fraction ("1,15"). Words such as "Millionen" are not known here, so a
number is the same as another that differs from it by a thousand or a larger power of ten alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from wirebrief.schemas import Count

_MARKS = ".,'’٫٬．，"
_SPACES = " \u00a0\u2009\u202f"
_NUMBER = re.compile(
    rf"(?<!\d)(?:\d{{1,3}}(?:[{_SPACES}]\d{{3}}(?!\d))+(?:[{_MARKS}]\d+)?|\d+(?:[{_MARKS}]\d+)*)"
)
_LONGEST = 18
"""Digits from which on they are an identifier."""
_LARGER = re.compile(
    r"\s*[-\u00a0]?(?:mill|mil(?:es)?\b|milj|mlj|mln|mio\b|mrd|bill|bilj|tausend|tsd|duizend|tusen|tusind|tuhat"
    r"|tis[íi]c|tys|тыс|тис|млн|млрд|миллион|мільйон|тысяч|тисяч|миллиард|ألف|آلاف|الف|مليون|ملايين|مليار|هزار"
    r"|میلیون|[千万萬亿億百兆]|천|만|억|हज़?ार|लाख|करोड़|bin\b|milyon|ribu|juta|ngàn|nghìn|triệu)",
    re.IGNORECASE,
)
"""Words behind digits that may multiply them, in whatever language."""


@dataclass(frozen=True, slots=True)
class Digits:
    """A number as printed in digits."""

    words: str
    start: int
    end: int
    value: Decimal

    def is_same(self, other: "Digits") -> bool:
        """Whether two are one number, as far as digits tell: "1,15 Millionen" is 1.150.000."""
        if self.value == other.value:
            return True
        low, high = sorted((self.value, other.value))
        if low == 0:
            return False
        ratio = high / low
        return ratio >= 1000 and ratio == Decimal(10) ** ratio.adjusted()


@lru_cache(maxsize=256)
def digits_in(text: str) -> tuple[Digits, ...]:
    """The numbers of a text that are written in digits."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Digits]:
    for match in _NUMBER.finditer(text):
        if len(match.group()) > _LONGEST:
            continue
        value = _value(match.group())
        if value is not None:
            yield Digits(match.group(), match.start(), match.end(), value)
            continue
        for part in re.finditer(r"\d+", match.group()):  # a date, a version, an address: each part by itself
            start = match.start() + part.start()
            yield Digits(part.group(), start, start + len(part.group()), Decimal(int(part.group())))


def _value(words: str) -> Decimal | None:
    """What a number says, or None where its marks make no number of it."""
    first, *groups = re.split(r"\D", words)
    if not groups:
        return Decimal(int(first))
    marks = re.findall(r"\D", words)
    *inner, last = groups
    if all(len(group) == 3 for group in groups) and len(set(marks)) == 1 and len(first) <= 3:
        return Decimal(int("".join([first, *groups])))
    if all(len(group) == 3 for group in inner) and marks[-1] not in marks[:-1]:
        return Decimal(f"{int(''.join([first, *inner]))}.{int(last):0{len(last)}d}")
    return None


def missing(text: str, evidence: Iterable[str]) -> Iterator[Digits]:
    """The numbers of a text that no text of the evidence has."""
    said = digits_in(text)
    if not said:
        return
    known = [number for words in evidence for number in digits_in(words)]
    yield from (number for number in said if not any(number.is_same(one) for one in known))


def count_in_digits(phrase: str, before: str = "", after: str = "") -> Count | None:
    """How many a phrase says, where its digits say so alone: it has one whole number, and nothing behind it
    that may multiply it.

    Words such as "at least" are not known here: the number is both bounds.
    """
    found = digits_in(phrase)
    if len(found) != 1 or found[0].value != int(found[0].value):
        return None
    if _LARGER.match(f"{phrase}{after[:20]}", found[0].end):
        return None
    value = int(found[0].value)
    return Count(min=value, max=value)
