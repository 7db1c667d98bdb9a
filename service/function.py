"""The Python function: `summarize`, `asummarize`, `summarize_many`, `asummarize_many`."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Self, Unpack

from anyio.from_thread import start_blocking_portal

from wirebrief.schemas import ArticleSummary
from wirebrief.service.engines.protocol import Engine
from wirebrief.service.engines.select import LLMOptions, select_engine
from wirebrief.service.errors import InputError, WirebriefError
from wirebrief.service.pipeline import Clock, summarize_document
from wirebrief.service.reading.document import Document


@dataclass(frozen=True, slots=True)
class Source:
    """One article to be read: exactly one of `text`, `html` and `url`.

    `published` is the publication day where the caller knows it; it wins over anything in the text.
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

    async def attempt(self, index: int, source: Source | str) -> Result:
        """Summarise one article of many; an error of its own is part of the result."""
        try:
            article = source if isinstance(source, Source) else Source(text=source)
            summary, text = await self._answer(article)
            return Result(index, summary, None, text)
        except WirebriefError as error:
            return Result(index, None, error)

    async def many(self, sources: Iterable[Source | str], *, concurrency: int) -> AsyncIterator[Result]:
        """Summarise articles side by side, results in the order of the input.

        The input is read lazily: at most `2 * concurrency` articles are held at a time.
        """
        slots = asyncio.Semaphore(concurrency)

        async def one(index: int, source: Source | str) -> Result:
            async with slots:
                return await self.attempt(index, source)

        running: deque[asyncio.Task[Result]] = deque()
        try:
            for index, source in enumerate(sources):
                running.append(asyncio.create_task(one(index, source)))
                if len(running) >= 2 * concurrency:
                    yield await running.popleft()
            while running:
                yield await running.popleft()
        finally:  # the caller left early, or was cancelled
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)


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
    articles: Iterable[Source | str],
    *,
    concurrency: int = 8,
    engine: str | Engine | None = None,
    **options: Unpack[LLMOptions],
) -> AsyncGenerator[Result, None]:
    """Summarise many articles side by side; see `summarize_many`."""
    async with _borrowed(engine, options) as summarizer:
        async for result in summarizer.many(articles, concurrency=concurrency):
            yield result


def summarize_many(
    articles: Iterable[Source | str],
    *,
    concurrency: int = 8,
    engine: str | Engine | None = None,
    **options: Unpack[LLMOptions],
) -> Iterator[Result]:
    """Summarise many articles, at most `concurrency` at a time.

    Yields one `Result` per article in the order of the input. An article's failure is its own: it is the
    `error` of its result and touches no other. The input may be endless; it is read as results are taken.
    """
    results = asummarize_many(articles, concurrency=concurrency, engine=engine, **options)
    with start_blocking_portal() as portal:
        try:
            while True:
                try:
                    result = portal.call(results.__anext__)
                except StopAsyncIteration:
                    return
                yield result
        finally:
            portal.call(results.aclose)


class _Lent(Summarizer):
    """A summarizer over the caller's own engine, which stays open."""

    async def __aexit__(self, *exception: object) -> None:
        return None


def _borrowed(engine: str | Engine | None, options: LLMOptions) -> Summarizer:
    if engine is None or isinstance(engine, str):
        return Summarizer(engine, **options)
    return _Lent(engine)
