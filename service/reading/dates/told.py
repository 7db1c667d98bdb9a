"""The times that an article tells, each with its sentence and whose voice it is in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from wirebrief.service.reading.dates.find import find_times
from wirebrief.service.reading.dates.in_document import view_span
from wirebrief.service.reading.dates.meaning import (
    CalendarDate,
    Meaning,
    Moment,
    TimeExpression,
    Weekday,
    Years,
)
from wirebrief.service.reading.dates.tense import leaning
from wirebrief.service.reading.document import Document

_REPORT_ZONES = ("title", "standfirst", "body")
_INDEFINITE = re.compile(r"\b(?:an?|one|every|each|some|any|another|by|until|before|from)$", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """A time expression, with offsets within its sentence."""

    expression: TimeExpression
    sentence: str
    at: int
    """Offset of the sentence in the view."""
    order: int
    """How many sentences stand before its own."""
    quoted: bool
    """Whether it stands between quotation marks."""

    @property
    def span(self) -> tuple[int, int]:
        """Its offsets in the view."""
        return self.at + self.expression.start, self.at + self.expression.end

    @property
    def before(self) -> str:
        return self.sentence[: self.expression.start]

    @cached_property
    def is_past(self) -> bool:
        """Whether no verb around it looks ahead."""
        return leaning(self.sentence, self.expression.start, self.expression.end) != "future"

    @cached_property
    def is_plain_weekday(self) -> bool:
        """A bare weekday in the article's own voice, told as past: not "next Monday", not "a Monday"."""
        match self.expression.meaning:
            case Weekday(which="bare", weeks=None) | Moment(day=Weekday(which="bare", weeks=None)):
                return not self.quoted and not _INDEFINITE.search(self.before.rstrip()) and self.is_past
        return False


def told_in(document: Document) -> Iterator[Told]:
    """Every time expression of the title, the standfirst and the body, in order."""
    quoted = [(q.start, q.end) for q in document.quotations]
    report = (sentence for sentence in document.sentences if sentence.zone in _REPORT_ZONES)
    for order, sentence in enumerate(report):
        low, high = view_span(document, sentence.start, sentence.end)
        words = document.view.text[low:high]
        for expression in find_times(words):
            start, end = document.view.source(low + expression.start, low + expression.end)
            yield Told(expression, words, low, order, any(a <= start and end <= b for a, b in quoted))


def weekday_of(meaning: Meaning) -> int | None:
    """The weekday that is printed, 0 for Monday."""
    match meaning:
        case Weekday(day=day) | Moment(day=Weekday(day=day)):
            return day
        case CalendarDate(weekday=day):
            return day
    return None


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The date, None where no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_day(meaning: Meaning) -> date | None:
    """The day where day, month and year are printed; None for any other, or where its weekday is wrong."""
    if isinstance(meaning, Moment) and meaning.day is not None:
        meaning = meaning.day
    match meaning:
        case CalendarDate(year=int(year), month=int(month), day=int(day), last_day=None):
            found = day_or_none(year, month, day)
            if found is None or meaning.weekday in (None, found.weekday()):
                return found
    return None


def year_of(meaning: Meaning) -> int | None:
    """The year that is printed; the last of several."""
    match meaning:
        case CalendarDate(year=int(year)):
            return year
        case Years(last=last):
            return last
    return None
