"""The times that a document has told so far, which its relative words hang on.

Reports of results compare the quarter that they are about with the same one "a year earlier"; the comparison
is an aside, so that the next "a year earlier" and "the quarter" still count from the report's own quarter.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from wirebrief.service.reading.dates.meaning import Length, Meaning, Shift, Then, TimeExpression

_REACH = 2
"""How many sentences back a time may stand that relative words take as theirs."""
_DATED = re.compile(r"\d{4}")
_QUARTER = re.compile(r"\d{4}-Q")


class _Told(NamedTuple):
    sentence: int
    value: str
    aside: bool


def compares(meaning: Meaning) -> bool:
    """Whether it is the same time a year before: "a year ago", "a year earlier", "the year-ago quarter"."""
    return (
        isinstance(meaning, Shift)
        and meaning.unit == "year"
        and meaning.sign < 0
        and not meaning.whole
        and meaning.count.exact == 1
    )


@dataclass(slots=True)
class SpokenOf:
    """What was told, oldest first; `published` is the day of publication."""

    published: date
    _told: list[_Told] = field(default_factory=list)
    _quarter: str | None = None

    def add(self, sentence: int, expression: TimeExpression, value: str) -> None:
        """Remember an expression, the number of its sentence and its TIMEX3 value."""
        meaning = expression.meaning
        if isinstance(meaning, Length) and meaning.unit == "month":
            self._quarter = None  # "for the nine months": from here the report is about those
        if not _DATED.match(value):
            return
        self._told.append(_Told(sentence, value, compares(meaning)))
        if _QUARTER.match(value) and not compares(meaning) and value <= self._this_quarter():
            self._quarter = value

    def _this_quarter(self) -> str:
        return f"{self.published.year:04d}-Q{(self.published.month + 2) // 3}"

    def reference(self, sentence: int, meaning: Meaning) -> str | None:
        """The value that relative words of a sentence count from: the nearest told, within reach."""
        compared = compares(meaning)
        if (compared or _is_reported(meaning)) and self._quarter is not None:
            return self._quarter
        for told in reversed(self._told):
            if sentence - told.sentence > _REACH:
                return None
            if not compared or not (told.aside or _QUARTER.match(told.value)):
                return told.value
        return None


def _is_reported(meaning: Meaning) -> bool:
    """Whether it is the period that a report of results is about: "the quarter", "the latest period"."""
    if isinstance(meaning, Shift):
        return meaning.unit == "quarter" and meaning.base == "anchor"
    return isinstance(meaning, Then) and meaning.reported
