"""Who wrote a page, without what pages print beside it: the day, the section, the agency's or the site's
name."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from pydantic import JsonValue

from wirebrief.service.reading.furniture import agency
from wirebrief.service.reading.linked_data import articles

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # it has none

_BY = re.compile(r"^\W*(?:(?:written|posted|published|reported|story|words)\s+)?by\b[:\s]*", re.IGNORECASE)
_BEHIND = re.compile(
    r"\s*(?:[|\u2022\u00b7\n]|\s[-\u2013\u2014]\s|,\s*(?=\d)"
    r"|\b(?:published|updated|posted|last|on|at)\b(?=.*\d)"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b|\bmay \d"
    r"|\b(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)\.? \d|\d{1,2}[:.]\d\d|\d{4}\b|https?:).*$",
    re.IGNORECASE | re.DOTALL,
)
_NOBODY = frozenset(
    """admin administrator username user author authors guest staff editor editors editorial newsroom
    webmaster contributor reporter anonymous unknown none null undefined desk team by""".split()
)
_LONGEST = 120
_POSTS = re.compile(
    r",?\s+(?:(?:senior|chief|staff|special|political|foreign|crime|sports?|business|news|associate"
    r"|managing|deputy) )*"
    r"(?:correspondents?|reporters?|writers?|editors?|columnists?|contributors?)\b.*$",
    re.IGNORECASE,
)


def printed_byline(page: "HtmlElement") -> str | None:
    """Who wrote a page by its linked data, else by an element marked as a byline; as printed."""
    for article in articles(page):
        if names := list(_names(article.get("author"))):
            return "; ".join(names)
    for element in page.iter("p", "div", "span", "a", "address"):
        if not re.search(r"byline|author", f"{element.get('class', '')} {element.get('rel', '')}"):
            continue
        words = " ".join(" ".join(islice(element.itertext(), 12)).split())
        if len(words) <= _LONGEST and _BY.match(words) and re.search(r"[A-Z]", _BY.sub("", words)):
            return words
    return None


def _names(author: JsonValue) -> Iterator[str]:
    if isinstance(author, str):
        yield author
    elif isinstance(author, list):
        for one in author:
            yield from _names(one)
    elif isinstance(author, dict) and author.get("@type") != "Organization":
        yield from _names(author.get("name"))


def clean_byline(printed: str | None, publisher: str | None) -> str | None:
    """The names in a byline, joined with "; " where there are several; None where nobody is named."""
    names = [_name(part, publisher) for part in re.split(r"\s*;\s*", printed or "")]
    return "; ".join(dict.fromkeys(name for name in names if name)) or None


def _name(part: str, publisher: str | None) -> str:
    name = _BEHIND.sub("", _BY.sub("", " ".join(part.split()))).strip(" ,-\u2013\u2014")
    name = _POSTS.sub("", name).strip(" ,")
    wire = agency().search(name)
    if wire and wire.start() and wire.end() == len(name):
        name = re.sub(r"(?:,|\bof|\bfor)?\s*(?:the\s+)?$", "", name[: wire.start()], flags=re.IGNORECASE)
    site = (publisher or "").casefold()
    plain = name.casefold()
    if not re.search(r"[^\W\d_]{2}", name) or plain in _NOBODY or plain == site or len(name) > 80:
        return ""
    if site and plain.endswith(site) and len(plain) > len(site):
        name = re.sub(
            r"(?:,|\bof|\bfor)?\s*(?:the\s+)?$", "", name[: len(name) - len(site)], flags=re.IGNORECASE
        )
    return name.strip(" ,")
