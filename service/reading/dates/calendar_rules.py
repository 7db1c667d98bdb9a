"""Dates of the calendar: days, months, years, decades, quarters, seasons, weekdays and named days."""

import re
from datetime import date

from wirebrief.service.reading.dates import words
from wirebrief.service.reading.dates.meaning import (
    CalendarDate,
    Holiday,
    Meaning,
    Which,
    Year,
    Years,
    YearPart,
    YearShift,
)
from wirebrief.service.reading.dates.rule import DIGITS, Rules, following_word, preceding_word
from wirebrief.service.reading.dates.words import (
    MONTH,
    MONTHS,
    ORDINAL,
    SEASON,
    SEASONS,
    WEEKDAY_SHORT,
    WEEKDAYS,
)

RULES = Rules()

YEAR = r"(?:1\d|20)\d\d(?![\d%]|[,.]\d|-\d{3})"
_SPELLED = rf"(?:nineteen|eighteen|twenty|two thousand)\b(?:(?: and)?[ -]{words.CARDINAL})?"
_YEAR_OR_SHORT = rf"(?P<y>{YEAR}|'\d\d\b(?!')|{_SPELLED})"
_OF_YEAR = (
    rf"(?:,? (?:of )?(?:the year )?{_YEAR_OR_SHORT}"
    r"|,? (?:of )?(?P<ys>last|this|next|that|the same|the previous|the following) year\b)"
)
_DAY = r"(?P<d>\d{1,2}(?:st|nd|rd|th)?|the {ORDINAL}|{ORDINAL})".replace("{ORDINAL}", ORDINAL)
_WEEKDAY_FIRST = rf"(?:(?P<wd>{WEEKDAY_SHORT}),? (?:the )?)?"
_YEAR_SHIFTS: dict[str, YearShift] = {
    "last": YearShift(-1),
    "this": YearShift(0),
    "next": YearShift(1),
    "that": YearShift(0, "anchor"),
    "the same": YearShift(0, "anchor"),
    "the previous": YearShift(-1, "anchor"),
    "the following": YearShift(1, "anchor"),
}
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
WHICH_PATTERN = rf"(?P<which>{words.any_of(WHICH)}) "
WHICH_STARTS = ("last", "this", "next", "the", "that")
_MONTH_STARTS = tuple(MONTHS)
_ORDINAL_STARTS = tuple("first second third fourth fifth sixth seventh eighth ninth tenth".split())


def _year(match: re.Match[str]) -> Year:
    groups = match.groupdict()
    if shift := groups.get("ys"):
        return _YEAR_SHIFTS[shift.lower()]
    printed = groups.get("y")
    return None if not printed else year_number(printed)


def year_number(printed: str) -> int | None:
    """The year in "1996", "'96", "96" or "nineteen ninety-six"; two digits lie between 1930 and 2029."""
    digits = printed.lstrip("'")
    if not digits.isdigit():
        return words.spelled_year(printed)
    value = int(digits)
    return value if len(digits) > 2 else value + (1900 if value >= 30 else 2000)


