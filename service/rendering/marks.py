"""Where in the article the records of a summary rest, cut so that overlaps can be shown in HTML.

Spans of records overlap freely (a cue inside a quote inside the evidence of an incident), elements do not. So
the text is cut at every end of a span, and each piece knows all records that cover it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from wirebrief.schemas import ArticleSummary
from wirebrief.schemas.references import spans

RECORDS = {
    "quotes": ("quote", "span"),
    "quoted_text": ("quoted", "span"),
    "attributions": ("attribution", "evidence"),
    "actors": ("actor", "mentions"),
    "incidents": ("incident", "evidence"),
    "key_points": ("keypoint", "evidence"),
}
"""The lists of a summary whose records can be pointed at: what a page calls the kind, and the field that
holds the stretch that is the record's own. Of equally long stretches one of an earlier kind is nearer."""

_NEARNESS = {kind: n for n, (kind, _) in enumerate(RECORDS.values())}
_PASSED_OVER = ("actor", "keypoint", "support")


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of one record.

    Attributes:
        kind: of the record, where the span is its own; `support` for a cue, a place, a number and the like.
        key: the record on this page, such as `incident-2`; ids of the contract are unique within a list only.
    """

    start: int
    end: int
    kind: str
    key: str

    @property
    def distance(self) -> tuple[int, int, str]:
        """How far a reader of these words is from the record; for sorting."""
        kind = self.key.partition("-")[0]
        return self.end - self.start, _NEARNESS.get(kind, len(_NEARNESS)), self.key


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text with the records that cover it, the one with the shortest span first.

    Attributes:
        opens: the records of which the own span begins here, actors left out: where a keyboard can stop.
    """

    text: str
    kinds: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()


def marks_of(summary: ArticleSummary) -> list[Mark]:
    """Every span of every record, in the order of the text."""
    found = [Mark(s.start, s.end, "support", "published") for s in summary.article.published.evidence]
    for field, (kind, own) in RECORDS.items():
        for n, record in enumerate(getattr(summary, field)):
            for path, span in spans(record):
                as_ = kind if path.partition("[")[0] == own else "support"
                found.append(Mark(span.start, span.end, as_, f"{kind}-{n}"))
    return sorted(set(found), key=lambda mark: (mark.start, mark.end, mark.key, mark.kind))


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    """Stretches to be shown as paragraphs: between empty lines where there are such, else line by line."""
    blank = re.search(r"\S[^\S\n]*\r?\n[^\S\n]*\r?\n\s*\S", text)
    block = r"\S(?:.*\S)?(?:\r?\n[^\S\n]*\S(?:.*\S)?)*" if blank else r"\S(?:.*\S)?"
    return [match.span() for match in re.finditer(block, text)]


def pieces_of(text: str, marks: list[Mark]) -> list[list[Piece]]:
    """The text by paragraphs, each cut into pieces that put together are the paragraph."""
    return [list(_cut(text, start, end, marks)) for start, end in paragraphs_of(text)]


def _cut(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[Piece]:
    here = [mark for mark in marks if mark.start < end and start < mark.end]
    ends = {offset for mark in here for offset in (mark.start, mark.end) if start < offset < end}
    for left, right in pairwise(sorted({start, end, *ends})):
        covering = [mark for mark in here if mark.start <= left and right <= mark.end]
        covering.sort(key=lambda mark: mark.distance)
        first = [m for m in covering if max(m.start, start) == left and m.kind not in _PASSED_OVER]
        yield Piece(
            text[left:right],
            tuple(dict.fromkeys(mark.kind for mark in covering)),
            tuple(dict.fromkeys(mark.key for mark in covering)),
            tuple(dict.fromkeys(mark.key for mark in first)),
        )
