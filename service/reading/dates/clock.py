"""Rules for clock times: 7:15 p.m., 1430 GMT, seven o'clock, noon."""

import re

from wirebrief.service.reading.dates.meaning import Meaning, Moment
from wirebrief.service.reading.dates.numbers import CARDINALS, any_of, listed
from wirebrief.service.reading.dates.rule import DIGITS, Rules, following_word, preceding_word

RULES = Rules()
_ZONE = r"(?P<z>GMT|UTC|[ECMP][SD]?T|BST|CEST|CET|MSK|IST|JST|Eastern(?: time)?|local time|local)\b"
_HOURS = listed("one two three four five six seven eight nine ten eleven twelve")
_HOUR = rf"(?P<h>\d{{1,2}}|{any_of(_HOURS)})"


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else CARDINALS[word.lower()]


def _moment(hour: int, minute: int, zone: str | None) -> Meaning | None:
    return Moment(None, None, hour, minute, zone) if hour <= 24 and minute <= 59 else None


@RULES.on(
    [DIGITS, *_HOURS],
    rf"{_HOUR}(?:[:.](?P<m>\d\d))?(?::\d\d)? ?(?P<ap>[ap])(?:\.m\.|\.m\b|m\b)(?: ?\(?{_ZONE}\)?)?",
)
def twelve_hours(match: re.Match[str]) -> Meaning | None:
    """7:15 p.m.; 5 p.m. EST"""
    hour = _hour(match["h"])
    if not 1 <= hour <= 12:
        return None
    return _moment(hour % 12 + (12 if match["ap"].lower() == "p" else 0), int(match["m"] or 0), match["z"])


@RULES.on([DIGITS], rf"(?P<h>[0-2]?\d)[:.]?(?P<m>[0-5]\d) ?(?:hours\b|{_ZONE})")
def with_zone(match: re.Match[str]) -> Meaning | None:
    """1430 GMT; 14:30 local time"""
    return _moment(int(match["h"]), int(match["m"]), match["z"])


_BEFORE_CLOCKS = frozenset(listed("at around about until by after before from"))


@RULES.on([DIGITS], r"(?P<h>[0-2]?\d):(?P<m>[0-5]\d)(?![\d:.]\d)")
def after_at(match: re.Match[str]) -> Meaning | None:
    """at 14:30"""
    return (
        _moment(int(match["h"]), int(match["m"]), None) if preceding_word(match) in _BEFORE_CLOCKS else None
    )


@RULES.on([DIGITS, *_HOURS], rf"{_HOUR} o'clock\b")
def o_clock(match: re.Match[str]) -> Meaning | None:
    """seven o'clock"""
    return _moment(_hour(match["h"]), 0, None)


@RULES.on(["noon", "midnight", "midday"], r"(?P<w>noon|midnight|midday)\b(?!-)")
def noon(match: re.Match[str]) -> Meaning | None:
    """noon, midnight"""
    if following_word(match)[:1].isupper() and match["w"][0].isupper():
        return None
    return _moment(24 if match["w"].lower() == "midnight" else 12, 0, None)


@RULES.on(["mid", "midmorning", "midafternoon"], r"mid[- ]?(?P<w>morning|afternoon)\b")
def middle_of(match: re.Match[str]) -> Meaning | None:
    """mid-afternoon"""
    return Moment(None, "MO" if match["w"].lower() == "morning" else "AF")
