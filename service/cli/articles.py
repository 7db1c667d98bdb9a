"""What stands on the command line as an article: a file, an address, or `-` for standard input."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wirebrief.service.errors import InputError, TooLong
from wirebrief.service.function import Source

MAX_BYTES = 16 * 2**20
"""More than any article or page; what is larger is refused before it fills the memory."""

_PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_PAGE = re.compile(
    rb"(?is)(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b"
)


@dataclass
class Articles:
    """The articles named on the command line, read one by one as they are wanted.

    Standard input is read at once: inside an event loop an interrupt would not end the wait for it.
    """

    names: list[str]
    published: date | None = None
    html: bool = False
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
            return source(name, published=self.published, html=self.html)
        except InputError as error:
            return error


def source(name: str, *, published: date | None = None, html: bool = False) -> Source:
    """The article called `name`.

    Args:
        html: the content is a page, whatever it looks like; else that is told by suffix or first tag.

    Raises:
        InputError: there is no such file, or it cannot be read.
        TooLong: it is larger than `MAX_BYTES`.
    """
    if re.match(r"https?://", name, re.IGNORECASE):
        return Source(url=name, published=published)
    data = _content(name)
    if html or Path(name).suffix.lower() in _PAGE_SUFFIXES or _PAGE.match(data[:4096]):
        return Source(html=data, published=published)
    return Source(text=data, published=published)


def _content(name: str) -> bytes:
    called = "Standard input" if name == "-" else name
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(
            f"{called} cannot be read: {error.strerror or error}.",
            hint="Name a file or an http(s) address, or use - for standard input.",
        ) from error
    if len(data) > MAX_BYTES:
        raise TooLong(
            f"{called} is larger than {MAX_BYTES // 2**20} MiB.", hint="Pass one article at a time."
        )
    return data
