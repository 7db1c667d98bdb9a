"""The Python function: `summarize`, `asummarize`, `summarize_many`, `asummarize_many`."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterable, Iterator
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Self, Unpack

from anyio.from_thread import start_blocking_portal

from wirebrief.schemas import ArticleSummary
from wirebrief.service.engines.protocol import Engine
from wirebrief.service.engines.select import LLMOptions, select_engine
from wirebrief.service.errors import InputError, WirebriefError
from wirebrief.service.pipeline import Clock, summarize_document
from wirebrief.service.reading.document import Document

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """One article to be read: exactly one of `text`, `html` and `url`.

    `published` is the publication day where the caller knows it; it wins over anything in the text. Of a
    `datetime` the day counts, as it is in that time's own zone.
    """

    text: str | bytes | None = None
    html: str | bytes | None = None
    url: str | None = None
    published: date | None = None

    def __post_init__(self) -> None:
        if sum(part is not None for part in (self.text, self.html, self.url)) != 1:
            raise InputError(
                "An article comes as exactly one of text, html and url.",
                hint="Call summarize(text), summarize(html=page) or summarize(url='https://…').",
            )
        for name, kinds in (("text", str | bytes), ("html", str | bytes), ("url", str), ("published", date)):
            value = getattr(self, name)
            if value is not None and not isinstance(value, kinds):  # a table's NaN, a day as a string
                raise InputError(f"{name} is of type {type(value).__name__}.", hint=f"Pass {_WANTED[name]}.")
        if isinstance(self.published, datetime):
            object.__setattr__(self, "published", self.published.date())


_WANTED = {
    "text": "a string, or bytes",
    "html": "a string, or bytes",
    "url": "a string",
    "published": "a datetime.date",
}


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one article of many: a summary or the error that it met."""

    index: int
    """Position in the input, from 0."""
    summary: ArticleSummary | None
    error: WirebriefError | None
    text: str | None = None
    """The text that the summary's spans are offsets into: the caller's own, decoded, or the extracted one."""

    def unwrap(self) -> ArticleSummary:
        """The summary; raises the error where there is none."""
        if self.summary is None:
            assert self.error is not None
            raise self.error
        return self.summary


class Summarizer:
    """An engine kept open for many articles; use as an async context manager.

    Args:
        engine: an engine, or the name of one; by default `llm` where a model is configured, else `rules`.
        options: settings of the `llm` engine; they win over the environment.
    """

    def __init__(
        self, engine: str | Engine | None = None, *, clock: Clock | None = None, **options: Unpack[LLMOptions]
    ) -> None:
        if engine is None or isinstance(engine, str):
            engine = select_engine(engine, **options)
        self.engine: Engine = engine  # an instance has its settings
        self._clock = clock

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.engine.aclose()

    async def summarize(self, source: Source) -> ArticleSummary:
        """Read and summarise one article."""
        return (await self._answer(source))[0]

    async def _answer(self, source: Source) -> tuple[ArticleSummary, str]:
        document = await asyncio.to_thread(read, source)
        return await summarize_document(document, self.engine, self._clock), document.text

    async def attempt(
        self, index: int, source: Source | str | bytes, slots: asyncio.Semaphore | None = None
    ) -> Result:
        """Summarise one article of many; an error of its own is part of the result, a fault of ours too.

        Args:
            slots: where to wait until the article's turn comes.
        """
        try:
            article = source if isinstance(source, Source) else Source(text=source)
            async with slots or nullcontext():
                summary, text = await self._answer(article)
            return Result(index, summary, None, text)
        except WirebriefError as error:
            return Result(index, None, error)
        except Exception as fault:
            log.exception("Article %d met a fault of the program.", index)
            ours = WirebriefError(
                f"The program failed on this article: {type(fault).__name__}: {fault}",
                hint="Please report it, with the article if you can.",
            )
            ours.__cause__ = fault
            return Result(index, None, ours)

    async def many(
        self, sources: Iterable[Source | str | bytes], *, concurrency: int
    ) -> AsyncIterator[Result]:
        """Summarise articles side by side, results in the order of the input.

        The input is read lazily, in the event loop: at most `2 * concurrency` articles are held at a time.
        """
        articles, slots = _Articles(sources, concurrency), asyncio.Semaphore(concurrency)
        running: deque[asyncio.Task[Result]] = deque()
        try:
            for index, source in articles:
                running.append(asyncio.create_task(self.attempt(index, source, slots)))
                if len(running) >= 2 * concurrency:
                    yield await running.popleft()
            while running:
                yield await running.popleft()
        finally:  # the caller left early, or was cancelled
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
        articles.check()


