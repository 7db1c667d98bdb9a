"""The Python function: `summarize`, `asummarize`, `summarize_many`, `asummarize_many`."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import TracebackType, UnionType
from typing import Self, Unpack
from zoneinfo import ZoneInfo

from anyio.from_thread import start_blocking_portal

from wirebrief.schemas import ArticleSummary
from wirebrief.service.engines.protocol import Engine
from wirebrief.service.engines.select import LLMOptions, select_engine
from wirebrief.service.errors import ConfigurationError, InputError, WirebriefError
from wirebrief.service.pipeline import Aside, Clock, summarize_document
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.files import is_page, read_file
from wirebrief.service.run import Articles, Result, Run
from wirebrief.service.spending import Account, Budget

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """One article to be read: exactly one of `text`, `html` and `url`.

    A `Path` stands for what its file holds, a page where it looks like one. `published` is the publication
    day where the caller knows it; it wins over anything in the text. Of a `datetime` the day counts, as it
    is in that time's own zone. `timezone` says where the publisher of a page is ("Europe/Oslo"), for a page
    that stamps its day in UTC.
    """

    text: str | bytes | Path | None = None
    html: str | bytes | Path | None = None
    url: str | None = None
    published: date | None = None
    timezone: str | None = None

    def __post_init__(self) -> None:
        if sum(part is not None for part in (self.text, self.html, self.url)) != 1:
            raise InputError(
                "An article comes as exactly one of text, html and url.",
                hint="Call summarize(text), summarize(html=page) or summarize(url='https://…').",
            )
        for name, (kinds, wanted) in _WANTED.items():
            value = getattr(self, name)
            if value is not None and not isinstance(value, kinds):  # a table's NaN, a day as a string
                raise InputError(f"{name} is of type {type(value).__name__}.", hint=f"Pass {wanted}.")
        if isinstance(self.published, datetime):
            object.__setattr__(self, "published", self.published.date())
        for name, value in self._read().items():
            object.__setattr__(self, name, value)

    def _read(self) -> dict[str, bytes | None]:
        """What the files hold that stand for a text or a page."""
        if isinstance(self.html, Path):
            return {"html": read_file(self.html)}
        if not isinstance(self.text, Path):
            return {}
        data = read_file(self.text)
        return {"text": None, "html": data} if is_page(self.text.name, data) else {"text": data}

    @property
    def zone(self) -> ZoneInfo | None:
        """The publisher's time zone.

        Raises:
            InputError: there is none of that name.
        """
        try:
            return ZoneInfo(self.timezone) if self.timezone else None
        except (KeyError, ValueError, OSError) as unknown:
            raise InputError(
                f"There is no time zone {self.timezone!r}.", hint="Name one as in Europe/Oslo."
            ) from unknown


_WANTED: dict[str, tuple[type | UnionType, str]] = {
    "text": (str | bytes | Path, "a string, or bytes"),
    "html": (str | bytes | Path, "a string, or bytes"),
    "url": (str, "a string"),
    "published": (date, "a datetime.date"),
    "timezone": (str, "a string"),
}


Article = Source | str | bytes | Path | InputError
"""One of many articles; an error stands for one that could not be read."""


class Summarizer:
    """An engine kept open for many articles; use as an async context manager.

    Args:
        engine: an engine, or the name of one; by default `llm` where a model is configured, else `rules`.
        aside: where articles are read and drafts are checked.
        options: settings of the `llm` engine; they win over the environment.
    """

    def __init__(
        self,
        engine: str | Engine | None = None,
        *,
        clock: Clock | None = None,
        aside: Aside = asyncio.to_thread,
        **options: Unpack[LLMOptions],
    ) -> None:
        if engine is None or isinstance(engine, str):
            engine = select_engine(engine, **options)
        self.engine: Engine = engine  # an instance has its settings
        self._clock = clock
        self.aside = aside

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.engine.aclose()

    async def summarize(self, source: Source) -> ArticleSummary:
        """Read and summarise one article."""
        return (await self.answer(source))[0]

    async def answer(self, source: Source) -> tuple[ArticleSummary, str]:
        """The summary of one article, and the text that its spans are offsets into."""
        document = await self.aside(read, source)
        summary = await summarize_document(document, self.engine, self._clock, aside=self.aside)
        return summary, document.text

    async def attempt(self, index: int, source: Article) -> Result:
        """Summarise one article of many; an error of its own is part of the result, a fault of ours too."""
        try:
            if isinstance(source, InputError):
                raise source
            article = source if isinstance(source, Source) else Source(text=source)
            summary, text = await self.answer(article)
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
        self,
        sources: Iterable[Article],
        *,
        concurrency: int,
        ordered: bool = True,
        budget: Budget | None = None,
    ) -> AsyncIterator[Result]:
        """Summarise articles side by side; see `summarize_many`. The input is read in the event loop."""
        articles, run = Articles(sources, concurrency), self.run(concurrency, ordered, budget)
        given = iter(articles)
        try:
            while not run.over:
                results = await run.ready()
                if not results:
                    _feed(run, given, run.begin)
                for result in results:
                    yield result
        finally:  # the caller left early, or was cancelled
            await run.end()
        articles.check()
        run.check()

    def run(self, concurrency: int, ordered: bool = True, budget: Budget | None = None) -> "Run[Article]":
        """A run of many articles, with a budget of its own."""
        return Run(self.attempt, concurrency, ordered=ordered, account=Account("run", budget or Budget()))


def _feed(
    run: Run[Article],
    given: Iterator[tuple[int, Article]],
    begin: Callable[[int, Article], None],
) -> None:
    """Begin as many articles as there is room for."""
    for _ in range(run.room):
        if (following := next(given, None)) is None:
            run.exhausted = True
            break
        begin(*following)


def read(source: Source) -> Document:
    """Read an article from wherever it comes.

    Raises:
        InputError: it is empty, too long, not text, or a page without an article.
    """
    text, html = source.text, source.html
    assert not isinstance(text, Path), "a source holds what its file holds"
    assert not isinstance(html, Path), "a source holds what its file holds"
    if text is not None:
        from wirebrief.service.reading.text import read_text

        return read_text(text, published=source.published)
    from wirebrief.service.reading.web import read_html, read_url

    if html is not None:
        return read_html(html, published=source.published, zone=source.zone)
    assert source.url is not None
    return read_url(source.url, published=source.published, zone=source.zone)


async def asummarize(
    text: str | bytes | Path | None = None,
    *,
    html: str | bytes | Path | None = None,
    url: str | None = None,
    published: date | None = None,
    timezone: str | None = None,
    engine: str | Engine | None = None,
    **options: Unpack[LLMOptions],
) -> ArticleSummary:
    """Summarise one article; see `summarize`."""
    source = Source(text, html, url, published, timezone)
    async with borrowed(engine, options) as summarizer:
        return await summarizer.summarize(source)


def summarize(
    text: str | bytes | Path | None = None,
    *,
    html: str | bytes | Path | None = None,
    url: str | None = None,
    published: date | None = None,
    timezone: str | None = None,
    engine: str | Engine | None = None,
    **options: Unpack[LLMOptions],
) -> ArticleSummary:
    """Summarise one news article.

    Args:
        text: the article as plain text; spans are code-point offsets into exactly this string. A `Path`
        stands
            for what its file holds, a page or a text.
        html: or a page; the extracted text is returned as `article.text`, and spans are offsets into it.
        url: or the address of a page.
        published: the publication day, where known; else it is looked for in the text.
        timezone: where the publisher of a page is ("Europe/Oslo"), for a page that stamps its day in UTC.
        engine: `llm`, `rules` or an engine of your own; by default `llm` where a model is configured.
        options: settings of the `llm` engine (model, base_url, api_key, …); they win over the environment.
            Of the `rules` engine: `min_confidence`, below which records are left out; by default
            each kind of record has a bar of its own.

    Raises:
        InputError: the article is empty, too long, not text, or in a language that the engine cannot read.
        ConfigurationError: no such engine, no key, a missing extra.
        UpstreamError: the model's server gave no usable answer.
    """
    source = Source(text, html, url, published, timezone)

    async def run() -> ArticleSummary:
        async with borrowed(engine, options) as summarizer:
            return await summarizer.summarize(source)

    with start_blocking_portal() as portal:  # works inside a running loop too, as in a notebook
        return portal.call(run)


async def asummarize_many(
    articles: Iterable[Article],
    *,
    concurrency: int = 8,
    ordered: bool = True,
    budget: Budget | None = None,
    engine: str | Engine | None = None,
    processes: int = 1,
    **options: Unpack[LLMOptions],
) -> AsyncGenerator[Result, None]:
    """Summarise many articles side by side; see `summarize_many`. The input is read in the event loop."""
    async with borrowed(engine, options, processes) as summarizer:
        many = summarizer.many(articles, concurrency=concurrency, ordered=ordered, budget=budget)
        async for result in many:
            yield result


def summarize_many(
    articles: Iterable[Article],
    *,
    concurrency: int = 8,
    ordered: bool = True,
    budget: Budget | None = None,
    engine: str | Engine | None = None,
    processes: int = 1,
    **options: Unpack[LLMOptions],
) -> Iterator[Result]:
    """Summarise many articles, at most `concurrency` at a time.

    Yields one `Result` per article in the order of the input, or with `ordered=False` as they come. An
    article's failure is its own: it is the `error` of its result and touches no other; one that may pass is
    tried a second time at the end. The input may be endless; it is read as results are taken, in the caller's
    thread, and at most a thousand articles ahead of the results. If it fails itself, that is raised after the
    results of what came before.

    Args:
        budget: what the whole run may spend.
        processes: that share the work of the `rules` engine, which uses one core otherwise; each takes some
            200 MB. `concurrency` says nothing then. A script that asks for several has to do so below
            `if __name__ == "__main__":`, since each of them imports it.

    Raises:
        InputError: there is one article instead of many, or `concurrency` is below 1.
        ConfigurationError: no such engine, no key, a missing extra.
        RunStopped: after the results of all articles taken: what met one of them would meet all others.
    """
    summarizer = borrowed(engine, options, processes)
    return _many(Articles(articles, concurrency), concurrency, ordered, budget, summarizer)


def _many(
    articles: Articles[Article],
    concurrency: int,
    ordered: bool,
    budget: Budget | None,
    summarizer: Summarizer,
) -> Generator[Result, None, None]:
    """As `Summarizer.many`, from a thread without an event loop."""
    given = iter(articles)
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(summarizer):
        run = portal.call(summarizer.run, concurrency, ordered, budget)
        try:
            while not run.over:
                results = portal.call(run.ready)
                if not results:
                    _feed(run, given, partial(portal.call, run.begin))
                yield from results
        finally:  # the caller left early, or was interrupted
            portal.call(run.end)
    articles.check()
    run.check()


class _Lent(Summarizer):
    """A summarizer over the caller's own engine, which stays open."""

    async def __aexit__(self, *exception: object) -> None:
        return None


def borrowed(engine: str | Engine | None, options: LLMOptions, processes: int = 1) -> Summarizer:
    """A summarizer that closes the engine it makes, and leaves one of the caller's open.

    Raises:
        ConfigurationError: several processes cannot share the engine's work.
        MissingExtra: the library that they need is not installed.
    """
    if processes < 1:
        raise ConfigurationError(f"processes is {processes}.", hint="It has to be at least 1.")
    if processes > 1:
        if engine is not None and not isinstance(engine, str):
            raise ConfigurationError(
                "Several processes cannot share an engine that is open.", hint="Pass engine='rules'."
            )
        from wirebrief.service.processes.many import InProcesses

        return InProcesses(engine, processes, **options)
    if engine is None or isinstance(engine, str):
        return Summarizer(engine, **options)
    return _Lent(engine)
