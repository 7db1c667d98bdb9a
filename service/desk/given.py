"""One article of a run, with the id that follows it into every table."""

import hashlib
import json
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue

from wirebrief.service.errors import InputError
from wirebrief.service.function import Source


@dataclass(frozen=True, slots=True)
class Given:
    """An article to be summarised, or why it cannot be read.

    Attributes:
        id: the caller's name for it; unique in a run.
        language: ISO 639-1, where the caller says it.
        path: the file that is the article, which need not be written down to be read again.
        failed_before: it comes from a list of failures, and is to be tried again.
    """

    id: str
    source: Source | InputError
    language: str | None = None
    path: Path | None = None
    failed_before: bool = False

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what the summary hangs on: another text under the same id is another article."""
        told: JsonValue = str(self.path)
        if isinstance(self.source, Source):
            told = self._content()
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    def again(self) -> dict[str, JsonValue]:
        """This article as a row that reads as it, for the list of failures."""
        if self.path is not None:
            published = self.source.published if isinstance(self.source, Source) else None
            row: dict[str, JsonValue] = {"path": str(self.path)}
            return {"id": self.id, **row, **({"published": published.isoformat()} if published else {})}
        return {"id": self.id, **(self._content() if isinstance(self.source, Source) else {})}

    def _content(self) -> dict[str, JsonValue]:
        assert isinstance(self.source, Source)
        row: dict[str, JsonValue] = {}
        for name in ("text", "html", "url"):
            value = getattr(self.source, name)
            if isinstance(value, bytes):
                row |= _encoded(name, value)
            elif value is not None:
                row[name] = str(value)
        if self.source.published:
            row["published"] = self.source.published.isoformat()
        if self.source.timezone:
            row["timezone"] = self.source.timezone
        if self.language:
            row["language"] = self.language
        return row


def _encoded(name: str, value: bytes) -> dict[str, JsonValue]:
    try:
        return {name: value.decode()}
    except UnicodeDecodeError:  # kept as it is: reading decides what the bytes mean
        return {f"{name}_base64": b64encode(value).decode()}
