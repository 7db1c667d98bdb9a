"""Infers the day of publication where two things in the text agree, and abstains where anything is off.

Two kinds of dated day are taken as a foothold:

- an anniversary told with its weekday ("marked the fifth anniversary on Tuesday of …") of an event whose full date
  the text prints: the anniversary's own date must fall on that weekday;
- a weekday with its day and month ("Tuesday, March 3") in a text that fixes the present year by arithmetic
  ("in 2015, five years ago"): that date must fall on that weekday in that year.

From the foothold the publication day is the latest weekday that the report itself tells as past. It has to be the
lead's, and the other weekdays must lie close together before it; a text that also says "yesterday" or "today" in
its own voice names its day otherwise and is left alone. A law of the tests: no wrong inference.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wirebrief.schemas import Span
from wirebrief.service.reading.dates.find import find_times
from wirebrief.service.reading.dates.meaning import (
    CalendarDate,
    Meaning,
    Moment,
    Quantity,
    Shift,
    TimeExpression,
    Weekday,
    Years,
)
from wirebrief.service.reading.dates.tense import leaning
from wirebrief.service.reading.dates.words import CARDINAL, ORDINAL, cardinal, ordinal
from wirebrief.service.reading.document import Document

_REPORT_ZONES = ("title", "standfirst", "body")


@dataclass(frozen=True, slots=True)
class _Told:
    """A time expression with the sentence that tells it; offsets are into the view."""

    expression: TimeExpression
    """Offsets within the sentence."""
    sentence: str
    at: int
    """Offset of the sentence in the view."""
    order: int
    """Position of the sentence in the article."""
    quoted: bool

    @property
    def words(self) -> str:
        return self.sentence[self.expression.start : self.expression.end]

    @property
    def span(self) -> tuple[int, int]:
        return self.at + self.expression.start, self.at + self.expression.end


@dataclass(frozen=True, slots=True)
class _Foothold:
    """A weekday of the report whose date is known."""

    day: date
    weekday: _Told
    evidence: tuple[tuple[int, int], ...]


def infer_published(document: Document) -> tuple[date, tuple[Span, ...]] | None:
    """The publication day and the words that it rests on, or None where the text does not settle it."""
    told = list(_told(document))
    footholds = [*_anniversaries(told), *_dated_weekdays(told)]
    if not footholds or len({foothold.day for foothold in footholds}) != 1:
        return None
    foothold = footholds[0]
    if _contradicted_anniversary(told, footholds):
        return None
    latest = _latest_weekday(told, foothold)
    if latest is None:
        return None
    day, words = latest
    if _speaks_of_later(told, day):
        return None
    places = sorted({words.span, *foothold.evidence})
    return day, tuple(document.span(*document.view.source(*place)) for place in places)


def _told(document: Document) -> Iterator[_Told]:
    """Every time expression of title and body, in order."""
    view, starts = document.view, document.view.starts
    position = {source: n for n, source in reversed(list(enumerate(starts)))}
    quoted = [(q.start, q.end) for q in document.quotations]
    for order, sentence in enumerate(document.sentences):
        if sentence.zone not in _REPORT_ZONES or sentence.start not in position:
            continue
        low, high = position[sentence.start], position.get(sentence.end, len(view.text))
        words = view.text[low:high]
        for expression in find_times(words):
            source = view.source(low + expression.start, low + expression.end)
            inside = any(a <= source[0] and source[1] <= b for a, b in quoted)
            yield _Told(expression, words, low, order, inside)


# -- anniversaries

_CLOSE = r"[^.;:\"\u2014]"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NTH = rf"(?P<n>{ORDINAL}|(?:\d{{1,3}}|{CARDINAL})[- ]year|centenary|bicentenary|centennial)(?P<noun>(?:[- ]year)? anniversary\b)?"
_COUNTED = {"centenary": 100, "centennial": 100, "bicentenary": 200}
_ANNIVERSARY = re.compile(rf"\b(?:the |its |their )?{_NTH}", re.IGNORECASE)
_YEARS_SINCE = re.compile(
    rf"\b(?:exactly )?(?P<n>\d{{1,3}}|{CARDINAL}|a) years?(?: to the day)? (?:since|after)\b", re.IGNORECASE
)
_MARKING = re.compile(r"\b(?:mark|observ|commemorat|celebrat|remember|honou?r)\w*\b", re.IGNORECASE)
_OTHER_TIMES = re.compile(
    r"\b(?:last|next|previous|following|every|each|coming|ahead of|approach\w*|upcoming|eve of|before the|days? (?:before|after)"
    r"|weeks? (?:before|after)|months? (?:before|after)|would|will|had (?:been )?mark\w*|due|plans?|planned|a|that|one)\b",
    re.IGNORECASE,
)
_REACH = 60
"""How far, in characters, the weekday may stand from the words of the anniversary."""


@dataclass(frozen=True, slots=True)
class _Anniversary:
    years: int
    sentence: str
    at: int
    start: int
    end: int


def _anniversaries_in(sentence: str, at: int) -> Iterator[_Anniversary]:
    for match in _ANNIVERSARY.finditer(sentence):
        word = match["n"].lower()
        if word in _COUNTED:
            yield _Anniversary(_COUNTED[word], sentence, at, match.start(), match.end())
            continue
        if not match["noun"]:
            continue
        stem = re.sub(r"[- ]year$", "", word)
        years = int(stem) if stem.isdigit() else ordinal(stem) or cardinal(stem)
        if years:
            yield _Anniversary(years, sentence, at, match.start(), match.end())
    for match in _YEARS_SINCE.finditer(sentence):
        if _MARKING.search(sentence[: match.start()]) or "to the day" in match.group():
            years = (
                1
                if match["n"].lower() == "a"
                else int(match["n"])
                if match["n"].isdigit()
                else cardinal(match["n"])
            )
            if years:
                yield _Anniversary(years, sentence, at, match.start(), match.end())


def _anniversaries(told: list[_Told]) -> Iterator[_Foothold]:
    """Anniversaries told with their weekday, of events whose date agrees with it."""
    for weekday in told:
        if not _plain(weekday):
            continue
        for anniversary in _anniversaries_in(weekday.sentence, weekday.at):
            if not _belongs(weekday, anniversary):
                continue
            dates = _event_dates(told, weekday, anniversary)
            days = {_years_on(day, anniversary.years) for day, _ in dates}
            if len(days) != 1:
                continue
            (day,) = days
            if day is not None and day.weekday() == _weekday_of(weekday.expression.meaning):
                place = anniversary.at + anniversary.start, anniversary.at + anniversary.end
                words = min(place[0], weekday.span[0]), max(place[1], weekday.span[1])
                yield _Foothold(day, weekday, (words, dates[0][1].span))


def _belongs(weekday: _Told, anniversary: _Anniversary) -> bool:
    """Whether a weekday is the anniversary's own: beside it, in its clause, told as past."""
    start, end = weekday.expression.start, weekday.expression.end
    between = (
        weekday.sentence[anniversary.end : start]
        if start >= anniversary.end
        else weekday.sentence[end : anniversary.start]
    )
    if len(between) > _REACH or re.search(r"[.;:\"\u2014]", between) or _OTHER_TIMES.search(between):
        return False
    if start >= anniversary.end and not re.fullmatch(
        r",? ?(?:fell |was |came |is |falls )?(?:on )?", between
    ):
        return False
    if start < anniversary.start and not (
        _MARKING.search(between) or re.fullmatch(r",? ?(?:was |is )?(?:on )?", between)
    ):
        return False
    return not _OTHER_TIMES.search(
        weekday.sentence[max(0, anniversary.start - 25) : anniversary.start].rstrip()
    )


