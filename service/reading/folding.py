"""Typographic folding: what may differ between a literal and the article without being another text.

Quotes, dashes, spaces, case, composed and decomposed letters, and characters that print nothing. Never
tokens.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

_SAME_LENGTH = {
    **dict.fromkeys("‘’‚‛′ʼ`´＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
}
_VARIANTS = {
    **_SAME_LENGTH,
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
}
_ALIKE = str.maketrans(_SAME_LENGTH)
_ALL = str.maketrans(_VARIANTS)
_JOINING = "\u0300-\u036f\u1160-\u11ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
_WHITE = re.compile(r"\s")
# What changes the number of characters; everything between is folded in one go.
_UNEVEN = re.compile(
    rf"\s{{2,}}|[-‐‑‒–—―−﹣－]{{2,}}|[\u00ad\u200b\u200c\u200d\u2060\ufeff]+|…|[^{_JOINING}]?[{_JOINING}]+"
)
# Scripts written without spaces, or with particles joined to the noun: there a letter beside a letter
# is no sign of being inside a word.
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),  # Han
    (0xAC00, 0xD7AF),  # Hangul
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


# Arabic writes "and", "so", "in", "to", "like", "will" and "the" onto the word that follows.
_PARTICLES = re.compile(r"(?<![^\W\d_])[وف]?(?:[بك]?(?:ال)?|لل?|س)\Z")
_LONGEST_PARTICLES = 4

_ANY_UNSPACED = re.compile(f"[{''.join(f'{chr(low)}-{chr(high)}' for low, high in _UNSPACED)}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with the way back: `text[i]` was made from the source at `at[i]`."""

    text: str
    at: Sequence[int]

    def source(self, start: int, end: int) -> tuple[int, int] | None:
        """The source of `text[start:end]`, or None where an end falls within one source character."""
        if (start and self.at[start] == self.at[start - 1]) or self.at[end] == self.at[end - 1]:
            return None
        return self.at[start], self.at[end]


def _clusters(text: str) -> list[tuple[int, str]]:
    """The text as (offset, letter with its combining marks)."""
    found: list[tuple[int, str]] = []
    for i, char in enumerate(text):
        joins = unicodedata.combining(char) or "\u1160" <= char <= "\u11ff"
        if joins and found:
            found[-1] = (found[-1][0], found[-1][1] + char)
        else:
            found.append((i, char))
    return found


def fold(text: str, at: Sequence[int] | None = None) -> Folded:
    """Fold a text; `at` gives the source offset of each of its characters and of its end."""
    origin = at if at is not None else range(len(text) + 1)
    out: list[str] = []
    offsets: list[int] = []
    end = 0
    for match in _UNEVEN.finditer(text):
        _fold_part(text, end, match.start(), origin, out, offsets)
        _fold_clusters(text, *match.span(), origin, out, offsets)
        end = match.end()
    _fold_part(text, end, len(text), origin, out, offsets)
    plain = "".join(out)
    if "  " in plain or "--" in plain:  # two runs met where a character that prints nothing stood between
        out, offsets = [], []
        _fold_clusters(text, 0, len(text), origin, out, offsets)
        plain = "".join(out)
    return Folded(plain, [*offsets, origin[len(text)]])


def _fold_part(
    text: str, start: int, end: int, origin: Sequence[int], out: list[str], offsets: list[int]
) -> None:
    """A stretch that keeps its number of characters, in one go; one that does not after all, by cluster."""
    part = text[start:end]
    plain = _WHITE.sub(" ", part.translate(_ALIKE)).casefold()
    if len(plain) != len(part) or not unicodedata.is_normalized("NFC", part):
        _fold_clusters(text, start, end, origin, out, offsets)
        return
    out.append(plain)
    offsets += origin[start:end]


def _fold_clusters(
    text: str, start: int, end: int, origin: Sequence[int], out: list[str], offsets: list[int]
) -> None:
    last = ""
    for i, cluster in _clusters(text[start:end]):
        if cluster.isspace():
            plain = "" if last == " " else " "
        else:
            composed = unicodedata.normalize("NFC", cluster) if len(cluster) > 1 else cluster
            plain = _VARIANTS.get(composed, composed.casefold())
            if plain == "-" and last == "-":
                plain = ""  # a dash typed as two or three hyphens
        out += plain
        offsets += [origin[start + i]] * len(plain)
        last = plain[-1:] or last


