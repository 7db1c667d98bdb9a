"""Days that are written in digits, which need no language: "2026-05-18", "18.05.2026", "2026年5月18日".

A day stands before its month, as nearly everywhere but in the United States. Of words with no more than a
year the year is known.
"""

import re
from calendar import monthrange
from datetime import date

from wirebrief.service.reading.document import Interval

UNKNOWN = Interval(None, None, "unknown")
_DAY = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})[-/.]\s?(?P<m2>\d{1,2})[-/.]\s?(?P<y2>\d{4})"
    r"|(?P<y3>\d{4})\s?[年년]\s?(?P<m3>\d{1,2})\s?[月월](?:\s?(?P<d3>\d{1,2})\s?[日号일])?)(?!\d)"
)
_YEAR = re.compile(r"(?<![\d.,])(?:[1١۱][9٩۹]|[2٢۲][0٠۰])\d\d(?![\d%‰]|[.,]\d)")


def resolve_digits(words: str) -> Interval:
    """The time that words say in digits; unknown where they name none, several, or an impossible day."""
    days = [_interval(match) for match in _DAY.finditer(words)]
    if days:
        return days[0] if len(days) == 1 else UNKNOWN
    years = {int(match.group()) for match in _YEAR.finditer(words)}
    if len(years) != 1:
        return UNKNOWN
    year = years.pop()
    return Interval(date(year, 1, 1), date(year, 12, 31), "year")


def _interval(match: re.Match[str]) -> Interval:
    year = int(match["y"] or match["y2"] or match["y3"])
    month = int(match["m"] or match["m2"] or match["m3"])
    day = match["d"] or match["d2"] or match["d3"]
    if not (year >= 1 and 1 <= month <= 12):
        return UNKNOWN
    last = monthrange(year, month)[1]
    if day is None:
        return Interval(date(year, month, 1), date(year, month, last), "month")
    if not 1 <= int(day) <= last:
        return UNKNOWN
    one = date(year, month, int(day))
    return Interval(one, one, "day")
