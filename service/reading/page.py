"""What a page says about itself: its characters, and the day it was published."""

import codecs
import json
import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate
from typing import TYPE_CHECKING

from pydantic import JsonValue

from wirebrief.service.errors import NotText

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # it has none

_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_DECLARED = re.compile(
    rb"(?i)<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([a-z0-9_.:-]{2,40})"
)
_LOOKED_AT = 4096
"""Bytes in which a declared encoding is looked for; the HTML standard asks for 1024."""
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "iso8859-9": "cp1254"}

_PUBLISHED = frozenset(
    """article:published_time og:article:published_time og:published_time article:published datepublished
    date dc.date dc.date.issued dcterms.date dcterms.issued pubdate publishdate publish-date publish_date
    publication_date parsely-pub-date sailthru.date citation_date citation_publication_date
    article.published""".split()
)
_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|WebPage)$")
_DAY = re.compile(r"\s*(\d{4})([-/.]?)(\d\d)\2(\d\d)(?!\d)")
_YEARS = range(1980, 2101)


def decode_page(data: bytes, declared: str | None = None) -> str:
    """The page's characters: by byte order mark, the server's word or its own, else UTF-8, else Windows-1252.

    Args:
        declared: the encoding that the server gave with it.

    Raises:
        NotText: it is a binary file.
    """
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    if b"\x00" in data:
        raise NotText("This is a binary file, not a page.", hint="Pass the HTML of an article's page.")
    own = _DECLARED.search(data[:_LOOKED_AT])
    for name in (declared, own and own[1].decode("ascii"), "utf-8"):
        if (known := _encoding(name)) is None:
            continue
        try:
            return data.decode(known)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace")


def _encoding(name: str | None) -> str | None:
    """Python's name for an encoding of text, read as browsers read it; None where it is none."""
    try:
        found = codecs.lookup(name or "").name
        "".encode(found)
    except (LookupError, ValueError):
        return None
    return _AS_BROWSERS_DO.get(found, found)


def published_day(page: "HtmlElement") -> date | None:
    """The day that the page's metadata gives for its publication, as printed there.

    Linked data (schema.org) first, then meta elements, then a `time` element marked as that of publication.
    A day of modification and days of other articles on the page do not count, nor does a day in another order
    than year, month, day.
    """
    for words in (*_from_linked_data(page), *_from_elements(page)):
        if day := _day(words):
            return day
    return None


def _from_linked_data(page: "HtmlElement") -> Iterator[str]:
    for script in page.iter("script"):
        if "ld+json" not in script.get("type", "").lower():
            continue
        try:
            data: JsonValue = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue  # publishers get it wrong often enough
        yield from _days_of_articles(data)


def _days_of_articles(data: JsonValue) -> Iterator[str]:
    """`datePublished` of what is an article itself, listed or in a `@graph`, but no part of another thing."""
    if isinstance(data, list):
        for item in data:
            yield from _days_of_articles(item)
    elif isinstance(data, dict):
        types = data.get("@type")
        named = types if isinstance(types, list) else [types]
        day = data.get("datePublished")
        if isinstance(day, str) and any(isinstance(t, str) and _ARTICLE.search(t) for t in named):
            yield day
        yield from _days_of_articles(data.get("@graph"))


def _from_elements(page: "HtmlElement") -> Iterator[str]:
    for meta in page.iter("meta"):
        names = (meta.get("property"), meta.get("name"), meta.get("itemprop"))
        if any(name and name.strip().lower() in _PUBLISHED for name in names):
            yield meta.get("content", "")
    for time in page.iter("time"):
        if time.get("itemprop", "").lower() == "datepublished" or time.get("pubdate") is not None:
            yield time.get("datetime", "")


def _day(words: str) -> date | None:
    match = _DAY.match(words)
    parts = parsedate(words) if match is None else (int(match[1]), int(match[3]), int(match[4]))
    if parts is None or parts[0] not in _YEARS:
        return None
    try:
        return date(*parts[:3])
    except ValueError:
        return None
