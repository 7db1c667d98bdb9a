"""Reading pages: the article in a page of HTML, from a caller or from an address, to a `Document`.

The text of the document is made here: the title on a line of its own, then the paragraphs of the body, with
an empty line between them. Every offset counts in this text, which the summary returns as `article.text`.
"""

import logging
import re
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from itertools import accumulate
from typing import TYPE_CHECKING

from anyio.from_thread import start_blocking_portal

from wirebrief.schemas import Published, Warning
from wirebrief.service.errors import MissingExtra, NoArticle, NotText, TooLong
from wirebrief.service.reading.boilerplate import find_boilerplate
from wirebrief.service.reading.bylines import byline_of
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.feed import is_feed, read_entry
from wirebrief.service.reading.furniture import agency
from wirebrief.service.reading.page_bytes import decode_page
from wirebrief.service.reading.page_cleaning import lists_pieces, paragraphs_of, take_out_boxes, without_links
from wirebrief.service.reading.page_dates import PageDay, published_day
from wirebrief.service.reading.text import DEFAULT_MAX_CHARS, draft_document, read_text, resolve

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # it has none

    from wirebrief.service.reading.fetching import Fetched, Fetcher

MAX_PAGE_CHARS = 10_000_000

_FEWEST_LETTERS = 140
"""A page with less running text is a list of links, a consent form or a note that scripts are off."""
_LONG_TAG = re.compile(r"<(?P<name>[A-Za-z][\w-]{0,30})[^<>]{4000,}")
_MOST_ATTRIBUTES = 1000
_SENTENCE = re.compile("[.!?\u2026\u3002\uff01\uff1f][\"'\u201d\u2019\xbb)\\]]*$", re.MULTILINE)
_HINT = "Pass the page of one article, or its words as text."

_UNSURE_DAY = Warning(
    code="published_unsure",
    message="The page gives its day in UTC; for its readers it may have been the day before or after.",
    path="article.published",
)

