"""Rules for years and what they are made of: 1996, fiscal 1989, the '90s, the third quarter, last spring."""

import re

from wirebrief.service.reading.dates.holidays import HOLIDAYS
from wirebrief.service.reading.dates.meaning import (
    CalendarDate,
    Holiday,
    Meaning,
    Year,
    YearPart,
    Years,
    YearShift,
)
from wirebrief.service.reading.dates.numbers import CARDINAL, ORDINAL, any_of, listed, ordinal
from wirebrief.service.reading.dates.numbers import spelled_year as spelled
from wirebrief.service.reading.dates.rule import DIGITS, Rules, following_word, preceding_word
from wirebrief.service.reading.dates.words import SEASON, SEASONS, WHICH, WHICH_PATTERN, WHICH_STARTS

RULES = Rules()
YEAR = r"(?:1\d|20)\d\d(?![\d%]|[,.]\d|-\d{3})"
_SPELLED = rf"(?:nineteen|eighteen|twenty|two thousand)\b(?:(?: and)?[ -]{CARDINAL}| oh {CARDINAL})?"
_YEAR_OR_SHORT = rf"(?P<y>{YEAR}|'\d\d\b(?!')|{_SPELLED})"
_SHIFTS: dict[str, YearShift] = {
    "last": YearShift(-1),
    "this": YearShift(0),
    "next": YearShift(1),
    "that": YearShift(0, "anchor"),
    "the same": YearShift(0, "anchor"),
    "the previous": YearShift(-1, "anchor"),
    "the following": YearShift(1, "anchor"),
}
_SHIFTED = rf"(?P<ys>{any_of(_SHIFTS)}) year\b(?!'s)"
OF_YEAR = rf"(?:,? (?:of )?(?:the year )?{_YEAR_OR_SHORT}|,? (?:of )?{_SHIFTED})"
"""The tail of a date that says its year; groups for `printed_year`."""


def year_number(printed: str) -> int | None:
    """The year in "1996", "'96", "96" or "nineteen ninety-six"; two digits lie between 1930 and 2029."""
    digits = printed.lstrip("'")
    if not digits.isdigit():
        return spelled(printed)
    value = int(digits)
    return value if len(digits) > 2 else value + (1900 if value >= 30 else 2000)


def printed_year(match: re.Match[str]) -> Year:
    """The year of a match with the groups of `OF_YEAR`, None where it has none."""
    groups = match.groupdict()
    if shift := groups.get("ys"):
        return _SHIFTS[shift.lower()]
    return year_number(groups["y"]) if groups.get("y") else None


_YEAR_PREPOSITIONS = frozenset(
    listed("in since of from until till by before during circa through between early late mid after")
)
_COUNTING = frozenset(
    listed(
        "some nearly almost over than least only all another additional total exactly roughly approximately "
        "killed "
        "killing injured wounded about to"
    )
)
_COUNTED = frozenset(
    listed(
        "people troops soldiers men women children hours meters metres feet miles kilometers kilometres km "
        "tons "
        "tonnes dollars pounds euros votes members workers employees jobs shares points acres percent "
        "square copies "
        "gmt utc est edt hours percent years days"
    )
)


def _is_count(match: re.Match[str]) -> bool:
    """Whether four digits are a number of things: "some 2000 troops", "1500 homes"."""
    before, after = preceding_word(match), following_word(match)
    if after.lower() in _COUNTED:
        return True
    if not 1900 <= int(match["y"]) < 2050:
        return before not in _YEAR_PREPOSITIONS
    plural = after.islower() and after.endswith("s") and len(after) > 3 and not after.endswith(("ss", "'s"))
    return plural and (before in _COUNTING or before == "")


@RULES.on([DIGITS], rf"(?P<y>{YEAR})(?!'?s\b|-[a-z]+-old)\b")
def year_alone(match: re.Match[str]) -> Meaning | None:
    """1996 (and not a number of people)"""
    return None if _is_count(match) else CalendarDate(int(match["y"]))


@RULES.on(
    ["the", "fiscal", "fy"], rf"(?:(?:the )?(?:fiscal |calendar )?year |(?:the )?fiscal |FY ?)(?P<y>{YEAR})\b"
)
def named_year(match: re.Match[str]) -> Meaning | None:
    """the year 2000, fiscal 1989"""
    return CalendarDate(int(match["y"]))


@RULES.on([DIGITS], r"'(?P<y>\d\d)\b(?!'?s)")
def short_year(match: re.Match[str]) -> Meaning | None:
    """in '96"""
    return CalendarDate(year_number(match["y"])) if preceding_word(match) in _YEAR_PREPOSITIONS else None


@RULES.on(["nineteen", "eighteen", "twenty", "the"], rf"(?:the year )?(?P<y>{_SPELLED})")
def spelled_year(match: re.Match[str]) -> Meaning | None:
    """nineteen ninety-six; the year two thousand"""
    year = spelled(match["y"])
    return None if year is None else CalendarDate(year)


@RULES.on([DIGITS], r"(?P<a>(?:1\d|20)\d\d)(?:-|/)(?P<b>(?:1\d|20)?\d\d)(?![\d-])")
def year_range(match: re.Match[str]) -> Meaning | None:
    """1998-99, 1939-1945"""
    first, last = int(match["a"]), int(match["b"])
    last = last if last > 99 else first // 100 * 100 + last
    return Years(first, last) if first < last < first + 100 else None


