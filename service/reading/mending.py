"""Marks that an encoding fault turned into a space, a question mark or U+FFFD, put back where certain.

"Peru s", "We ve", "hadn?t" can only have lost an apostrophe. A plural's ("teachers strike") cannot be known
and is left. One character stands for one, so offsets stay; a run of U+FFFD counts as one character.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_ENDING = r"(?:s|t|ve|re|ll|d|m)"
_SPACE = re.compile(rf" (?={_ENDING}(?![\w'\u2019-])(?:[\s,;:?!)\"\u201d]|\.(?:\s|[\"\u201d)]|$)|$))")
_QUESTION_MARK = re.compile(rf"\?(?<=[^\W\d_]\?)(?={_ENDING}(?:[\s,.;:!)]|$))")
_LOST_APOSTROPHE = re.compile("\ufffd(?<=\\w\ufffd)(?=\\w)")
_LOST_MARKS = re.compile("\ufffd(?<!\\S\ufffd)(?=\\w)([^\n\ufffd]{1,600}[.,!?])\ufffd(?!\\S)")

_WORD_BEFORE = re.compile(r"[^\W_]{1,30}\Z")
_NEGATED = frozenset(["don", "doesn", "didn", "isn", "aren", "wasn", "weren", "hasn", "haven", "hadn", "won"])
_NEGATED |= {"wouldn", "can", "couldn", "shouldn", "mustn", "needn", "mightn", "ain", "shan"}
_PRONOUNS = frozenset(["i", "you", "we", "they", "he", "she", "it", "who", "that", "there"])
_MODALS = frozenset(["would", "could", "should", "might", "must"])
_NAMING = frozenset(["a", "an", "the", "letter", "letters", "with", "of", "and", "or", "to", "plus", "by"])
"""Words after which "s" is the letter."""
_BEFORE = {
    "t": _NEGATED,
    "ve": _PRONOUNS | _MODALS,
    "re": frozenset(["you", "we", "they", "who", "there"]),
    "ll": _PRONOUNS,
    "d": frozenset(["i", "you", "we", "they", "he", "she", "who"]),
    "m": frozenset(["i"]),
}


@dataclass(frozen=True, slots=True)
class Mended:
    text: str
    starts: list[int]
    repairs: list[str]
    """Each as it stood, with the letters around it."""


def mend(text: str, starts: list[int], *, english: bool) -> Mended:
    """`text` with its lost marks; `starts` gives the offset of each of its characters and of its end."""
    repairs: list[str] = []

    def put(mark: str, allowed: Callable[[re.Match[str]], bool] = bool) -> Callable[[re.Match[str]], str]:
        def replaced(match: re.Match[str]) -> str:
            if not allowed(match):
                return match.group()
            repairs.append(_around(match))
            return mark if match.re.groups == 0 else mark + match[1] + "\u201d"

        return replaced

    if "\ufffd" in text:
        text, starts = _shrunk(text, starts)
        text = _LOST_APOSTROPHE.sub(put("\u2019"), text)
        text = _LOST_MARKS.sub(put("\u201c"), text)
    if "?" in text:
        text = _QUESTION_MARK.sub(put("\u2019"), text)
    if english:
        text = _SPACE.sub(put("\u2019", _is_lost_apostrophe), text)
    return Mended(text, starts, repairs)


def _is_lost_apostrophe(space: re.Match[str]) -> bool:
    """Whether the word before a lone ending is one that takes it."""
    text, at = space.string, space.start()
    before = _WORD_BEFORE.search(text, max(0, at - 31), at)
    if before is None:
        return False
    word = before.group()
    ending = text[at + 1 : at + 3].rstrip(' \n,;:?!)."\u201d')
    if ending == "s":
        return len(word) > 1 and not word.isdigit() and word.lower() not in _NAMING
    return word.lower() in _BEFORE[ending]


def _shrunk(text: str, starts: list[int]) -> tuple[str, list[int]]:
    """Runs of U+FFFD, one for each byte of a lost character, made one."""
    keep = [i for i, c in enumerate(text) if not (c == "\ufffd" and i and text[i - 1] == "\ufffd")]
    return "".join(text[i] for i in keep), [starts[i] for i in keep] + [starts[-1]]


def _around(match: re.Match[str]) -> str:
    """The words that a repair touched."""
    text, start, end = match.string, match.start(), match.end()
    before = re.search(r"\S{0,20}\Z", text[max(0, start - 20) : start])
    after = re.match(r"\S{0,20}", text[end : end + 20])
    return (before.group() if before else "") + text[start:end] + (after.group() if after else "")
