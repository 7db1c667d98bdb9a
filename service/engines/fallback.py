"""A chain of engines: where one gives no answer the next is asked, and the answer says so."""

from collections.abc import Sequence
from dataclasses import replace

from wirebrief.schemas import Usage, Warning
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.service.engines.protocol import Drafted, Engine
from wirebrief.service.errors import (
    AuthenticationFailed,
    BudgetExceeded,
    TooLong,
    UpstreamError,
    WirebriefError,
)
from wirebrief.service.reading.document import Document


class FallbackEngine:
    """Asks engines in turn.

    A key that is refused and a model that is unknown are no reason to ask the next one: whoever set them
    wants to know. Nor is the budget of a run.

    Args:
        engines: the one to be asked first, and those in its place.
    """

    languages = None

    def __init__(self, engines: Sequence[Engine]) -> None:
        self._engines = tuple(engines)

    @property
    def name(self) -> str:
        return self._engines[0].name

    async def draft(self, document: Document) -> Drafted:
        """The first draft that one of them gives; `by` says whose it is.

        Raises:
            WirebriefError: the last one's, where none gives any.
        """
        failed: list[tuple[Engine, WirebriefError]] = []
        able = [engine for engine in self._engines if _reads(engine, document)]
        for engine in able:
            try:
                drafted = await engine.draft(document)
            except WirebriefError as error:
                if engine is able[-1] or not _worth_another_engine(error):
                    raise
                failed.append((engine, error))
            else:
                return _told(replace(drafted, by=engine), failed)
        raise AssertionError("the first engine reads every language")

    async def repair(self, document: Document, failed: Sequence[FailedItem]) -> Drafted | None:
        """Never called: a draft is repaired by the engine that made it."""
        raise NotImplementedError

    async def aclose(self) -> None:
        """Close all of them."""
        for engine in self._engines:
            await engine.aclose()


def label(engine: Engine) -> str:
    """An engine by its name and that of its model."""
    settings = getattr(engine, "settings", None)
    return f"{engine.name} {settings.model}" if settings is not None else engine.name


def _reads(engine: Engine, document: Document) -> bool:
    return engine.languages is None or document.language is None or document.language in engine.languages


def _worth_another_engine(error: WirebriefError) -> bool:
    if isinstance(error, AuthenticationFailed):
        return False
    if isinstance(error, BudgetExceeded):
        return error.scope == "article"
    return isinstance(error, UpstreamError | TooLong)


def _told(drafted: Drafted, failed: Sequence[tuple[Engine, WirebriefError]]) -> Drafted:
    """A draft with what those cost and met who were asked before."""
    for engine, error in failed:
        usage, cost = error.usage or Usage(), error.cost_usd if error.usage is not None else 0.0
        own = (
            drafted.cost_usd if drafted.model is not None else 0.0
        )  # an engine without a model costs nothing
        drafted = replace(
            drafted,
            attempts=drafted.attempts + error.attempts,
            usage=Usage(
                **{name: getattr(drafted.usage, name) + getattr(usage, name) for name in Usage.model_fields}
            ),
            cost_usd=None if own is None or cost is None else own + cost,
            instead_of=(*drafted.instead_of, f"{label(engine)}: {error.code}"),
            warnings=(
                *drafted.warnings,
                Warning(code="fallback_used", message=f"{label(engine)} gave no answer: {error.message}"),
            ),
        )
    return drafted
