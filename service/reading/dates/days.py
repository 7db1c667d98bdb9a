"""Rules for days and months of the calendar: January 3, 2020; 03 JAN 90; the 3rd of March; mid-May."""

import re
from datetime import date

from wirebrief.service.reading.dates.meaning import CalendarDate, Meaning
from wirebrief.service.reading.dates.numbers import ORDINAL, listed, ordinal
from wirebrief.service.reading.dates.rule import DIGITS, Rules, following_word, preceding_word
from wirebrief.service.reading.dates.words import (
    MONTH,
    MONTHS,
    WEEKDAY_SHORT,
    WEEKDAYS,
    WHICH,
    WHICH_PATTERN,
    WHICH_STARTS,
    month_number,
    weekday_number,
)
from wirebrief.service.reading.dates.years import OF_YEAR, printed_year, year_number

RULES = Rules()
_DAY = rf"(?P<d>\d{{1,2}}(?:st|nd|rd|th)?\b|the {ORDINAL}|{ORDINAL})"
_WEEKDAY_FIRST = rf"(?:(?P<wd>{WEEKDAY_SHORT}),? (?:the )?)?"
_NO_CLOCK = r"(?!:?\d|,\d{3}\b|\.\d| ?[ap]\.?m\b)"


def _day(word: str) -> int | None:
    word = word.lower().removeprefix("the ")
    return int(word) if word.isdigit() else ordinal(word)


def _existing(found: CalendarDate) -> CalendarDate | None:
    """The date itself, None where no calendar has it (31 June, month 13)."""
    year = found.year if isinstance(found.year, int) else 2000
    try:
        for day in (found.day, found.last_day):
            date(year, found.month or 1, day or 1)
    except ValueError:
        return None
    return found


def _of_match(match: re.Match[str], day: int | None, year: object = None) -> Meaning | None:
    """The day of a match with groups `m`, `d2`, `wd` and those of `OF_YEAR`."""
    last = int(match["d2"]) if match["d2"] else None
    if day is None or (last is not None and last <= day):
        return None
    printed = year if isinstance(year, int) else printed_year(match)
    month, weekday = month_number(match["m"]), weekday_number(match["wd"])
    return _existing(CalendarDate(printed, month, day, weekday, last_day=last))


@RULES.on([DIGITS], r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)")
def iso_date(match: re.Match[str]) -> Meaning | None:
    """2020-01-03"""
    return _existing(CalendarDate(int(match["y"]), int(match["m"]), int(match["d"])))


@RULES.on([DIGITS], r"(?P<a>\d{1,2})(?P<mark>[/.])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4}|\d\d)(?![\d/.]\d?)")
def numeric_date(match: re.Match[str]) -> Meaning | None:
    """10/30/89, 31.12.2019; with slashes the month comes first where it can (US usage)."""
    first, second, year = int(match["a"]), int(match["b"]), year_number(match["y"])
    if match["mark"] == "." and len(match["y"]) == 2:
        return None
    day_first = match["mark"] == "." or first > 12
    month, day = (second, first) if day_first else (first, second)
    return _existing(CalendarDate(year, month, day))


@RULES.on(
    [*MONTHS, *WEEKDAYS],
    rf"{_WEEKDAY_FIRST}(?P<m>{MONTH}) {_DAY}{_NO_CLOCK}"
    rf"(?: ?(?:-|to|through) ?(?P<d2>\d{{1,2}})(?!:?\d| ?[ap]\.?m))?"
    rf"(?:{OF_YEAR}|(?P<yy> \d\d)(?=[ \n](?:[(\[]|--|\u2014)))?",
)
def month_day(match: re.Match[str]) -> Meaning | None:
    """January 3, 2020; Wednesday, Jan. 3; March 3-5; March the third; JUNE 11 89 in a dateline"""
    return _of_match(match, _day(match["d"]), year_number(match["yy"].strip()) if match["yy"] else None)


