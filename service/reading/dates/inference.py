"""Infers the day of publication from a day that the text dates itself, and abstains where anything is off.

From such a foothold (see `footholds`) the publication day is the latest weekday that the report tells as
past. It has to be the lead's, and the other weekdays must lie close together before it. A text that also says
"yesterday" or "today" in its own voice names its days otherwise and is left alone. A law of the tests: no
wrong inference.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from wirebrief.schemas import Span
from wirebrief.service.reading.dates.footholds import (
    Foothold,
    footholds,
    may_have_footholds,
    names_anniversary,
    unsettled_anniversaries,
)
from wirebrief.service.reading.dates.meaning import CalendarDate, Moment, Shift
from wirebrief.service.reading.dates.resolve import resolve
from wirebrief.service.reading.dates.told import Told, full_day, told_in, weekday_of, year_of
from wirebrief.service.reading.document import Document

_WIDEST = 3
"""How many days before publication the earliest of its bare weekdays may lie."""
_CLEARLY = 2
"""How many days wider every other order of those weekdays must be."""


def infer_published(document: Document) -> tuple[date, tuple[Span, ...]] | None:
    """The publication day and the words that it rests on, or None where the text does not settle it."""
    if not may_have_footholds(document.view.text):
        return None
    told = list(told_in(document))
    found = footholds(told)
    if len({foothold.day for foothold in found}) != 1 or unsettled_anniversaries(told, found):
        return None
    if any(_names_today(t) for t in told):
        return None
    latest = _latest_weekday(told, found[0])
    if latest is None or _tells_of_later(told, latest[0]):
        return None
    day, words = latest
    places = sorted({words.span, *found[0].evidence})
    return day, tuple(document.span(*document.view.source(*place)) for place in places)


def _latest_weekday(told: Sequence[Told], foothold: Foothold) -> tuple[date, Told] | None:
    """The latest weekday, where it is the lead's and no other order of the weekdays is near as good."""
    mentions = [
        t for t in told if t is foothold.weekday or (t.is_plain_weekday and not _of_another_time(told, t))
    ]
    after: dict[int, Told] = {}
    for t in mentions:
        weekday = weekday_of(t.expression.meaning)
        if weekday is not None:
            after.setdefault((weekday - foothold.day.weekday()) % 7, t)
    spreads = sorted((max((last - days) % 7 for days in after), last) for last in after)
    widest, latest = spreads[0]
    if widest > _WIDEST or any(other - widest < _CLEARLY for other, _ in spreads[1:]):
        return None
    if weekday_of(mentions[0].expression.meaning) != weekday_of(after[latest].expression.meaning):
        return None
    return foothold.day + timedelta(days=latest), after[latest]


def _of_another_time(told: Sequence[Told], weekday: Told) -> bool:
    """Whether a weekday stands in a sentence that a year or a full date puts elsewhere."""
    if names_anniversary(weekday.sentence):
        return False
    return any(t.at == weekday.at and year_of(t.expression.meaning) is not None for t in told)


def _names_today(t: Told) -> bool:
    """ "Yesterday", "today" or "tonight" in the article's own voice."""
    match t.expression.meaning:
        case (
            Shift(unit="day", base="published", whole=True) | Moment(day=Shift(unit="day", base="published"))
        ):
            return not t.quoted
    return False


def _tells_of_later(told: Sequence[Told], published: date) -> bool:
    """Whether the text tells, as past, of a time after the supposed publication.

    A day or month without a year counts where it would otherwise be so old that its year would be printed.
    """
    for t in told:
        meaning = t.expression.meaning
        day, year = full_day(meaning), year_of(meaning)
        later = (day is not None and day > published) or (year is not None and year > published.year)
        if isinstance(meaning, CalendarDate) and meaning.year is None:
            later = resolve(t.expression, published=published, leaning="past").start is None
        if later and t.is_past:
            return True
    return False
