"""How a document is shown to a model, and how a place in it is named in a draft.

A model sees one sentence a line, `[S12] …`, and the id of each quotation before its opening mark, `⟦Q3⟧"…"`.
Words are those of the view. Nothing in the article can pass for an id: line ends inside a sentence become
spaces, `[S` before a figure becomes `(S`, and ⟦ ⟧ become double brackets.
"""

import re
from collections.abc import Iterator

from wirebrief.service.reading.document import Document, Sentence
from wirebrief.service.reading.folding import is_seam, occurrences, stands_only_at

LONGEST_LITERAL = 8
"""Words that an address spells out; a longer stretch is given by its first and last words."""
_MOST_AT_AN_END = 16
"""Words tried at either end of a longer stretch, until they stand nowhere else in the sentence."""

_FORGED = re.compile(r"\[(?=\s*[SQ]\s*\d)", re.IGNORECASE)
_NUMBERED = re.compile(r"#\d+$")


def render_document(document: Document) -> str:
    """The whole document as a model is shown it."""
    return "\n".join(render_sentences(document, document.sentences))


def shown_sentences(document: Document) -> tuple[Sentence, ...]:
    """The sentences that a model is shown: those of the article, not those of its page."""
    return tuple(sentence for sentence in document.sentences if sentence.zone != "furniture")


def render_sentences(document: Document, sentences: tuple[Sentence, ...]) -> Iterator[str]:
    """One line for each sentence, such as `[S2 title] …` or, in the body, `[S7] …`; none for what belongs to
    the page."""
    marks = sorted((q.outer_start, q.id) for q in document.quotations)
    n = 0
    for sentence in sentences:
        if sentence.zone == "furniture":
            continue
        while n < len(marks) and marks[n][0] < sentence.start:
            n += 1
        parts: list[str] = []
        at = sentence.start
        while n < len(marks) and marks[n][0] < sentence.end:
            opening, quotation = marks[n]
            parts += _shown(document, at, opening), f"\u27e6{quotation}\u27e7"
            at, n = opening, n + 1
        parts.append(_shown(document, at, sentence.end))
        zone = "" if sentence.zone == "body" else f" {sentence.zone}"
        yield f"[{sentence.id}{zone}] {''.join(parts).strip()}"


def _shown(document: Document, start: int, end: int) -> str:
    """A stretch of the article on one line, unable to pass for an id."""
    if start == end:
        return ""
    words = document.view.text[slice(*document.view.locate(start, end))]
    words = re.sub(r"\s+", " ", words).replace("\u27e6", "[[").replace("\u27e7", "]]")
    return _FORGED.sub("(", words)


def address(document: Document, start: int, end: int) -> str:
    """The shortest unambiguous address of `document.text[start:end]`, as `schemas/draft.py` defines them.

    Its words are the article's own characters, so that the resolver's first and exact way finds them.

    Raises:
        ValueError: the stretch is empty, cuts a word, or does not lie within one sentence.
    """
    around = document.sentences_over(start, end)
    if len(around) != 1 or start >= end or start < around[0].start or end > around[0].end:
        raise ValueError(f"[{start}:{end}] does not lie within one sentence")
    sentence = around[0]
    if (start, end) == (sentence.start, sentence.end):
        return sentence.id
    words = document.text[start:end]
    if len(words.split()) > LONGEST_LITERAL and (ends := _ends(document, sentence, start, end)):
        return f"{sentence.id}: {ends}"
    place = document.text, words, sentence.start, sentence.end
    found = occurrences(*place) or occurrences(*place, edge=is_seam)
    if (start, end) not in found:
        raise ValueError(f"{words!r} is not made of whole words")
    if len(found) == 1 and not _NUMBERED.search(words) and ">>" not in words:
        return f"{sentence.id}: {words}"
    return f"{sentence.id}: {words} #{found.index((start, end)) + 1}"


def _ends(document: Document, sentence: Sentence, start: int, end: int) -> str | None:
    """`first words >> last words`, each as few as stand once in the sentence; None where none do."""
    words = [m.span() for m in re.finditer(r"\S+", document.text[start:end])]
    half = len(words) // 2
    few = range(1, min(half, _MOST_AT_AN_END))
    head = _unique(document, sentence, [(start, start + words[n][1]) for n in few])
    tail = _unique(document, sentence, [(start + words[-n - 1][0], end) for n in few])
    return f"{head} >> {tail}" if head and tail else None


def _unique(document: Document, sentence: Sentence, candidates: list[tuple[int, int]]) -> str | None:
    """The first of the stretches whose words stand nowhere else in the sentence."""
    for start, end in candidates:
        words = document.text[start:end]
        if ">>" in words or _NUMBERED.search(words):
            continue
        if stands_only_at(start, document.text, words, sentence.start, sentence.end):
            return words
    return None
