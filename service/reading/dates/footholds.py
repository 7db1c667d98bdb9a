"""Days of a report that its own text dates: two things agree, one of them a weekday.

- An anniversary told with its weekday ("marked the fifth anniversary on Tuesday of …") of an event whose full
  date the text prints: the anniversary's own date must fall on that weekday.
- A weekday with its day and month ("Tuesday, March 3") where arithmetic fixes the present year ("five years
  ago, in 2015"): that date must fall on that weekday in that year.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from wirebrief.service.reading.dates.meaning import CalendarDate, Meaning, Shift
from wirebrief.service.reading.dates.numbers import CARDINAL, ORDINAL, cardinal, listed, ordinal
from wirebrief.service.reading.dates.told import Told, day_or_none, full_day, weekday_of, year_of


@dataclass(frozen=True, slots=True)
class Foothold:
    """A weekday of the report whose date is known, and the view offsets of the words that give it."""

    day: date
    weekday: Told
    evidence: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Anniversary:
    """Offsets within the sentence."""

    years: int
    start: int
    end: int


_ROUND = {"centenary": 100, "centennial": 100, "bicentenary": 200}
_ANNIVERSARY = re.compile(
    rf"\b(?:the |its |their )?(?:(?P<round>centenary|centennial|bicentenary)\b"
    rf"|(?P<nth>{ORDINAL})(?:[- ]year)? anniversary\b|(?P<n>\d{{1,3}}|{CARDINAL})[- ]year anniversary\b)",
    re.IGNORECASE,
)
_YEARS_SINCE = re.compile(
    rf"\b(?P<n>\d{{1,3}}|{CARDINAL}|a) years?(?P<exact> to the day)? (?:since|after)\b", re.IGNORECASE
)
_MARKING = re.compile(r"\b(?:mark|observ|commemorat|celebrat|remember|honou?r)\w*\b", re.IGNORECASE)
_ELSEWHEN = re.compile(
    r"\b(?:last|next|previous|following|every|each|coming|ahead of|approach\w*|upcoming|eve of|before|until"
    r"|(?:days?|weeks?|months?) after|would|will|had (?:been )?mark\w*|due|plans?|planned|a|that|one)\b",
    re.IGNORECASE,
)
"""Between a weekday and an anniversary: they are not the same day, or not surely."""
_BESIDE = re.compile(
    r"(?:\b(?:an?|one|each|every|last|next|before|after|until)|\beve of|\bahead of)\s*$", re.IGNORECASE
)
"""Right before the anniversary: it is another day, or none in particular."""
_DIRECTLY = re.compile(r",? ?(?:fell |was |came |is |falls )?(?:on )?")
_REACH = 60
"""How far, in characters, the weekday may stand from the words of the anniversary."""


def footholds(told: Sequence[Told]) -> list[Foothold]:
    """The dated weekdays of a text."""
    return [*_anniversaries(told), *_dated_weekdays(told)]


def unsettled_anniversaries(told: Sequence[Told], settled: Sequence[Foothold]) -> bool:
    """Whether another anniversary has a weekday of its own and no date that agrees with it."""
    used = {foothold.weekday.span for foothold in settled}
    return any(
        weekday.span not in used and weekday.is_plain_weekday and any(_own_anniversaries(weekday))
        for weekday in told
    )


def names_anniversary(sentence: str) -> bool:
    """Whether a sentence tells of a counted anniversary."""
    return any(_anniversaries_in(sentence))


_HINT = re.compile(r"annivers|centen|years? (?:since|after|to the day)|years? ago|last year", re.IGNORECASE)


def may_have_footholds(text: str) -> bool:
    """Whether a text has words that a foothold needs; quick, for the many that have none."""
    return _HINT.search(text) is not None


def _anniversaries_in(sentence: str) -> Iterator[_Anniversary]:
    if not may_have_footholds(sentence):
        return
    for match in _ANNIVERSARY.finditer(sentence):
        years = _ROUND[match["round"].lower()] if match["round"] else _count(match["n"] or match["nth"])
        if years:
            yield _Anniversary(years, match.start(), match.end())
    for match in _YEARS_SINCE.finditer(sentence):
        years = _count(match["n"])
        if years and (match["exact"] or _MARKING.search(sentence[: match.start()])):
            yield _Anniversary(years, match.start(), match.end())


def _count(word: str) -> int | None:
    word = word.lower()
    if word.isdigit():
        return int(word)
    return 1 if word == "a" else ordinal(word) or cardinal(word)


def _own_anniversaries(weekday: Told) -> Iterator[_Anniversary]:
    """The anniversaries in a weekday's sentence that fell on it, as the words have it."""
    return (a for a in _anniversaries_in(weekday.sentence) if _falls_on(a, weekday))


