"""The characters of a page, from its bytes."""

import codecs
import re

from wirebrief.service.errors import NotText

_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_DECLARED = re.compile(
    rb"(?i)<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([a-z0-9_.:-]{2,40})"
)
_LOOKED_AT = 4096
"""Bytes in which a declared encoding is looked for; the HTML standard asks for 1024."""
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "iso8859-9": "cp1254"}


def decode_page(data: bytes, declared: str | None = None) -> str:
    """The page's characters: by byte order mark, the server's word or its own, else UTF-8, else Windows-1252.

    Args:
        declared: the encoding that the server gave with it.

    Raises:
        NotText: it is a binary file.
    """
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    if b"\x00" in data:
        raise NotText("This is a binary file, not a page.", hint="Pass the HTML of an article's page.")
    own = _DECLARED.search(data[:_LOOKED_AT])
    for name in (declared, own and own[1].decode("ascii"), "utf-8"):
        if (known := _encoding(name)) is None:
            continue
        try:
            return data.decode(known)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace")


def _encoding(name: str | None) -> str | None:
    """Python's name for an encoding of text, read as browsers read it; None where it is none."""
    try:
        found = codecs.lookup(name or "").name
        "".encode(found)
    except (LookupError, ValueError):
        return None
    return _AS_BROWSERS_DO.get(found, found)
