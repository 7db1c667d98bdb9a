"""The day that a page says it was published, as the publisher's own calendar has it.

Linked data (schema.org) first, then meta elements, then elements about the title that are marked as a time
or a date. A day of modification and days of other pieces on the page do not count, nor does a day in
another order than year, month, day, unless its month is a word.

A stamp in UTC is no local day: "2026-03-03T02:59Z" is the evening of 2 March in Los Angeles. Its day is
taken in the zone that the caller names, else in the offset of another stamp of the page, else as the page
prints it for its readers; where none of them is there, the day in UTC stands, and `PageDay.sure` is false.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate
from itertools import islice
from typing import TYPE_CHECKING

from wirebrief.service.reading.dates.find import find_times
from wirebrief.service.reading.dates.told import full_day
from wirebrief.service.reading.linked_data import articles

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # it has none

_NAMES = frozenset(
    """article:published_time og:article:published_time og:published_time article:published datepublished
    date dc.date dc.date.issued dcterms.date dcterms.issued pubdate publishdate publish-date publish_date
    publication_date publicationdate article:publicationdate parsely-pub-date sailthru.date citation_date
    citation_publication_date article.published dcsext.articlefirstpublished""".split()
)
_DAY = re.compile(r"\s*(\d{4})([-/.]?)(\d\d)\2(\d\d)(?!\d)")
_STAMP = re.compile(
    r"\s*(\d{4}-\d\d-\d\d)[T ](\d\d):?(\d\d)(?::?\d\d(?:\.\d+)?)? ?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?\s*$"
)
_YEARS = range(1980, 2101)
_DATED = re.compile(r"date|time|stamp|publi|posted|dateline", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"modif|updat|comment|footer|copyright|related|event|weather|expire|read(?:ing)?-?time", re.IGNORECASE
)
_AROUND_TITLE = 200
"""Elements behind the title that are looked at for a date."""
_SURE_HOURS = range(9, 16)
"""Hours of UTC that are the same day from California to Delhi."""


@dataclass(frozen=True, slots=True)
class PageDay:
    """The day of publication, and whether it is surely the publisher's own."""

    day: date
    sure: bool = True


def published_day(page: "HtmlElement", zone: tzinfo | None = None) -> PageDay | None:
    """The day that a page gives for its publication.

    Args:
        zone: where the publisher is, if known; for stamps in UTC.
    """
    printed = list(_printed(page))
    for words in (*_from_linked_data(page), *_from_elements(page), *printed):
        if day := _day(words):
            return _local(words, day, page, printed, zone)
    return None


def day_of_stamp(words: str, zone: tzinfo | None = None) -> PageDay | None:
    """The day of a stamp that stands alone, where the publisher is."""
    day, moment = _day(words), _moment_in_utc(words)
    if day is None or moment is None:
        return PageDay(day) if day else None
    return PageDay(moment.astimezone(zone).date()) if zone else PageDay(day, moment.hour in _SURE_HOURS)


def _local(words: str, day: date, page: "HtmlElement", printed: list[str], zone: tzinfo | None) -> PageDay:
    """The day of a stamp of a page, where the publisher is."""
    moment = _moment_in_utc(words)
    alone = day_of_stamp(words, zone or (_offset_of_page(page) if moment else None))
    if alone is None or alone.sure:
        return alone or PageDay(day)
    for shown in printed:
        other = _day(shown)
        if other is not None and _moment_in_utc(shown) is None and abs((other - day).days) <= 1:
            return PageDay(other)
    return alone


def _moment_in_utc(words: str) -> datetime | None:
    """The moment that a stamp in UTC names; None for a day alone and for a stamp in a local time."""
    stamp = _STAMP.match(words)
    if stamp is None or stamp["zone"] not in ("Z", "UTC", "GMT", "+00:00", "+0000"):
        return None
    try:
        return datetime.fromisoformat(f"{stamp[1]}T{stamp[2]}:{stamp[3]}:00").replace(tzinfo=UTC)
    except ValueError:
        return None


def _offset_of_page(page: "HtmlElement") -> tzinfo | None:
    """The first offset from UTC, other than none, of a stamp about the page itself."""
    for words in (*_stamps_of_linked_data(page), *(meta.get("content", "") for meta in page.iter("meta"))):
        stamp = _STAMP.match(words)
        if stamp and stamp["zone"] and stamp["zone"][0] in "+-" and stamp["zone"][1:].strip("0:"):
            hours, minutes = int(stamp["zone"][1:3]), int(stamp["zone"][-2:])
            ahead = timedelta(hours=hours, minutes=minutes)
            if ahead < timedelta(hours=15):
                return timezone(ahead if stamp["zone"][0] == "+" else -ahead)
    return None


def _from_linked_data(page: "HtmlElement") -> Iterator[str]:
    for thing in articles(page):
        if isinstance(day := thing.get("datePublished"), str):
            yield day


def _stamps_of_linked_data(page: "HtmlElement") -> Iterator[str]:
    for thing in articles(page):
        yield from (v for k, v in thing.items() if k.startswith("date") and isinstance(v, str))


# -- elements


def _from_elements(page: "HtmlElement") -> Iterator[str]:
    for meta in page.iter("meta"):
        names = (meta.get("property"), meta.get("name"), meta.get("itemprop"))
        if any(name and name.strip().lower() in _NAMES for name in names):
            yield meta.get("content", "")
    for time in page.iter("time"):
        if time.get("itemprop", "").lower() == "datepublished" or time.get("pubdate") is not None:
            yield time.get("datetime", "")


def _printed(page: "HtmlElement") -> Iterator[str]:
    """What stands about the title in elements that are marked as a time or a date."""
    title = next(page.iter("h1"), None)
    if title is None:
        return
    around = next((up for up in title.iterancestors("article", "main", "body")), title)
    inside = iter(around.iter("time", "span", "div", "p", "li", "h1", "em", "small", "strong", "b"))
    before = []
    for element in inside:
        if element is title:
            break
        before.append(element)
    near = [*before[-_AROUND_TITLE // 4 :], *islice(inside, _AROUND_TITLE)]
    for element in near:
        marks = " ".join((element.get("class", ""), element.get("id", ""), element.get("itemprop", "")))
        dated = element.tag == "time" or _DATED.search(marks)
        if (
            not dated
            or _OTHERWISE.search(marks)
            or next(element.iterancestors("aside", "nav", "footer", "a"), None) is not None
        ):
            continue
        yield element.get("datetime") or ""
        words = " ".join(islice(element.itertext(), 12)).strip()
        if len(words) <= 80:
            yield words


def _day(words: str) -> date | None:
    match = _DAY.match(words)
    if match is None:
        parts = parsedate(words) if re.match(r"\s*[A-Z][a-z]{2}, \d", words) else None
        return _valid(*parts[:3]) if parts else _told(words)
    return _valid(int(match[1]), int(match[3]), int(match[4]))


def _told(words: str) -> date | None:
    """A full date with its month as a word."""
    if not re.search(r"[A-Za-z]{3}", words) or len(words) > 80:
        return None
    words = re.sub(r"\b([A-Z][a-z]{2} [A-Z][a-z]{2} \d\d) [\d:]{5,8} [A-Z]{3,5} (\d{4})\b", r"\1, \2", words)
    days = {day for found in find_times(words) if (day := full_day(found.meaning))}
    only = days.pop() if len(days) == 1 else None
    return only if only and only.year in _YEARS else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
