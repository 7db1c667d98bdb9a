"""The time expressions of a document, and the days that words cited from it stand for."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from wirebrief.service.reading.dates.find import find_times
from wirebrief.service.reading.dates.meaning import (
    CalendarDate,
    Length,
    Meaning,
    Moment,
    Needs,
    Repeated,
    TimeExpression,
    Vague,
    names_day,
)
from wirebrief.service.reading.dates.resolve import UNKNOWN, resolve
from wirebrief.service.reading.dates.tense import leaning
from wirebrief.service.reading.document import Document, Interval

_FROM_TO = re.compile(r"\s*(?:-|--|and|to|until|till|through|or)\s*(?:on\s+)?", re.IGNORECASE)


def times_in(document: Document) -> tuple[TimeExpression, ...]:
    """The times of a document in order, none over two paragraphs, with offsets into the caller's text."""
    found = []
    for paragraph in document.paragraphs:
        low, high = view_span(document, paragraph.start, paragraph.end)
        for expression in find_times(document.view.text[low:high]):
            start, end = document.view.source(low + expression.start, low + expression.end)
            found.append(replace(expression, start=start, end=end))
    return tuple(found)


def view_span(document: Document, start: int, end: int) -> tuple[int, int]:
    """The stretch of the view that a stretch of the caller's text became."""
    starts = document.view.starts
    return max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end)


def _sentence_in_view(document: Document, start: int, end: int) -> tuple[int, int]:
    over = document.sentences_over(start, end)
    if not over:
        return view_span(document, start, end)
    return view_span(document, over[0].start, over[-1].end)


@dataclass(frozen=True, slots=True)
class _Citation:
    """The sentence around cited words, its offset in the view, and the times that the words touch."""

    sentence: str
    low: int
    start: int
    """Where the words begin in the sentence."""
    times: tuple[TimeExpression, ...]


def _cited(document: Document, start: int, end: int) -> _Citation:
    """What is cited; durations, frequencies and vague words count only where nothing better is.

    A clock time without a day is of the one day that its sentence names, if it names one.
    """
    low, high = _sentence_in_view(document, start, end)
    first, last = view_span(document, start, end)
    low, high = min(low, first), max(high, last)
    sentence = document.view.text[low:high]
    told = find_times(sentence)
    touched = [e for e in told if e.start < last - low and first - low < e.end]
    dated = [e for e in touched if e.hangs_on or not isinstance(e.meaning, Length | Repeated | Vague)]
    days = [e.meaning for e in told if names_day(e.meaning)]
    if len(days) == 1:
        dated = [_on_day(e, days[0]) for e in dated]
    return _Citation(sentence, low, first - low, tuple(dated or touched))


def _on_day(expression: TimeExpression, day: Meaning) -> TimeExpression:
    if not isinstance(expression.meaning, Moment) or expression.meaning.day is not None:
        return expression
    return replace(expression, meaning=replace(expression.meaning, day=day))


def anchor_kind(document: Document, start: int, end: int) -> Needs:
    """What the words at these offsets of the caller's text count from.

    `published` for words that need the day of publication, `anchor` for those that hang on another event
    ("a day earlier", "five days after the flood", "since then"), `nothing` for a full date or where no time
    is told.
    """
    cited = _cited(document, start, end).times
    needs = {expression.needs for expression in cited if not isinstance(expression.meaning, Vague)}
    if "anchor" in needs:
        return "anchor"
    return "published" if "published" in needs else "nothing"


def resolve_in(document: Document, start: int, end: int, anchor: Interval | None = None) -> Interval:
    """The days that the words at these offsets of the caller's text stand for.

    The words may hold more or fewer than a time expression ("On Wednesday", "Five days after the flood"). The
    sentence around them is read for tense. Two times at once give the stretch between them where the words
    join them ("from Monday to Wednesday"), their common part where they overlap, else nothing.

    Args:
        anchor: the time of the event that the words hang on, where `anchor_kind` says `anchor`.
    """
    cited = _cited(document, start, end)
    if not cited.times:
        return UNKNOWN
    resolved = [_one(document, cited, expression, anchor) for expression in cited.times]
    if len(resolved) == 1:
        return _open_ended(resolved[0], cited, document.published.date)
    combined = resolved[0]
    for (before, after), interval in zip(pairwise(cited.times), resolved[1:], strict=True):
        joined = _FROM_TO.fullmatch(cited.sentence[before.end : after.start]) is not None
        combined = hull(combined, interval) if joined else common(combined, interval)
    return combined


def _one(
    document: Document, cited: _Citation, expression: TimeExpression, anchor: Interval | None
) -> Interval:
    published = document.published.date
    if _narrated(document, cited.low + expression.start, expression, published):
        return UNKNOWN
    way = leaning(cited.sentence, expression.start, expression.end)
    return resolve(expression, published=published, anchor=anchor, leaning=way)


_FULL_DATE_NEAR = 400
"""How far back, in characters, a full date may set the year of one without, in a tale of an older event."""


def _narrated(document: Document, at: int, expression: TimeExpression, published: date | None) -> bool:
    """Whether a date without a year may belong to another year that the text just before is telling of."""
    found = expression.meaning
    if not isinstance(found, CalendarDate) or found.year is not None or published is None:
        return False
    before = document.view.text[max(0, at - _FULL_DATE_NEAR) : at]
    before = before[before.rfind("\n") + 1 :]
    years = [e.meaning.year for e in find_times(before) if isinstance(e.meaning, CalendarDate)]
    return any(isinstance(year, int) and abs(published.year - year) > 1 for year in years)


def hull(first: Interval, second: Interval) -> Interval:
    """The stretch from one time to another."""
    if first.start is None or second.end is None or first.end is None or second.start is None:
        return UNKNOWN
    return _between(min(first.start, second.start), max(first.end, second.end))


def common(first: Interval, second: Interval) -> Interval:
    """The narrower of two times of which one lies within the other; nothing where they disagree."""
    if first.start is None or second.end is None or first.end is None or second.start is None:
        return UNKNOWN
    for inner, outer in ((first, second), (second, first)):
        if not (inner.start and inner.end and outer.start and outer.end):
            continue
        if outer.start <= inner.start and inner.end <= outer.end:
            return inner
    return UNKNOWN


def _between(start: date, end: date) -> Interval:
    return Interval(start, end, "day" if start == end else "period") if start <= end else UNKNOWN


def _open_ended(interval: Interval, cited: _Citation, published: date | None) -> Interval:
    """What began then and still goes on: "since then", where "since" is cited too.

    "December 2016" in "the deadliest since December 2016, when …" is that month.
    """
    before = cited.sentence[cited.start : cited.times[0].start]
    if not re.search(r"\bsince\s*$", before, re.IGNORECASE) or interval.start is None:
        return interval
    return _between(interval.start, published) if published else UNKNOWN