def _month(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def _weekday(word: str | None) -> int | None:
    return WEEKDAYS[word.lower().rstrip(".")] if word else None


def _day(word: str) -> int | None:
    word = word.lower().removeprefix("the ")
    return int(word) if word.isdigit() else words.ordinal(word)


def _exists(found: CalendarDate) -> CalendarDate | None:
    """The date itself, None where no calendar has it (31 June, month 13)."""
    try:
        year = found.year if isinstance(found.year, int) else 2000
        for day in (found.day, found.last_day):
            date(year, found.month or 1, day or 1)
    except ValueError:
        return None
    return found


@RULES.on([DIGITS], r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)")
def iso_date(match: re.Match[str]) -> Meaning | None:
    """2020-01-03"""
    return _exists(CalendarDate(int(match["y"]), int(match["m"]), int(match["d"])))


@RULES.on([DIGITS], r"(?P<a>\d{1,2})(?P<mark>[/.])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4}|\d\d)(?![\d/.]\d?)")
def numeric_date(match: re.Match[str]) -> Meaning | None:
    """10/30/89, 31.12.2019; with slashes the month comes first where it can (US usage)."""
    first, second, year = int(match["a"]), int(match["b"]), year_number(match["y"])
    if match["mark"] == "." and len(match["y"]) == 2:
        return None
    day_first = match["mark"] == "." or first > 12
    month, day = (second, first) if day_first else (first, second)
    return _exists(CalendarDate(year, month, day))


@RULES.on(
    [*_MONTH_STARTS, *WEEKDAYS],
    rf"{_WEEKDAY_FIRST}(?P<m>{MONTH}) {_DAY}(?![\d:]|,\d{{3}}\b|\.\d| [ap]\.?m\b)"
    rf"(?: ?(?:-|to|through) ?(?P<d2>\d{{1,2}})(?![\d:]| [ap]\.?m))?{_OF_YEAR}?",
)
def month_day(match: re.Match[str]) -> Meaning | None:
    """January 3, 2020; Wednesday, Jan. 3; March 3-5; March the third"""
    day, last = _day(match["d"]), match["d2"]
    if day is None or (last and int(last) <= day):
        return None
    found = CalendarDate(_year(match), _month(match["m"]), day, _weekday(match["wd"]))
    return _exists(_with_last_day(found, int(last)) if last else found)


def _with_last_day(found: CalendarDate, last: int) -> CalendarDate:
    return CalendarDate(found.year, found.month, found.day, found.weekday, last_day=last)


@RULES.on(
    [DIGITS, "the", *WEEKDAYS],
    rf"{_WEEKDAY_FIRST}(?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: ?(?:-|to) ?(?P<d2>\d{{1,2}}))?"
    rf"(?: of)? (?P<m>{MONTH})(?:{_OF_YEAR}| (?P<yy>\d\d)(?![\d:%]|[,.]\d))?",
)
def day_month(match: re.Match[str]) -> Meaning | None:
    """3 January 2020; the 3rd of March; 03 JAN 90; 3-5 March"""
    day, last = int(match["d"]), match["d2"]
    year = _year(match)
    if match["yy"]:
        year = year_number(match["yy"])
    if last and int(last) <= day:
        return None
    found = CalendarDate(year, _month(match["m"]), day, _weekday(match["wd"]))
    return _exists(_with_last_day(found, int(last)) if last else found)


@RULES.on(["the"], rf"the (?P<d>{ORDINAL}) (?:day )?of (?P<m>{MONTH}){_OF_YEAR}?")
def ordinal_of_month(match: re.Match[str]) -> Meaning | None:
    """the third of March"""
    return _exists(CalendarDate(_year(match), _month(match["m"]), words.ordinal(match["d"])))


@RULES.on(_MONTH_STARTS, rf"(?P<m>{MONTH})(?: ?(?:-|to|through) ?(?P<m2>{MONTH}))?{_OF_YEAR}")
def month_year(match: re.Match[str]) -> Meaning | None:
    """January 2020; January of last year; January-March 1990"""
    last = _month(match["m2"]) if match["m2"] else None
    if last is not None and last <= _month(match["m"]):
        return None
    return CalendarDate(_year(match), _month(match["m"]), last_month=last)


_TIME_WORDS = frozenset(
    "in of since until till by from through during last next this early late mid before after for around about "
    "between each every to and or throughout past".split()
)
_NAMES_OR_VERBS = frozenset(("may", "march", "april", "june", "august", "mar", "sep", "dec", "jan"))


@RULES.on(_MONTH_STARTS, rf"(?:{WHICH_PATTERN})?(?P<m>{MONTH})(?! ?\d)")
def month_alone(match: re.Match[str]) -> Meaning | None:
    """March, May (and not the verbs or the girls' names)"""
    word, before, after = match["m"], preceding_word(match), following_word(match)
    if not word[0].isupper() or before in ("mr", "mrs", "ms", "miss", "president", "senator", "gen", "dr"):
        return None
    shouting = word.isupper() and len(word.rstrip(".")) > 2
    timely = before in _TIME_WORDS
    if word.lower().rstrip(".") in _NAMES_OR_VERBS and not timely:
        named = before in ("the", "its", "his", "their", "a", "that") and after[:1].islower() and not shouting
        if not named or after in ("on", "of", "for", "from", "to", "against", "in", "toward", "towards"):
            return None
    if after[:1].isupper() and not shouting and not timely and before != "the":
        return None
    return CalendarDate(None, _month(word))


@RULES.on(WHICH_STARTS, rf"{WHICH_PATTERN}(?P<m>{MONTH})(?! ?\d)")
def which_month(match: re.Match[str]) -> Meaning | None:
    """last April, this September"""
    if not match["m"][0].isupper():
        return None
    return CalendarDate(None, _month(match["m"]), which=WHICH[match["which"].lower()])


_COUNTED = frozenset(
    "about some nearly almost over than least to and only all another additional total exactly roughly "
    "approximately killed killing injured wounded".split()
)
_YEAR_PREPOSITIONS = frozenset(
    "in since of from until till by before after during circa through the between".split()
)


@RULES.on(
    [DIGITS, "the", "fiscal", "fy"],
    rf"(?:the )?(?:(?:fiscal )?year |fiscal |FY ?)?(?P<y>{YEAR})(?![-'\w]?s\b)\b",
)
def year_alone(match: re.Match[str]) -> Meaning | None:
    """1996, the year 2000, fiscal 1989 (and not a number of people)"""
    year = int(match["y"])
    if (
        match.group()[0].isdigit()
        or match.group().lower().startswith("the 1")
        or match.group()[:5] == "the 2"
    ):
        before, after = preceding_word(match), following_word(match)
        if match.group()[0] in "tT":
            return None
        plausible = 1900 <= year < 2050 or before in _YEAR_PREPOSITIONS
        counted = before in _COUNTED or not plausible
        plural = (
            after.islower() and after.endswith("s") and len(after) > 3 and not after.endswith(("ss", "'s"))
        )
        if counted and (plural or not 1900 <= year < 2050 or before in ("killed", "injured", "wounded")):
            return None
        if after.lower() in _THINGS or (plural and before not in ("the", "its", "his", "their", "in")):
            return None
        if match.string[match.end() : match.end() + 4] in (" GMT", " UTC", " EST", " EDT", " hou"):
            return None
    return CalendarDate(year)


_THINGS = frozenset(
    "people troops soldiers men women children hours meters metres feet miles kilometers kilometres km tons tonnes "
    "dollars pounds euros votes members workers employees jobs shares points acres percent square copies".split()
)


@RULES.on([DIGITS], r"'(?P<y>\d\d)\b(?!'?s)")
def short_year(match: re.Match[str]) -> Meaning | None:
    """'96"""
    before = preceding_word(match)
    return CalendarDate(year_number(match["y"])) if before in _YEAR_PREPOSITIONS else None


@RULES.on(["nineteen", "eighteen", "twenty", "two", "the"], rf"(?:the year )?(?P<y>{_SPELLED})")
def spelled_year(match: re.Match[str]) -> Meaning | None:
    """nineteen ninety-six; the year two thousand"""
    year = words.spelled_year(match["y"])
    said_to_be_one = match.group().lower().startswith("the year")
    if year is None or (match["y"].lower().startswith("two") and not said_to_be_one):
        return None
    return CalendarDate(year)


@RULES.on([DIGITS], rf"(?P<a>(?:1\d|20)\d\d)(?:-|/)(?P<b>(?:1\d|20)?\d\d)(?![\d-])")
def year_range(match: re.Match[str]) -> Meaning | None:
    """1998-99, 1939-1945"""
    first, last = int(match["a"]), int(match["b"])
    last = last if last > 99 else first // 100 * 100 + last
    return Years(first, last) if first < last < first + 100 else None


_DECADE_WORDS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60}
_DECADE_WORDS |= {"seventies": 70, "eighties": 80, "nineties": 90}


