"""Turns what a time expression means into days, given the day of publication or the day that it hangs on.

Nothing is narrower than the words: "early last month" is that month. What the words leave open stays open: a
vague distance ("several weeks ago", "in recent days") has no dates.
"""

from calendar import monthrange
from datetime import date, timedelta

from wirebrief.service.reading.dates.holidays import holiday_date
from wirebrief.service.reading.dates.meaning import (
    CalendarDate,
    Holiday,
    Length,
    Meaning,
    Moment,
    Shift,
    Then,
    TimeExpression,
    Unit,
    Weekday,
    Which,
    Window,
    Year,
    YearPart,
    Years,
    YearShift,
)
from wirebrief.service.reading.dates.tense import Leaning
from wirebrief.service.reading.document import Interval

UNKNOWN = Interval(None, None, "unknown")
_DAY = timedelta(days=1)


def on_day(day: date) -> Interval:
    return Interval(day, day, "day")


def period(start: date, end: date) -> Interval:
    return Interval(start, end, "day" if start == end else "period")


def in_month(year: int, month: int) -> Interval:
    return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def in_year(year: int) -> Interval:
    return Interval(date(year, 1, 1), date(year, 12, 31), "year")


def months_from(day: date, months: int) -> date:
    """The same day of another month, or its last day where the month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def resolve(
    expression: TimeExpression,
    *,
    published: date | None,
    anchor: Interval | None = None,
    leaning: Leaning = "past",
) -> Interval:
    """The days that an expression stands for; precision `unknown` and no dates where that cannot be said.

    Args:
        published: the day of publication, for words that count from it.
        anchor: the time that relative words hang on ("a day earlier" than what).
        leaning: the tense of its clause, for a weekday or a date without a year; `unknown` counts as past for
            a weekday.
    """
    meaning = expression.meaning
    if expression.hangs_on and isinstance(meaning, Length) and meaning.unit is not None:
        sign = 1 if expression.hangs_on == "after" else -1
        meaning = Shift(meaning.unit, meaning.count, 1 if sign == 1 else -1, "anchor")
    try:
        return _resolve(meaning, published, anchor, leaning)
    except (ValueError, OverflowError):  # beyond the calendar
        return UNKNOWN


def _resolve(meaning: Meaning, published: date | None, anchor: Interval | None, leaning: Leaning) -> Interval:
    known = anchor if anchor is not None and anchor.start is not None and anchor.end is not None else None
    match meaning:
        case CalendarDate():
            return _calendar(meaning, published, known, leaning)
        case YearPart():
            return _year_part(meaning, published, known, leaning)
        case Years(first=first, last=last):
            return period(date(first or 1, 1, 1), date(last, 12, 31))
        case Holiday():
            return _holiday(meaning, published, known, leaning)
        case Weekday():
            return _weekday(meaning, published, known, leaning)
        case Moment(day=None):
            return known if known and known.precision == "day" else UNKNOWN
        case Moment(day=day) if day is not None:
            return _resolve(day, published, anchor, leaning)
    return _relative(meaning, published, known, leaning)


def _relative(
    meaning: Meaning, published: date | None, anchor: Interval | None, leaning: Leaning
) -> Interval:
    match meaning:
        case Shift():
            base = anchor if meaning.base == "anchor" else on_day(published) if published else None
            return _shift(meaning, base, leaning) if base else UNKNOWN
        case Window():
            return _window(meaning, published)
        case Then():
            return anchor or UNKNOWN
    return UNKNOWN


def _year_of(year: Year, published: date | None, anchor: Interval | None) -> int | None:
    if not isinstance(year, YearShift):
        return year
    if year.base == "published":
        return published.year + year.years if published else None
    if anchor is None or anchor.start is None or anchor.end is None or anchor.start.year != anchor.end.year:
        return None
    return anchor.start.year + year.years


_LONG_AGO, _SOON = 270, 95
"""Days: a date without a year that lies so long ago is doubtful where it also comes so soon."""


def nearest(candidates: list[date], published: date, leaning: Leaning) -> date | None:
    """The candidate that the tense points to: the last not after, the first not before, or the closest.

    None where the past one is so old that a writer would have printed its year, and another is soon to come.
    """
    past = max((d for d in candidates if d <= published), default=None)
    future = min((d for d in candidates if d >= published), default=None)
    if leaning == "past":
        far = past is not None and (published - past).days > _LONG_AGO
        return None if far and future is not None and (future - published).days < _SOON else past
    if leaning == "future":
        return future
    return min(candidates, key=lambda d: abs((d - published).days), default=None)


def _which_leaning(which: Which, leaning: Leaning) -> Leaning:
    return "past" if which == "last" else "future" if which == "next" else leaning


def _relative_year(
    which: Which, published: date | None, anchor: Interval | None
) -> tuple[date | None, Leaning | None]:
    """What "the previous March" or "the following spring" counts from, and which way."""
    if which not in ("previous", "following", "same"):
        return published, None
    if anchor is None or anchor.start is None or anchor.end is None:
        return None, None
    if which == "previous":
        return anchor.start - _DAY, "past"
    return (anchor.end + _DAY, "future") if which == "following" else (anchor.start, "past")


def _calendar(
    found: CalendarDate, published: date | None, anchor: Interval | None, leaning: Leaning
) -> Interval:
    year = _year_of(found.year, published, anchor)
    base, direction = _relative_year(found.which, published, anchor)
    if year is None:
        if found.year is not None or base is None:
            return UNKNOWN
        year = _year_without(found, base, direction or _which_leaning(found.which, leaning))
        if year is None:
            return UNKNOWN
    if found.month is None:
        return in_year(year)
    if found.day is None:
        whole = in_month(year, found.month)
        if found.last_month is None or whole.start is None:
            return whole
        return period(whole.start, date(year, found.last_month, monthrange(year, found.last_month)[1]))
    day = date(year, found.month, found.day)
    if found.weekday is not None and day.weekday() != found.weekday:
        return UNKNOWN
    return on_day(day) if found.last_day is None else period(day, date(year, found.month, found.last_day))


def _year_without(found: CalendarDate, base: date, leaning: Leaning) -> int | None:
    """The year of a date printed without one."""
    if found.month is None:
        return None
    if found.day is None:
        return _year_of_month(found.month, base, leaning, found.which)
    reach = 8 if (found.month, found.day) == (2, 29) else 1
    years = range(base.year - reach, base.year + reach + 1)
    days = [date(y, found.month, found.day) for y in years if found.day <= monthrange(y, found.month)[1]]
    if found.weekday is not None:
        days = [day for day in days if day.weekday() == found.weekday]
    chosen = nearest(days, base, leaning)
    return chosen.year if chosen else None


def _year_of_month(month: int, base: date, leaning: Leaning, which: Which) -> int | None:
    this_month = base.year * 12 + base.month - 1
    candidates = [year * 12 + month - 1 for year in (base.year - 1, base.year, base.year + 1)]
    if which in ("last", "next"):
        candidates = [c for c in candidates if c != this_month]
    past = max(c for c in candidates if c <= this_month)
    future = min(c for c in candidates if c >= this_month)
    if leaning == "past":
        return None if which == "bare" and this_month - past > 9 else past // 12
    if leaning == "future":
        return future // 12
    return min(candidates, key=lambda c: abs(c - this_month)) // 12


_SEASON_MONTH = {1: 3, 2: 6, 3: 9, 4: 12}


def part_bounds(part: YearPart, year: int) -> tuple[date, date]:
    """First and last day of a quarter, half or (northern, meteorological) season; winter begins in `year`."""
    first = {"Q": 3 * part.number - 2, "H": 6 * part.number - 5, "season": _SEASON_MONTH.get(part.number, 1)}[
        part.kind
    ]
    start = date(year, first, 1)
    return start, months_from(start, 6 if part.kind == "H" else 3) - _DAY


def _year_part(part: YearPart, published: date | None, anchor: Interval | None, leaning: Leaning) -> Interval:
    year = _year_of(part.year, published, anchor)
    if part.kind == "season" and part.number == 4 and part.year is not None:
        return UNKNOWN  # "the winter of 1994" began in 1993 or in 1994
    base, direction = _relative_year(part.which, published, anchor)
    if year is None:
        if part.year is not None or base is None:
            return UNKNOWN
        year = part_year(part, base, direction or _which_leaning(part.which, leaning))
    return period(*part_bounds(part, year))


def part_year(part: YearPart, base: date, leaning: Leaning) -> int:
    """The year of a quarter or season printed without one."""
    bounds = {year: part_bounds(part, year) for year in (base.year - 1, base.year, base.year + 1)}
    if part.which in ("last", "next"):
        bounds = {year: (s, e) for year, (s, e) in bounds.items() if not s <= base <= e}
    if part.which == "this":
        inside = [year for year, (s, e) in bounds.items() if s <= base <= e]
        return inside[0] if inside else base.year
    begun = max(year for year, (start, _) in bounds.items() if start <= base)
    coming = min(year for year, (_, end) in bounds.items() if end >= base)
    if leaning == "future" and bounds[coming][0] - base < base - bounds[begun][1]:
        return coming
    return begun


def _holiday(found: Holiday, published: date | None, anchor: Interval | None, leaning: Leaning) -> Interval:
    year = _year_of(found.year, published, anchor)
    if year is not None:
        return on_day(holiday_date(found.key, year))
    base, direction = _relative_year(found.which, published, anchor)
    if base is None:
        return UNKNOWN
    candidates = [holiday_date(found.key, base.year + n) for n in (-1, 0, 1)]
    day = nearest(candidates, base, direction or _which_leaning(found.which, leaning))
    return on_day(day) if day else UNKNOWN


def _weekday(found: Weekday, published: date | None, anchor: Interval | None, leaning: Leaning) -> Interval:
    base, direction = _relative_year(found.which, published, anchor)
    if base is None:
        return UNKNOWN
    if found.weeks is not None:
        return on_day(base - timedelta(days=base.weekday() - found.day - 7 * found.weeks))
    return on_day(weekday_near(found, base, direction or leaning))


def weekday_near(found: Weekday, base: date, leaning: Leaning) -> date:
    """The day called so: not after `base` in the past, not before it in the future."""
    back = (base.weekday() - found.day) % 7
    if found.which == "last":
        return base - timedelta(days=back or 7)
    if found.which == "next":
        return base + timedelta(days=(7 - back) % 7 or 7)
    return base + timedelta(days=(7 - back) % 7) if leaning == "future" else base - timedelta(days=back)


def week_of(day: date) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _whole_unit(unit: Unit, day: date) -> Interval:
    """The calendar unit that holds a day."""
    match unit:
        case "day":
            return on_day(day)
        case "week":
            return period(*week_of(day))
        case "month":
            return in_month(day.year, day.month)
        case "quarter":
            start = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
            return period(start, months_from(start, 3) - _DAY)
        case "year":
            return in_year(day.year)
        case "decade" | "century":
            size = 10 if unit == "decade" else 100
            first = day.year // size * size
            return period(date(max(first, 1), 1, 1), date(first + size - 1, 12, 31))
    return UNKNOWN


_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def moved(day: date, unit: Unit, count: int) -> date:
    """A day so many whole units from another (weeks and longer units keep the day where they can)."""
    if unit in _MONTHS_IN:
        return months_from(day, count * _MONTHS_IN[unit])
    return day + timedelta(days=count * (7 if unit in ("week", "weekend") else 1))


def _shift(shift: Shift, base: Interval, leaning: Leaning) -> Interval:
    if base.start is None or base.end is None:
        return UNKNOWN
    if shift.unit in ("hour", "minute", "second"):
        return _shift_of_hours(shift, base)
    if shift.unit == "weekend":
        return _weekend(shift, base.end, leaning)
    if shift.count.low is None or shift.count.high is None or shift.unit == "season":
        return UNKNOWN
    counts = (shift.count.low, shift.count.high)
    if any(count != int(count) for count in counts):
        return UNKNOWN
    if shift.unit == "day" and base.precision != "day":
        return UNKNOWN
    ends = [
        _whole_unit(shift.unit, moved(day, shift.unit, shift.sign * int(n)))
        for n in counts
        for day in (base.start, base.end)
    ]
    if len(set(ends)) == 1:
        return ends[0]
    if base.start != base.end:
        return UNKNOWN
    return period(min(i.start for i in ends if i.start), max(i.end for i in ends if i.end))


def _shift_of_hours(shift: Shift, base: Interval) -> Interval:
    """Minutes stay on their day; hours may cross midnight, so the day beside it is taken in."""
    if base.precision != "day" or base.start is None:
        return UNKNOWN
    if shift.unit != "hour":
        return base
    days = int((shift.count.high or 12) // 24)
    hours = shift.count.exact
    near, far = base.start + shift.sign * days * _DAY, base.start + shift.sign * (days + 1) * _DAY
    if hours is not None and hours % 24 == 0:
        return on_day(near)
    if hours is not None and hours <= 3:
        return base
    return period(min(near, far), max(near, far))


def _weekend(shift: Shift, base: date, leaning: Leaning) -> Interval:
    saturday = base - timedelta(days=(base.weekday() - 5) % 7)
    during = saturday <= base <= saturday + _DAY
    count = int(shift.count.low or 0)
    if shift.sign == 0:
        weeks = 1 if leaning == "future" and not during else 0
    elif shift.sign < 0:
        weeks = -count if during else 1 - count
    else:
        weeks = count
    start = saturday + timedelta(days=7 * weeks)
    return period(start, start + _DAY)


def _window(window: Window, published: date | None) -> Interval:
    if published is None or window.count.exact is None or window.unit in ("season", "weekend"):
        return UNKNOWN
    count = window.count.exact
    if count != int(count):
        return UNKNOWN
    if window.unit in ("hour", "minute", "second"):
        return period(published - _DAY, published) if window.unit == "hour" and count <= 24 else UNKNOWN
    other = moved(published, window.unit, window.sign * int(count))
    return period(min(published, other), max(published, other))
