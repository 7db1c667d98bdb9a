"""Times told from the day of publication or from another event: weekdays, yesterday, last month, two weeks ago."""

import re

from wirebrief.service.reading.dates import words
from wirebrief.service.reading.dates.calendar_rules import WHICH, WHICH_PATTERN, WHICH_STARTS
from wirebrief.service.reading.dates.meaning import (
    Base,
    Length,
    Meaning,
    Moment,
    Part,
    Quantity,
    Repeated,
    Shift,
    Then,
    Unit,
    Vague,
    Weekday,
    Window,
)
from wirebrief.service.reading.dates.rule import DIGITS, Rules, following_word, preceding_word
from wirebrief.service.reading.dates.words import QUANTITY, WEEKDAY, WEEKDAYS

RULES = Rules()
ONE = Quantity(1, 1)
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
PART = rf"(?P<part>{words.any_of(PARTS)})\b"
_UNITS = "second minute hour day weekend week month quarter year decade century".split()
UNIT = rf"(?:{words.any_of(_UNITS)})\b"
UNITS = (
    r"(?:(?:second|minute|hour|day|weekend|week|month|quarter|year|decade)s?|centur(?:y|ies)|fortnights?)\b"
)
UNITS_MANY = r"(?:(?:second|minute|hour|day|weekend|week|month|quarter|year|decade)s|centuries|fortnights)\b"
QUANTITY_STARTS = (
    DIGITS,
    *words.CARDINALS,
    *"a an half several many some numerous few dozens scores hundreds thousands couple another the most".split(),
)

_NEWSPAPERS = frozenset(
    "times telegraph mirror mail express herald post independent tribune star sport world review journal chronicle "
    "morning night football school schools sun business age gazette".split()
)
_FAMOUS = frozenset(
    "black bloody good easter palm ash super cyber ruby giving casual holy maundy shrove tabloid".split()
)


def _proper_name(match: re.Match[str]) -> bool:
    """Whether a weekday is part of a name: the Sunday Times, Black Friday, Friday the 13th."""
    after = following_word(match)
    if preceding_word(match) in _FAMOUS:
        return True
    return bool(after[:1].isupper() and not after.isupper() and after.lower() in _NEWSPAPERS)


@RULES.on(
    [*WEEKDAYS, *WHICH_STARTS],
    rf"(?:{WHICH_PATTERN})?(?P<wd>{WEEKDAY})(?:(?:,? | of )(?P<wk>last|this|next|the previous|the following) week\b(?!'s))?"
    rf"(?: {PART})?",
)
def weekday(match: re.Match[str]) -> Meaning | None:
    """Wednesday; last Friday; Monday of next week; Saturday night"""
    if not match["wd"][0].isupper() or _proper_name(match):
        return None
    which = WHICH[match["which"].lower()] if match["which"] else "bare"
    weeks = {"last": -1, "this": 0, "next": 1}.get(match["wk"].lower()) if match["wk"] else None
    day = Weekday(WEEKDAYS[match["wd"].lower()], which, weeks)
    return Moment(day, PARTS[match["part"].lower()]) if match["part"] else day


