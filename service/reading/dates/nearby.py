"""Rules for days told from today: Wednesday, last Friday, yesterday, this morning, overnight."""

import re

from wirebrief.service.reading.dates.meaning import (
    Base,
    Meaning,
    Moment,
    Quantity,
    Repeated,
    Shift,
    Unit,
    Weekday,
    Window,
)
from wirebrief.service.reading.dates.numbers import any_of, listed
from wirebrief.service.reading.dates.rule import Rules, following_word, preceding_word
from wirebrief.service.reading.dates.words import (
    PART,
    PARTS,
    WEEKDAY,
    WEEKDAYS,
    WHICH,
    WHICH_PATTERN,
    WHICH_STARTS,
)

RULES = Rules()
ONE = Quantity(1, 1)
_NEWSPAPERS = frozenset(
    listed(
        "times telegraph mirror mail express herald post independent tribune star sport world review journal "
        "chronicle night football school schools sun business age gazette"
    )
)
_FAMOUS = frozenset(
    listed("black bloody good easter palm ash super cyber ruby giving casual holy maundy shrove fat red")
)


def shift(unit: Unit, by: int, base: Base = "published") -> Shift:
    """The unit so many before or after the one of its base."""
    return Shift(unit, Quantity(abs(by), abs(by)), -1 if by < 0 else 1 if by else 0, base, whole=True)


def _proper_name(match: re.Match[str]) -> bool:
    """Whether a weekday is part of a name: the Sunday Times, Black Friday."""
    after = following_word(match)
    if preceding_word(match) in _FAMOUS:
        return True
    return bool(after[:1].isupper() and not after.isupper() and after.lower() in _NEWSPAPERS)


_WEEKS = {"last": -1, "this": 0, "next": 1}


@RULES.on(
    [*WEEKDAYS, *WHICH_STARTS],
    rf"(?:{WHICH_PATTERN})?(?P<wd>{WEEKDAY})(?:(?:,? | of )(?P<wk>last|this|next) week\b(?!'s))?(?: {PART})?",
)
def weekday(match: re.Match[str]) -> Meaning | None:
    """Wednesday; last Friday; Monday of next week; Saturday night"""
    if not match["wd"][0].isupper() or _proper_name(match):
        return None
    which = WHICH[match["which"].lower()] if match["which"] else "bare"
    weeks = _WEEKS[match["wk"].lower()] if match["wk"] else None
    day = Weekday(WEEKDAYS[match["wd"].lower()], which, weeks)
    return Moment(day, PARTS[match["part"].lower()]) if match["part"] else day


@RULES.on(
    [*WEEKDAYS, *(f"{day}s" for day in WEEKDAYS)],
    rf"(?P<wd>{any_of(w for w in WEEKDAYS if len(w) > 5)})(?:s\b| (?P<part>{any_of(PARTS)})s\b)",
)
def weekdays(match: re.Match[str]) -> Meaning | None:
    """on Mondays; Tuesday nights"""
    if not match["wd"][0].isupper():
        return None
    part = PARTS[match["part"].lower()] if match["part"] else None
    return Repeated("week", 1, weekday=WEEKDAYS[match["wd"].lower()], part=part)


_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}


@RULES.on(_DAYS, rf"(?P<w>yesterday|today|tomorrow)\b(?: {PART})?")
def day_word(match: re.Match[str]) -> Meaning | None:
    """yesterday; tomorrow night"""
    if match["w"][0].isupper() and preceding_word(match) in ("the", "usa"):
        return None  # a programme, a newspaper
    day = shift("day", _DAYS[match["w"].lower()])
    return Moment(day, PARTS[match["part"].lower()]) if match["part"] else day


@RULES.on(["the"], r"the day (?P<w>before yesterday|after tomorrow)\b")
def two_days(match: re.Match[str]) -> Meaning | None:
    """the day before yesterday"""
    return shift("day", -2 if match["w"].lower().startswith("before") else 2)


@RULES.on(["tonight", "overnight", "last"], r"(?:tonight|overnight|last (?P<part>night|evening))\b")
def night_word(match: re.Match[str]) -> Meaning | None:
    """tonight, last night, overnight (the night that ended on the day of publication)"""
    word = match.group().lower()
    if word == "tonight":
        return None if following_word(match) == "Show" else Moment(shift("day", 0), "NI")
    if word == "overnight":
        return Moment(Window("day", ONE, -1), "NI")
    return Moment(shift("day", -1), PARTS[match["part"].lower()])


_PART_SHIFT = {"this": 0, "that": 0, "the same": 0, "the next": 1, "the following": 1, "the previous": -1}
_DURING = frozenset(listed("in during for throughout into through"))


@RULES.on(
    ["this", "that", "the"], rf"(?P<w>{any_of(_PART_SHIFT)}|the)(?: very early| very| early| late)? {PART}"
)
def part_of_day(match: re.Match[str]) -> Meaning | None:
    """this morning; the following night; in the morning"""
    word, part = match["w"].lower(), PARTS[match["part"].lower()]
    if word == "the":
        return Moment(None, part) if preceding_word(match) in _DURING and part != "MI" else None
    return Moment(shift("day", _PART_SHIFT[word], "published" if word == "this" else "anchor"), part)
