"""Rows of a table as articles: which column is which is told by its name."""

import math
from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from wirebrief.service.desk.given import Given
from wirebrief.service.errors import InputError
from wirebrief.service.function import Source

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "article_id", "doc_id", "document_id", "guid", "uid", "key"),
    "text": ("text", "body", "content", "article", "article_text", "full_text", "maintext", "plain_text"),
    "html": ("html", "raw_html", "page", "content_html"),
    "url": ("url", "link", "web_url", "uri", "permalink"),
    "path": ("path", "file", "filename", "file_path"),
    "published": (
        "published", "published_at", "publication_date", "date_published", "pub_date", "pubdate",
        "publish_date", "date", "datetime", "timestamp", "created_at",
    ),
    "timezone": ("timezone", "time_zone", "tz"),
    "language": ("language", "lang"),
    "text_base64": ("text_base64",),
    "html_base64": ("html_base64",),
    "error": ("error",),
}  # fmt: skip
"""What columns may be called, case aside; the first that is there counts."""

_ARTICLE = ("text", "html", "url", "path", "text_base64", "html_base64")
"""Of these the first that has something in it is the article: an address beside a text is only its name."""
_MILLISECONDS = 10**11
"""A time stamp above this counts milliseconds; as seconds it would be in the year 5138."""

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each thing stands in the rows of one table."""

    at: dict[str, str]
    published: date | None = None
    """Of rows that do not say."""

    @classmethod
    def among(cls, names: Iterable[str], table: str, published: date | None = None) -> "Columns":
        """The columns of a table.

        Raises:
            InputError: none of them holds articles.
        """
        known = {name.strip().lower(): name for name in reversed(list(names))}
        at = {
            what: next(known[name] for name in wanted if name in known)
            for what, wanted in NAMES.items()
            if any(name in known for name in wanted)
        }
        if not any(what in at for what in _ARTICLE):
            raise InputError(
                f"{table} has no column of articles; its columns are {', '.join(known.values()) or 'none'}.",
                hint="Call one of them text, html or url.",
            )
        return cls(at, published)

    def article(self, row: Row, otherwise: str) -> Given:
        """The article of a row.

        Args:
            otherwise: its id where the row has neither an id nor an address.
        """
        id_ = self._said(row, "id") or self._said(row, "url") or otherwise
        failed = bool(row.get(self.at.get("error", "")))
        path = self._said(row, "path")
        alone = not any(self._said(row, name) for name in _ARTICLE if name != "path")
        try:
            source = self._source(row)
        except InputError as error:
            return Given(id_, error, path=Path(path) if path and alone else None, failed_before=failed)
        return Given(
            id_,
            source,
            language=(self._said(row, "language") or "").split("-")[0].lower() or None,
            path=Path(path) if path and alone else None,
            failed_before=failed,
        )

    def _source(self, row: Row) -> Source:
        zone = self._said(row, "timezone")
        published = day(self._value(row, "published"), zone) or self.published
        if text := self._said(row, "text"):
            return Source(text=text, published=published)
        if html := self._said(row, "html"):
            return Source(html=html, published=published, timezone=zone)
        if encoded := self._said(row, "text_base64"):
            return Source(text=b64decode(encoded), published=published)
        if encoded := self._said(row, "html_base64"):
            return Source(html=b64decode(encoded), published=published, timezone=zone)
        if url := self._said(row, "url"):
            return Source(url=url, published=published, timezone=zone)
        if path := self._said(row, "path"):
            return Source(text=Path(path), published=published)
        raise InputError("The row has no article.", hint="Its text, html or url is empty.")

    def _value(self, row: Row, what: str) -> object:
        value = row.get(self.at[what]) if what in self.at else None
        return None if isinstance(value, float) and math.isnan(value) else value

    def _said(self, row: Row, what: str) -> str | None:
        value = self._value(row, what)
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        return str(value) if value is not None and str(value).strip() else None


def day(value: object, zone: str | None = None) -> date | None:
    """The day of publication that a cell says, in its time zone where there is one.

    Raises:
        InputError: the cell says something else, or there is no such time zone.
    """
    if value is None or value == "":
        return None
    moment = _moment(value)
    if not isinstance(moment, datetime):
        return moment
    if zone and moment.tzinfo:
        try:
            moment = moment.astimezone(ZoneInfo(zone))
        except (KeyError, ValueError, OSError) as error:
            raise InputError(
                f"There is no time zone {zone!r}.", hint="Name it like Europe/Madrid."
            ) from error
    return moment.date()


def _moment(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, int | float) or (isinstance(value, str) and value.isdigit() and len(value) > 8):
            seconds = float(value)
            return datetime.fromtimestamp(seconds / 1000 if seconds > _MILLISECONDS else seconds, UTC)
        said = str(value).strip()
        if len(said) <= 10:
            return date.fromisoformat(said)
        return datetime.fromisoformat(said) if said[:4].isdigit() else parsedate_to_datetime(said)
    except (ValueError, TypeError, OverflowError, OSError) as error:
        raise InputError(
            f"The day of publication is {value!r}.",
            hint="Write 2026-11-30, or a time with its zone.",
        ) from error
