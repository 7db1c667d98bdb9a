"""The normalised view of a text, with a way back to every character of it.

Two steps. `unfold` does everything that changes the number of characters (line ends, composed letters,
invisible characters, character references, doubly encoded characters, newswire quotes) and mends what an
encoding fault lost; it keeps the direction of quotation marks, which `quotations` needs. `fold` then maps
what is left one to one: any double mark to `"`, any single mark to `'`, hyphens to `-`, dashes to an em dash.

Why not ftfy: it returns text without offsets, and offsets are the point here. The rules below are the part of
it that newswire needs, each of them local, so that a few words read alone come out as they do in the article.
"""

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from wirebrief.service.reading.document import View
from wirebrief.service.reading.mending import mend

_LINE = "\r\n?|[\x0b\x0c\u2028\u2029]"
_INVISIBLE = "[\xad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
_SPACE = "[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u3099\u309a"
_REFERENCE = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"

# UTF-8 read as Windows-1252 (or Latin-1). Two-byte forms count only behind Â and Ã, and not in a word of
# capitals, where real text has them.
_TAIL = (
    "[\x80-\xbf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019"
    "\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
)
_DOUBLY_ENCODED = (
    f"(?<![A-Z])[\xc2\xc3]{_TAIL}|\xe2[\x80\u20ac]{_TAIL}|\xe2[\x80\u20ac](?=[\\s.,;:]|$)"
    f"|\xf0[\x9f\u0178]{_TAIL}{{2}}"
)
_SPECIAL = re.compile(
    f"(?P<doubly>{_DOUBLY_ENCODED})|(?P<reference>{_REFERENCE})|(?P<line>{_LINE})"
    f"|(?P<invisible>{_INVISIBLE})|(?P<space>{_SPACE})|(?P<marks>[{_MARKS}]+)"
    "|(?P<open>``|\u2018\u2018)|(?P<close>''(?!')|\u2019\u2019(?![\u2019\\w]))|(?P<twice>\"\"(?!\"))|(?P<dashes>--+)"
    "|(?P<ellipsis>\u2026|\\.(?: \\.){2,3}(?! ?\\.))|(?P<c1>[\x80-\x9f])|(?P<ligature>[\ufb00-\ufb06])"
)
# Where _SPECIAL may match. It starts with one set of characters, for which `re` has a fast search.
_CANDIDATE = re.compile(
    "[&\r\x0b\x0c\u2028\u2029\t\xa0\u1680\u2000-\u200f\u202a-\u202f\u205f-\u2064\u2066-\u2069\u3000\xad\ufeff"
    f"\xc2\xc3\xe2\xf0{_MARKS}\x80-\x9f\u2026\ufb00-\ufb06`'\u2018\u2019\"\\-.]"
    "(?:(?<=`)(?=`)|(?<=\u2018)(?=\u2018)|(?<=\u2019)(?=\u2019)|(?<=')(?=')|(?<=\")(?=\")|(?<=-)(?=-)"
    "|(?<=\\.)(?= \\.)|(?<![`'\u2018\u2019\"\\-.]))"
)
_FIXED = {"line": "\n", "invisible": "", "space": " ", "open": "\u201c", "close": "\u201d", "twice": '"'}
_FIXED |= {"ellipsis": "...", "dashes": "\u2014"}
_FAULTS = frozenset({"doubly", "c1", "twice", "reference"})

_PLAIN = str.maketrans(
    dict.fromkeys(
        "\u201c\u201d\u201e\u201f\u2033\u301d\u301e\u301f\uff02\xab\xbb\u300c\u300d\u300e\u300f", '"'
    )
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\uff07`\xb4\u2039\u203a", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-")
    | {"\u2015": "\u2014"}
)
_SPACED_HYPHEN = re.compile(r"[-\u2013](?<!\S[-\u2013])(?!\S)")


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The text before folding: as long as the view's, with directed quotation marks still in it."""

    text: str
    starts: list[int]
    repairs: tuple[str, ...]
    """What was mended, each as it stood, in order; at most ten."""


def make_view(text: str, language: str | None = None) -> View:
    """A view of `text`, in which what an encoding fault lost is put back where that is certain.

    A lost apostrophe is certain in English only ("s" is a word in Czech), so `language` matters; None is read
    as English.
    """
    unfolded = unfold(text, language)
    return View(text=fold(unfolded.text), starts=unfolded.starts)


def fold_words(words: str, language: str | None = None) -> str:
    """How a few words stand in the view of a document in that language; to look a literal up in it."""
    return make_view(words, language).text


def fold(text: str) -> str:
    """Typographic variants mapped one to one; the length stays."""
    return _SPACED_HYPHEN.sub("\u2014", text).translate(_PLAIN)


def unfold(text: str, language: str | None = None) -> Unfolded:
    """`text` with one character for each thing to be read, and the offset that each came from."""
    parts: list[str] = []
    starts: list[int] = []
    repairs: list[str] = []
    done = 0
    for candidate in _CANDIDATE.finditer(text):
        match = _SPECIAL.match(text, candidate.start()) if candidate.start() >= done else None
        if match is None:
            continue
        start, end = match.span()
        kind = str(match.lastgroup)
        if kind == "marks" and start > done and text[start - 1].isalnum():
            start -= 1
        became = _became(kind, text[start:end])
        if became is None:
            continue
        parts += text[done:start], became
        starts += range(done, start)
        starts += [start] * len(became)
        if kind in _FAULTS:
            repairs.append(text[start:end])
        done = end
    parts.append(text[done:])
    starts += range(done, len(text) + 1)
    mended = mend("".join(parts), starts, english=language in (None, "en"))
    return Unfolded(mended.text, mended.starts, tuple([*repairs, *mended.repairs][:10]))


def _became(kind: str, found: str) -> str | None:
    """What a special stretch is read as, or None where it stays as it is."""
    if kind in _FIXED:
        return _FIXED[kind]
    return _READINGS[kind](found)


def _composed(found: str) -> str:
    """A letter with its marks: one character, or all at one offset. Marks without a letter are dropped."""
    return unicodedata.normalize("NFC", found) if found[0].isalnum() else ""


def _plain_letters(found: str) -> str:
    return unicodedata.normalize("NFKC", found)


def _dereferenced(found: str) -> str | None:
    """The character that an HTML reference stands for."""
    character = html.unescape(found)
    if character == found or len(character) > 1:
        return None
    if character.isspace():
        return " "
    return character if character.isprintable() else None


def _undone(found: str) -> str | None:
    """A character whose UTF-8 bytes were read in another encoding."""
    if len(found) == 2 and found[0] == "\xe2":  # the third byte of a closing mark is nothing in Windows-1252
        return "\u201d"
    try:
        character = b"".join(map(_byte, found)).decode("utf-8")
    except UnicodeError:
        return None
    return {"\xa0": " ", "\u2026": "...", "\xad": ""}.get(character, character)


def _byte(character: str) -> bytes:
    return character.encode("latin-1") if ord(character) < 256 else character.encode("cp1252")


def _from_windows(found: str) -> str | None:
    """A control character that is a quotation mark or a dash in Windows-1252."""
    character = found.encode("latin-1").decode("cp1252", "replace")
    return {"\ufffd": None, "\u2026": "..."}.get(character, character)


_READINGS: dict[str, Callable[[str], str | None]] = {
    "marks": _composed,
    "ligature": _plain_letters,
    "reference": _dereferenced,
    "doubly": _undone,
    "c1": _from_windows,
}
