"""A long article in windows: stretches of sentences that overlap, each shown with the article's beginning.

The ids of sentences and quotations are those of the whole article, so that what a model says of a window
needs no translation. The beginning (title, dateline, who is who) goes with every window.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wirebrief.service.reading.document import Document, Sentence
from wirebrief.service.reading.render import render_sentences, shown_sentences

_HEAD = 8
_OVERLAP = 10
_MARKS = 24
"""More bytes than the id and the zone of a sentence take, or the id of a quotation."""
_PARAGRAPH = 4
"""Parts of a window: the article's beginning, what two windows share, the way back to a paragraph's end."""


@dataclass(frozen=True, slots=True)
class Window:
    """What one question shows of an article.

    Attributes:
        sentences: those that are shown, in order.
        own: ids of those that the window answers for; every sentence is one window's own.
        first: id of the first sentence after the article's beginning.
    """

    sentences: tuple[Sentence, ...]
    own: frozenset[str]
    first: str

    @property
    def line(self) -> str:
        """What a model is told of it."""
        return (
            f"The article is long. Shown are its beginning and the sentences {self.first} to "
            f"{self.sentences[-1].id}. Record what they report; who is who may stand in the beginning."
        )


def windows(document: Document, most: int) -> list[Window]:
    """The windows of an article, each of at most `most` bytes as a model is shown it; one where all fits.

    A sentence that is longer by itself has a window of its own.
    """
    sentences = shown_sentences(document) or document.sentences[:1]
    longest = len(document.text.encode("utf-8", "replace")) + _MARKS * (
        len(sentences) + len(document.quotations)
    )
    if longest <= most:
        return [_whole(sentences)]
    sizes = [len(line.encode("utf-8", "replace")) + 1 for line in render_sentences(document, sentences)]
    if sum(sizes) <= most:
        return [_whole(sentences)]
    head = _fill(sizes, 0, most // _HEAD)
    room = most - sum(sizes[:head])
    cuts = _cuts(sentences, sizes, head, room)
    made = []
    for n, (start, end) in enumerate(cuts):
        begins = 0 if n == 0 else (start + cuts[n - 1][1] + 1) // 2
        ends = len(sentences) if n == len(cuts) - 1 else (cuts[n + 1][0] + end + 1) // 2
        made.append(
            Window(
                (*sentences[:head], *sentences[start:end]),
                frozenset(s.id for s in sentences[begins:ends]),
                sentences[start].id,
            )
        )
    return made


def _whole(sentences: tuple[Sentence, ...]) -> Window:
    return Window(sentences, frozenset(s.id for s in sentences), sentences[0].id)


def _fill(sizes: Sequence[int], start: int, room: int) -> int:
    """One past the last sentence that fits, from `start` on."""
    end = start
    while end < len(sizes) and room >= sizes[end]:
        room -= sizes[end]
        end += 1
    return end


def _cuts(sentences: Sequence[Sentence], sizes: Sequence[int], head: int, room: int) -> list[tuple[int, int]]:
    """First sentence of each window and one past its last."""
    made: list[tuple[int, int]] = []
    start = head
    while True:
        end = max(start + 1, _fill(sizes, start, room))
        if end == len(sizes):
            return [*made, (start, end)]
        end = _at_paragraph(sentences, start, end)
        made.append((start, end))
        start = max(start + 1, _back(sizes, end, room // _OVERLAP))


def _at_paragraph(sentences: Sequence[Sentence], start: int, end: int) -> int:
    """The last beginning of a paragraph before `end`, if it is near."""
    for at in range(end, max(start + 1, end - (end - start) // _PARAGRAPH) - 1, -1):
        if sentences[at].paragraph != sentences[at - 1].paragraph:
            return at
    return end


def _back(sizes: Sequence[int], end: int, room: int) -> int:
    """The first of the sentences before `end` that fit into the overlap."""
    start = end
    while start > 0 and room >= sizes[start - 1]:
        room -= sizes[start - 1]
        start -= 1
    return start