def _years_on(day: date, years: int) -> date | None:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February, or beyond the calendar
        return None


def _event_dates(told: list[_Told], weekday: _Told, anniversary: _Anniversary) -> list[tuple[date, _Told]]:
    """The dates that the anniversary can be of: in its own sentence, else in one that tells of the same event."""
    here = [(day, t) for t in told if t.at == weekday.at and (day := _full_day(t.expression.meaning))]
    if here:
        return here
    if any(t.at == weekday.at and _year_of(t.expression.meaning) is not None for t in told):
        return []
    event = _names(anniversary.sentence[anniversary.end :])
    linked = []
    for t in told:
        day = _full_day(t.expression.meaning)
        if (
            day is not None
            and not t.quoted
            and len(event & _names(t.sentence)) >= 1
            and _about(event, t, anniversary)
        ):
            linked.append((day, t))
    return linked


_CONTENT = re.compile(r"[A-Za-z][A-Za-z'-]{3,}")
_EMPTY = frozenset(
    "that this with from their were have been which when where after before over into than also said says about city "
    "town country people president government minister year years monday tuesday wednesday thursday friday saturday "
    "sunday january february march april june july august september october november december anniversary".split()
)


def _names(words: str) -> set[str]:
    """The content words of a stretch, in lower case."""
    return {word.lower().removesuffix("'s") for word in _CONTENT.findall(words)} - _EMPTY


def _about(event: set[str], dated: _Told, anniversary: _Anniversary) -> bool:
    """Whether a dated sentence tells of the anniversary's event: it shares two content words with its phrase."""
    del anniversary
    return len(event & _names(dated.sentence)) >= 2


def _contradicted_anniversary(told: list[_Told], footholds: list[_Foothold]) -> bool:
    """Whether another anniversary with a weekday, told as past, has a date that disagrees with its weekday."""
    used = {foothold.weekday.span for foothold in footholds}
    for weekday in told:
        if weekday.span in used or not _plain(weekday):
            continue
        if any(_belongs(weekday, a) for a in _anniversaries_in(weekday.sentence, weekday.at)):
            return True
    return False


# -- a dated weekday and the year that arithmetic gives

_YEAR_REACH = 14


