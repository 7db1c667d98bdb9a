"""The normalised view of a text, with a way back to every character of it.

Two steps. `unfold` does everything that changes the number of characters (line ends, composed letters, invisible
characters, character references, doubly encoded characters, newswire quotes) and mends what an encoding fault
lost; it keeps the direction of quotation marks, which `quotations` needs. `fold` then maps what is left one to
one: any double mark to `"`, any single mark to `'`, hyphens to `-`, dashes to an em dash.

Why not ftfy: it returns text without offsets, and offsets are the point here. The rules below are the part of it
that newswire needs, each of them local, so that the same words read alone come out the same way.
"""

import html
import re
import unicodedata
from dataclasses import dataclass

from wirebrief.service.reading.document import View

_LINE = "\r\n?|[\n\x0b\x0c\u2028\u2029]"
_INVISIBLE = "[\xad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
_REFERENCE = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
# UTF-8 read as Windows-1252. Two-byte forms only behind Â and Ã, where real text in Latin letters cannot
# have them: Ã or Â in a word of capitals is left alone.
_TAIL = "[\x80-\xbf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019"
_TAIL += "\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
_DOUBLY_ENCODED = (
    f"(?<![A-Z])[\xc2\xc3]{_TAIL}|\xe2[\x80\u20ac]{_TAIL}"
    f"|\xe2[\x80\u20ac](?=[\\s.,;:]|$)|\xf0[\x9f\u0178]{_TAIL}{{2}}"
)
_SPECIAL = re.compile(
    f"(?P<doubly>{_DOUBLY_ENCODED})"
    f"|(?P<reference>{_REFERENCE})"
    f"|(?P<line>{_LINE})"
    f"|(?P<invisible>{_INVISIBLE})"
    r"|(?P<open>``)|(?P<close>''(?!'))|(?P<twice>\"\"(?!\"))"
    "|(?P<c1>[\x80-\x9f])"
    "|(?P<space>[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    "|(?P<ellipsis>\u2026|\\.(?: \\.){2,3}(?! ?\\.))"
    "|(?P<dashes>--+)"
    "|(?P<ligature>[\ufb00-\ufb06])"
    "|(?P<cluster>[^\\W\\d_][\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u3099\u309a]+)"
)
_FIXED = {"line": "\n", "invisible": "", "open": "\u201c", "close": "\u201d", "twice": '"', "space": " "}
_FIXED |= {"ellipsis": "...", "dashes": "\u2014"}
_FAULTS = frozenset({"doubly", "c1", "twice", "reference"})

_PLAIN = str.maketrans(
    dict.fromkeys("“”„‟″〝〞〟＂«»「」『』", '"')
    | dict.fromkeys("‘’‚‛′ʼ＇`´‹›", "'")
    | dict.fromkeys("‐‑‒–−﹣－", "-")
    | {"\u2015": "\u2014"}
)
_SPACED_HYPHEN = re.compile(r"(?<=\s)[-\u2013](?=\s)")

_PRONOUN = r"(?:I|[Ww]e|[Yy]ou|[Tt]hey|[Hh]e|[Ss]he|[Ii]t|[Ww]ho|[Tt]hat|[Tt]here)"
_LOST_APOSTROPHE = re.compile(
    # "hadn t", "can t": no word is spelt "t"
    r"(?:\b(?:do|does|did|is|are|was|were|has|have|had|would|could|should|must|need|might|wo|ca|sha|ai)n) (?=t\b)"
    # "We ve", "they re", "I m", "who d", "it ll"
    rf"|\b{_PRONOUN} (?=(?:ve|re|ll)\b)|\b(?:I|i) (?=m\b)|\b(?:I|you|we|they|he|she|it|who) (?=d\b)(?! d')"
    r"|\b(?:would|could|should|might|must) (?=ve\b)"
    # "Iraq s", "let s": a lone "s" after a word, unless that word makes it the name of the letter
    r"|(?<![\w'\u2019])(?!(?:an?|the|letter|with|of|and|or|to|plus|by)\b)[^\W\d_][^\W\d_.-]*[^\W\d_] "
    r"(?=s(?=[\s,;:?!)\"\u201d]|\.?$|\.\s))"
)
_WRONG_APOSTROPHE = re.compile(
    "(?<=\\w)\ufffd{1,3}(?=\\w)|(?<=[^\\W\\d_])\\?(?=(?:s|t|re|ve|ll|d|m)(?:[\\s,.;:!)]|$))"
)
_WRONG_MARKS = re.compile("(?<!\\S)\ufffd{1,3}(?=\\w)([^\n\ufffd]{1,600}[.,!?])\ufffd{1,3}(?!\\S)")


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The text before folding: as long as the view's, with directed quotation marks still in it."""

    text: str
    starts: list[int]
    repairs: tuple[str, ...]
    """What was mended, each as it stood, in order; at most ten."""