def folded(text: str) -> str:
    """The folded text alone, without white space around it."""
    return typographic(text).casefold()


def typographic(text: str) -> str:
    """The text folded but for its case, without white space around it."""
    plain = text if text.isascii() else unicodedata.normalize("NFC", text).translate(_ALL)
    plain = " ".join(plain.replace("`", "'").split())
    return re.sub("-{2,}", "-", plain) if "--" in plain else plain


def _wordy(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")


def _unspaced(char: str) -> bool:
    return any(low <= ord(char) <= high for low, high in _UNSPACED)


def has_unspaced(text: str) -> bool:
    """Whether there is a letter of a script that is written without spaces."""
    return _ANY_UNSPACED.search(text) is not None


def _is_edge(text: str, i: int) -> bool:
    """Whether a word may begin or end between `text[i - 1]` and `text[i]`."""
    if i <= 0 or i >= len(text):
        return True
    before, after = text[i - 1], text[i]
    if before == " " or after == " ":
        return True
    if before.isdigit() and after in ".,:/" and text[i + 1 : i + 2].isdigit():
        return False  # 1 in 1,200
    if after.isdigit() and before in ".,:/" and text[max(i - 2, 0) : i - 1].isdigit():
        return False  # 200 in 1,200
    if after in "'’" and text[i + 1 : i + 2] in ("t", "T") and before in "nN":
        return text[i + 2 : i + 3].isalnum()  # "can" in "can't" would turn its sense round
    if not (_wordy(before) and _wordy(after)):
        return True
    if before.isnumeric() and after.isnumeric():
        return False
    if unicodedata.combining(after):
        return False
    return _unspaced(before) or _unspaced(after)


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is made of whole words and whole numbers of the text."""
    return _is_edge(text, start) and _is_edge(text, end)


def is_seam(text: str, i: int) -> bool:
    """As `_is_edge`, also where two words stand joined because a space was lost ("calmA police source"), or
    because the first is a particle of Arabic.
    """
    return (
        _is_edge(text, i)
        or (_lost_space(text, i) and text[i - 4 : i].islower())
        or _behind_particles(text, i)
    )


def is_likely_seam(text: str, i: int) -> bool:
    """As `is_seam`, for words so many that chance does not bring them together: "DeclaredThe head of"."""
    return _is_edge(text, i) or _lost_space(text, i) or _behind_particles(text, i)


def _behind_particles(text: str, i: int) -> bool:
    if not "\u0620" <= text[i] <= "\u064a":
        return False
    match = _PARTICLES.search(text, max(i - _LONGEST_PARTICLES - 1, 0), i)
    return match is not None and match.start() < i


def _lost_space(text: str, i: int) -> bool:
    """Whether a small letter meets a capital behind three small ones, so not in "AirAsia" or "McDonald"."""
    joined = text[i].isupper() and text[i - 3 : i].islower() and text[i - 3 : i].isalpha()
    return i > 2 and joined and not text[i + 1 : i + 2].isupper()


def occurrences(
    text: str,
    words: str,
    start: int = 0,
    end: int | None = None,
    edge: Callable[[str, int], bool] = _is_edge,
) -> list[tuple[int, int]]:
    """Where `words` stand in `text[start:end]` as whole words, in order, without overlaps.

    Args:
        edge: whether a word may begin or end at an offset.
    """
    return list(_all_occurring(text, words, start, end, edge))


@lru_cache(maxsize=128)
def _all_occurring(
    text: str, words: str, start: int, end: int | None, edge: Callable[[str, int], bool]
) -> tuple[tuple[int, int], ...]:
    """Remembered, as a sentence that says one word many times is asked for it as often."""
    return tuple(_occurring(text, words, start, end, edge))


def stands_only_at(at: int, text: str, words: str, start: int, end: int) -> bool:
    """Whether `words` stand in `text[start:end]` at one offset alone, as whole words."""
    return list(islice(_occurring(text, words, start, end, _is_edge), 2)) == [(at, at + len(words))]


def _occurring(
    text: str, words: str, start: int, end: int | None, edge: Callable[[str, int], bool]
) -> Iterator[tuple[int, int]]:
    limit = len(text) if end is None else end
    i = text.find(words, start, limit) if words else -1
    while i >= 0:
        j = i + len(words)
        if edge(text, i) and edge(text, j):
            yield i, j
            i = text.find(words, j, limit)
        else:
            i = text.find(words, i + 1, limit)
