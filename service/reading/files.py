"""The bytes of a file, and whether they are a page."""

import re
from pathlib import Path

from wirebrief.service.errors import InputError, TooLong

MAX_BYTES = 16 * 2**20
"""More than any article or page; what is larger is refused before it fills the memory."""

_PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".rss", ".atom"})
_PAGE = re.compile(
    rb"(?is)(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|rss|feed|rdf:RDF|entry|item)\b"
)


def read_file(path: Path) -> bytes:
    """What a file holds.

    Raises:
        InputError: there is no such file, or it cannot be read.
        TooLong: it is larger than `MAX_BYTES`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror or error}.", hint="Name a file that can be read."
        ) from error
    return limited(str(path), data)


def limited(called: str, data: bytes) -> bytes:
    """The data, if it is no larger than an article may be.

    Raises:
        TooLong: it is larger than `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise TooLong(
            f"{called} is larger than {MAX_BYTES // 2**20} MiB.", hint="Pass one article at a time."
        )
    return data


def is_page(name: str, data: bytes) -> bool:
    """Whether a file holds HTML or a feed, by its suffix or its first tag."""
    return Path(name).suffix.lower() in _PAGE_SUFFIXES or _PAGE.match(data[:4096]) is not None
