"""The date of a named day in a year (Western calendar)."""

from calendar import monthrange
from datetime import date, timedelta

from wirebrief.service.reading.dates.words import HOLIDAYS


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (Meeus, Jones and Butcher's algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * el) // 433
    month = (h + el - 7 * m + 90) // 25
    return date(year, month, (h + el - 7 * m + 33 * month + 19) % 32)


def _nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th such weekday of a month; n < 0 counts from its end."""
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-n - 1))


def holiday_date(key: str, year: int) -> date:
    """The day that a key of `words.HOLIDAYS` falls on.

    Raises:
        KeyError: no such holiday.
    """
    match HOLIDAYS[key]:
        case ("nth", int(month), int(weekday), int(n)):
            return _nth_weekday(year, month, weekday, n)
        case ("easter", int(days)):
            return easter(year) + timedelta(days=days)
        case (int(month), int(day)):
            return date(year, month, day)
    raise KeyError(key)
