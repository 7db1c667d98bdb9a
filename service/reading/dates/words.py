"""The names of months, weekdays, seasons and units, and the patterns that find them."""

from wirebrief.service.reading.dates.meaning import Part, Quantity, Unit, Which
from wirebrief.service.reading.dates.numbers import any_of, listed, quantity

_MONTH_NAMES = listed("january february march april may june july august september october november december")
_MONTH_SHORT = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8}
_MONTH_SHORT |= {"sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES, start=1)} | _MONTH_SHORT
_DAY_NAMES = listed("monday tuesday wednesday thursday friday saturday sunday")
_DAY_SHORT = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
WEEKDAYS = {name: n for n, name in enumerate(_DAY_NAMES)} | _DAY_SHORT
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
UNIT_NAMES: tuple[Unit, ...] = (
    "second",
    "minute",
    "hour",
    "day",
    "weekend",
    "week",
    "month",
    "quarter",
    "year",
    "decade",
)

MONTH = rf"(?:(?:{any_of(_MONTH_NAMES)})\b|(?:{any_of(_MONTH_SHORT)})\b\.?)"
WEEKDAY = rf"(?:{any_of(_DAY_NAMES)})\b"
WEEKDAY_SHORT = rf"(?:(?:{any_of(_DAY_NAMES)})\b|(?:{any_of(_DAY_SHORT)})\b\.?)"
SEASON = rf"(?:{any_of(SEASONS)})\b"
UNIT = rf"(?:{any_of(UNIT_NAMES)}|century)\b"
UNITS = rf"(?:(?:{any_of(UNIT_NAMES)})s?|centur(?:y|ies)|fortnights?)\b"
PLURALS = listed("years months weeks days decades centuries hours minutes")

PARTS: dict[str, Part] = {
    "morning": "MO",
    "mid-morning": "MO",
    "midmorning": "MO",
    "noon": "MI",
    "midday": "MI",
    "afternoon": "AF",
    "mid-afternoon": "AF",
    "midafternoon": "AF",
    "evening": "EV",
    "night": "NI",
}
PART = rf"(?P<part>{any_of(PARTS)})\b"

WHICH: dict[str, Which] = {
    "last": "last",
    "this": "this",
    "this past": "last",
    "this coming": "next",
    "the coming": "next",
    "next": "next",
    "the next": "following",
    "the previous": "previous",
    "the preceding": "previous",
    "the following": "following",
    "the same": "same",
    "that": "same",
}
WHICH_PATTERN = rf"(?P<which>{any_of(WHICH)}) "
WHICH_STARTS = ("last", "this", "next", "the", "that")


def month_number(word: str) -> int:
    """1 for "Jan." and "January"."""
    return MONTHS[word.lower().rstrip(".")]


def weekday_number(word: str | None) -> int | None:
    """0 for "Mon." and "Monday", None for none."""
    return WEEKDAYS[word.lower().rstrip(".")] if word else None


def measure(words: str | None, noun: str, extra: float = 0.0) -> tuple[Quantity, Unit]:
    """How many of which unit: ("three", "fortnights") is six weeks; None for the words is a vague many.

    Args:
        extra: a part of a unit that follows the noun ("an hour and a half").
    """
    count = quantity(words) if words else Quantity()
    factor, noun = 1, noun.lower()
    if noun.startswith("fortnight"):
        factor, noun = 2, "week"
    if count.low is not None and count.high is not None:
        count = Quantity(count.low * factor + extra, count.high * factor + extra)
    return count, unit_of(noun)


def unit_of(noun: str) -> Unit:
    """The unit that a noun names, singular or plural.

    Raises:
        KeyError: it names none.
    """
    noun = noun.lower()
    if noun.startswith("centur"):
        return "century"
    for unit in UNIT_NAMES:
        if noun in (unit, unit + "s"):
            return unit
    raise KeyError(noun)