@RULES.on(
    WEEKDAYS,
    rf"(?P<wd>monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?:s\b|(?: {PART.replace('b', 'b', 1)[:-2]}s\b))",
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
    if following_word(match) in ("Show",) and match["w"][0].isupper() and preceding_word(match) == "the":
        return None
    day = shift("day", _DAYS[match["w"].lower()])
    return Moment(day, PARTS[match["part"].lower()]) if match["part"] else day


def shift(unit: Unit, by: int, base: Base = "published") -> Shift:
    """The unit so many before or after the one of its base."""
    return Shift(unit, Quantity(abs(by), abs(by)), -1 if by < 0 else 1 if by else 0, base, whole=True)


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


@RULES.on(
    ["this", "that", "the", "early", "late"],
    rf"(?P<w>this|that|the same|the next|the following|the previous|the)(?: very| very early| early| late)? {PART}",
)
def part_of_day(match: re.Match[str]) -> Meaning | None:
    """this morning; the following night; the morning"""
    word, part = match["w"].lower(), PARTS[match["part"].lower()]
    if word == "this":
        return Moment(shift("day", 0), part)
    if word == "the":
        if (
            preceding_word(match) not in ("in", "during", "for", "throughout", "into", "through")
            or part == "MI"
        ):
            return None
        return Moment(None, part)
    by = {"the next": 1, "the following": 1, "the previous": -1}.get(word, 0)
    return Moment(shift("day", by, "anchor"), part)


_UNIT_WHICH = {
    "last": (-1, "published"),
    "this": (0, "published"),
    "next": (1, "published"),
    "this past": (-1, "published"),
    "this coming": (1, "published"),
    "the coming": (1, "published"),
    "the current": (0, "published"),
    "the latest": (-1, "published"),
    "the next": (1, "anchor"),
    "the following": (1, "anchor"),
    "the ensuing": (1, "anchor"),
    "the previous": (-1, "anchor"),
    "the preceding": (-1, "anchor"),
    "the prior": (-1, "anchor"),
    "the same": (0, "anchor"),
    "that": (0, "anchor"),
    "that same": (0, "anchor"),
}


@RULES.on(
    ["last", "this", "next", "the", "that"],
    rf"(?P<w>{words.any_of(_UNIT_WHICH)}) (?:(?:very|whole|full|calendar|fiscal|financial|entire|trading) )?(?P<u>{UNIT})",
)
def named_unit(match: re.Match[str]) -> Meaning | None:
    """last month; this year; the following day; that week"""
    unit, word = words.unit_of(match["u"]), match["w"].lower()
    by, base = _UNIT_WHICH[word]
    if unit in ("second", "minute", "hour"):
        return None
    if unit == "day" and (
        word not in ("the next", "the following", "the previous", "the same", "that", "that same")
    ):
        return None if word != "the preceding" else shift("day", -1, "anchor")
    return shift(unit, by, "anchor" if base == "anchor" else "published")


@RULES.on(
    ["the"],
    r"the (?:(?:full|whole|entire|fiscal) )?(?P<u>weekend|week|month|quarter|year|day)\b(?!-| (?:of|before|after|earlier|when|that) )",
)
def the_unit(match: re.Match[str]) -> Meaning | None:
    """over the weekend; for the quarter; the year"""
    unit, before = words.unit_of(match["u"]), preceding_word(match)
    if unit == "day" and before not in ("in",):
        return None
    if unit != "weekend" and before in ("of", "a", "by") and unit in ("day",):
        return None
    if following_word(match).lower() in ("zero", "one", "two", "two-thousand", "round", "long"):
        return None
    return shift(unit, 0)


@RULES.on(
    ["the", "this", "these", "past", "last", "next", "recent", "coming", "previous", "future"],
    rf"(?:the |these |this )?(?P<w>past|last|next|coming|recent|previous|preceding|following|latest)"
    rf" (?:(?P<q>{QUANTITY}) ?)?(?:(?:trading|full|fiscal|calendar|academic|consecutive|straight) )?(?P<u>{UNITS})"
    rf"(?: and (?:weeks|months|years))?(?P<so> or so\b)?",
)
def window(match: re.Match[str]) -> Meaning | None:
    """the past two weeks; the next few days; recent months; the past year"""
    word, unit, q = match["w"].lower(), words.unit_of(match["u"]), match["q"]
    singular = not match["u"].lower().endswith("s")
    article = match.group().lower().startswith(("the ", "this ", "these "))
    if singular and q is None and (not article or word not in ("past", "last", "next", "latest")):
        return None
    if not article and q is None and word not in ("recent", "coming"):
        return Vague("PAST_REF") if word == "past" and not singular else None
    if q is not None and q.strip().lower() in ("a", "an"):
        return None
    forward = word in ("next", "coming", "following")
    if singular and q is None and word in ("next", "latest"):
        return None
    count = words.quantity(q) if q else ONE if singular else Quantity()
    return Window(unit, count, 1 if forward else -1)


_AGO = r"(?P<w>ago|earlier|later|before(?= ?(?:[.,;:\n]|$))|previously|afterwards?|from now|hence|from today|on(?=,))\b"
_FORWARD = ("later", "afterward", "afterwards", "from now", "hence", "on", "from today")


@RULES.on(
    [
        *QUANTITY_STARTS,
        "years",
        "months",
        "weeks",
        "days",
        "decades",
        "centuries",
        "hours",
        "minutes",
        "long",
        "moments",
    ],
    rf"(?:(?P<q>{QUANTITY}) ?(?:(?:full|short|more|trading|other) )?)?(?P<u>{UNITS})(?:-old)?(?P<half> and a half)?(?: or so)?[ -]{_AGO}",
)
def distance(match: re.Match[str]) -> Meaning | None:
    """two weeks ago; a day earlier; months later; five years from now"""
    q, unit, word = match["q"], words.unit_of(match["u"]), match["w"].lower()
    if q is None and not match["u"].lower().endswith("s"):
        return None
    count = words.quantity(q) if q else Quantity()
    if q and q.strip().lower() == "the":
        return None
    if match["half"] and count.low is not None:
        count = Quantity(count.low + 0.5, count.low + 0.5)
    sign = 1 if word in _FORWARD else -1
    base: Base = "published" if word in ("ago", "from now", "hence", "from today") else "anchor"
    return Shift(unit, count, 1 if sign == 1 else -1, base)


@RULES.on(
    ["the"],
    rf"the (?P<u>day|night|week|month|year) (?P<w>before|after|earlier|later)(?= ?(?:[.,;:\n]|$| (?:and|but|in|at|when|while|said)\b))",
)
def day_before(match: re.Match[str]) -> Meaning | None:
    """the day before; the week after"""
    sign = -1 if match["w"].lower() in ("before", "earlier") else 1
    if match["u"].lower() == "night":
        return Moment(shift("day", sign, "anchor"), "NI")
    return shift(words.unit_of(match["u"]), sign, "anchor")


@RULES.on(["year", "the"], r"(?:the )?year-(?P<w>ago|earlier)\b(?: (?P<n>quarter|period))?")
def year_ago(match: re.Match[str]) -> Meaning | None:
    """the year-ago quarter; year-earlier"""
    return Shift("year", ONE, -1, "published" if match["w"].lower() == "ago" else "anchor")


@RULES.on(
    ["the"],
    r"the (?P<u>day|night|week|month|year)(?= (?:before|after|following) (?!yesterday|tomorrow|that\b))",
)
def day_of_event(match: re.Match[str]) -> Meaning | None:
    """the day after the flood: a distance of one from an event"""
    return Length("day" if match["u"].lower() == "night" else words.unit_of(match["u"]), ONE)


@RULES.on(["then"], r"then\b(?!-)")
def then(match: re.Match[str]) -> Meaning | None:
    """since then, by then, until then"""
    return (
        Then()
        if preceding_word(match) in ("since", "until", "till", "by", "back", "from", "before")
        else None
    )


@RULES.on(
    ["the", "that"],
    r"(?:the|that|the same) time\b(?= ?(?:[.,;:\n]|$)| (?:that|said|when|he|she|it|they|the|of)\b)",
)
def at_the_time(match: re.Match[str]) -> Meaning | None:
    """at the time; at that time"""
    return Then() if preceding_word(match) == "at" else None


_VAGUE = {
    "now": "PRESENT_REF",
    "right now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "current": "PRESENT_REF",
    "presently": "PRESENT_REF",
    "at present": "PRESENT_REF",
    "the present": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "these days": "PRESENT_REF",
    "the moment": "PRESENT_REF",
    "recently": "PAST_REF",
    "more recently": "PAST_REF",
    "lately": "PAST_REF",
    "recent": "PAST_REF",
    "the past": "PAST_REF",
    "the recent past": "PAST_REF",
    "the distant past": "PAST_REF",
    "soon": "FUTURE_REF",
    "the future": "FUTURE_REF",
    "future": "FUTURE_REF",
    "the near future": "FUTURE_REF",
    "the foreseeable future": "FUTURE_REF",
    "the short term": "FUTURE_REF",
    "the near term": "FUTURE_REF",
    "the long term": "FUTURE_REF",
}


@RULES.on({key.split()[0] for key in _VAGUE}, rf"(?P<w>{words.any_of(_VAGUE)})\b(?!-)")
def vague(match: re.Match[str]) -> Meaning | None:
    """now, recently, in the past, soon"""
    word, before, after = match["w"].lower(), preceding_word(match), following_word(match).lower()
    if word == "the moment" and before not in ("at", "for"):
        return None
    if word == "the past" and after in ("tense",):
        return None
    if word == "soon" and (
        before in ("as", "so", "too", "how", "very") or after in ("after", "as", "afterward")
    ):
        return None
    if word == "now" and after in ("known", "that"):
        return None
    return Vague(_VAGUE[word])  # type: ignore[arg-type]
