"""What a time expression means before it is resolved: small values that say what is printed and no more.

A meaning never holds a guess. `resolve` turns it into days of the calendar and `timex` into TIMEX3 values;
both are given what the words leave open (the publication day, the day that they hang on, the tense).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal[
    "second",
    "minute",
    "hour",
    "day",
    "weekend",
    "week",
    "month",
    "quarter",
    "season",
    "year",
    "decade",
    "century",
]
Base = Literal["published", "anchor"]
Which = Literal["bare", "last", "this", "next", "previous", "following", "same"]
"""Which one of its name; `previous`, `following` and `same` count from an anchor."""
Modifier = Literal[
    "START", "MID", "END", "APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"
]
Part = Literal["MO", "MI", "AF", "EV", "NI", "DT"]
"""Part of a day as TIMEX3 writes it: morning, midday, afternoon, evening, night, daytime."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many units: `low` to `high`, or both None for a vague plural ("several", "recent")."""

    low: float | None = None
    high: float | None = None

    @property
    def exact(self) -> float | None:
        """The number, where it is one number."""
        return self.low if self.low == self.high else None


@dataclass(frozen=True, slots=True)
class YearShift:
    """A year named from another: "last year" is -1 from the publication's, "that year" the anchor's."""

    years: int
    base: Base = "published"


Year = int | YearShift | None


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A day, month or year of the calendar as far as it is printed; `year` None where it is left out."""

    year: Year = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 is Monday."""
    which: Which = "bare"
    last_day: int | None = None
    """End of a range within the month ("March 3-5")."""
    last_month: int | None = None


@dataclass(frozen=True, slots=True)
class YearPart:
    """A quarter, half or season of a year."""

    kind: Literal["Q", "H", "season"]
    number: int
    """1-4; for a season 1 is spring and 4 winter."""
    year: Year = None
    which: Which = "bare"


@dataclass(frozen=True, slots=True)
class Years:
    """A run of years: a decade ("the 1980s"), a century, or "1990-1995"."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day whose date a rule of the calendar fixes; `key` into `holidays.HOLIDAYS`."""

    key: str
    year: Year = None
    which: Which = "bare"


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 for Monday; `weeks` says which week where that is printed ("Monday last week")."""

    day: int
    which: Which = "bare"
    weeks: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units before or after a base: "yesterday", "last month", "two weeks ago", "a day earlier".

    With `whole`, the named unit is meant ("last month", "the following day"); else a distance ("a month
    ago").
    """

    unit: Unit
    count: Quantity
    sign: Literal[-1, 0, 1]
    base: Base
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch that ends or begins with publication: "the past two weeks", "the next few days"."""

    unit: Unit
    count: Quantity
    sign: Literal[-1, 1]
    named: bool = False
    """Whether no number or word of number is printed ("the past year", "recent weeks")."""


@dataclass(frozen=True, slots=True)
class Then:
    """The time spoken of: "since then", "at the time"."""

    reported: bool = False
    """Whether it is the period that a report of results is about: "the latest period"."""


@dataclass(frozen=True, slots=True)
class Vague:
    """Past, present or future without bounds: "recently", "now", "soon"."""

    time: Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A part of a day or a clock time; `day` None where the words leave it to the context."""

    day: Meaning | None = None
    part: Part | None = None
    hour: int | None = None
    minute: int | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A duration; it names no date."""

    unit: Unit | None
    count: Quantity


@dataclass(frozen=True, slots=True)
class Repeated:
    """A frequency: `every` so many units, or each day, month or season called so."""

    unit: Unit
    every: int = 1
    weekday: int | None = None
    month: int | None = None
    season: int | None = None
    part: Part | None = None


Meaning = (
    CalendarDate
    | YearPart
    | Years
    | Holiday
    | Weekday
    | Shift
    | Window
    | Then
    | Vague
    | Moment
    | Length
    | Repeated
)


def names_day(meaning: Meaning) -> bool:
    """Whether it names a day, which a clock time beside it may be of."""
    match meaning:
        case Weekday() | Holiday():
            return True
        case CalendarDate(day=day):
            return day is not None
        case Shift(unit="day"):
            return True
    return False


Kind = Literal["date", "time", "duration", "set"]
Needs = Literal["published", "anchor", "nothing"]


def kind_of(meaning: Meaning) -> Kind:
    """The TimeML class of what a meaning stands for."""
    match meaning:
        case Moment():
            return "time"
        case Length() | Window():
            return "duration"
        case Repeated():
            return "set"
    return "date"


def _year_needs(year: Year) -> Needs:
    if isinstance(year, YearShift):
        return year.base
    return "nothing" if year is not None else "published"


def needs_of(meaning: Meaning) -> Needs:
    """What must be known besides the words themselves to say when it was."""
    match meaning:
        case (
            CalendarDate(which="previous" | "following" | "same")
            | YearPart(which="previous" | "following" | "same")
        ):
            return "anchor"
        case (
            Weekday(which="previous" | "following" | "same")
            | Holiday(which="previous" | "following" | "same")
        ):
            return "anchor"
        case CalendarDate(year=year) | YearPart(year=year) | Holiday(year=year):
            return _year_needs(year)
        case Shift(base=base):
            return base
        case Then():
            return "anchor"
        case Moment(day=day):
            return needs_of(day) if day is not None else "anchor"
        case Years() | Length() | Repeated():
            return "nothing"
    return "published"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A stretch of text that says when, how long or how often; `end` exclusive."""

    start: int
    end: int
    meaning: Meaning
    modifier: Modifier | None = None
    hangs_on: Literal["after", "before"] | None = None
    """For a duration that the next word ties to an event: "five days" in "five days after the flood"."""

    @property
    def kind(self) -> Kind:
        return "date" if self.hangs_on else kind_of(self.meaning)

    @property
    def needs(self) -> Needs:
        """`published`, `anchor` (the day of another event) or `nothing`."""
        return "anchor" if self.hangs_on else needs_of(self.meaning)
