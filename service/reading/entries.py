"""Paragraphs that open with a mark of their own: the clock time of an entry, the speaker of a turn.

    17.04 Three people …      **Wed 15:10** Evacuation …      67' Goal …      SMITH: We will …      Q: Why …

A time is no figure of the sentence behind it, and a speaker no part of what he says. What a speaker says
without marks is a quotation all the same, and runs on over the paragraphs before the next speaker's.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise

Range = tuple[int, int]

_ZONE = r"(?: ?(?:GMT|UTC|BST|W?E[DS]?T|CES?T|IST|[CMP][DS]?T|AE[DS]T|SGT|JST|WIB|local time)\b)?"
_HOUR = r"(?:[01]?\d|2[0-3])"
_CLOCK = rf"{_HOUR}[.:h][0-5]\d(?::[0-5]\d)?(?: ?[ap]\.? ?m\b\.?)?{_ZONE}|\d{{1,2}} ?[ap]\.?m\b\.?{_ZONE}"
_DAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,? )?"
_AGO = r"\d{1,2} ?(?:s|sec|m|min|h|hr|seconds?|mins?|minutes?|hrs?|hours?) ago"
_MINUTE = r"\d{1,3}(?:\+\d{1,2})?(?:['\u2019\u2032]| min(?:s|utes?)?\b)|(?:KM|Km|Lap|Over) \d{1,3}(?:\.\d)?"
_STAMP = re.compile(
    rf"[*_#[(\u2022 -]{{0,5}}(?:(?i:posted|updated|published)(?i: at)? )?"
    rf"(?P<time>{_DAY}(?:{_CLOCK})|{_AGO}|{_MINUTE})[*_\])]{{0,3}}"
)
_BEHIND = re.compile(r"\s*[|:\u2013\u2014-]+\s+(?=\S)|\.?\s+(?=[*\"\u201c\u2018']*[A-Z\d\u20ac$\xa3])|\s*$")
_SURE = re.compile(r"\d\d[.:h]\d\d|\d:\d\d|[ap]\.?m|ago|['\u2019\u2032]|min|KM|Km|Lap|Over")
_UNIT = re.compile(r"\s*(?:[mb]illion|trillion|per ?cent|metres?|Metres?|Million|Billion|Per)\b")

_LABEL = re.compile(
    r"[*_]{0,3}(?P<who>[^\W\d_a-z](?:[^\W\d_]|[.'\u2019 ,/&()-]){0,60}?)[*_]{0,3}\s?:[*_]{0,3}\s+(?=\S)"
)
_DIRECTION = re.compile(r"[(\[*][^()\[\]\n]{1,200}[)\]*]\.?")
"""A paragraph that nobody speaks: "(CROSSTALK)"."""
_ASKED = frozenset({"q", "a", "question", "answer", "que", "ans"})
_LONGEST_LABEL = 7


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks, and what: offsets like those that were given."""

    speaker: Range | None
    """The name or post before the colon; None for "Q" and "A", which name nobody."""
    said: tuple[Range, ...]
    """The stretches said, one for each paragraph."""


@dataclass(frozen=True, slots=True)
class Entries:
    """Paragraphs, and the marks before them."""

    paragraphs: list[Range]
    stamps: tuple[Range, ...]
    """The clock times at the head of paragraphs, with what parts them from the words behind."""
    stamp_lines: frozenset[int]
    """Indices of the paragraphs that are a clock time and nothing else."""
    speakers: frozenset[int]
    """Indices of the paragraphs that are the name of who speaks next."""
    turns: tuple[Turn, ...]


