"""What reading makes of an article: the caller's text, untouched, with everything in it addressable."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from wirebrief.schemas import Published, Span, Warning
from wirebrief.schemas.vocabulary import ArticleKind

_WORD = re.compile(r"[^\W_]+")

Zone = Literal[
    "section", "title", "standfirst", "byline", "crosshead", "credit", "speaker", "furniture", "body"
]
"""`speaker` is the name before a turn of a conversation; `furniture` belongs to the page and not to the
article: teasers, buttons, clock times of entries, running heads, headers of mail."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    end: int
    zone: Zone


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, with its outer marks and any dateline; no white space around it."""

    id: str
    start: int
    end: int
    paragraph: int
    """Index into `Document.paragraphs`."""
    zone: Zone


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, or a paragraph of a speaker's turn in a conversation.

    `start` and `end` exclude the marks; `outer_start` and `outer_end` include those that are there.
    """

    id: str
    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool
    """False where the closing mark is missing (unclosed, or re-opened in the next paragraph)."""
    parent: str | None
    """Id of the quotation that this one is nested in."""
    continues: str | None
    """Id of the quotation in the paragraph before that this one re-opens."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's turn in a conversation: "SMITH: We will …"."""

    speaker: tuple[int, int] | None
    """Where the name before the colon stands; None for "Q" and "A"."""
    quotations: tuple[str, ...]
    """Ids of the quotations said, one for each paragraph."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A resolved time; `end` is inclusive. Both are None where it cannot be resolved."""

    start: date | None
    end: date | None
    precision: Literal["day", "month", "year", "period", "unknown"]


@dataclass(frozen=True, slots=True)
class View:
    """A normalised reading of the text with a way back.

    `text` has typographic variants folded (quotes, dashes, spaces, NFC) and encoding faults mended;
    `starts[i]` is the offset in the source of the character `text[i]`, and `starts[len(text)]` its length.
    Characters that one source character unfolds to ("..." for one "\u2026") share its offset.
    """

    text: str
    starts: Sequence[int]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source that `text[start:end]` was made from, never less than one character."""
        while start < end < len(self.text) and self.starts[end] == self.starts[end - 1]:
            end += 1
        return self.starts[start], self.starts[end]

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the view that holds `source[start:end]`; the way back from `source`."""
        first = bisect_left(self.starts, start)
        if first and self.starts[first] > start:  # within a character that several source ones made
            first = bisect_left(self.starts, self.starts[first - 1])
        return first, max(first, bisect_left(self.starts, end))


@dataclass(frozen=True)
class Document:
    """One article, read once, the same for every engine.

    All offsets are code points into `text`, the caller's own.
    """

    text: str
    view: View
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    published: Published
    language: str | None
    kind: ArticleKind = "report"
    """What sort of text it is, by its form."""
    turns: tuple[Turn, ...] = ()
    """Of a transcript or an interview, in order."""
    stamps: tuple[tuple[int, int], ...] = ()
    """The clock times at the head of a live page's entries, with what parts them from the words behind."""
    section: str | None = None
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    agency: str | None = None
    dateline: Span | None = None
    """The place at the head of the first body paragraph ("Baghdad" in "Baghdad: The …")."""
    extracted: bool = False
    """Whether `text` was extracted from a page, so that the caller needs it back."""
    warnings: tuple[Warning, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The contract's span over `text[start:end]`."""
        return Span(start=start, end=end, text=self.text[start:end])

    @cached_property
    def sentence_by_id(self) -> dict[str, Sentence]:
        return {sentence.id: sentence for sentence in self.sentences}

    @cached_property
    def quotation_by_id(self) -> dict[str, Quotation]:
        return {quotation.id: quotation for quotation in self.quotations}

    def sentences_over(self, start: int, end: int) -> list[Sentence]:
        """The sentences that a stretch touches, in order."""
        return list(self.sentences[slice(*self.rows_over(start, end))])

    def rows_over(self, start: int, end: int) -> tuple[int, int]:
        """Index of the first sentence that a stretch touches, and one past that of the last."""
        first = bisect_right(self._sentence_ends, start)
        return first, max(first, bisect_left(self._sentence_starts, end))

    def quotations_around(self, offset: int) -> Iterator[Quotation]:
        """The quotations that open at or before an offset and close after it, the innermost first.

        They are properly nested, so that all of them are around the last one that opens before it.
        """
        last = bisect_right(self._quotation_starts, offset) - 1
        quotation = self.quotations[last] if last >= 0 else None
        while quotation is not None:
            if offset < quotation.outer_end:
                yield quotation
            quotation = self.quotation_by_id[quotation.parent] if quotation.parent else None

    @cached_property
    def word_starts(self) -> dict[str, list[int]]:
        """For each run of letters and digits of the text, as printed, the offsets at which it begins."""
        found: dict[str, list[int]] = defaultdict(list)
        for match in _WORD.finditer(self.text):
            found[match.group()].append(match.start())
        return dict(found)

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [quotation.outer_start for quotation in self.quotations]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [sentence.end for sentence in self.sentences]
