"""Where sentences end, decided from the characters around each stop; no parser, no model.

Each candidate stop is judged by the word before it and the word after it, both within a fixed distance, so
the time is linear in the text. Words that carry a stop of their own are data, in `sentences.toml` of the
language. `docs/reading.md` compares this splitter with published ones.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from wirebrief.service.languages import WITH_SENTENCES, table

_CLOSERS = "\"'\u201d\u2019\u201c\xbb\xab\u203a)\\]}\u300d\u300f\u3015\uff09"
_OPENERS = "\"'\u201c\u2018\u201e\u201a\xab\xbb\u2039\u203a(\\[{\u300c\u300e\uff08\xbf\xa1*\u2022\u2014\\-"
_STOP = re.compile(
    f"(?P<wide>[\u3002\uff01\uff1f\uff61]+)[{_CLOSERS}]*"
    # counted, not endless: ten thousand stops in a row must not be tried from each of them
    f"|(?P<stop>[.!?\u061f\u06d4\u0964\u0965]{{1,12}})"
    f"(?P<close>[{_CLOSERS}]{{0,8}}(?: [\"'\u201d\u2019\xbb]{{1,3}}(?!\\S))?)"
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
        return True
    following = _NEXT.match(text, match.end(), min(end, match.end() + 60))
    word = following["word"] if following else ""
    if _starts_lower(word):
        return False
    stop, close = match["stop"], match["close"]
    if not text[match.end()].isspace():
        return _lost_space(text, match, word, words["starters"])
    closed = not _QUOTES.isdisjoint(close)
    if closed and stop[-1] in "?!" and _is_reported(text, match.end(), end, words):
        return False
    if stop == ".":
        before = _WORD_BEFORE.search(text, max(begin, match.start() - _REACH), match.start())
        return _full_stop_ends(text, begin, before.group() if before else "", word, closed, words)
    if stop.startswith("..") and not close:  # a pause, unless a new sentence is sure
        return word[:1].isupper() and not re.match("I(?!\\w)", word)
    return True


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


def _full_stop_ends(text: str, begin: int, before: str, word: str, closed: bool, words: Words) -> bool:
    """Whether a single full stop behind the word `before` ends the sentence, `word` being the next one."""
    key = before.lower().lstrip("'\u2019-*")
    if "after_ordinal" in words and _ORDINAL.fullmatch(before):
        return closed or (word.lower() in words["starters"] and word.lower() not in words["after_ordinal"])
    capital = before[:1].isupper()
    starter = word.lower() in words["starters"]
    if key in words["example"] or (capital and key in words["title"]):
        return closed
    if key in words["before_number"]:
        return not word[:1].isdigit()
    dotted = "." in key and all(len(part) <= 2 and part.isalpha() for part in key.split("."))
    if dotted or (len(key) == 1 and key.isalpha()) or key in words["maybe_last_any_case"]:
        return closed or starter
    if capital and key in words["maybe_last"]:
        return closed or starter
    return not (_ENUMERATOR.fullmatch(before) and text.startswith(before, begin))
