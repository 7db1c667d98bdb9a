"""Named days, and their date in a year (Western calendar)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th such weekday (0 is Monday) of a month; n < 0 counts from its end."""

    month: int
    weekday: int
    n: int


@dataclass(frozen=True, slots=True)
class Easter:
    """So many days after Easter Sunday."""

    days: int


@dataclass(frozen=True, slots=True)
class Fixed:
    month: int
    day: int


HOLIDAYS: dict[str, Fixed | Nth | Easter] = {
    "new year's day": Fixed(1, 1),
    "new year's eve": Fixed(12, 31),
    "martin luther king day": Nth(1, 0, 3),
    "groundhog day": Fixed(2, 2),
    "valentine's day": Fixed(2, 14),
    "presidents' day": Nth(2, 0, 3),
    "international women's day": Fixed(3, 8),
    "st. patrick's day": Fixed(3, 17),
    "april fools' day": Fixed(4, 1),
    "ash wednesday": Easter(-46),
    "palm sunday": Easter(-7),
    "good friday": Easter(-2),
    "easter sunday": Easter(0),
    "easter": Easter(0),
    "easter monday": Easter(1),
    "anzac day": Fixed(4, 25),
    "may day": Fixed(5, 1),
    "memorial day": Nth(5, 0, -1),
    "bastille day": Fixed(7, 14),
    "labor day": Nth(9, 0, 1),
    "columbus day": Nth(10, 0, 2),
    "halloween": Fixed(10, 31),
    "armistice day": Fixed(11, 11),
    "veterans day": Fixed(11, 11),
    "thanksgiving day": Nth(11, 3, 4),
    "thanksgiving": Nth(11, 3, 4),
    "christmas eve": Fixed(12, 24),
    "christmas day": Fixed(12, 25),
    "christmas": Fixed(12, 25),
    "boxing day": Fixed(12, 26),
}
"""Days that a rule of the calendar fixes and that mean the same in every country that names them so."""


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
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-n - 1))


def holiday_date(key: str, year: int) -> date:
    """The day that a key of `HOLIDAYS` falls on.

    Raises:
        KeyError: no such holiday.
    """
    rule = HOLIDAYS[key]
    match rule:
        case Nth():
            return _nth_weekday(year, rule.month, rule.weekday, rule.n)
        case Easter():
            return easter(year) + timedelta(days=rule.days)
    return date(year, rule.month, rule.day)