@RULES.on(
    ["the", DIGITS, *_DECADE_WORDS],
    rf"(?:the )?(?:(?P<y>(?:1\d|20)\d0)'?s|'(?P<yy>\d0)'?s|(?:nineteen[- ])?(?P<w>{words.any_of(_DECADE_WORDS)}))\b",
)
def decade(match: re.Match[str]) -> Meaning | None:
    """the 1980s, the '90s, the nineties"""
    if match["w"] and not match.group().lower().startswith("the "):
        return None
    if match["y"]:
        first = int(match["y"])
    else:
        short = int(match["yy"]) if match["yy"] else _DECADE_WORDS[match["w"].lower()]
        first = short + 1900
    return Years(first, first + (99 if first % 100 == 0 and first < 1900 else 9))


@RULES.on(
    ["the", DIGITS, *_ORDINAL_STARTS, "twenty", "eighteenth", "nineteenth"],
    rf"(?:the )?(?P<n>{ORDINAL})[- ]century\b",
)
def century(match: re.Match[str]) -> Meaning | None:
    """the 20th century"""
    number = words.ordinal(match["n"])
    return Years((number - 1) * 100, number * 100 - 1) if number and number < 22 else None


_PART_NUMBERS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "last": 2,
}
_PART_OF = (
    rf"(?: of (?:fiscal )?(?:the year )?(?P<y>{YEAR})|(?: of)? (?P<ys>last|this|next|that) year\b(?!'s))?"
)