_DECADES = {
    word: 10 * n for n, word in enumerate(listed("twenties thirties forties fifties sixties"), start=2)
}
_DECADES |= {"seventies": 70, "eighties": 80, "nineties": 90}


@RULES.on(
    ["the", DIGITS],
    rf"(?:the )?(?:(?P<y>(?:1\d|20)\d0)'?s|'(?P<yy>\d0)'?s"
    rf"|(?<=the )(?:nineteen )?(?P<w>{any_of(_DECADES)}))\b",
)
def decade(match: re.Match[str]) -> Meaning | None:
    """the 1980s, the '90s, the nineties; the 1800s are a century"""
    if match["y"]:
        first = int(match["y"])
        return Years(first, first + (99 if first % 100 == 0 and first < 1900 else 9))
    first = 1900 + (int(match["yy"]) if match["yy"] else _DECADES[match["w"].lower()])
    return Years(first, first + 9)


@RULES.on(
    ["the", DIGITS, *listed("tenth eleventh twelfth eighteenth nineteenth twentieth twenty")],
    rf"(?:the )?(?P<n>{ORDINAL})[- ]century\b",
)
def century(match: re.Match[str]) -> Meaning | None:
    """the 20th century"""
    number = ordinal(match["n"])
    return Years((number - 1) * 100, number * 100 - 1) if number and number < 22 else None


_PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_PART_OF = rf"(?: of (?:fiscal )?(?:the year )?(?P<y>{YEAR})|(?: of)? {_SHIFTED})?"


@RULES.on(
    ["the", "last", "this", "next", "fiscal", DIGITS, *_PARTS],
    rf"(?:(?P<own>last|this|next) year's |the (?=[^-]*\bquarter)(?!\w+-quarter)|the (?=[^-]*\bhalf)"
    rf")?(?:fiscal[- ])?(?:(?P<y0>{YEAR}) )?(?:fiscal[- ])?"
    rf"(?P<n>{any_of(_PARTS)})[- ](?:fiscal[- ])?(?P<kind>quarter|half)\b{_PART_OF}",
)
def numbered_part(match: re.Match[str]) -> Meaning | None:
    """the third quarter of 1984; last year's first half; third-quarter profit"""
    number = _PARTS[match["n"].lower()]
    year: Year = printed_year(match)
    if match["own"]:
        year = _SHIFTS[match["own"].lower()]
    if match["y0"]:
        year = int(match["y0"])
    if match["kind"].lower() == "quarter":
        return YearPart("Q", number, year)
    return YearPart("H", number, year) if number < 3 and year is not None else None


@RULES.on(["the"], rf"the (?:last|latter|final) half of (?:the year )?(?P<y>{YEAR})\b")
def latter_half(match: re.Match[str]) -> Meaning | None:
    """the last half of 1994"""
    return YearPart("H", 2, printed_year(match))


@RULES.on(["q"], rf"Q(?P<n>[1-4])(?: (?P<y>{YEAR}))?\b")
def short_quarter(match: re.Match[str]) -> Meaning | None:
    """Q3 2020"""
    return YearPart("Q", int(match["n"]), printed_year(match))


@RULES.on([*SEASONS, "the"], rf"(?:the )?(?P<s>{SEASON})(?:,? (?:of )?{_YEAR_OR_SHORT}| (?:of )?{_SHIFTED})")
def season_of_year(match: re.Match[str]) -> Meaning | None:
    """the winter of 1994; summer 2020"""
    return YearPart("season", SEASONS[match["s"].lower()], printed_year(match))


_SEASON_PREPOSITIONS = frozenset(
    listed(
        "in since until till by from through during last next early late mid before after throughout over "
        "into"
    )
)
_NOT_SEASONS = frozenset(
    listed("of in to from olympics games olympic palace break semester collection line back")
)


@RULES.on([*WHICH_STARTS, *SEASONS], rf"(?:{WHICH_PATTERN}|(?P<the>the ))?(?P<s>{SEASON})(?!-)")
def season(match: re.Match[str]) -> Meaning | None:
    """last spring, this summer, in the winter (and not "the fall of the city")"""
    name, which, after = match["s"].lower(), match["which"], following_word(match).lower()
    if which is None:
        ambiguous = name in ("fall", "spring") and not match["the"]
        if preceding_word(match) not in _SEASON_PREPOSITIONS or after in _NOT_SEASONS or ambiguous:
            return None
    return YearPart("season", SEASONS[name], None, WHICH[which.lower()] if which else "bare")


_SPELLINGS = {name.replace("'", ""): name for name in HOLIDAYS} | {name: name for name in HOLIDAYS}
_HOLIDAY_STARTS = {re.split(r"[ .']", name)[0] for name in _SPELLINGS}
_AFTER_NAMESAKES = frozenset(
    listed("agreement accord accords card cards tree trees gift gifts island party sales")
)


@RULES.on(
    [*_HOLIDAY_STARTS, "last", "this", "next"],
    rf"(?:(?P<which>last|this|next) )?(?P<h>{any_of(_SPELLINGS)})\b(?:,? (?P<y>{YEAR}))?",
)
def holiday(match: re.Match[str]) -> Meaning | None:
    """Christmas Eve, last Easter (and not what is named for such a day)"""
    after = following_word(match)
    if not match["h"][0].isupper() or (after[:1].isupper() and not match["h"].isupper()):
        return None
    if after.lower() in _AFTER_NAMESAKES:
        return None
    which = WHICH[match["which"].lower()] if match["which"] else "bare"
    return Holiday(_SPELLINGS[match["h"].lower()], printed_year(match), which)
