"""What stands on the command line as an article: a file, an address, or `-` for standard input."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wirebrief.service.errors import InputError
from wirebrief.service.function import Source
from wirebrief.service.reading.files import MAX_BYTES, is_page, limited, read_file


@dataclass
class Articles:
    """The articles named on the command line, read one by one as they are wanted.

    Standard input is read at once: inside an event loop an interrupt would not end the wait for it.
    """

    names: list[str]
    published: date | None = None
    html: bool = False
    timezone: str | None = None
    _standard_input: Source | InputError | None = None

    def __post_init__(self) -> None:
        if "-" in self.names:
            self._standard_input = self._attempt("-")

    def __iter__(self) -> Iterator[Source | InputError]:
        """One for each name, in their order; an error for what cannot be read."""
        for name in self.names:
            found = self._standard_input if name == "-" else None
            yield found or self._attempt(name)

    def _attempt(self, name: str) -> Source | InputError:
        try:
            return source(name, published=self.published, html=self.html, timezone=self.timezone)
        except InputError as error:
            return error


def source(
    name: str, *, published: date | None = None, html: bool = False, timezone: str | None = None
) -> Source:
    """The article called `name`.

    Args:
        html: the content is a page, whatever it looks like; else that is told by suffix or first tag.
        timezone: where the publisher of a page is.

    Raises:
        InputError: there is no such file, or it cannot be read.
        TooLong: it is too large for an article.
    """
    if re.match(r"https?://", name, re.IGNORECASE):
        return Source(url=name, published=published, timezone=timezone)
    data = _content(name)
    if html or is_page(name, data):
        return Source(html=data, published=published, timezone=timezone)
    return Source(text=data, published=published)


def _content(name: str) -> bytes:
    return (
        limited("Standard input", sys.stdin.buffer.read(MAX_BYTES + 1))
        if name == "-"
        else read_file(Path(name))
    )
