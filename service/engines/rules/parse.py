"""The dependency parse of an article, as plain lists over its tokens.

Sentences are the Document's own: reading splits them, and the parser is told where they begin, so that `S12`
is the same sentence for every engine. The parser sees the sentences of the *view* (typography folded, faults
mended) joined by single spaces; every offset that leaves this module points into the caller's text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, cast

from wirebrief.service.engines.rules.morphology import Word
from wirebrief.service.engines.rules.parser import Parser, parser
from wirebrief.service.engines.rules.parser_repairs import REPAIRS
from wirebrief.service.errors import TooLong
from wirebrief.service.reading.dateline import find_dateline
from wirebrief.service.reading.document import Document, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from thinc.types import Ints2d

_COLUMNS: list[int | str] = ["ORTH", "TAG", "DEP", "ENT_TYPE", "ENT_IOB"]
_BEGINS = 3
"""`ENT_IOB` of the first token of an entity."""
_MOST_TOKENS = 4000
"""Tokens parsed at a time, some 60 MB: an article of up to 19,000 characters is parsed whole."""
_CLOSED_SENTENCE = ('." ', ".'' ", ".' ")


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
    using = parser()
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) >= batch_size:
            yield from _parse_batch(using, batch)
            batch = []
    if batch:
        yield from _parse_batch(using, batch)


def _parse_batch(using: Parser, documents: list[Document]) -> list[Parsed]:
    laid_out = [_lay_out(using, document) for document in documents]
    _run(using, [part for layout in laid_out for part in layout.parts])
    return [_collect(using, document, layout) for document, layout in zip(documents, laid_out, strict=True)]


def _run(using: Parser, docs: list[Doc]) -> None:
    """Parse the docs, in runs of at most `_MOST_TOKENS`: the parser's memory grows with a run, and who else
    waits for it gets it between two."""
    begin = tokens = 0
    for n, doc in enumerate(docs):
        if tokens + len(doc) > _MOST_TOKENS and n > begin:
            using.run(docs[begin:n])
            begin, tokens = n, 0
        tokens += len(doc)
    if docs:
        using.run(docs[begin:])


@dataclass(frozen=True, slots=True)
class _Layout:
    """A tokenised article before it is parsed; lists run in parallel to its tokens."""

    parts: list[Doc]
    """The tokens, cut between sentences where an article is long."""
    sentence: list[int]
    """Index into `document.sentences`."""
    view_start: list[int]
    """Offset in the view."""
    opens: list[bool]
    """Whether a stretch begins that is parsed as one."""


def _lay_out(using: Parser, document: Document) -> _Layout:
    """Tokenise the sentences, and tell the parser where they begin."""
    starts, view = document.view.starts, document.view.text
    pieces: list[str] = []
    places: list[
        tuple[int, int, int]
    ] = []  # of each piece: offset in the parser's text and in the view, sentence
    length = 0
    for number, sentence in enumerate(document.sentences):
        if sentence.zone == "furniture":
            continue
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        first = _words_begin(document, sentence, first, last)
        for at, end, goes_on in _pieces(view, first, last):
            places.append((length, at, number))
            pieces.append(view[at:end].replace("\n", " ") + ("" if goes_on else " "))
            length += len(pieces[-1])
    most = using.language.max_length
    if length > most:
        raise TooLong(
            f"The article has {length:,} characters; the parser of the rules takes {most:,}.",
            hint="Pass one article at a time.",
        )
    text = "".join(pieces)[:-1]
    doc = using.language.make_doc(text)
    sentences: list[int] = []
    view_start: list[int] = []
    opens: list[bool] = []
    current = -1
    for start in doc.to_array("IDX").tolist():
        begins = False
        while current + 1 < len(places) and start >= places[current + 1][0]:
            current += 1
            begins = begins or not current or places[current][2] != places[current - 1][2]
        opens.append(begins or _follows_closed_sentence(doc, text, len(opens), start))
        sentences.append(places[current][2])
        view_start.append(start - places[current][0] + places[current][1])
    _tell(doc, opens)
    return _Layout(_parts(doc, sentences), sentences, view_start, opens)


_ASIDE = re.compile(r"\b[^\W\d_a-z][\w'.]*( \[[^\W\d_a-z][^\[\] ]* [^\[\]]{1,90}\])(?=[ ,.;:])")
"""A name spelt out behind another: "the NBU [National Bakers' Union] guards". Other words in brackets may be
some that the sentence needs ("said [the mayor] left")."""
_NO_WORDS = re.compile(r"(?<=\S{200})\S+|(?<=[^\w\s]{8})[^\w\s]+")
"""The rest of a run that is longer than any word, and of one of marks. The tokeniser's time grows with the
square of what stands between two spaces, and the parser would take every mark for a word."""


def _pieces(view: str, first: int, last: int) -> Iterator[tuple[int, int, bool]]:
    """The stretches of a sentence that the parser reads, and whether the next goes on without a space. What
    stands behind an aside goes on from what stands before it."""
    for at, end in _without_asides(view, first, last):
        for rest in _NO_WORDS.finditer(view, at, end):
            yield at, rest.start(), False
            at = rest.end()
        yield at, end, end != last


def _without_asides(view: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    for aside in _ASIDE.finditer(view, first, last):
        yield first, aside.start(1)
        first = aside.end()
    yield first, last


def _parts(doc: Doc, sentences: list[int]) -> list[Doc]:
    """A doc, cut between sentences so that no part has more than `_MOST_TOKENS`."""
    parts: list[Doc] = []
    begin = 0
    while len(doc) - begin > _MOST_TOKENS:
        end = bisect_left(sentences, sentences[begin + _MOST_TOKENS])  # where the sentence there begins
        end = end if end > begin else begin + _MOST_TOKENS
        parts.append(doc[begin:end].as_doc())
        begin = end
    parts.append(doc[begin:].as_doc() if parts else doc)
    return parts


def _tell(doc: Doc, opens: list[bool]) -> None:
    """Set where stretches begin, at one go: set one by one, each reads the whole doc."""
    import numpy as np

    starts = np.array([[1 if begins else -1] for begins in opens], dtype=np.int64)
    doc.from_array(["SENT_START"], cast("Ints2d", starts.astype(np.uint64)))


def _words_begin(document: Document, sentence: Sentence, first: int, last: int) -> int:
    """Where the words of a sentence begin, in the view: a dateline is no part of its grammar, nor is the
    clock time of an entry."""
    stamp = bisect_left(document.stamps, (sentence.start,))
    if stamp < len(document.stamps) and document.stamps[stamp][0] == sentence.start:
        return bisect_left(document.view.starts, document.stamps[stamp][1])
    if document.dateline is None or not sentence.start <= document.dateline.start < sentence.end:
        return first
    dateline = find_dateline(document.view.text, first, last)
    return dateline.end if dateline is not None else first


def _follows_closed_sentence(doc: Doc, text: str, token: int, start: int) -> bool:
    """Whether a new statement begins after a full stop within marks: ("It is over." She left.)

    Before a speech tag edited English has a comma, so that this is one even where a reporting verb follows.
    """
    if not text[start].isupper() or not text[max(start - 4, 0) : start].endswith(_CLOSED_SENTENCE):
        return False
    return token >= 2 and doc[token - 2].text == "."  # not the stop of an abbreviation


def _collect(using: Parser, document: Document, layout: _Layout) -> Parsed:
    rows: list[list[int]] = []
    words: list[Word] = []
    distances: list[int] = []
    for part in layout.parts:
        own: list[list[int]] = part.to_array(_COLUMNS).tolist()
        words += using.words_of(part, [(form, tag, dep) for form, tag, dep, _, _ in own])
        distances += part.to_array("HEAD").astype("int64").tolist()
        rows += own
    text = [word.text for word in words]
    source = document.view.starts
    start = [source[v] for v in layout.view_start]
    end = [source[v + len(t)] for v, t in zip(layout.view_start, text, strict=True)]
    head = [i + distance for i, distance in enumerate(distances)]
    children, left, right = _subtrees(head)
    quote, mark = _quotation_membership(document, start, end)
    segment = list(accumulate(map(int, layout.opens[1:]), initial=0)) if words else []
    entity_types = using.language.vocab.strings
    parsed = Parsed(
        document=document,
        text=text,
        lower=[word.lower for word in words],
        lemma=[word.lemma for word in words],
        pos=[word.pos for word in words],
        tag=[word.tag for word in words],
        dep=[word.dep for word in words],
        head=head,
        left=left,
        right=right,
        children=children,
        entity=[entity_types[kind] for *_, kind, _ in rows],
        entity_start=[place == _BEGINS for *_, place in rows],
        start=start,
        end=end,
        sentence=layout.sentence,
        segment=segment,
        quote=quote,
        mark=mark,
        bounds=_bounds(layout.sentence, len(document.sentences)),
        segments=_bounds(segment, segment[-1] + 1 if segment else 0),
    )
    for repair in REPAIRS:
        if repair(parsed):
            parsed.children[:], parsed.left[:], parsed.right[:] = _subtrees(parsed.head)
    return parsed


def _subtrees(head: list[int]) -> tuple[list[list[int]], list[int], list[int]]:
    """Each token's dependents, and the first and last token of its subtree."""
    children: list[list[int]] = [[] for _ in head]
    for i, h in enumerate(head):
        if h != i:
            children[h].append(i)
    downwards = [i for i, h in enumerate(head) if h == i]
    for i in downwards:  # grows while it is read
        downwards.extend(children[i])
    left, right = list(range(len(head))), list(range(len(head)))
    for i in reversed(downwards):
        h = head[i]
        left[h], right[h] = min(left[h], left[i]), max(right[h], right[i])
    return children, left, right


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
