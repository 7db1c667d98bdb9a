"""Many articles side by side: which goes when, what is tried a second time, and when a run has no point."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from wirebrief.schemas import ArticleSummary, Provenance, Usage
from wirebrief.service.errors import (
    AuthenticationFailed,
    ConfigurationError,
    InputError,
    RunStopped,
    WirebriefError,
)
from wirebrief.service.pipeline import add_usage
from wirebrief.service.spending import Account, spending

T = TypeVar("T")

_WINDOW = 1024
"""Articles that may be taken and not yet handed out, so that one which hangs keeps nobody waiting."""
_IN_A_ROW = 3
"""Articles that fail of a setting with no success between, after which it is taken to be wrong for all."""


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


class Articles(Generic[T]):
    """The caller's articles, numbered.

    Where the input itself fails (a database goes away), what came before it is answered first: it may have
    been paid for. `check` raises the failure then.

    Raises:
        InputError: it is one article, or there is no room for any at a time.
    """

    def __init__(self, sources: Iterable[T], concurrency: int) -> None:
        if isinstance(sources, str | bytes) or not hasattr(sources, "__iter__"):
            raise InputError(
                "Many articles were asked for, and one was given.",
                hint="Pass a list or another iterable of articles, or call summarize.",
            )
        if concurrency < 1:
            raise InputError(f"concurrency is {concurrency}.", hint="It has to be at least 1.")
        self._sources = sources
        self._failure: Exception | None = None

    def __iter__(self) -> Iterator[tuple[int, T]]:
        try:
            yield from enumerate(self._sources)
        except Exception as failure:  # noqa: BLE001 - whatever the caller's code raises; `check` raises it
            self._failure = failure

    def check(self) -> None:
        """Raise what the input failed with, if it did."""
        if self._failure is not None:
            raise self._failure


@dataclass
class Run(Generic[T]):
    """The articles of one run that were begun; for one event loop.

    What fails for a reason that may pass is held back, and tried a second time when no more can be begun: at
    the end of the input, or with the window full of results that wait for it. What would fail for every
    article stops the run: nothing more is begun, what is under way may end.

    Attributes:
        attempt: summarises one article; every error is part of its result.
        concurrency: articles worked on at a time.
        ordered: results are handed out in the order of the input, else as they come.
        account: what the run may spend.
        exhausted: there are no more articles; to be set by whoever reads them.
    """

    attempt: Callable[[int, T], Awaitable[Result]]
    concurrency: int
    ordered: bool = True
    account: Account = field(default_factory=lambda: Account("run"))
    exhausted: bool = False
    stopped_by: WirebriefError | None = None
    taken: int = 0
    _next: int = 0
    _tasks: dict[asyncio.Task[None], int] = field(default_factory=dict)
    _done: dict[int, Result] = field(default_factory=dict)
    _later: dict[int, tuple[T, WirebriefError]] = field(default_factory=dict)
    _wrong: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _slots: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._slots = asyncio.Semaphore(self.concurrency)

    @property
    def room(self) -> int:
        """How many more articles may be begun."""
        if self.stopped_by is not None:
            return 0
        held = len(self._done) + len(self._later) + len(self._tasks)
        window = max(_WINDOW, 4 * self.concurrency)
        return max(0, min(2 * self.concurrency - len(self._tasks), window - held))

    @property
    def over(self) -> bool:
        """Whether there is nothing more to come."""
        return (self.exhausted or self.stopped_by is not None) and not (
            self._tasks or self._later or self._done
        )

    def begin(self, index: int, article: T) -> None:
        """Begin an article; it waits for its turn."""
        self.taken = index + 1
        self._start(index, article, None)

    async def ready(self) -> list[Result]:
        """The results that can be handed out now; waits until there is one, or room for another article."""
        while True:
            if results := self._handed_out():
                return results
            if not self._tasks and self._later:
                self._second_pass()
            elif (self.room and not self.exhausted) or self.over:
                return []
            await self._changed.wait()
            self._changed.clear()

    async def end(self) -> None:
        """Cancel what is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def check(self) -> None:
        """Raise what the run was stopped by, if it was.

        Raises:
            RunStopped: with the number of articles that were taken.
        """
        if self.stopped_by is not None:
            raise stopped(self.stopped_by, self.taken)

    def _start(self, index: int, article: T, earlier: WirebriefError | None) -> None:
        task = asyncio.create_task(self._work(index, article, earlier))
        self._tasks[task] = index
        task.add_done_callback(self._forget)

    async def _work(self, index: int, article: T, earlier: WirebriefError | None) -> None:
        async with self._slots:
            if self.stopped_by is not None:
                self._done[index] = Result(index, None, earlier or stopped(self.stopped_by, self.taken))
                return
            with spending(self.account):
                result = await self._attempted(index, article)
        self._judge(result.error)
        if earlier is not None:
            self._done[index] = _with_earlier(result, earlier)
        elif result.error is not None and result.error.retryable and self.stopped_by is None:
            self._later[index] = article, result.error
        else:
            self._done[index] = result

    async def _attempted(self, index: int, article: T) -> Result:
        if self.account.left() <= 0:  # the rest of the budget is kept where money is spent
            return Result(index, None, self.account.out_of_time())
        return await self.attempt(index, article)

    def _judge(self, error: WirebriefError | None) -> None:
        """Stop the run where every other article would meet the same error."""
        if error is None:
            self._wrong = 0
            return
        self._wrong += isinstance(error, AuthenticationFailed | ConfigurationError)
        if self.stopped_by is None and (error.for_all or self._wrong >= _IN_A_ROW):
            self.stopped_by = error
            for index, (_, failed) in self._later.items():
                self._done[index] = Result(index, None, failed)
            self._later.clear()

    def _second_pass(self) -> None:
        later, self._later = self._later, {}
        for index, (article, earlier) in sorted(later.items()):
            self._start(index, article, earlier)

    def _handed_out(self) -> list[Result]:
        if not self.ordered:
            results, self._done = list(self._done.values()), {}
            return results
        results = []
        while self._next in self._done:
            results.append(self._done.pop(self._next))
            self._next += 1
        return results

    def _forget(self, task: asyncio.Task[None]) -> None:
        self._tasks.pop(task, None)
        self._changed.set()
        with suppress(asyncio.CancelledError):
            task.result()


def stopped(error: WirebriefError, taken: int) -> RunStopped:
    """What stopped a run, as the error of what was not done."""
    made = RunStopped(f"The run was stopped: {error.message}", hint=error.hint)
    made.taken, made.__cause__ = taken, error
    return made


def _with_earlier(result: Result, earlier: WirebriefError) -> Result:
    """A second result with what the first try took."""
    if result.error is not None:
        result.error.attempts += earlier.attempts
        return result
    if result.summary is None or result.summary.provenance is None:
        return result
    known = result.summary.provenance
    costs = known.cost_usd, earlier.cost_usd
    provenance: Provenance = known.model_copy(
        update={
            "attempts": known.attempts + earlier.attempts,
            "usage": add_usage(known.usage, earlier.usage or Usage()),
            "cost_usd": None if None in costs else sum(cost for cost in costs if cost is not None),
        }
    )
    return replace(result, summary=result.summary.model_copy(update={"provenance": provenance}))
