"""Time expressions as TIMEX3 (ISO-TimeML): the type and the value that an annotator would write.

`resolve` answers what an incident needs, days or nothing. TIMEX3 asks for more (a value for every expression,
at the words' own granularity), so words that hang on another time take the nearest one told before, as
HeidelTime and the annotators do. Used for measuring on public corpora and for whoever wants TimeML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from wirebrief.service.reading.dates.in_document import times_in
from wirebrief.service.reading.dates.meaning import (
    CalendarDate,
    Holiday,
    Length,
    Meaning,
    Moment,
    Quantity,
    Repeated,
    Shift,
    Then,
    TimeExpression,
    Unit,
    Vague,
    Weekday,
    Window,
    YearPart,
    Years,
)
from wirebrief.service.reading.dates.resolve import months_from, moved, part_year, resolve
from wirebrief.service.reading.dates.spoken_of import SpokenOf, compares
from wirebrief.service.reading.dates.tense import Leaning, leaning
from wirebrief.service.reading.document import Document, Interval

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
_SEASONS = {1: "SP", 2: "SU", 3: "FA", 4: "WI"}
_LETTERS: dict[Unit, str] = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "weekend": "WE",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "season": "S",
    "year": "Y",
    "decade": "Y",
    "century": "Y",
}
_YEARS_IN = {"decade": 10, "century": 100}


@dataclass(frozen=True, slots=True)
class Timex:
    """One TIMEX3; offsets into the document's text, `end` exclusive."""

    start: int
    end: int
    type: TimexType
    value: str


def timexes(document: Document, dct: date) -> tuple[Timex, ...]:
    """The TIMEX3s of a document, given its creation time."""
    found: list[Timex] = []
    told = SpokenOf(dct)
    for expression in times_in(document):
        sentence = document.sentences_over(expression.start, expression.end)
        start = sentence[0].start if sentence else expression.start
        end = sentence[-1].end if sentence else expression.end
        way = leaning(document.text[start:end], expression.start - start, expression.end - start)
        number = document.sentences.index(sentence[0]) if sentence else -1
        reference = told.reference(number, expression.meaning)
        value = timex_value(expression, dct, reference=reference, way=way)
        if value is None:
            continue
        found.append(Timex(expression.start, expression.end, timex_type(expression, value), value))
        told.add(number, expression, value)
    return tuple(found)


def timex_type(expression: TimeExpression, value: str) -> TimexType:
    """DATE, TIME, DURATION or SET."""
    if isinstance(expression.meaning, Repeated):
        return "SET"
    if value.startswith("P") and not value.endswith("_REF"):
        return "DURATION"
    return "TIME" if "T" in value and not value.endswith("_REF") else "DATE"


def timex_value(
    expression: TimeExpression, dct: date, *, reference: str | None = None, way: Leaning = "past"
) -> str | None:
    """The TIMEX3 value of an expression, None where TimeML would not mark it.

    Args:
        dct: document creation time.
        reference: the value of the nearest time told before, which relative words hang on.
        way: the tense of its clause.
    """
    try:
        return _value(expression.meaning, dct, reference, way)
    except (ValueError, OverflowError):
        return None


def _value(meaning: Meaning, dct: date, reference: str | None, way: Leaning) -> str | None:
    match meaning:
        case CalendarDate() | Holiday() | Weekday():
            return _calendar(meaning, dct, reference, way)
        case YearPart():
            return _part(meaning, dct, reference, way)
        case Shift():
            return _shift(meaning, dct, reference, way)
        case Window():
            return _window(meaning, dct)
        case Moment():
            return _moment(meaning, dct, reference, way)
        case Then():
            return reference or "PAST_REF"
    return _fixed_value(meaning)


def _fixed_value(meaning: Years | Vague | Length | Repeated) -> str:
    """The value of words that need no context."""
    match meaning:
        case Years():
            return _years(meaning)
        case Vague():
            return meaning.time
        case Length():
            return _length(meaning.unit, meaning.count) if meaning.unit else "PXX"
    return _repeated(meaning)


def _calendar(meaning: Meaning, dct: date, reference: str | None, way: Leaning) -> str | None:
    interval = resolve(
        TimeExpression(0, 0, meaning), published=dct, anchor=_interval(reference, dct), leaning=way
    )
    if interval.start is not None:
        return _iso(interval)
    if way == "past":  # too long ago for a date without a year: the closest
        return _calendar(meaning, dct, reference, "unknown")
    if isinstance(meaning, CalendarDate) and meaning.weekday is not None:  # a misprinted weekday
        return _calendar(CalendarDate(meaning.year, meaning.month, meaning.day), dct, reference, way)
    return None


def _iso(interval: Interval) -> str | None:
    """A day, month or year as ISO 8601 writes it; a longer stretch by its first day."""
    if interval.start is None:
        return None
    if interval.precision == "year":
        return f"{interval.start.year:04d}"
    if interval.precision == "month":
        return f"{interval.start:%Y-%m}"
    return interval.start.isoformat()


def _interval(value: str | None, dct: date) -> Interval:
    """The days of a value, the creation day for none."""
    if value is None:
        return Interval(dct, dct, "day")
    day = _first_day(value)
    return Interval(day, day, "day") if day else Interval(dct, dct, "day")


