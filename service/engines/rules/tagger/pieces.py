"""The words of an article as the tagger's network reads them: pieces of words, in windows of whole sentences.

The pieces are WordPiece's (Devlin et al. 2018, lower case): the longest known piece first. A word is read by
its first piece.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from wirebrief.service.engines.rules.parse import Parsed

MOST = 190
"""Pieces in a window, those that open and close it aside."""
_PER_WORD = 5
"""Pieces that are read of one word."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of an article that is read at once."""

    tokens: range
    pieces: list[int]
    """Ids of pieces, with those that open and close it."""
    first: list[int]
    """Of each token, the place of its first piece in `pieces`."""


class Pieces:
    """Cuts words into pieces.

    Args:
        vocabulary: every piece; its place is its id. What goes on within a word begins with "##".
    """

    def __init__(self, vocabulary: list[str]) -> None:
        self._ids = {piece: n for n, piece in enumerate(vocabulary)}
        self._known: dict[str, list[int]] = {}
        self._longest = max(map(len, vocabulary))

    @cached_property
    def _marks(self) -> tuple[int, int, int]:
        return self._ids["[CLS]"], self._ids["[SEP]"], self._ids["[UNK]"]

    def windows(self, parsed: Parsed, sentences: list[int] | None = None) -> Iterator[Window]:
        """Windows of whole sentences; a sentence that is longer than a window is cut.

        Args:
            sentences: those that are read, in order; all by default.
        """
        opens, closes, _ = self._marks
        begin, pieces, first = 0, [opens], list[int]()
        end = 0
        chosen = range(len(parsed.bounds)) if sentences is None else sentences
        for number in chosen:
            start, stop = parsed.bounds[number]
            if start >= stop:
                continue
            cut = [self.of(parsed.text[token]) for token in range(start, stop)]
            size = sum(map(len, cut))
            if first and (start != end or len(pieces) - 1 + size > MOST):
                yield Window(range(begin, end), [*pieces, closes], first)
                pieces, first = [opens], []
            if not first:
                begin = start
            for token, own in zip(range(start, stop), cut, strict=True):
                if len(pieces) - 1 + len(own) > MOST:
                    yield Window(range(begin, token), [*pieces, closes], first)
                    begin, pieces, first = token, [opens], []
                first.append(len(pieces))
                pieces += own
            end = stop
        if first:
            yield Window(range(begin, end), [*pieces, closes], first)

    def of(self, word: str) -> list[int]:
        """The ids of a word's pieces, the first few of them; at least one."""
        if word not in self._known:
            if len(self._known) > 100_000:
                self._known.clear()
            self._known[word] = self._cut(word)
        return self._known[word]

    def _cut(self, word: str) -> list[int]:
        plain = unicodedata.normalize("NFD", word.lower())
        plain = "".join(c for c in plain if unicodedata.category(c) != "Mn").translate(_PLAIN)
        found: list[int] = []
        for part in _parts(plain):
            found += self._of_part(part)
        return found[:_PER_WORD] or [self._marks[2]]

    def _of_part(self, part: str) -> list[int]:
        found, at = list[int](), 0
        while at < len(part):
            for end in range(min(len(part), at + self._longest), at, -1):
                piece = self._ids.get(("##" if at else "") + part[at:end])
                if piece is not None:
                    break
            else:
                return [self._marks[2]]
            found.append(piece)
            at = end
        return found


_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "."})


def _parts(word: str) -> Iterator[str]:
    """A word with its marks apart, as the vocabulary wants them."""
    begin = 0
    for at, character in enumerate(word):
        if not character.isalnum() and not character.isspace():
            if at > begin:
                yield word[begin:at]
            yield character
            begin = at + 1
        elif character.isspace():
            if at > begin:
                yield word[begin:at]
            begin = at + 1
    if begin < len(word):
        yield word[begin:]