def _falls_on(anniversary: _Anniversary, weekday: Told) -> bool:
    """Whether weekday and anniversary stand together: in a clause, with nothing of another day between."""
    start, end, sentence = weekday.expression.start, weekday.expression.end, weekday.sentence
    follows = start >= anniversary.end
    between = sentence[anniversary.end : start] if follows else sentence[end : anniversary.start]
    if len(between) > _REACH or re.search(r"[.;:\"\u2014]", between) or _ELSEWHEN.search(between):
        return False
    if _BESIDE.search(sentence[: anniversary.start]):
        return False
    return bool(_DIRECTLY.fullmatch(between) or (not follows and _MARKING.search(between)))


def _anniversaries(told: Sequence[Told]) -> Iterator[Foothold]:
    for weekday in told:
        if not weekday.is_plain_weekday:
            continue
        for anniversary in _own_anniversaries(weekday):
            dates = _event_dates(told, weekday, anniversary)
            days = {day_or_none(d.year + anniversary.years, d.month, d.day) for d, _ in dates}
            day = days.pop() if len(days) == 1 else None
            if day is not None and day.weekday() == weekday_of(weekday.expression.meaning):
                first, last = weekday.at + anniversary.start, weekday.at + anniversary.end
                words = min(first, weekday.span[0]), max(last, weekday.span[1])
                yield Foothold(day, weekday, (words, dates[0][1].span))


def _event_dates(told: Sequence[Told], weekday: Told, anniversary: _Anniversary) -> list[tuple[date, Told]]:
    """The dates that the anniversary can be of: in its sentence, else in one that tells of the same event."""
    here = [t for t in told if t.at == weekday.at and year_of(t.expression.meaning) is not None]
    if here:
        dated = [(day, t) for t in here if (day := full_day(t.expression.meaning))]
        return dated if len(dated) == len(here) else []
    event = _content(weekday.sentence[anniversary.end :])
    return [
        (day, t)
        for t in told
        if not t.quoted
        and (day := full_day(t.expression.meaning))
        and len(event & _content(t.sentence)) >= _SHARED
    ]


_SHARED = 2
"""How many content words a dated sentence shares with the anniversary if it tells of its event."""
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]{3,}")
_EMPTY = frozenset(
    listed(
        "that this with from their were have been which when where after before over into than also said "
        "says about "
        "city town country people president government minister year years monday tuesday wednesday "
        "thursday friday "
        "saturday sunday january february march april june july august september october november december "
        "anniversary"
    )
)


def _content(words: str) -> set[str]:
    return {word.lower().removesuffix("'s") for word in _WORD.findall(words)} - _EMPTY


_LEAD = 4
"""Among how many sentences a weekday with its date is news; further down it may be of long ago."""


def _dated_weekdays(told: Sequence[Told]) -> Iterator[Foothold]:
    clues = dict(_present_years(told))
    if len(clues) != 1:
        return
    ((year, clue),) = clues.items()
    for t in told:
        match t.expression.meaning:
            case CalendarDate(year=None, month=int(month), day=int(number), weekday=int(weekday)):
                day = day_or_none(year, month, number)
                fits = day is not None and day.weekday() == weekday and t.order < _LEAD
                if day is not None and fits and t.is_past and not t.quoted:
                    yield Foothold(day, t, (t.span, clue))


def _present_years(told: Sequence[Told]) -> Iterator[tuple[int, tuple[int, int]]]:
    """The present year as arithmetic gives it: "five years ago, in 2015", "last year, in 2019"."""
    for first, second in pairwise(told):
        between = first.sentence[first.expression.end : second.expression.start]
        if first.at != second.at or first.quoted or not re.fullmatch(r",? ?\(?(?:(?:back )?in )?", between):
            continue
        for shifted, dated in ((first, second), (second, first)):
            years, year = _years_back(shifted.expression.meaning), year_of(dated.expression.meaning)
            if years is not None and year is not None and shifted.expression.modifier is None:
                yield year + years, (first.span[0], second.span[1])


def _years_back(meaning: Meaning) -> int | None:
    """How many whole years ago, for "last year" and "five years ago"."""
    if not isinstance(meaning, Shift) or (meaning.unit, meaning.sign, meaning.base) != (
        "year",
        -1,
        "published",
    ):
        return None
    count = meaning.count.exact
    return int(count) if count is not None and count == int(count) else None