@RULES.on(
    ["the", "last", "this", "next", "fiscal", DIGITS, *_PART_NUMBERS, "its"],
    rf"(?:(?P<its>its )|(?P<own>last|this|next) year's |the )?(?:fiscal[- ])?(?:(?P<y0>{YEAR}) )?(?:fiscal[- ])?"
    rf"(?P<n>{words.any_of(_PART_NUMBERS)})[- ](?:fiscal[- ])?(?P<kind>quarter|half)\b{_PART_OF}",
)
def numbered_part(match: re.Match[str]) -> Meaning | None:
    """the third quarter of 1984; last year's first half; third-quarter"""
    kind = "Q" if match["kind"].lower() == "quarter" else "H"
    number = _PART_NUMBERS[match["n"].lower()]
    year = _YEAR_SHIFTS[match["own"].lower()] if match["own"] else _year(match)
    if match["y0"]:
        year = int(match["y0"])
    if kind == "H" and (number > 2 or year is None) or (kind == "Q" and match["n"].lower() == "last"):
        return None
    return YearPart("Q" if kind == "Q" else "H", number, year)


@RULES.on(["q"], rf"Q(?P<n>[1-4])(?: (?P<y>{YEAR}))?\b")
def short_quarter(match: re.Match[str]) -> Meaning | None:
    """Q3 2020"""
    return YearPart("Q", int(match["n"]), _year(match))


@RULES.on(
    [*SEASONS, "the"],
    rf"(?:the )?(?P<s>{SEASON})(?:,? (?:of )?{_YEAR_OR_SHORT}| (?:of )?(?P<ys>last|this|next|that) year\b)",
)
def season_of_year(match: re.Match[str]) -> Meaning | None:
    """the winter of 1994; summer 2020"""
    return YearPart("season", SEASONS[match["s"].lower()], _year(match))


@RULES.on([*WHICH_STARTS, *SEASONS], rf"(?:{WHICH_PATTERN}|(?P<the>the ))?(?P<s>{SEASON})(?!-)")
def season(match: re.Match[str]) -> Meaning | None:
    """last spring, this summer, the winter (and not "the fall of the city")"""
    name, which, after = match["s"].lower(), match["which"], following_word(match).lower()
    before = preceding_word(match)
    if which is None:
        if name in ("fall", "spring") and (after in ("of", "in", "to", "from") or before not in _TIME_WORDS):
            return None
        if before not in _TIME_WORDS and before not in ("over", "the"):
            return None
        if after in ("olympics", "games", "olympic", "palace"):
            return None
    return YearPart("season", SEASONS[name], None, WHICH[which.lower()] if which else "bare")


_HOLIDAY_SPELLINGS = {name.replace("'s", "s"): name for name in words.HOLIDAYS} | {
    name.replace("'", ""): name for name in words.HOLIDAYS
}
_HOLIDAY_SPELLINGS |= {name: name for name in words.HOLIDAYS}
_HOLIDAY_STARTS = {re.split(r"[ .']", name)[0] for name in _HOLIDAY_SPELLINGS}


@RULES.on(
    [*_HOLIDAY_STARTS, "last", "this", "next"],
    rf"(?:(?P<which>last|this|next) )?(?P<h>{words.any_of(_HOLIDAY_SPELLINGS)})\b(?:,? (?P<y>{YEAR}))?",
)
def holiday(match: re.Match[str]) -> Meaning | None:
    """Christmas Eve, last Easter (and not a holiday's tree or an agreement named for its day)"""
    after = following_word(match)
    if not match["h"][0].isupper() or (after[:1].isupper() and not match["h"].isupper()):
        return None
    if after.lower() in (
        "agreement",
        "accord",
        "accords",
        "card",
        "cards",
        "tree",
        "trees",
        "gift",
        "gifts",
        "island",
    ):
        return None
    key = _HOLIDAY_SPELLINGS[match["h"].lower()]
    return Holiday(key, _year(match), WHICH[match["which"].lower()] if match["which"] else "bare")


@RULES.on(["year", "the"], r"(?:the )?year(?:-end| end|'s end)\b(?: (?P<y>(?:19|20)\d\d))?")
def year_end(match: re.Match[str]) -> Meaning | None:
    """year-end"""
    return CalendarDate(_year(match), 12, 31)