class _Articles:
    """The caller's articles, numbered.

    Where the input itself fails (a database goes away), what came before it is answered first: it may have
    been paid for. `check` raises the failure then.

    Raises:
        InputError: it is one article, or there is no room for any at a time.
    """

    def __init__(self, sources: Iterable[Source | str | bytes], concurrency: int) -> None:
        if isinstance(sources, str | bytes | Source):
            raise InputError(
                "Many articles were asked for, and one was given.",
                hint="Pass a list or another iterable of articles, or call summarize.",
            )
        if concurrency < 1:
            raise InputError(f"concurrency is {concurrency}.", hint="It has to be at least 1.")
        self._sources = sources
        self._failure: Exception | None = None

    def __iter__(self) -> Iterator[tuple[int, Source | str | bytes]]:
        try:
            yield from enumerate(self._sources)
        except Exception as failure:  # noqa: BLE001 - whatever the caller's code raises; `check` raises it
            self._failure = failure

    def check(self) -> None:
        """Raise what the input failed with, if it did."""
        if self._failure is not None:
            raise self._failure


def read(source: Source) -> Document:
    """Read an article from wherever it comes.

    Raises:
        InputError: it is empty, too long, not text, or a page without an article.
    """
    if source.text is not None:
        from wirebrief.service.reading.text import read_text

        return read_text(source.text, published=source.published)
    from wirebrief.service.reading.web import read_html, read_url

    if source.html is not None:
        return read_html(source.html, published=source.published)
    assert source.url is not None
    return read_url(source.url, published=source.published)


async def asummarize(
    text: str | bytes | None = None,
    *,
    html: str | bytes | None = None,
    url: str | None = None,
    published: date | None = None,
    engine: str | Engine | None = None,
    **options: Unpack[LLMOptions],
) -> ArticleSummary:
    """Summarise one article; see `summarize`."""
    source = Source(text, html, url, published)
    async with _borrowed(engine, options) as summarizer:
        return await summarizer.summarize(source)


def summarize(
    text: str | bytes | None = None,
    *,
    html: str | bytes | None = None,
    url: str | None = None,
    published: date | None = None,
    engine: str | Engine | None = None,
    **options: Unpack[LLMOptions],
) -> ArticleSummary:
    """Summarise one news article.

    Args:
        text: the article as plain text; spans are code-point offsets into exactly this string.
        html: or a page; the extracted text is returned as `article.text`, and spans are offsets into it.
        url: or the address of a page.
        published: the publication day, where known; else it is looked for in the text.
        engine: `llm`, `rules` or an engine of your own; by default `llm` where a model is configured.
        options: settings of the `llm` engine (model, base_url, api_key, …); they win over the environment.
            Of the `rules` engine: `min_confidence`, below which records are left out (0.5).

    Raises:
        InputError: the article is empty, too long, not text, or in a language that the engine cannot read.
        ConfigurationError: no such engine, no key, a missing extra.
        UpstreamError: the model's server gave no usable answer.
    """
    source = Source(text, html, url, published)

    async def run() -> ArticleSummary:
        async with _borrowed(engine, options) as summarizer:
            return await summarizer.summarize(source)

    with start_blocking_portal() as portal:  # works inside a running loop too, as in a notebook
        return portal.call(run)


async def asummarize_many(
    articles: Iterable[Source | str | bytes],
    *,
    concurrency: int = 8,
    engine: str | Engine | None = None,
    **options: Unpack[LLMOptions],
) -> AsyncGenerator[Result, None]:
    """Summarise many articles side by side; see `summarize_many`. The input is read in the event loop."""
    async with _borrowed(engine, options) as summarizer:
        async for result in summarizer.many(articles, concurrency=concurrency):
            yield result


def summarize_many(
    articles: Iterable[Source | str | bytes],
    *,
    concurrency: int = 8,
    engine: str | Engine | None = None,
    **options: Unpack[LLMOptions],
) -> Iterator[Result]:
    """Summarise many articles, at most `concurrency` at a time.

    Yields one `Result` per article in the order of the input. An article's failure is its own: it is the
    `error` of its result and touches no other. The input may be endless; it is read as results are taken, in
    the caller's thread. If it fails itself, that is raised after the results of what came before.

    Raises:
        InputError: there is one article instead of many, or `concurrency` is below 1.
        ConfigurationError: no such engine, no key, a missing extra.
    """
    return _many(_Articles(articles, concurrency), concurrency, _borrowed(engine, options))


def _many(articles: _Articles, concurrency: int, summarizer: Summarizer) -> Generator[Result, None, None]:
    """As `Summarizer.many`, from a thread without an event loop."""
    slots = asyncio.Semaphore(concurrency)
    running: deque[Future[Result]] = deque()
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(summarizer):
        try:
            for index, source in articles:
                running.append(portal.start_task_soon(summarizer.attempt, index, source, slots))
                if len(running) >= 2 * concurrency:
                    yield running[0].result()
                    running.popleft()
            while running:
                yield running[0].result()
                running.popleft()
        finally:  # the caller left early, or was interrupted
            for task in running:
                task.cancel()
    articles.check()


class _Lent(Summarizer):
    """A summarizer over the caller's own engine, which stays open."""

    async def __aexit__(self, *exception: object) -> None:
        return None


def _borrowed(engine: str | Engine | None, options: LLMOptions) -> Summarizer:
    if engine is None or isinstance(engine, str):
        return Summarizer(engine, **options)
    return _Lent(engine)
