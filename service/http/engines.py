"""The engines that a server keeps open, and whether they can be used yet."""

import asyncio
import logging
from collections.abc import Callable

from wirebrief.service.engines.protocol import Engine
from wirebrief.service.engines.select import select_engine
from wirebrief.service.errors import ConfigurationError, InputError, UnknownModel, WirebriefError
from wirebrief.service.function import Summarizer
from wirebrief.service.http.settings import ServerSettings

log = logging.getLogger(__name__)

OpenEngine = Callable[[str, str | None], Engine]
"""Opens an engine by its name and, for `llm`, that of its model."""


class EnginePool:
    """One open engine for each engine and model on offer, opened when first asked for.

    Attributes:
        warm: everything on offer is loaded. Whether a model's server is up shows with an article.
        failure: why something on offer cannot be loaded.
    """

    def __init__(self, settings: ServerSettings, open_engine: OpenEngine | None = None) -> None:
        self._settings = settings
        self._open_engine = open_engine or self._select
        self._open: dict[tuple[str, str | None], Summarizer] = {}
        self.failure: WirebriefError | None = None
        self.warm = False

    def get(self, engine: str | None, model: str | None) -> Summarizer:
        """The engine that a request asks for.

        Raises:
            InputError: it is not on offer.
            UnknownModel: the model is not.
        """
        name = self._engine(engine, model)
        key = name, self._model(model) if name == "llm" else None
        if key not in self._open:
            self._open[key] = Summarizer(self._open_engine(*key))
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
            raise UnknownModel(
                f"The model {model!r} is not on offer.", hint=f"There are: {', '.join(offered)}."
            )
        return model

    def _select(self, engine: str, model: str | None) -> Engine:
        if engine != "llm":
            return select_engine(engine)
        return select_engine(engine, model=model, base_url=self._settings.base_url)

    async def load(self) -> None:
        """Load what takes time to load, so that the first article does not wait for it."""
        try:
            for name in self._settings.engines:
                self.get(name, None)
            if "rules" in self._settings.engines:
                from wirebrief.service.engines.rules.parser import parser

                await asyncio.to_thread(parser)
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
        """Close every engine."""
        for summarizer in self._open.values():
            await summarizer.engine.aclose()
        self._open.clear()