def _dated_weekdays(told: list[_Told]) -> Iterator[_Foothold]:
    """A weekday with day and month, told as past, in the one year that "N years ago" beside a year gives."""
    years = {year: t for year, t in _present_years(told)}
    if len(years) != 1:
        return
    ((year, clue),) = years.items()
    for t in told:
        found = t.expression.meaning
        if not isinstance(found, CalendarDate) or found.year is not None or found.weekday is None:
            continue
        if found.day is None or found.month is None or t.quoted or not _past(t):
            continue
        day = _day(year, found.month, found.day)
        if day is not None and day.weekday() == found.weekday:
            yield _Foothold(day, t, (t.span, clue))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _present_years(told: list[_Told]) -> Iterator[tuple[int, tuple[int, int]]]:
    """The present year as arithmetic gives it: "five years ago, in 2015", "last year, in 2019"."""
    for first, second in zip(told, told[1:], strict=False):
        if first.at != second.at or first.quoted or second.quoted:
            continue
        between = first.sentence[first.expression.end : second.expression.start]
        if len(between) > _YEAR_REACH or not re.fullmatch(r",? ?\(?(?:in |on |back in |was )?", between):
            continue
        for shifted, dated in ((first, second), (second, first)):
            years, year = _years_back(shifted.expression.meaning), _year_of(dated.expression.meaning)
            if years is not None and year is not None and shifted.expression.modifier is None:
                yield year + years, (first.span[0], second.span[1])


def _years_back(meaning: Meaning) -> int | None:
    match meaning:
        case Shift(unit="year", count=Quantity(low=float() | int() as count), sign=-1, base="published"):
            return int(count) if meaning.count.exact == int(count) else None
    return None


# -- the day of publication

_MOST_APART, _LEAST_AHEAD = 3, 2


def _latest_weekday(told: list[_Told], foothold: _Foothold) -> tuple[date, _Told] | None:
    """The latest weekday that the report tells as past, where it is the lead's and no other order is near as good."""
    if any(_own_voice_day(t) for t in told):
        return None
    mentions = [t for t in told if t is foothold.weekday or (_plain(t) and not _historic(told, t))]
    offsets: dict[int, _Told] = {}
    for t in mentions:
        offset = (_weekday_of(t.expression.meaning, foothold.day.weekday()) - foothold.day.weekday()) % 7
        offsets.setdefault(offset, t)
    spread = sorted((max((last - k) % 7 for k in offsets), last) for last in offsets)
    best, latest = spread[0]
    if best > _MOST_APART or (len(spread) > 1 and spread[1][0] - best < _LEAST_AHEAD):
        return None
    lead = min(mentions, key=lambda t: t.span)
    if lead not in (offsets[latest],) and _weekday_of(lead.expression.meaning) != _weekday_of(
        offsets[latest].expression.meaning
    ):
        return None
    return foothold.day + timedelta(days=latest), offsets[latest]


def _weekday_of(meaning: Meaning, default: int = -1) -> int:
    match meaning:
        case Weekday(day=day) | Moment(day=Weekday(day=day)):
            return day
        case CalendarDate(weekday=int(day)):
            return day
    return default


def _past(t: _Told) -> bool:
    return leaning(t.sentence, t.expression.start, t.expression.end) != "future"


def _plain(t: _Told) -> bool:
    """A bare weekday in the article's own voice, told as past ("on Monday", not "next Monday" or "a Monday")."""
    match t.expression.meaning:
        case Weekday(which="bare", weeks=None) | Moment(day=Weekday(which="bare", weeks=None)):
            before = t.sentence[: t.expression.start].rstrip().lower()
            indefinite = re.search(r"\b(?:an?|one|every|each|some|any|another|by|until|before|from)$", before)
            return not t.quoted and not indefinite and _past(t)
    return False


def _historic(told: list[_Told], weekday: _Told) -> bool:
    """Whether a weekday stands in a sentence about another time, told by a year or a full date."""
    ours = [t for t in told if t.at == weekday.at and t is not weekday]
    if any(_anniversaries_in(weekday.sentence, weekday.at)):
        return False
    return any(_year_of(t.expression.meaning) is not None for t in ours)


def _own_voice_day(t: _Told) -> bool:
    """ "Yesterday", "today" or "tonight" in the article's own voice: it names its day by these, not by weekdays."""
    match t.expression.meaning:
        case (
            Shift(unit="day", base="published", whole=True) | Moment(day=Shift(unit="day", base="published"))
        ):
            return not t.quoted
    return False


def _full_day(meaning: Meaning) -> date | None:
    if isinstance(meaning, CalendarDate) and isinstance(meaning.year, int) and meaning.month and meaning.day:
        if meaning.last_day is not None:
            return None
        return _day(meaning.year, meaning.month, meaning.day)
    return None


def _year_of(meaning: Meaning) -> int | None:
    match meaning:
        case CalendarDate(year=int(year)):
            return year
        case Years(last=last):
            return last
    return None


def _speaks_of_later(told: list[_Told], published: date) -> bool:
    """Whether the text tells as past of a day or year after the supposed publication."""
    for t in told:
        day, year = _full_day(t.expression.meaning), _year_of(t.expression.meaning)
        later = day is not None and day > published or year is not None and year > published.year
        if later and _past(t):
            return True
    return False
