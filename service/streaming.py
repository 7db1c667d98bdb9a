"""`astream`: the records of one article as the model completes them, each checked before it is given.

A record is grounded and verified with what the answer has so far; what does not pass then is kept back, and
given when the rest of the answer, or the repair, has borne it out. What can only be said of the whole comes
with the summary at the end: headline and key points, the warnings, which quotations nobody accounts for,
which sources contradict each other, how records relate to later ones. The summary is what counts: it numbers
the records anew, and may lack one that was given, where the model's last word on the article is another.
"""

import asyncio
from collections.abc import AsyncGenerator, Hashable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date
from typing import Literal, Unpack

from wirebrief.schemas import Actor, ArticleSummary, Attribution, Incident, Quote, QuotedText
from wirebrief.schemas.draft import Draft
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.service.engines.protocol import Drafted, Engine, StreamingEngine, Tell
from wirebrief.service.engines.select import LLMOptions
from wirebrief.service.function import Source, Summarizer, borrowed, read
from wirebrief.service.grounding import Grounding, assemble, failed_items, ground, verify
from wirebrief.service.grounding.confidence import weighed
from wirebrief.service.pipeline import summarize_document
from wirebrief.service.reading.document import Document

Kind = Literal["actors", "incidents", "attributions", "quotes", "quoted_text"]
Record = Actor | Incident | Attribution | Quote | QuotedText

_KINDS: tuple[Kind, ...] = ("actors", "incidents", "attributions", "quotes", "quoted_text")


@dataclass(frozen=True, slots=True)
class Streamed:
    """A record that has been verified.

    Attributes:
        kind: the list of the summary that it belongs to.
        record: the record; the ids in it are those of `so_far`.
        so_far: the summary of what the answer had by then, in which other records are found by id.
    """

    kind: Kind
    record: Record
    so_far: ArticleSummary


async def astream(
    text: str | bytes | None = None,
    *,
    html: str | bytes | None = None,
    url: str | None = None,
    published: date | None = None,
    engine: str | Engine | None = None,
    **options: Unpack[LLMOptions],
) -> AsyncGenerator[Streamed | ArticleSummary, None]:
    """Summarise one article and give its records as they are completed; the arguments are `summarize`'s.

    Yields a `Streamed` for each record, once, and at the end the `ArticleSummary`. An engine that does not
    stream gives all of them at the end. Leaving early (`aclose`, a task that is cancelled) stops the model.

    Raises:
        InputError, ConfigurationError, UpstreamError: as `summarize`; what was given by then was verified.
    """
    source = Source(text, html, url, published)
    async with (
        borrowed(engine, options) as summarizer,
        aclosing(stream_with(summarizer, source)) as stream,
    ):
        async for one in stream:
            yield one


async def stream_with(
    summarizer: Summarizer, source: Source
) -> AsyncGenerator[Streamed | ArticleSummary, None]:
    """As `astream`, with a summarizer that stays open."""
    document = await summarizer.aside(read, source)
    async with aclosing(_Stream(document, summarizer).run()) as stream:
        async for one in stream:
            yield one


def records_of(summary: ArticleSummary) -> Iterator[Streamed]:
    """The records of a whole summary, as an engine that does not stream gives them."""
    return _new(summary, set())


class _Stream:
    """One article under way."""

    def __init__(self, document: Document, summarizer: Summarizer) -> None:
        self._document = document
        self._engine = summarizer.engine
        self._aside = summarizer.aside
        self._heard: list[Drafted] = []
        self._news = asyncio.Event()
        self._given: set[Hashable] = set()

    async def run(self) -> AsyncGenerator[Streamed | ArticleSummary, None]:
        listened_to = _Heard(self._engine, self._hear)
        answering = asyncio.create_task(summarize_document(self._document, listened_to, aside=self._aside))
        answering.add_done_callback(lambda _: self._news.set())
        try:
            while not answering.done() or self._heard:
                await self._news.wait()
                self._news.clear()
                while self._heard:
                    summary = await self._aside(_borne_out, self._document, self._heard.pop(0))
                    for streamed in _new(summary, self._given):
                        yield streamed
            summary = await answering
            for streamed in _new(summary, self._given):
                yield streamed
            yield summary
        finally:  # the caller left early, or was cancelled
            answering.cancel()
            await asyncio.gather(answering, return_exceptions=True)

    def _hear(self, drafted: Drafted) -> None:
        """Keep what was heard until there is time for it: of an answer that goes on only the longest part."""
        if self._heard and _goes_on(self._heard[-1].draft, drafted.draft):
            self._heard.pop()
        self._heard.append(drafted)
        self._news.set()


def _new(summary: ArticleSummary, given: set[Hashable]) -> Iterator[Streamed]:
    """The records of a summary that were not given before; from then on they were."""
    for kind in _KINDS:
        for record in getattr(summary, kind):
            if (key := _key(kind, record)) not in given:
                given.add(key)
                yield Streamed(kind, record, summary)


@dataclass(frozen=True, slots=True)
class _Heard:
    """An engine that somebody listens to."""

    engine: Engine
    tell: Tell

    @property
    def name(self) -> str:
        return self.engine.name

    @property
    def languages(self) -> frozenset[str] | None:
        return self.engine.languages

    async def draft(self, document: Document) -> Drafted:
        if isinstance(self.engine, StreamingEngine):
            return await self.engine.draft_aloud(document, self.tell)
        return await self.engine.draft(document)

    async def repair(self, document: Document, failed: Sequence[FailedItem]) -> Drafted | None:
        return await self.engine.repair(document, failed)

    async def aclose(self) -> None:
        await self.engine.aclose()


def _borne_out(document: Document, drafted: Drafted) -> ArticleSummary:
    """The summary of those records of a draft that pass every check as they are, without a second reader."""
    grounding = _believed(document, drafted, drafted.draft)
    if failed := failed_items(drafted.draft, grounding):
        draft = _without(drafted.draft, {item.path for item in failed})
        grounding = _believed(document, drafted, draft)
    return assemble(document, weighed(grounding, None), provenance=None, status="partial")


def _believed(document: Document, drafted: Drafted, draft: Draft) -> Grounding:
    return verify(document, ground(document, draft), drafted.examples, written=drafted.written)


def _without(draft: Draft, paths: set[str]) -> Draft:
    lists = {
        kind: [item for n, item in enumerate(getattr(draft, kind)) if f"{kind}[{n}]" not in paths]
        for kind in (*_KINDS, "key_points")
    }
    return draft.model_copy(update=lists)


def _goes_on(one: Draft, other: Draft) -> bool:
    return all(getattr(other, kind)[: len(mine)] == mine for kind in _KINDS if (mine := getattr(one, kind)))


def _key(kind: Kind, record: Record) -> Hashable:
    """What a record is known by, whichever number it has by now."""
    match record:
        case Actor():
            return kind, record.name.casefold()
        case Incident():
            return kind, record.type, record.summary
        case Attribution():
            return kind, record.act, record.cue, record.evidence.start
        case Quote() | QuotedText():
            return kind, record.span.start, record.span.end
