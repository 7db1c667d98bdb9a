"""The engines on offer, each with its share of the server, and whether they can be used yet."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass

from wirebrief.schemas import ArticleSummary
from wirebrief.service.engines.protocol import Engine
from wirebrief.service.engines.select import select_engine
from wirebrief.service.errors import ConfigurationError, InputError, WirebriefError
from wirebrief.service.function import Source, Summarizer
from wirebrief.service.http.admission import Share
from wirebrief.service.http.parsing import summarize_by_rules
from wirebrief.service.http.refusals import NotOffered
from wirebrief.service.http.settings import ServerSettings
from wirebrief.service.pipeline import Aside
from wirebrief.service.processes.workers import Workers
from wirebrief.service.streaming import Streamed, records_of, stream_with

log = logging.getLogger(__name__)

Hear = Callable[[Streamed], None]
"""Takes a record that has been verified."""

OpenEngine = Callable[[str, str | None], Engine]
"""Opens an engine by its name and, for `llm`, that of its model."""


_POLITENESS = 5
"""Of worker processes, so that the server itself, which tells that it lives, has its turn before them."""


@dataclass(frozen=True)
class Offer:
    """An engine with one of its models, as a request may ask for it.

    Attributes:
        engine: its name.
        model: of the `llm` engine.
        share: the room that its articles have.
        summarizer: does the work, unless worker processes do all of it.
        workers: read articles and check drafts, and do all of the embedded engine's work.
    """

    engine: str
    model: str | None
    share: Share
    summarizer: Summarizer | None
    workers: Aside

    async def summarize(self, source: Source) -> ArticleSummary:
        """Summarise an article, whatever the room."""
        if self.summarizer is None:
            return await self.workers(summarize_by_rules, source)
        return await self.summarizer.summarize(source)

    async def summarize_aloud(self, source: Source, hear: Hear) -> ArticleSummary:
        """As `summarize`; each record is told once it is verified, by the embedded engine at the end."""
        if self.summarizer is None:
            summary = await self.summarize(source)
            for streamed in records_of(summary):
                hear(streamed)
            return summary
        async with aclosing(stream_with(self.summarizer, source)) as given:
            async for one in given:
                if isinstance(one, ArticleSummary):
                    return one
                hear(one)
        raise AssertionError("a stream ends in the summary")


class EnginePool:
    """One open engine for each engine and model on offer, opened when first asked for.

    Args:
        open_engine: opens an engine, in place of those of this package.
        aside: reads articles and checks drafts, in place of worker processes.

    Attributes:
        shares: the room of each engine on offer.
        warm: everything on offer is loaded. Whether a model's server is up shows with an article.
        failure: why something on offer cannot be loaded.
    """

    def __init__(
        self, settings: ServerSettings, open_engine: OpenEngine | None = None, aside: Aside | None = None
    ) -> None:
        self._settings = settings
        self._open_engine = open_engine
        self._workers = {} if aside else {name: _workers(settings) for name in settings.engines}
        self._aside = {name: aside or self._workers[name] for name in settings.engines}
        self._open: dict[tuple[str, str | None], Offer] = {}
        self.shares = {name: _share(name, settings) for name in settings.engines}
        self.failure: WirebriefError | None = None
        self.warm = False

    def get(self, engine: str | None, model: str | None) -> Offer:
        """The engine that a request asks for.

        Raises:
            InputError: it is not on offer.
            NotOffered: the model is not.
        """
        name = self._engine(engine, model)
        key = name, self._model(model) if name == "llm" else None
        if key not in self._open:
            aside = self._aside[name]
            inside = name == "rules" and self._open_engine is None
            summarizer = None if inside else Summarizer(self._opened(*key), aside=aside)
            self._open[key] = Offer(*key, self.shares[name], summarizer, aside)
        return self._open[key]

    def _engine(self, engine: str | None, model: str | None) -> str:
        offered = self._settings.engines
        name = engine or ("llm" if model and "llm" in offered else offered[0])
        if name not in offered:
            raise InputError(
                f"The engine {name!r} is not on offer.", hint=f"There are: {', '.join(offered)}."
            )
        if name != "llm" and model:
            raise InputError(f"The engine {name!r} takes no model.", hint="Leave the model out.")
        return name

    def _model(self, model: str | None) -> str | None:
        offered = self._settings.models
        if model is None:
            return offered[0] if offered else None
        if model not in offered:
            raise NotOffered(
                f"The model {model!r} is not on offer.", hint=f"There are: {', '.join(offered)}."
            )
        return model

    def _opened(self, engine: str, model: str | None) -> Engine:
        if self._open_engine is not None:
            return self._open_engine(engine, model)
        settings = self._settings
        seconds = settings.of_model(model).timeout
        return select_engine(engine, model=model, base_url=settings.base_url, timeout=seconds)

    async def load(self) -> None:
        """Load what takes time to load, so that the first article does not wait for it."""
        try:
            for name in self._settings.engines:
                self.get(name, None)
            for workers in self._workers.values():
                await workers.warm_up()
            if "rules" in self._settings.engines and self._open_engine is None:
                await self.get("rules", None).summarize(Source(text="The ferry to Velm was late on Monday."))
        except WirebriefError as error:
            self.failure = error
        else:
            self.warm = True

    def loaded(self, task: asyncio.Task[None]) -> None:
        """Take note of how loading ended, should it have ended in a way that nobody foresaw."""
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("An engine cannot be loaded.", exc_info=error)
            self.failure = ConfigurationError(
                f"An engine cannot be loaded: {type(error).__name__}.", hint="The service's log says why."
            )

    async def aclose(self) -> None:
        """Close every engine, and end the worker processes."""
        for offer in self._open.values():
            if offer.summarizer is not None:
                await offer.summarizer.engine.aclose()
        self._open.clear()
        for workers in self._workers.values():
            await asyncio.to_thread(workers.close)


def _workers(settings: ServerSettings) -> Workers:
    return Workers(
        settings.workers,
        settings.parse_limit,
        settings.parse_memory,
        waiting=settings.time_limit,  # behind other texts, which is nothing against this one
        politeness=_POLITENESS,
    )


def _share(name: str, settings: ServerSettings) -> Share:
    at_once = settings.llm_at_once if name == "llm" else settings.workers
    return Share(name, at_once, settings.queue, patience=settings.time_limit / 2)
