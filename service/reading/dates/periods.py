"""Rules for how long and how often: durations and frequencies, which name no date."""

import re

from wirebrief.service.reading.dates.meaning import Length, Meaning, Repeated, Unit
from wirebrief.service.reading.dates.numbers import (
    NUMBER,
    QUANTITY,
    QUANTITY_STARTS,
    any_of,
    listed,
    quantity,
)
from wirebrief.service.reading.dates.rule import DIGITS, Rules, following_word, preceding_word
from wirebrief.service.reading.dates.words import (
    MONTH,
    PARTS,
    PLURALS,
    SEASON,
    SEASONS,
    UNITS,
    WEEKDAY,
    WEEKDAYS,
    measure,
    month_number,
    unit_of,
)

RULES = Rules()
_KINDS_OF = (
    r"(?:(?:full|whole|entire|more|trading|working|business|consecutive|straight|successive|additional|extra|long|short"
    r"|calendar|fiscal|other|further|solid)[ -])*"
)
_RATE_NOUNS = frozenset(
    listed("times once twice percent million billion trillion dollars barrels tons tonnes")
)
_SINGLE = frozenset(("a", "an", "one", "another", "1"))
_NOT_AGO = r"(?! (?:ago|earlier|later)\b)"


def _is_rate(match: re.Match[str]) -> bool:
    """Whether "a year" means per year: "$5 million a year", "3% a month"."""
    before = match.string[max(0, match.start() - 2) : match.start()].rstrip()
    return before[-1:].isdigit() or before.endswith("%") or preceding_word(match) in _RATE_NOUNS


def _no_duration(q: str, noun: str, match: re.Match[str]) -> bool:
    """Whether they mean something else: "a second", "three quarters of", "the 1988 quarter", an age."""
    if following_word(match).lower() == "old":
        return True
    joined = "-" in match.string[match.end("q") : match.start("u")]
    if noun.startswith(("quarter", "second", "weekend")):
        part = following_word(match).lower() == "of" and q not in ("several", "many", "a few")
        return not noun.endswith("s") or joined or part
    if not noun.endswith("s") and q.isdigit() and len(q) == 4:
        return True
    return (q == "some" and not noun.endswith("s")) or (q in ("few", "many", "most") and noun.endswith("y"))


@RULES.on(
    [DIGITS, *QUANTITY_STARTS],
    rf"(?P<q>{QUANTITY})[ -]{_KINDS_OF}(?P<u>{UNITS})(?P<half> and a half\b)?"
    r"(?:-long\b)?(?: or so\b)?",
)
def duration(match: re.Match[str]) -> Meaning | None:
    """two weeks; a two-year term; several months; an hour and a half"""
    q, noun = match["q"].strip().lower(), match["u"].lower()
    if q in ("a", "an") and _is_rate(match):
        return Repeated(unit_of(noun))
    if _no_duration(q, noun, match) or (
        q == "a" and noun == "day" and following_word(match) in ("when", "of")
    ):
        return None
    count, unit = measure(q, noun, 0.5 if match["half"] else 0.0)
    return Length(unit, count)


@RULES.on(
    ["the"],
    r"the (?:(?:first|last|final|full|entire|whole|next) )?"
    rf"(?P<q>{QUANTITY}) {_KINDS_OF}(?P<u>{UNITS}){_NOT_AGO}",
)
def the_duration(match: re.Match[str]) -> Meaning | None:
    """the nine months; the first two weeks"""
    q, noun = match["q"].strip().lower(), match["u"].lower()
    if q in _SINGLE or not noun.endswith("s") or noun == "seconds":
        return None
    count, unit = measure(q, noun)
    return Length(unit, count)


_BEFORE_PLURALS = frozenset(
    listed("for in within after over of took takes take lasted spent last lasting takes")
)


@RULES.on(PLURALS, rf"(?P<u>{any_of(PLURALS)})\b(?: or (?:weeks|months|years|days)\b)?{_NOT_AGO}")
def bare_plural(match: re.Match[str]) -> Meaning | None:
    """for years; within hours"""
    if preceding_word(match) not in _BEFORE_PLURALS:
        return None
    count, unit = measure(None, match["u"])
    return Length(unit, count)


@RULES.on(
    ["every", "each"],
    rf"(?:every|each)(?: (?P<q>other|{NUMBER}))? (?:(?P<u>{UNITS})|(?P<wd>{WEEKDAY})"
    rf"|(?P<m>{MONTH})|(?P<s>{SEASON})|(?P<part>{any_of(PARTS)})\b)",
)
def every(match: re.Match[str]) -> Meaning | None:
    """every month; each Thursday; every two years; every summer"""
    q = (match["q"] or "one").lower()
    count = 2 if q == "other" else int(quantity(q).low or 1)
    if match["wd"]:
        return Repeated("week", count, weekday=WEEKDAYS[match["wd"].lower()])
    if match["m"]:
        return Repeated("year", count, month=month_number(match["m"]))
    if match["s"]:
        return Repeated("year", count, season=SEASONS[match["s"].lower()])
    if match["part"]:
        return Repeated("day", count, part=PARTS[match["part"].lower()])
    _, unit = measure(None, match["u"])
    return Repeated(unit, count)


_ADVERBS: dict[str, Unit] = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "day",
    "weekly": "week",
    "monthly": "month",
    "annually": "year",
    "yearly": "year",
}


@RULES.on(
    [*_ADVERBS, "per", "once", "twice"],
    rf"(?:(?P<a>{any_of(_ADVERBS)})\b|(?:per|(?:once|twice) (?:a|an|per|every)) (?P<u>{UNITS}))",
)
def rate(match: re.Match[str]) -> Meaning | None:
    """daily; twice a week; per year (and not the Daily Herald)"""
    if not match["a"]:
        return Repeated(measure(None, match["u"])[1])
    named = match["a"][0].isupper() and following_word(match)[:1].isupper()
    return None if named else Repeated(_ADVERBS[match["a"].lower()])
