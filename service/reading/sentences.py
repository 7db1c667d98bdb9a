"""Where sentences end, decided from the characters around each stop; no parser, no model.

Each candidate stop is judged by the word before it and the word after it, both within a fixed distance, so
the time is linear in the text. Words that carry a stop of their own are data, in `sentences.toml` of the
language. `docs/reading.md` compares this splitter with published ones.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from wirebrief.service.languages import WITH_SENTENCES, table

_NONE: frozenset[str] = frozenset()
_CLOSERS = "\"'\u201d\u2019\u201c\xbb\xab\u203a)\\]}\u300d\u300f\u3015\uff09"
_OPENERS = "\"'\u201c\u2018\u201e\u201a\xab\xbb\u2039\u203a(\\[{\u300c\u300e\uff08\xbf\xa1*\u2022\u2014\\-"
_STOP = re.compile(
    f"(?P<wide>[\u3002\uff01\uff1f\uff61]+)[{_CLOSERS.replace(chr(0x201C), '')}]*"
    # counted, not endless: ten thousand stops in a row must not be tried from each of them
    f"|(?P<stop>[.!?\u061f\u06d4\u0964\u0965]{{1,12}})"
    f"(?P<close>[{_CLOSERS}]{{0,8}}(?:[ \u00a0\u202f][\"'\u201d\u2019\xbb]{{1,3}}(?!\\S))?)"
    "(?=\\s|\\Z|[A-Z][a-z]{1,30}\\s)"
)
_WORD_BEFORE = re.compile(r"[^\s(\[\"\u201c\u2018\u2014/]{1,30}$")
_NEXT = re.compile(f"\\s*[{_OPENERS} ]*(?P<word>[^\\s{_CLOSERS}.,;:!?]*)")
_LOWER_NAME = re.compile("(?:al|el|an|ash|as|at|ad|ar|az|de|di|van|von|bin|ibn)-?[A-Z]|[a-z][A-Z]")
_BRACKETED = re.compile(r"\([^()\n]{0,300}\)")
_REPORTED = re.compile(
    r"\s*(?:(?:the|a|an|of|for|[A-Z][\w.'\u2019-]*|Mr\.|Mrs\.|Ms\.|Dr\.)\s+){1,5}(?P<verb>[a-z]+)\b"
)
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,5}|[IVXLC]{1,5})")
_ORDINAL = re.compile("[\u201e\u201a\xbb]?(?:(?:\\d{1,2}\\.)?\\d{1,2}|\\d{3}|[IVX]{2,6})")
"""A number whose stop makes it an ordinal, where the language writes ordinals so."""
_TAG = re.compile(
    "[^\\s\u3001\u3002\uff01\uff0c\uff1a\uff1f\uff61\u201c\u300c\u300e]{1,12}(?=[\u3002\uff0c\uff1a\uff61])"
)
"""The few characters behind a closing mark that may be a speech tag, where words have no spaces between."""
_SET_APART = re.compile("[ \u00a0\u202f]\xbb[,;:]")
"""A closing mark with a space before it, with which a sentence goes on (« Pourquoi ? », …)."""
_QUOTES = frozenset("\"'\u201d\u2019\u201c\xbb\xab\u203a\u300d\u300f")
_REACH = 32
_LONGEST = 1000


Words = Mapping[str, frozenset[str]]
"""The words of a language by what they do beside a stop."""


def split_sentences(text: str, start: int, end: int, language: str | None = None) -> list[tuple[int, int]]:
    """The sentences of the paragraph `text[start:end]` as (start, end), without white space around them.

    `text` is unfolded. Together they hold every character of the paragraph but white space. A stretch of over
    `_LONGEST` characters in which nothing ends is cut where its words let it: what works on a sentence may
    take the square of its length. A language without data of its own is split as English.
    """
    words = table(language if language in WITH_SENTENCES else "en", "sentences")
    return [cut for at in _stopped(text, start, end, words) for cut in _cut(text, *at)]


def _cut(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, in pieces where it is too long: cut behind a comma, else at a space, else anywhere."""
    while end - begin > _LONGEST:
        reach = begin + _LONGEST
        space = max(text.rfind(mark, begin + _LONGEST // 2, reach) + 1 for mark in (", ", "; "))
        space = space or text.rfind(" ", begin + 1, reach)
        at = space if space > begin else reach
        yield begin, at
        begin = at
        while text[begin].isspace():
            begin += 1
    yield begin, end


def _stopped(text: str, start: int, end: int, words: Words) -> list[tuple[int, int]]:
    """The stretches that end with a stop."""
    bracketed = [m.span() for m in _BRACKETED.finditer(text, start, end) if _is_aside(text, start, m.start())]
    opened = [b for b, _ in bracketed]
    sentences = []
    begin = start
    for match in _STOP.finditer(text, start, end):
        cut = match.end()
        if cut >= end or cut <= begin or not _ends(text, begin, match, end, words):
            continue
        inside = bisect_right(opened, match.start()) - 1
        if inside >= 0 and match.start() < bracketed[inside][1] - 2:
            continue
        sentences.append((begin, cut))
        begin = cut
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        sentences.append((begin, end))
    return sentences


def _is_aside(text: str, start: int, at: int) -> bool:
    """Whether the bracket at `at` opens within a sentence, so that stops in it end nothing."""
    before = text[max(start, at - 2) : at].rstrip()
    return bool(before) and before[-1] not in '.!?"\u201d'


def _ends(text: str, begin: int, match: re.Match[str], end: int, words: Words) -> bool:
    """Whether the sentence that starts at `begin` ends at this candidate."""
    if match["wide"]:
        return _wide_ends(text, begin, match, end, words)
    if _SET_APART.match(text, match.end()):
        return False
    following = _NEXT.match(text, match.end(), min(end, match.end() + 60))
    word = following["word"] if following else ""
    if _starts_lower(word):
        return False
    stop, close = match["stop"], match["close"]
    if not text[match.end()].isspace():
        return _lost_space(text, match, word, words["starters"])
    closed = not _QUOTES.isdisjoint(close)
    if closed and stop[-1] in words.get("open_behind_mark", _NONE):
        return word in words["starters"]
    if closed and stop[-1] in "?!" and _is_reported(text, match.end(), end, words):
        return False
    if stop == ".":
        initial = following is not None and len(word) == 1 and text.startswith(".", following.end())
        starter = word.lower() in words["starters"] and not initial
        return _full_stop_ends(text, begin, match.start(), _Behind(word, starter, closed), words)
    if stop.startswith("..") and not close:  # a pause, unless a new sentence is sure
        return word[:1].isupper() and not re.match("I(?!\\w)", word)
    return True


def _wide_ends(text: str, begin: int, match: re.Match[str], end: int, words: Words) -> bool:
    """Whether a stop that is as wide as a letter ends the sentence: nearly always."""
    if text[match.end()] in words.get("work_marks", _NONE):
        return False
    if _QUOTES.isdisjoint(match.group()):
        return True
    if text.startswith(tuple(words.get("goes_on", _NONE)), match.end()):
        return False
    if _is_told(text, begin, match, words):
        return True
    tag = _TAG.match(text, match.end(), end)
    return tag is None or not tag.group().endswith(tuple(words["reporting"]))


def _is_told(text: str, begin: int, match: re.Match[str], words: Words) -> bool:
    """Whether what closes here was announced with a colon, so that a speech tag behind it is another's."""
    closing = match.group()[-1]
    opening = next((pair[0] for pair in words.get("marks", _NONE) if pair[-1] == closing), "")
    at = text.rfind(opening, begin, match.start()) if opening else -1
    return at > begin and text[at - 1] in "：:"


def _starts_lower(word: str) -> bool:
    return word[:1].islower() and not _LOWER_NAME.match(word)


def _lost_space(text: str, match: re.Match[str], word: str, starters: frozenset[str]) -> bool:
    """Two sentences with no space between them ("… at dawn.The army …")."""
    before = _WORD_BEFORE.search(text, max(0, match.start() - _REACH), match.start())
    if match["stop"] != "." or not before:
        return False
    stem = before.group()
    return len(stem) > 2 and stem.isalpha() and stem[1:].islower() and word.lower() in starters


def _is_reported(text: str, at: int, end: int, words: Words) -> bool:
    """Whether what follows a closing mark is its speech tag ("Why?" Ada Bell asked.)."""
    tag = _REPORTED.match(text, at, min(end, at + 80))
    return tag is not None and tag["verb"] in words["reporting"]


class _Behind(NamedTuple):
    """What stands behind a full stop."""

    word: str
    starter: bool
    """Whether the word starts sentences."""
    closed: bool
    """Whether a closing mark stands before it."""


def _full_stop_ends(text: str, begin: int, at: int, behind: _Behind, words: Words) -> bool:
    """Whether the single full stop at `at` ends the sentence."""
    found = _WORD_BEFORE.search(text, max(begin, at - _REACH), at)
    before = found.group() if found else ""
    last = _last_word(text, begin, at - len(before))
    sure = behind.closed or behind.starter
    if "after_ordinal" in words and _ORDINAL.fullmatch(before):
        dated = behind.word.lower() in words["after_ordinal"]
        return behind.closed or last in words["before_cardinal"] or (behind.starter and not dated)
    key = _without_elision(before.lower().lstrip("'\u2019-*\u201e\u201a\xab\xbb"), words)
    capital = before.lstrip("\u201e\u201a\xab\xbb")[:1].isupper()
    if key in words["example"] or (capital and key in words["title"]):
        return behind.closed
    if key in words["before_number"] or (not capital and key in words.get("before_number_small", _NONE)):
        return not behind.word[:1].isdigit() and (sure or key not in words["maybe_last_any_case"])
    if _may_be_last(before, key, words):
        return sure
    if len(key) == 1 and key.isalpha():  # an initial, or the unit of a number
        counted = last[-1:].isdigit() or last.endswith("/")  # "7 h", "180 km/h"
        counted = counted and key in words.get("after_number", _NONE)
        return sure or (counted and behind.word[:1].isalpha())
    return not (_ENUMERATOR.fullmatch(before) and text.startswith(before, begin))


def _without_elision(key: str, words: Words) -> str:
    """The word behind one that lost its vowel before it ("l'art")."""
    elided, mark, behind = key.replace("\u2019", "'").partition("'")
    return behind if mark and elided in words.get("elided", _NONE) else key


def _last_word(text: str, begin: int, end: int) -> str:
    """The last word of a stretch, in lower case."""
    return (text[max(begin, end - _REACH) : end].lower().split() or [""])[-1]


def _lacks_vowels(key: str, words: Words) -> bool:
    """Whether letters are no word as none of them is a vowel ("Kfm.", "sgt."), where vowels are data."""
    vowels = words.get("vowels", _NONE)
    return bool(vowels) and key.isalpha() and vowels.isdisjoint(key)


def _may_be_last(before: str, key: str, words: Words) -> bool:
    """Whether a word with a stop of its own may end a sentence, too.

    Args:
        before: the word as it stands.
        key: the same as it is looked up.
    """
    if not before.isupper() and len(key) > 1 and _lacks_vowels(key.rpartition("-")[2], words):
        return True
    dotted = "." in key and all(len(part) <= 2 and part.isalpha() for part in key.split("."))
    if dotted or key in words["maybe_last_any_case"]:
        return True
    endings = tuple(words.get("maybe_last_ending", _NONE))
    capital = before.lstrip("\u201e\u201a\xab\xbb")[:1].isupper()
    return capital and (key in words["maybe_last"] or key.endswith(endings))
