"""An entry of a feed, RSS or Atom, given in place of a page: its title, its text, its day, whose it is."""

import re
from dataclasses import dataclass
from datetime import tzinfo
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from wirebrief.service.errors import NoArticle
from wirebrief.service.reading.bylines import clean_byline
from wirebrief.service.reading.page_dates import PageDay, day_of_stamp

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # type: ignore[import-untyped]  # it has none

_FEED = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:rss|feed|rdf:RDF|channel|item|entry)\b", re.DOTALL
)
_TEXTS = ("encoded", "content", "description", "summary")
_DAYS = ("pubDate", "published", "issued", "date", "created", "updated")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry, its title and text as a page."""

    html: str
    byline: str | None
    publisher: str | None
    day: PageDay | None


def is_feed(characters: str) -> bool:
    """Whether a page is a feed or one entry of it."""
    return _FEED.match(characters) is not None


def read_entry(characters: str, zone: tzinfo | None = None) -> Entry:
    """The only entry of a feed.

    Raises:
        NoArticle: the feed has no entry, or several.
    """
    from lxml import etree  # type: ignore[import-untyped]  # it has none

    reader = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(characters.encode("utf-8"), reader)
    entries = [] if root is None else [e for e in root.iter() if _name(e) in ("item", "entry")]
    if len(entries) != 1:
        raise NoArticle(
            f"The feed has {len(entries) or 'no'} entries.", hint="Pass one <item> or <entry> of it."
        )
    entry = entries[0]
    around = (up for up in entry.iterancestors() if _name(up) in ("channel", "feed"))
    publisher = next((title for up in around if (title := _first(up, "title"))), None)
    title, body = _first(entry, "title") or "", next((t for name in _TEXTS if (t := _first(entry, name))), "")
    if "<p" not in body:
        body = "".join(f"<p>{line}</p>" for line in body.splitlines() if line.strip())
    return Entry(
        html=f"<head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body>",
        byline=clean_byline(_first(entry, "creator") or _author(entry), publisher),
        publisher=publisher,
        day=next((day for name in _DAYS if (day := _day(_first(entry, name), zone))), None),
    )


def _day(words: str | None, zone: tzinfo | None) -> PageDay | None:
    if not words:
        return None
    try:
        stamp = parsedate_to_datetime(words)
    except ValueError:
        return day_of_stamp(words, zone)
    return day_of_stamp(stamp.isoformat(), zone)


def _author(entry: "Element") -> str | None:
    found = next((e for e in entry if _name(e) == "author"), None)
    if found is None:
        return None
    name = _first(found, "name") or _text(found)
    mailed = re.fullmatch(r"\S+@\S+ \((.+)\)", name)
    return mailed[1] if mailed else name


def _first(entry: "Element", name: str) -> str | None:
    return next((_text(e) for e in entry if _name(e) == name), None)


def _text(element: "Element") -> str:
    """What an element holds: escaped HTML as it is, children of it written out again."""
    from lxml import etree

    inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    return ((element.text or "") + inner).strip()


def _name(element: "Element") -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
