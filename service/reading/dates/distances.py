"""Rules for units before or after a base: last month, the following day, two weeks ago, the past year."""

import re

from wirebrief.service.reading.dates.meaning import (
    Base,
    Length,
    Meaning,
    Moment,
    Quantity,
    Shift,
    Vague,
    Window,
    YearPart,
    YearShift,
)
from wirebrief.service.reading.dates.nearby import ONE, shift
from wirebrief.service.reading.dates.numbers import QUANTITY, QUANTITY_STARTS, any_of, listed
from wirebrief.service.reading.dates.rule import DIGITS, Rules, preceding_word
from wirebrief.service.reading.dates.words import PLURALS, UNIT, UNITS, measure, unit_of

RULES = Rules()
_NAMED: dict[str, tuple[int, Base]] = {
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
_KIND_OF = r"(?:(?:whole|full|calendar|fiscal|financial|academic|entire|trading|school) )?"


@RULES.on(["last", "this", "next", "the", "that"], rf"(?P<w>{any_of(_NAMED)}) {_KIND_OF}(?P<u>{UNIT})")
def named_unit(match: re.Match[str]) -> Meaning | None:
    """last month; this year; the following day; that week"""
    unit, (by, base) = unit_of(match["u"]), _NAMED[match["w"].lower()]
    if unit in ("second", "minute", "hour") or (unit == "day" and base == "published"):
        return None
    return shift(unit, by, base)


_ENDED = r" (?:(?:that )?(?:ended|ending|ends)|to)\b"


@RULES.on(
    ["the"],
    rf"the {_KIND_OF}(?P<u>weekend|week|month|quarter|year|day)\b"
    rf"(?!-| (?:of|before|after|earlier|when|that|following|ago|zero|one|two|round)\b)"
    rf"(?P<ended>(?={_ENDED}))?",
)
def the_unit(match: re.Match[str]) -> Meaning | None:
    """over the weekend; for the quarter; the year; "the year ended June 30" is a length"""
    unit = unit_of(match["u"])
    if unit == "day":
        return shift("day", 0, "anchor") if preceding_word(match) == "in" else None
    if match["ended"] is not None and unit in ("week", "year"):
        return Length(unit, ONE)
    return shift(unit, 0, "anchor" if unit == "quarter" else "published")


_WINDOW_WORDS = listed("past last next coming recent previous preceding following ensuing future latest")
_FORWARD_WINDOWS = frozenset(listed("next coming following ensuing"))


@RULES.on(
    ["the", "this", "these", *_WINDOW_WORDS],
    rf"(?P<article>(?:the|these|this) )?(?P<w>{any_of(_WINDOW_WORDS)}) (?:(?P<q>{QUANTITY}) )?"
    rf"{_KIND_OF}(?:(?:consecutive|straight) )?(?P<u>{UNITS})"
    r"(?: and (?:weeks|months|years)\b)?(?P<so> or so\b)?",
)
def window(match: re.Match[str]) -> Meaning | None:
    """the past two weeks; the next few days; recent months; the past year"""
    word, noun, q = match["w"].lower(), match["u"].lower(), match["q"]
    singular = not noun.endswith("s")
    if q is not None:
        count, unit = measure(q, noun)
        if q.lower() in ("a", "an") or word in ("recent", "future", "latest"):
            return None
    elif singular:
        if not match["article"] or word not in ("past", "last", "next"):
            return None
        if word == "next" and not match["so"]:
            return None
        count, unit = ONE, unit_of(noun)
    else:
        return _vague_window(word, noun, bool(match["article"]))
    return Window(unit, count, 1 if word in _FORWARD_WINDOWS else -1, named=q is None)


def _vague_window(word: str, noun: str, article: bool) -> Meaning | None:
    """A plural without a number: "recent weeks", "the coming days", "past years"."""
    if word in ("past", "future") and not article:
        return Vague("PAST_REF" if word == "past" else "FUTURE_REF")
    if word not in ("recent", "coming", "past", "following", "ensuing", "preceding"):
        return None
    return Window(unit_of(noun), Quantity(), 1 if word in _FORWARD_WINDOWS else -1, named=True)


_STOP = r"(?= ?(?:[.,;:)\"\u2014\n]|$))"
_AGO = (
    rf"(?P<w>ago|earlier|later|before{_STOP}|after{_STOP}|previously|afterwards?|from now|hence|from today"
    r"|on(?=,))(?!-)\b"
)
_FORWARD = frozenset(("later", "after", "afterward", "afterwards", "from now", "hence", "on", "from today"))
_FROM_NOW = frozenset(("ago", "from now", "hence", "from today"))
_LONG = r"(?:(?:full|short|more|trading|other|long) )?"


@RULES.on(
    [DIGITS, *QUANTITY_STARTS, *PLURALS],
    rf"(?:(?P<q>{QUANTITY})[ -]{_LONG})?(?P<u>{UNITS})(?P<half> and a half)?(?: or so)?[ -]{_AGO}",
)
def distance(match: re.Match[str]) -> Meaning | None:
    """two weeks ago; a day earlier; months later; five years from now"""
    q, word = match["q"], match["w"].lower()
    if q is None and not match["u"].lower().endswith("s"):
        return None
    count, unit = measure(q, match["u"], 0.5 if match["half"] else 0.0)
    return Shift(unit, count, 1 if word in _FORWARD else -1, "published" if word in _FROM_NOW else "anchor")


@RULES.on(
    ["the"],
    rf"the (?P<u>day|night|week|month|year) (?P<w>before|after|earlier|later)"
    rf"(?:{_STOP}|(?= (?:and|but|in|at|when|while|said)\b))",
)
def day_before(match: re.Match[str]) -> Meaning | None:
    """the day before; the week after"""
    sign = -1 if match["w"].lower() in ("before", "earlier") else 1
    if match["u"].lower() == "night":
        return Moment(shift("day", sign, "anchor"), "NI")
    return shift(unit_of(match["u"]), sign, "anchor")


@RULES.on(
    ["the"],
    r"the (?P<u>day|night|week|month|year)(?= (?:before|after|following) (?!yesterday|tomorrow|that\b))",
)
def day_of_event(match: re.Match[str]) -> Meaning | None:
    """the day after the flood: a distance of one from an event"""
    return Length("day" if match["u"].lower() == "night" else unit_of(match["u"]), ONE)


_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


@RULES.on(
    ["year", "the"],
    rf"(?:the (?:comparable )?(?=year-\w+ (?:{any_of(_QUARTERS)}|quarter|period)))?year-(?P<w>ago|earlier)\b"
    rf"(?: (?:(?P<n>{any_of(_QUARTERS)}) quarter|quarter|period)\b)?",
)
def year_ago(match: re.Match[str]) -> Meaning | None:
    """the year-ago quarter; year-earlier profit; the year-ago third quarter"""
    base: Base = "published" if match["w"].lower() == "ago" else "anchor"
    if match["n"]:
        return YearPart("Q", _QUARTERS[match["n"].lower()], YearShift(-1, base))
    return Shift("year", ONE, -1, base)


_LONG_AGO = {"long ago": "PAST_REF", "not long ago": "PAST_REF", "some time ago": "PAST_REF"}


@RULES.on(["long", "not", "some"], rf"(?P<w>{any_of(_LONG_AGO)})\b")
def long_ago(match: re.Match[str]) -> Meaning | None:
    """long ago"""
    return Vague("PAST_REF")
