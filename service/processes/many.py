"""Many articles on several cores: each is read, parsed and checked whole in a process of its own.

The parser and our rules hold the interpreter's lock, so that threads give nothing. A process gets some
articles at a time, which it parses together, as one process does with what waits. What travels is small
beside the work: half a millisecond of the 45 that 800 characters take.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from typing import ParamSpec, Self, TypeVar, Unpack

from wirebrief.schemas import ArticleSummary
from wirebrief.service.engines.select import LLMOptions
from wirebrief.service.errors import (
    ConfigurationError,
    MissingExtra,
    ProcessLost,
    TooDemanding,
    WirebriefError,
)
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
_TOGETHER = 4
"""Articles that go to a process at once; parsed together they take a tenth less than one by one."""
_AHEAD = 2
"""Such groups given out for each process, so that none waits for the next one."""

Answer = tuple[ArticleSummary, str]
Waiting = tuple[Source, "asyncio.Future[Answer]"]


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
        self._waiting: deque[Waiting] = deque()
        self._out: set[asyncio.Task[None]] = set()

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
        for task in self._out:
            task.cancel()
        await asyncio.gather(*self._out, return_exceptions=True)
        await asyncio.to_thread(self._workers.close)
        await self.engine.aclose()

    async def answer(self, source: Source) -> Answer:
        """As in one process, in one of the others."""
        mine: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((source, mine))
        self._give_out()
        return await mine

    def _give_out(self) -> None:
        """Give out what waits: full groups ahead of time, others only where a process has nothing to do."""
        while self._waiting and (
            len(self._out) < self._number
            or (len(self._waiting) >= _TOGETHER and len(self._out) < _AHEAD * self._number)
        ):
            group = [self._waiting.popleft() for _ in range(min(_TOGETHER, len(self._waiting)))]
            task = asyncio.create_task(self._work_on(group))
            self._out.add(task)
            task.add_done_callback(self._back)

    def _back(self, task: asyncio.Task[None]) -> None:
        self._out.discard(task)
        if not task.cancelled():
            self._give_out()

    async def _work_on(self, group: Sequence[Waiting]) -> None:
        results: Sequence[Answer | BaseException]
        try:
            results = await self._workers(answered, [source for source, _ in group], self._bar)
        except (TooDemanding, ProcessLost) as lost:
            if len(group) > 1:  # one of them is at fault, or none: each has a process of its own now
                await asyncio.gather(*(self._work_on([one]) for one in group))
                return
            results = [_told(lost)]
        except Exception as fault:  # noqa: BLE001 - whoever waits gets it
            results = [fault] * len(group)
        for (_, waiting), result in zip(group, results, strict=True):
            if waiting.done():  # given up
                continue
            if isinstance(result, BaseException):
                waiting.set_exception(result)
            else:
                waiting.set_result(result)

    def run(self, concurrency: int, ordered: bool = True, budget: Budget | None = None) -> Run[Article]:
        """A run of many articles that gives every process enough to do."""
        return super().run(_TOGETHER * _AHEAD * self._number, ordered, budget)


def _told(lost: TooDemanding | ProcessLost) -> WirebriefError:
    if not isinstance(ended := lost.__cause__, ProcessExpired):
        return lost
    return ProcessLost(
        f"The process that worked on the article ended with code {ended.exitcode}.",
        hint="Codes below 0 are signals; -9 may be the system, out of memory. Run it again.",
    )


def answered(sources: Sequence[Source], min_confidence: float | None) -> list[Answer | BaseException]:
    """In a worker process: the summary of each article with the text of its spans, or the error it met."""
    runner, summarizer = _opened(min_confidence)
    return runner.run(_side_by_side(summarizer, sources))


async def _side_by_side(summarizer: Summarizer, sources: Sequence[Source]) -> list[Answer | BaseException]:
    return await asyncio.gather(*map(summarizer.answer, sources), return_exceptions=True)


@cache
def _opened(min_confidence: float | None) -> tuple[asyncio.Runner, Summarizer]:
    """An event loop and an engine that stay open as long as the process."""
    return asyncio.Runner(), Summarizer("rules", min_confidence=min_confidence, aside=_here)


async def _here(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Call it in this thread: nothing else goes on in the process."""
    return function(*args, **kwargs)