def find_entries(text: str, paragraphs: list[Range]) -> Entries:
    """The entries of a live page and the turns of a conversation among the paragraphs of `text`.

    The name of a speaker becomes a paragraph of its own. A clock time stays in its sentence, as a dateline
    does.
    """
    stamped = {n: end for n, at in enumerate(paragraphs) if (end := _stamp_end(text, *at))}
    labels = _labels(text, paragraphs, stamped)
    cut: list[Range] = []
    stamp_lines: list[int] = []
    speakers: list[int] = []
    for n, (start, end) in enumerate(paragraphs):
        if stamped.get(n) == end:
            stamp_lines.append(len(cut))
        if n in labels:
            speakers.append(len(cut))
            cut.append((start, start + len(text[start : labels[n].end()].rstrip())))
            start = labels[n].end()
        cut.append((start, end))
    return Entries(
        cut,
        tuple((paragraphs[n][0], end) for n, end in stamped.items()),
        frozenset(stamp_lines),
        frozenset(speakers),
        tuple(_turns(text, paragraphs, labels)),
    )


def plain_entries(paragraphs: list[Range]) -> Entries:
    """Paragraphs none of which opens with a mark."""
    return Entries(paragraphs, (), frozenset(), frozenset(), ())


# -- live pages


def _stamp_end(text: str, start: int, end: int) -> int:
    """Where what stands behind a paragraph's stamp begins, or 0 where it has none."""
    stamp = _STAMP.match(text, start, min(end, start + 60))
    if stamp is None:
        return 0
    behind = _BEHIND.match(text, stamp.end(), end)
    if behind is None or _UNIT.match(text, stamp.end(), end):
        return 0
    alone = behind.end() >= end
    return behind.end() if alone or _SURE.search(stamp["time"]) else 0


# -- turns


def _labels(text: str, paragraphs: list[Range], stamped: Container[int]) -> dict[int, re.Match[str]]:
    """The paragraphs that open with who speaks, where the text is a conversation: two speakers, of whom one
    speaks again, or questions and answers."""
    found = {
        n: label
        for n, (start, end) in enumerate(paragraphs)
        if n not in stamped and (label := _label(text, start, end))
    }
    names = Counter(map(_name, found.values()))
    said = {n for n, label in found.items() if _is_sentence(text[label.end() : paragraphs[n][1]])}
    again = len(names) > 1 and max(names.values()) > 1 and len(said) > 2
    if not again and not (len(said) > 1 and _ASKED.issuperset(names)):
        return {}
    return {n: label for n, label in found.items() if names[_name(label)] > 1 or n in said}


def _label(text: str, start: int, end: int) -> re.Match[str] | None:
    label = _LABEL.match(text, start, min(end, start + 80))
    if label is None or label.end() >= end:
        return None
    words = label["who"].split()
    if words[0].lower() == "dear":
        return None
    small = [w for w in words if w[:1].islower() and w not in ("of", "the", "de", "van", "von", "for", "and")]
    return label if len(words) <= _LONGEST_LABEL and len(small) < len(words) / 2 else None


def _name(label: re.Match[str]) -> str:
    """By what a speaker goes in labels: the last word, so that "CHIEF ANA ROE" and "ROE" are one."""
    return re.sub(r"\s*[,(].*", "", label["who"]).split()[-1].rstrip(".").casefold()


def _is_sentence(words: str) -> bool:
    return bool(re.search(r"[.!?\u2026\u2014-][\"'\u201d\u2019)\]*]*\s*$", words)) and len(words.split()) > 1


def _turns(text: str, paragraphs: list[Range], labels: dict[int, re.Match[str]]) -> Iterator[Turn]:
    """What each speaker says: the rest of the paragraph, and those up to the next speaker's. The last turn of
    all ends with its paragraph, since nothing tells where the conversation ends."""
    at = [*labels, max(labels, default=0) + 1]
    for n, following in pairwise(at):
        label = labels[n]
        said = [(label.end(), paragraphs[n][1]), *paragraphs[n + 1 : following]]
        named = _name(label) not in _ASKED
        spoken = (_bare(text, *stretch) for stretch in said if not _DIRECTION.fullmatch(text, *stretch))
        yield Turn(label.span("who") if named else None, tuple(spoken))


def _bare(text: str, start: int, end: int) -> Range:
    """A stretch without the marks that are around all of it."""
    marked = (
        text[start] in '"\u201c' and text[end - 1] in '"\u201d' and text.count(text[end - 1], start, end) < 3
    )
    return (start + 1, end - 1) if marked and end - start > 2 else (start, end)
