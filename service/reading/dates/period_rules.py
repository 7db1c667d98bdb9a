"""How long and how often: durations and frequencies, which name no date."""

import re

from wirebrief.service.reading.dates import words
from wirebrief.service.reading.dates.meaning import Length, Meaning, Quantity, Repeated, Unit
from wirebrief.service.reading.dates.relative_rules import PARTS, QUANTITY_STARTS, UNITS
from wirebrief.service.reading.dates.rule import Rules, following_word, preceding_word
from wirebrief.service.reading.dates.words import (
    MONTHS,
    MONTH,
    NUMBER,
    QUANTITY,
    SEASON,
    SEASONS,
    WEEKDAY,
    WEEKDAYS,
)

RULES = Rules()
_KINDS_OF = (
    r"(?:(?:full|whole|entire|more|trading|working|business|consecutive|straight|successive|additional|extra|long|short"
    r"|calendar|fiscal|other|further|solid) )*"
)
_RATE_NOUNS = frozenset(
    "times once twice percent million billion trillion dollars people share barrels tons".split()
)


def length(q: str | None, unit: str, extra: float = 0.0) -> Length:
    """A duration of so many units; a fortnight is two weeks."""
    count = words.quantity(q) if q else Quantity()
    factor = 1.0
    if unit.lower().startswith("fortnight"):
        unit, factor = "week", 2.0
    if count.low is not None and count.high is not None:
        count = Quantity(count.low * factor + extra, count.high * factor + extra)
    return Length(words.unit_of(unit), count)


@RULES.on(
    QUANTITY_STARTS,
    rf"(?P<q>{QUANTITY})[ -]?{_KINDS_OF}(?P<u>{UNITS})(?P<half> and a half\b)?(?P<term>-(?:old|long)\b)?(?: or so\b)?",
)
def duration(match: re.Match[str]) -> Meaning | None:
    """two weeks; a two-year term; several months; an hour and a half"""
    q, unit = match["q"].strip().lower(), match["u"].lower()
    single = q in ("a", "an", "one", "another", "1")
    before, after = preceding_word(match), following_word(match).lower()
    if unit in ("second", "quarter", "weekend") and (single or q == "half a"):
        return None
    if q in ("a", "an") and re.search(
        r"\d$|[$%]$", match.string[max(0, match.start() - 2) : match.start()].rstrip()
    ):
        return Repeated(words.unit_of(unit))
    if q in ("a", "an") and before in _RATE_NOUNS:
        return Repeated(words.unit_of(unit))
    if q in ("a", "an") and unit == "day" and after in ("when", "of", "that", "in"):
        return None
    if q == "some" and not unit.endswith("s"):
        return None
    if unit.rstrip("s") == "second" and not unit.endswith("s"):
        return None
    return length(q, unit, 0.5 if match["half"] else 0.0)


@RULES.on(
    ["the"],
    rf"the (?:first|last|final|full|entire|whole|next)? ?(?P<q>{QUANTITY}) {_KINDS_OF}(?P<u>{UNITS})(?! (?:ago|earlier|later))",
)
def the_duration(match: re.Match[str]) -> Meaning | None:
    """the nine months; the first two weeks"""
    q = match["q"].strip().lower()
    if q in ("a", "an", "one") or not match["u"].lower().endswith("s") or match["u"].lower() == "seconds":
        return None
    return length(q, match["u"])


@RULES.on(
    ["years", "months", "weeks", "days", "decades", "centuries", "hours", "minutes"],
    r"(?P<u>years|months|weeks|days|decades|centuries|hours|minutes)\b(?: or (?:weeks|months|years|days))?(?! (?:ago|earlier|later))",
)
def bare_plural(match: re.Match[str]) -> Meaning | None:
    """for years; within hours"""
    before = preceding_word(match)
    if before not in (
        "for",
        "in",
        "within",
        "after",
        "over",
        "of",
        "took",
        "takes",
        "take",
        "lasted",
        "spent",
        "last",
    ):
        return None
    return length(None, match["u"])


@RULES.on(
    ["every", "each"],
    rf"(?:every|each)(?: (?P<q>other|{NUMBER}))? (?:(?P<u>{UNITS})|(?P<wd>{WEEKDAY})|(?P<m>{MONTH})|(?P<s>{SEASON})"
    rf"|(?P<part>{words.any_of(PARTS)})\b)",
)
def every(match: re.Match[str]) -> Meaning | None:
    """every month; each Thursday; every two years; every summer"""
    q = (match["q"] or "one").lower()
    count = 2 if q == "other" else int(words.quantity(q).low or 1)
    if match["wd"]:
        return Repeated("week", count, weekday=WEEKDAYS[match["wd"].lower()])
    if match["m"]:
        return Repeated("year", count, month=MONTHS[match["m"].lower().rstrip(".")])
    if match["s"]:
        return Repeated("year", count, season=SEASONS[match["s"].lower()])
    if match["part"]:
        return Repeated("day", count, part=PARTS[match["part"].lower()])
    return Repeated(words.unit_of(match["u"]), count)


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
    rf"(?:(?P<a>{words.any_of(_ADVERBS)})\b|(?:per|(?:once|twice) (?:a|an|per|every)) (?P<u>{UNITS}))",
)
def rate(match: re.Match[str]) -> Meaning | None:
    """daily; twice a week; per year"""
    if match["a"]:
        if match["a"][0].isupper() and (match.start() > 0 and match.string[match.start() - 1] == " "):
            return None
        return Repeated(_ADVERBS[match["a"].lower()])
    return Repeated(words.unit_of(match["u"]))