def _first_day(value: str) -> date | None:
    if week := re.match(r"(\d{4})-W(\d\d)", value):
        return date.fromisocalendar(int(week[1]), int(week[2]), 1)
    if quarter := re.match(r"(\d{4})-Q(\d)", value):
        return date(int(quarter[1]), int(quarter[2]) * 3 - 2, 1)
    if printed := re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value):
        return date(int(printed[1]), int(printed[2] or 1), int(printed[3] or 1))
    return None


def _part(part: YearPart, dct: date, reference: str | None, way: Leaning) -> str:
    year = part.year
    if not isinstance(year, int):
        base = _interval(reference, dct).start if part.which in ("previous", "following", "same") else dct
        year = (base or dct).year + year.years if year is not None else part_year(part, base or dct, way)
    if part.kind == "season":
        return f"{year}-{_SEASONS[part.number]}"
    return f"{year}-{part.kind}{part.number}"


def _years(years: Years) -> str:
    span = years.last - years.first + 1
    if span == 10 and years.first % 10 == 0:
        return str(years.first // 10)
    return str(years.first // 100) if span == 100 else f"{years.first}/{years.last}"


def _shift(shift: Shift, dct: date, reference: str | None, way: Leaning) -> str | None:
    count = shift.count.exact
    if count is None:
        return "PAST_REF" if shift.sign < 0 else "FUTURE_REF"
    if compares(shift) and reference and "-Q" in reference:
        return f"{int(reference[:4]) - 1:04d}{reference[4:]}"
    if shift.unit == "quarter" and shift.whole and shift.base == "anchor" and count == 0:
        return reference if reference and "-Q" in reference else _named(months_from(dct, -3), "quarter")
    base = dct
    if shift.base == "anchor":
        base = _interval(reference, dct).start or dct
    if shift.unit in ("hour", "minute", "second"):
        return base.isoformat() if shift.base == "published" else _length(shift.unit, shift.count)
    if count != int(count):
        return _length(shift.unit, shift.count)
    if shift.unit == "weekend":
        interval = resolve(
            TimeExpression(0, 0, shift), published=dct, anchor=_interval(reference, dct), leaning=way
        )
        return _named(interval.start or dct, "weekend")
    return _named(moved(base, shift.unit, shift.sign * int(count)), shift.unit)


def _named(day: date, unit: Unit) -> str:
    """The unit of the calendar that holds a day."""
    week = day.isocalendar()
    match unit:
        case "day":
            return day.isoformat()
        case "week":
            return f"{week.year}-W{week.week:02d}"
        case "weekend":
            return f"{week.year}-W{week.week:02d}-WE"
        case "month":
            return f"{day:%Y-%m}"
        case "quarter":
            return f"{day.year}-Q{(day.month - 1) // 3 + 1}"
        case "decade":
            return str(day.year // 10)
        case "century":
            return str(day.year // 100)
    return f"{day.year:04d}"


def _window(window: Window, dct: date) -> str:
    """A number of units is a length; without one, annotators write past, future or the unit before."""
    if window.named and window.count.low is None:
        return "PAST_REF" if window.sign < 0 else "FUTURE_REF"
    if window.named:
        return _named(moved(dct, window.unit, window.sign), window.unit)
    return _length(window.unit, window.count)


_HALVES: dict[Unit, tuple[Unit, int]] = {
    "year": ("month", 6),
    "hour": ("minute", 30),
    "minute": ("second", 30),
}


def _length(unit: Unit, count: Quantity) -> str:
    mark = "PT" if unit in ("second", "minute", "hour") else "P"
    number = count.low  # of "two to three weeks" annotators write the two
    if number is None:
        return {"decade": "PXE", "century": "PXC"}.get(unit, f"{mark}X{_LETTERS[unit]}")
    number *= _YEARS_IN.get(unit, 1)
    if unit in _HALVES and number > 1 and number % 1 == 0.5:
        smaller, half = _HALVES[unit]
        return f"{mark}{int(number)}{_LETTERS[unit]}{half}{_LETTERS[smaller]}"
    return f"{mark}{number:g}{_LETTERS[unit]}"


def _moment(moment: Moment, dct: date, reference: str | None, way: Leaning) -> str | None:
    day: str | None
    if moment.day is None:
        day = reference[:10] if reference and re.match(r"\d{4}-\d\d-\d\d", reference) else dct.isoformat()
    elif isinstance(moment.day, Window):
        day = dct.isoformat()
    else:
        day = _value(moment.day, dct, reference, way)
    if day is None or "T" in day:
        return None
    if moment.part:
        return f"{day}T{moment.part}"
    if moment.hour is None:
        return day
    return f"{day}T{moment.hour:02d}:{moment.minute or 0:02d}"


def _repeated(found: Repeated) -> str:
    if found.weekday is not None:
        return f"XXXX-WXX-{found.weekday + 1}" + (f"T{found.part}" if found.part else "")
    if found.month is not None:
        return f"XXXX-{found.month:02d}"
    if found.season is not None:
        return f"XXXX-{_SEASONS[found.season]}"
    if found.part is not None:
        return f"XXXX-XX-XXT{found.part}"
    return _length(found.unit, Quantity(found.every, found.every))