def make_view(text: str, language: str | None = None) -> View:
    """A view of `text`, in which what an encoding fault lost is put back where that is certain.

    A lost apostrophe is certain in English only ("s" is a word in Czech), so `language` matters; None is read as
    English.
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
    for match in _SPECIAL.finditer(text):
        became = _became(match)
        if became is None:
            continue
        start, end = match.span()
        parts += text[done:start], became
        starts += range(done, start)
        starts += [start] * len(became)
        if match.lastgroup in _FAULTS:
            repairs.append(match.group())
        done = end
    parts.append(text[done:])
    starts += range(done, len(text) + 1)
    return _mended("".join(parts), starts, repairs, english=language in (None, "en"))


def _became(match: re.Match[str]) -> str | None:
    """What a special stretch is read as, or None where it stays as it is."""
    kind, found = str(match.lastgroup), match.group()
    if kind in _FIXED:
        return _FIXED[kind]
    if kind == "cluster":
        composed = unicodedata.normalize("NFC", found)
        return composed if composed != found else None
    if kind == "ligature":
        return unicodedata.normalize("NFKC", found)
    if kind == "reference":
        return _dereferenced(found)
    return _decoded(found)


def _dereferenced(found: str) -> str | None:
    """The character that an HTML reference stands for, read as text would be."""
    character = html.unescape(found)
    if character == found or len(character) > 2 or (not character.isprintable() and not character.isspace()):
        return None
    return " " if character.isspace() else character


def _decoded(found: str) -> str | None:
    """A character whose bytes were read in the wrong encoding, read in the right one."""
    if len(found) == 1:
        character = found.encode("latin-1").decode("cp1252", "replace")
        return {"\ufffd": None, "\u2026": "..."}.get(character, character)
    if (
        len(found) == 2 and found[0] == "\xe2"
    ):  # the last byte of a closing mark has no character in Windows-1252
        return "\u201d"
    try:
        character = b"".join(_byte(c) for c in found).decode("utf-8")
    except UnicodeError:
        return None
    return {"\xa0": " ", "\u2026": "...", "\xad": ""}.get(character, character)


def _byte(character: str) -> bytes:
    return character.encode("latin-1") if ord(character) < 256 else character.encode("cp1252")


def _mended(text: str, starts: list[int], repairs: list[str], *, english: bool) -> Unfolded:
    """Marks that became a space, a question mark or U+FFFD; one character for one, so the map stays."""

    def note(match: re.Match[str], replacement: str) -> str:
        repairs.append(_around(text, match.start(), match.end()))
        return replacement

    if "\ufffd" in text:
        text, starts = _shrunk(text, starts)
        text = _WRONG_MARKS.sub(lambda m: note(m, f"\u201c{m[1]}\u201d"), text)
    text = _WRONG_APOSTROPHE.sub(lambda m: note(m, "\u2019"), text)
    if english:
        text = _LOST_APOSTROPHE.sub(lambda m: note(m, m.group()[:-1] + "\u2019"), text)
    return Unfolded(text, starts, tuple(repairs[:10]))


def _shrunk(text: str, starts: list[int]) -> tuple[str, list[int]]:
    """Runs of U+FFFD, one for each byte of a lost character, made one."""
    keep = [i for i, c in enumerate(text) if not (c == "\ufffd" and i and text[i - 1] == "\ufffd")]
    return "".join(text[i] for i in keep), [starts[i] for i in keep] + [starts[-1]]


def _around(text: str, start: int, end: int) -> str:
    """The words that a repair touched."""
    before = re.search(r"\S{0,20}$", text[max(0, start - 20) : start])
    after = re.match(r"\S{0,20}", text[end : end + 20])
    return (before.group() if before else "") + text[start:end] + (after.group() if after else "")
