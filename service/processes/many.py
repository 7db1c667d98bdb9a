"""Many articles on several cores: each is read, parsed and checked whole in a process of its own.

The parser and our rules hold the interpreter's lock, so that threads give nothing. What travels is small
beside the work: on articles of 800 characters half a millisecond of 45.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from typing import ParamSpec, Self, TypeVar, Unpack

from wirebrief.schemas import ArticleSummary
from wirebrief.service.engines.select import LLMOptions
from wirebrief.service.errors import ConfigurationError, MissingExtra, ProcessLost, TooDemanding
from wirebrief.service.function import Article, Source, Summarizer
from wirebrief.service.run import Run
from wirebrief.service.spending import Budget

try:
    from pebble import ProcessExpired

    from wirebrief.service.processes.workers import Workers
except ImportError as error:
    raise MissingExtra(
        "Several processes need pebble.", hint="Install it with: pip install 'wirebrief[rules]'"
    ) from error

P = ParamSpec("P")
T = TypeVar("T")

_SECONDS = 600.0
"""That one article may take: the longest text that the engine accepts, on a busy core."""
_AHEAD = 2
"""Articles given out for each process, so that none waits for the next one."""


class InProcesses(Summarizer):
    """A summarizer that works on articles in so many processes; for the `rules` engine.

    A process that dies costs the article that it had: `Run` tries it once more, and then it has failed of
    `ProcessLost`, which tells how the process ended.

    Args:
        number: of processes, at least 2.

    Raises:
        ConfigurationError: the engine waits for a model rather than for a core, or is one of the caller's.
    """

    def __init__(self, engine: str | None, number: int, **options: Unpack[LLMOptions]) -> None:
        super().__init__(engine, **options)
        if self.engine.name != "rules":
            raise ConfigurationError(
                f"Several processes are of no use to the {self.engine.name!r} engine.",
                hint="It waits for its model: have it work on more articles at a time (concurrency).",
            )
        self._number = number
        self._bar = options.get("min_confidence")
        self._workers = Workers(number, _SECONDS, mebibytes=None, waiting=_AHEAD * _SECONDS)

    async def __aenter__(self) -> Self:
        try:
            await self._workers.warm_up()
        except (ProcessExpired, BrokenProcessPool, OSError) as error:
            self._workers.close()
            raise ConfigurationError(
                f"The processes cannot be started: {error}.",
                hint='A script that asks for several has to do so below `if __name__ == "__main__":`.',
            ) from error
        return self

    async def __aexit__(self, *exception: object) -> None:
        await asyncio.to_thread(self._workers.close)
        await self.engine.aclose()

    async def answer(self, source: Source) -> tuple[ArticleSummary, str]:
        try:
            return await self._workers(answered, source, self._bar)
        except TooDemanding as refused:
            if isinstance(ended := refused.__cause__, ProcessExpired):
                raise ProcessLost(
                    f"The process that worked on the article ended with code {ended.exitcode}.",
                    hint="Codes below 0 are signals; -9 may be the system, out of memory. Run it again.",
                ) from refused
            raise

    def run(self, concurrency: int, ordered: bool = True, budget: Budget | None = None) -> Run[Article]:
        """A run of many articles that gives every process enough to do."""
        return super().run(_AHEAD * self._number, ordered, budget)


def answered(source: Source, min_confidence: float | None) -> tuple[ArticleSummary, str]:
    """In a worker process: summarise one article; gives the text too that its spans are offsets into."""
    runner, summarizer = _opened(min_confidence)
    return runner.run(summarizer.answer(source))


@cache
def _opened(min_confidence: float | None) -> tuple[asyncio.Runner, Summarizer]:
    """An event loop and an engine that stay open as long as the process."""
    return asyncio.Runner(), Summarizer("rules", min_confidence=min_confidence, aside=_here)


async def _here(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Call it in this thread: nothing else goes on in the process."""
    return function(*args, **kwargs)