# They log what they skip; nothing of it should reach stderr besides our own errors.
for _name in ("trafilatura", "htmldate", "justext", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Page:
    """The article in a page.

    Attributes:
        published: the day of publication by the page's metadata.
    """

    text: str
    title: str | None
    byline: str | None
    publisher: str | None
    published: PageDay | None


def read_html(
    html: str | bytes,
    *,
    published: date | None = None,
    url: str | None = None,
    encoding: str | None = None,
    zone: tzinfo | None = None,
    max_chars: int = DEFAULT_MAX_CHARS,
) -> Document:
    """Read the article in a page.

    Title, byline and publisher are the page's own where it names them. The publication day is, in this order,
    the caller's, the one in the page's metadata (basis `stated`; evidence only if the text has it too), or
    what the text says.

    Args:
        url: where the page comes from.
        encoding: of the bytes, where a server gave it.
        zone: where the publisher is; for a page that stamps its pieces in UTC.
        max_chars: the longest article accepted, in Unicode code points.

    Raises:
        MissingExtra: the extra `web` is not installed.
        NoArticle: the page has none.
        NotText: it is a binary file.
        TooLong: the page or its article is longer than accepted.
    """
    characters = decode_page(html, encoding) if isinstance(html, bytes) else html
    if len(characters) > MAX_PAGE_CHARS:
        raise TooLong(
            f"The page has {len(characters):,} characters; at most {MAX_PAGE_CHARS:,} are read.", hint=_HINT
        )
    if "\x00" in characters:
        raise NotText("This is not a page: it holds control characters.", hint=_HINT)
    page = _entry(characters, zone) if is_feed(characters) else extract(characters, url, zone)
    if len(page.text) > max_chars:
        raise TooLong(
            f"The article has {len(page.text):,} characters; at most {max_chars:,} are read.",
            hint="Pass the page of one article.",
        )
    return _document(page, published)


def _entry(characters: str, zone: tzinfo | None) -> Page:
    entry = read_entry(characters, zone)
    return replace(extract(entry.html), byline=entry.byline, publisher=entry.publisher, published=entry.day)


def extract(html: str, url: str | None = None, zone: tzinfo | None = None) -> Page:
    """The article in a page, by trafilatura.

    Raises:
        MissingExtra: it is not installed.
        NoArticle: it finds no running text, or the page introduces many pieces.
    """
    try:
        from trafilatura import bare_extraction, load_html
        from trafilatura.metadata import extract_metadata
    except ImportError as error:
        raise MissingExtra(
            "Reading pages needs trafilatura.", hint="Install it with: pip install 'wirebrief[web]'"
        ) from error
    # A declared encoding is void in decoded characters, and lxml refuses it there.
    tree = load_html(_bare_tags(re.sub(r"^\s*<\?xml[^>]*\?>", "", html.replace("\ufeff", ""))))
    if tree is None:
        raise NoArticle("There is no page in the HTML.", hint=_HINT)
    day = published_day(tree, zone)  # before the extractor takes the tree apart
    meta = extract_metadata(tree, url, extensive=False)
    publisher = _publisher(meta.sitename)
    byline = byline_of(tree, meta.author, publisher)
    title = _title(tree, meta.title)
    take_out_boxes(tree)
    found = bare_extraction(deepcopy(tree), url=url, include_comments=False, include_tables=False)
    body = _lines(getattr(found, "text", None) or "")
    if len(body) < 2:
        body = paragraphs_of(tree)
    body = _without_boilerplate(body)
    if sum(map(str.isalpha, "".join(body))) < _FEWEST_LETTERS or not _SENTENCE.search("\n".join(body)):
        raise NoArticle("There is no article in the page.", hint=_HINT)
    if lists_pieces(tree, body):
        raise NoArticle("The page introduces many pieces and holds none of them.", hint=_HINT)
    body = without_links(tree, body)
    if not body:
        raise NoArticle("There is no article in the page.", hint=_HINT)
    if title and not _same(body[0], title):
        body.insert(0, title)
    return Page(
        text="\n\n".join(body),
        title=body[0] if title else None,
        byline=byline,
        publisher=publisher,
        published=day,
    )


def _bare_tags(html: str) -> str:
    """The page with tags of more attributes than any page needs cut to their names: a parser of HTML looks
    each up among all before it."""

    def cut(tag: re.Match[str]) -> str:
        return f"<{tag['name']} " if len(tag.group().split()) > _MOST_ATTRIBUTES else tag.group()

    return _LONG_TAG.sub(cut, html)


def _title(page: "HtmlElement", named: str | None) -> str | None:
    """The title in the page's metadata, without what stands behind it there: the site, the section."""
    title = _one_line(named)
    for heading in page.iter("h1"):
        words = _one_line(heading.text_content())
        if title and words and len(words) > 10 and title.startswith(words):
            return words
    return title


def _publisher(named: str | None) -> str | None:
    words = _one_line(named)
    return None if words and re.match(r"(?i)copyright|\xa9|all rights", words) else words


def _without_boilerplate(lines: list[str]) -> list[str]:
    text = "\n".join(lines)
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    page = find_boilerplate(
        text, [(start, start + len(line)) for start, line in zip(starts, lines, strict=False)]
    )
    return [line for n, line in enumerate(lines) if n not in page]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _one_line(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def _same(line: str, title: str) -> bool:
    """Whether the first line is the title, perhaps without the site's name behind it."""
    one, other = (re.sub(r"\W+", " ", words).strip().casefold() for words in (line, title))
    return bool(one) and (one == other or (other.startswith(one + " ") and len(one) > len(other) / 2))


def _document(page: Page, given: date | None) -> Document:
    document = _with_title(draft_document(page.text), page)
    wire = page.byline is not None and agency().fullmatch(page.byline) is not None
    document = replace(
        document,
        extracted=True,
        byline=None if wire else page.byline or document.byline,
        agency=page.byline if wire else document.agency,
        publisher=page.publisher or document.publisher,
    )
    if given or page.published is None:
        return resolve(document, given)
    day = page.published.day
    by_text = resolve(document, None)
    if by_text.published.basis == "stated" and by_text.published.date == day:
        return by_text
    stated = replace(resolve(document, day), published=Published(date=day, basis="stated"))
    return stated if page.published.sure else replace(stated, warnings=(*stated.warnings, _UNSURE_DAY))


def _with_title(document: Document, page: Page) -> Document:
    """The first line as the title, which the page says it is, whatever it looks like."""
    if page.title is None:
        return document
    first, *paragraphs = document.paragraphs
    sentences = (replace(s, zone="title") if s.paragraph == 0 else s for s in document.sentences)
    return replace(
        document,
        title=page.title,
        section=None if document.section == page.title else document.section,
        paragraphs=(replace(first, zone="title"), *paragraphs),
        sentences=tuple(sentences),
    )


def read_url(
    url: str,
    *,
    published: date | None = None,
    zone: tzinfo | None = None,
    fetcher: "Fetcher | None" = None,
) -> Document:
    """Read the article at an address.

    Args:
        fetcher: gets the page; by default one that reaches public addresses only.

    Raises:
        UnreadableUrl: the address is refused, unreachable, or no page.
        InputError: as `read_html` does.
    """
    from wirebrief.service.reading.fetching import Fetcher

    with start_blocking_portal() as portal:  # works beside a running loop too
        fetched: Fetched = portal.call((fetcher or Fetcher()).fetch, url)
    if fetched.content_type == "text/plain":
        text = decode_page(fetched.body, fetched.encoding)
        return replace(read_text(text, published=published), extracted=True)
    return read_html(fetched.body, published=published, url=fetched.url, encoding=fetched.encoding, zone=zone)