@RULES.on(
    [DIGITS, "the", *WEEKDAYS],
    rf"{_WEEKDAY_FIRST}(?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: ?(?:-|to) ?(?P<d2>\d{{1,2}}))?"
    rf"(?: of)? (?P<m>{MONTH})(?:{OF_YEAR}| (?P<yy>\d\d)(?![\d:%]|[,.]\d))?",
)
def day_month(match: re.Match[str]) -> Meaning | None:
    """3 January 2020; the 3rd of March; 03 JAN 90; 3-5 March"""
    return _of_match(match, int(match["d"]), year_number(match["yy"]) if match["yy"] else None)


@RULES.on(["the"], rf"the (?P<d>{ORDINAL}) (?:day )?of (?P<m>{MONTH}){OF_YEAR}?")
def ordinal_of_month(match: re.Match[str]) -> Meaning | None:
    """the third of March"""
    return _existing(CalendarDate(printed_year(match), month_number(match["m"]), ordinal(match["d"])))


@RULES.on(MONTHS, rf"(?P<m>{MONTH})(?: ?(?:-|to|through) ?(?P<m2>{MONTH}))?{OF_YEAR}")
def month_year(match: re.Match[str]) -> Meaning | None:
    """January 2020; January of last year; January-March 1990"""
    first, last = month_number(match["m"]), month_number(match["m2"]) if match["m2"] else None
    if last is not None and last <= first:
        return None
    return CalendarDate(printed_year(match), first, last_month=last)


_TIME_WORDS = frozenset(
    listed(
        "in of since until till by from through during last next this early late mid before after for around "
        "about between each every throughout past"
    )
)
_JOINING = frozenset(listed("and or to"))
_NAMES_OR_VERBS = frozenset(listed("may march april june august mar sep dec jan"))
_BEFORE_NAMES = frozenset(listed("mr mrs ms miss dr gen president senator sir lady judge"))
_DETERMINERS = frozenset(listed("the its his her their a that"))
_AFTER_A_MARCH = frozenset(listed("on of for from to against in toward towards through into"))


@RULES.on(MONTHS, rf"(?P<m>{MONTH})(?! ?\d)")
def month_alone(match: re.Match[str]) -> Meaning | None:
    """March, May (and not the verbs, nor the names April and August)"""
    word, before, after = match["m"], preceding_word(match), following_word(match)
    if not word[0].isupper() or before in _BEFORE_NAMES:
        return None
    shouting = word.isupper() and len(word.rstrip(".")) > 2
    if before in _TIME_WORDS or (before in _JOINING and not after[:1].isupper()):
        return CalendarDate(None, month_number(word))
    if after[:1].isupper() and not shouting and before != "the":
        return None
    if word.lower().rstrip(".") in _NAMES_OR_VERBS:
        adjective = before in _DETERMINERS and after[:1].islower() and not shouting
        if not adjective or after in _AFTER_A_MARCH:
            return None
    return CalendarDate(None, month_number(word))


@RULES.on(WHICH_STARTS, rf"{WHICH_PATTERN}(?P<m>{MONTH})(?: (?P<d>\d{{1,2}})(?![\d:]))?")
def which_month(match: re.Match[str]) -> Meaning | None:
    """last April, this September, last March 3"""
    if not match["m"][0].isupper():
        return None
    day = int(match["d"]) if match["d"] else None
    return _existing(CalendarDate(None, month_number(match["m"]), day, which=WHICH[match["which"].lower()]))


@RULES.on(WHICH_STARTS, rf"{WHICH_PATTERN}(?P<wd>{WEEKDAY_SHORT}), (?P<m>{MONTH}) {_DAY}{_NO_CLOCK}")
def which_weekday_date(match: re.Match[str]) -> Meaning | None:
    """this coming Sunday, March eighth"""
    day, weekday = _day(match["d"]), weekday_number(match["wd"])
    return _existing(
        CalendarDate(None, month_number(match["m"]), day, weekday, WHICH[match["which"].lower()])
    )


@RULES.on(["year", "the"], r"(?:the )?year(?:-end| end|'s end)\b(?: (?P<y>(?:19|20)\d\d))?")
def year_end(match: re.Match[str]) -> Meaning | None:
    """year-end"""
    return CalendarDate(int(match["y"]) if match["y"] else None, 12, 31)
