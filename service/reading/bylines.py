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
_FULL_NAME = re.compile(r"(?:[A-Z][\w.'\u2019-]*\s+){1,3}[A-Z][\w.'\u2019-]+")
_LONGEST = 120
_POSTS = re.compile(
    r",?\s+(?:(?:senior|chief|staff|special|political|foreign|crime|sports?|business|news|associate"
    r"|managing|deputy) )*"
    r"(?:correspondents?|reporters?|writers?|editors?|columnists?|contributors?)\b.*$",
    re.IGNORECASE,
)


def byline_of(page: "HtmlElement", named: str | None, publisher: str | None) -> str | None:
    """Who wrote a page.

    Args:
        named: the author in its metadata, which may be one of several, or the program that made the page.
    """
    linked = next(
        ("; ".join(names) for a in articles(page) if (names := list(_names(a.get("author"))))), None
    )
    found = clean_byline(named, publisher) or clean_byline(linked, publisher)
    printed = clean_byline(_printed(page), publisher)
    if found is None or (printed and set(found.split("; ")) < set(printed.split("; "))):
        return printed
    return found


def _printed(page: "HtmlElement") -> str | None:
    """The first element marked as a byline that reads as one."""
    for element in page.iter("p", "div", "span", "a", "address"):
        marks = f"{element.get('class', '')} {element.get('rel', '')}"
        if not re.search(r"byline|author", marks):
            continue
        words = " ".join(" ".join(islice(element.itertext(), 12)).split())
        if len(words) > _LONGEST:
            continue
        if _BY.match(words) and re.search(r"[A-Z]", _BY.sub("", words)):
            return words
        if "byline" in marks.split() and _FULL_NAME.fullmatch(words):
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
    parts = re.split(r"\s*;\s*|,? and |, (?=[A-Z][\w.'\u2019-]+ [A-Z])", printed or "")
    return "; ".join(dict.fromkeys(name for part in parts if (name := _name(part, publisher)))) or None


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
