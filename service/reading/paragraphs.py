"""Paragraphs: blank lines, single line ends, and hard-wrapped text whose lines belong together.

Old wire copy is wrapped at 60 to 80 columns, so that a paragraph spans lines; a web page copied as text has a
paragraph on each line. Which it is shows in the line ends: in wrapped text the next line's first word would
not have fitted, and sentences run on over most of them.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

_LINE = re.compile(r"[^\n]+")
_FIRST_WORD = re.compile(r"\S{0,100}")
_BULLET = re.compile(
    r"(?:[*\u2022\u25aa\u25cf\u25e6\u2023\u00b7]|[-\u2013\u2014](?=\s)|\(?\d{1,3}[.)](?=\s))\s*\S"
)
_NARROWEST, _WIDEST = 30, 100
_ENOUGH_BROKEN, _BROKEN_SHARE, _FULL_SHARE = 3, 0.3, 0.7
_STOPS = frozenset(".!?:;\"'\u201d\u2019\u2026)")
_INDENT, _RAGGED = 3, 8

Line = tuple[int, int]


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """Paragraphs as (start, end), without white space around them, in order; empty ones are left out."""
    lines = list(_trimmed_lines(text))
    width = _wrap_width(text, lines)
    paragraphs: list[tuple[int, int]] = []
    for n, (start, end) in enumerate(lines):
        if paragraphs and (
            _cuts_word(text, lines[n - 1], (start, end))
            or (width and _goes_on(text, lines[n - 1], (start, end), width))
        ):
            paragraphs[-1] = (paragraphs[-1][0], end)
        else:
            paragraphs.append((start, end))
    return paragraphs


def _trimmed_lines(text: str) -> Iterator[Line]:
    for match in _LINE.finditer(text):
        found = match.group()
        start = match.start() + len(found) - len(found.lstrip())
        end = match.start() + len(found.rstrip())
        if start < end:
            yield start, end


def _wrap_width(text: str, lines: list[Line]) -> int:
    """The column at which the text is wrapped, or 0 where its lines are paragraphs."""
    lengths = [end - start for start, end in lines]
    fitting = [length for length in lengths if length <= _WIDEST]
    if len(fitting) < 0.9 * len(lengths) or max(fitting, default=0) < _NARROWEST:
        return 0
    width = max(fitting)
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    broken = [(a, b) for a, b in pairs if text[a[1] - 1] not in _STOPS]
    full = sum(_is_full(text, a, b, width) for a, b in broken)
    enough = len(broken) >= max(_ENOUGH_BROKEN, _BROKEN_SHARE * len(pairs))
    return width if enough and full >= _FULL_SHARE * len(broken) else 0


def _adjacent(text: str, line: Line, following: Line) -> bool:
    """Whether no blank line is between the two."""
    return text.count("\n", line[1], following[0]) == 1


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether the following line's first word would not have fitted, give or take a ragged edge."""
    first = _FIRST_WORD.match(text, following[0])
    return line[1] - line[0] + 1 + len(first.group() if first else "") > width - _RAGGED


def _cuts_word(text: str, line: Line, following: Line) -> bool:
    """Whether a line ends within a word that the following one goes on with."""
    start, end = line
    hyphened = end - start > 2 and text[end - 1] == "-" and text[end - 2].isalpha()
    return hyphened and text[following[0]].islower() and _adjacent(text, line, following)


def _goes_on(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether, in wrapped text, the following line belongs to the same paragraph."""
    if not _adjacent(text, line, following) or _BULLET.match(text, following[0]):
        return False
    indented = following[0] - text.rfind("\n", 0, following[0]) - 1 >= _INDENT
    starts_line = line[0] - text.rfind("\n", 0, line[0]) - 1 >= _INDENT
    if indented and not starts_line:
        return False
    return _is_full(text, line, following, width) or text[following[0]].islower()
