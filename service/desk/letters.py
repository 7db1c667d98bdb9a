"""Articles in mailboxes (mbox), in feeds (RSS, Atom) and in web archives (WARC)."""

import mailbox
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from wirebrief.service.desk.columns import day
from wirebrief.service.desk.extras import needed
from wirebrief.service.desk.given import Given
from wirebrief.service.errors import InputError
from wirebrief.service.function import Source
from wirebrief.service.reading.files import limited


def mbox(path: Path, name: str, published: date | None = None) -> Iterator[Given]:
    """The letters of an mbox file."""
    box = mailbox.mbox(path, create=False)
    try:
        for number, key in enumerate(box.keys(), 1):
            yield _letter(_parsed(box.get_bytes(key)), f"{name}#{number}", published)
    finally:
        box.close()


def _parsed(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=policy.default)


def _letter(message: EmailMessage, otherwise: str, published: date | None) -> Given:
    """A letter by its Message-ID; plain text is taken before a page."""
    id_ = str(message["Message-ID"] or "").strip() or otherwise
    try:
        published = published or _sent(message)
        body = message.get_body(("plain", "html"))
        words = body.get_content() if body is not None else ""
        if not isinstance(words, str) or not words.strip():
            raise InputError("The letter has no text.")
        if body is not None and body.get_content_subtype() == "html":
            return Given(id_, Source(html=words, published=published))
        return Given(id_, Source(text=words, published=published))
    except InputError as error:
        return Given(id_, error)
    except (LookupError, UnicodeError, ValueError) as error:  # an unknown encoding, a broken header
        return Given(id_, InputError(f"The letter cannot be read: {error}."))


def _sent(message: EmailMessage) -> date | None:
    try:
        return day(str(message["Date"])) if message["Date"] else None
    except InputError:
        return None


def feed(data: bytes, name: str, published: date | None = None) -> Iterator[Given]:
    """The entries of an RSS or Atom feed: with the text that they carry, else by their address.

    A summary of a line or two is not the article: where an entry has an address and no full text, the page
    is fetched when its turn comes.

    Raises:
        InputError: it is no feed.
        MissingExtra: feedparser is not installed.
    """
    parsed = needed("feedparser", "A feed").parse(data)
    if not parsed.entries and (parsed.bozo or not parsed.version):
        raise InputError(f"{name} is no RSS or Atom feed.")
    for number, entry in enumerate(parsed.entries, 1):
        id_ = entry.get("id") or entry.get("link") or f"{name}#{number}"
        stamp = entry.get("published") or entry.get("updated")
        try:
            on = published or day(stamp)
        except InputError:
            on = None
        full = "".join(part.get("value", "") for part in entry.get("content", ()))
        if full:
            title = entry.get("title", "")
            page = f"<html><body><article><h1>{title}</h1>{full}</article></body></html>"
            yield Given(id_, Source(html=page, published=on))
        elif link := entry.get("link"):
            yield Given(id_, Source(url=link, published=on))
        else:
            yield Given(id_, InputError("The entry has neither a text nor an address."))


def warc(path: Path, name: str, published: date | None = None) -> Iterator[Given]:
    """The pages of a web archive, by their address and, where it comes again, the time of the visit.

    Raises:
        InputError: it is no WARC file.
        MissingExtra: warcio is not installed.
    """
    archive = needed("warcio.archiveiterator", "A web archive")
    broken = needed("warcio.exceptions", "A web archive").ArchiveLoadFailed
    seen: set[str] = set()
    with path.open("rb") as file:
        try:
            for record in archive.ArchiveIterator(file):
                if record.rec_type != "response" or record.http_headers is None:
                    continue
                kind = record.http_headers.get_header("Content-Type") or ""
                if record.http_headers.get_statuscode() != "200" or "html" not in kind:
                    continue
                address = record.rec_headers.get_header("WARC-Target-URI") or name
                visited = record.rec_headers.get_header("WARC-Date") or ""
                id_ = f"{address}@{visited}" if address in seen else address
                seen.add(address)
                try:
                    page = limited(address, record.content_stream().read())
                    yield Given(id_, Source(html=page, published=published))
                except InputError as error:
                    yield Given(id_, error)
        except broken as error:
            raise InputError(f"{name} cannot be read as a web archive: {error}.") from error
