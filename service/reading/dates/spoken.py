"""The days that cited words stand for, in a language whose times are data.

As for English, nothing is narrower than the words. What such data cannot tell apart stays empty: a time
before or after which something is, one that is still to come or not, a date of an older story.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wirebrief.service.reading.dates.in_digits import resolve_digits
from wirebrief.service.reading.dates.in_document import common, hull, view_span
from wirebrief.service.reading.dates.meaning import (
    CalendarDate,
    Meaning,
    Moment,
    Needs,
    Shift,
    TimeExpression,
    Weekday,
    names_day,
    needs_of,
)
from wirebrief.service.reading.dates.resolve import UNKNOWN, resolve
from wirebrief.service.reading.dates.spoken_rules import Times, Told, times_of
from wirebrief.service.reading.dates.tense import Leaning
from wirebrief.service.reading.document import Document, Interval

_FULL_DATE_NEAR = 400
"""How far back, in characters, a full date may set the year of one without, in a tale of an older event."""
_CLAUSE = re.compile(r"[,;:()\u2014]")
_ALIKE = str.maketrans({"\u2019": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-"})


@dataclass(frozen=True, slots=True)
class _Cited:
    """Cited words in their sentence, with the times that they touch."""

    sentence: str
    """In lower case."""
    start: int
    """Where the words begin in the sentence."""
    before: str
    """The text of the paragraph before the sentence, as far as it may set a year."""
    told: tuple[Told, ...]


def spoken_needs(document: Document, start: int, end: int, language: str) -> Needs:
    """What the words at these offsets count from; see `anchor_kind`."""
    needs = {needs_of(one.meaning) for one in _cite(document, start, end, times_of(language)).told}
    return "anchor" if "anchor" in needs else "published" if "published" in needs else "nothing"


def resolve_spoken(
    document: Document, start: int, end: int, anchor: Interval | None, language: str
) -> Interval:
    """The days that the words at these offsets stand for; see `resolve_in`."""
    in_digits = resolve_digits(document.text[start:end])
    if in_digits.precision in ("day", "month"):
        return in_digits
    times = times_of(language)
    cited = _cite(document, start, end, times)
    if not 0 < len(cited.told) <= 2:
        return UNKNOWN
    resolved = [_one(times, cited, one, document.published.date, anchor) for one in cited.told]
    lead = cited.sentence[: cited.told[0].start]
    if times.since.search(lead) and len(resolved) == 1 and not _is_range(cited.told[0].meaning):
        return _until(resolved[0], document.published.date)
    if times.beyond.search(lead):
        return UNKNOWN
    return _together(times, cited, resolved)


def _cite(document: Document, start: int, end: int, times: Times) -> _Cited:
    """A part of a day or an hour counts as the one day that the sentence names; alone it says none."""
    first, last = view_span(document, start, end)
    over = document.sentences_over(start, end)
    low, high = view_span(document, over[0].start, over[-1].end) if over else (first, last)
    low, high = min(low, first), max(high, last)
    text = document.view.text
    sentence = _lower(text[low:high])
    told = times.find(sentence)
    touched = [one for one in told if one.start < last - low and first - low < one.end]
    exact = [one for one in touched if one.is_exact]
    days = [one for one in told if names_day(one.meaning)]
    hours = [one for one in touched if isinstance(one.meaning, Moment)]
    if not exact and hours and len(days) == 1:
        exact = days
    before = _lower(text[max(0, low - _FULL_DATE_NEAR) : low])
    return _Cited(sentence, first - low, before[before.rfind("\n") + 1 :], tuple(exact or touched))


def _lower(text: str) -> str:
    """A text in lower case, character by character."""
    lower = text.translate(_ALIKE).lower()
    return lower if len(lower) == len(text) else "".join(c.lower()[:1] for c in text.translate(_ALIKE))


def _one(
    times: Times, cited: _Cited, told: Told, published: date | None, anchor: Interval | None
) -> Interval:
    leaning = _leaning(times, cited.sentence, told)
    if (leaning == "unknown" and _needs_tense(told.meaning)) or _narrated(times, cited, told, published):
        return UNKNOWN
    if _is_of_another(told.meaning) and anchor is not None and anchor.start == published:
        return UNKNOWN
    found = resolve_meaning(told.meaning, published, anchor, leaning)
    if told.check is not None and (found.start is None or found.start.day != told.check):
        return UNKNOWN
    if told.from_eve and found.start is not None and found.end is not None:
        return Interval(found.start - timedelta(days=1), found.end, "period")
    return found


def resolve_meaning(
    meaning: Meaning, published: date | None, anchor: Interval | None, leaning: Leaning
) -> Interval:
    """The days of a meaning by itself."""
    expression = TimeExpression(0, 0, meaning)
    return resolve(expression, published=published, anchor=anchor, leaning=leaning)


def _needs_tense(meaning: Meaning) -> bool:
    """Whether past or future decides which day it is."""
    match meaning:
        case Weekday(which="bare", weeks=None):
            return True
        case CalendarDate(year=None):
            return True
    return False


def _is_range(meaning: Meaning) -> bool:
    """Whether it has an end of its own: "dal 3 al 5 maggio"."""
    return isinstance(meaning, CalendarDate) and meaning.last_day is not None


def _is_of_another(meaning: Meaning) -> bool:
    """Whether it is the time of another event: "that year" is hardly said of the day of publication."""
    return isinstance(meaning, Shift) and meaning.base == "anchor" and meaning.sign == 0


def _leaning(times: Times, sentence: str, told: Told) -> Leaning:
    """Which way a time points by the verbs of its clause, else of its sentence; `unknown` where they do not
    say: for what is planned, and in the present tense.
    """
    cuts = [match.end() for match in _CLAUSE.finditer(sentence, 0, told.start)]
    stop = _CLAUSE.search(sentence, told.end)
    clause = sentence[cuts[-1] if cuts else 0 : stop.start() if stop else len(sentence)]
    if times.since.search(sentence[: told.start]) or times.past_surely.search(clause):
        return "past"
    if times.unsure.search(clause):
        return "unknown"
    if times.future.search(clause):
        return "future"
    if times.past.search(clause) or times.past.search(sentence):
        return "past"
    return "future" if times.future.search(sentence) else "unknown"


def _narrated(times: Times, cited: _Cited, told: Told, published: date | None) -> bool:
    """Whether a date without a year may belong to another year that the text just before is telling of."""
    meaning = told.meaning
    if not isinstance(meaning, CalendarDate) or meaning.year is not None or published is None:
        return False
    earlier = [*times.find(cited.before), *times.find(cited.sentence[: told.start])]
    years = [one.meaning.year for one in earlier if isinstance(one.meaning, CalendarDate)]
    return any(isinstance(year, int) and abs(published.year - year) > 1 for year in years)


def _until(interval: Interval, published: date | None) -> Interval:
    """What began then and still goes on."""
    if interval.start is None or published is None or interval.start > published:
        return UNKNOWN
    return Interval(interval.start, published, "day" if interval.start == published else "period")


def _together(times: Times, cited: _Cited, resolved: Sequence[Interval]) -> Interval:
    """One time; the stretch between two that are joined; nothing for others, unless one holds the other."""
    if len(resolved) == 1:
        return resolved[0]
    between = cited.sentence[cited.told[0].end : cited.told[1].start]
    return hull(*resolved) if times.joins.fullmatch(between) else common(*resolved)
