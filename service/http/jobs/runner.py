"""Does the articles of jobs, and picks up where an earlier process stopped.

Jobs take turns, an article each, and use at most half of an engine's places, so that who waits on an open
connection is not kept out by a job of thousands.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from wirebrief.service.errors import Busy, UpstreamError, WirebriefError
from wirebrief.service.http.jobs.database import persistently
from wirebrief.service.http.jobs.store import JobStore
from wirebrief.service.http.refusals import StoreUnavailable

log = logging.getLogger(__name__)

_TRIES = 4
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 60.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article, as JSON."""

    result: str
    failed: bool


Work = Callable[[str, int], Awaitable[str]]
"""Summarises an article of a job, by the job's id and its position; the summary comes as JSON."""


@dataclass
class Runner:
    """The jobs under way in this process.

    Attributes:
        work: does one article.
        told: the JSON of an error.
        ended: takes the id of a job that is done.
        at_once: articles of all jobs that are worked on at a time.
    """

    store: JobStore
    work: Work
    told: Callable[[WirebriefError], str]
    ended: Callable[[str], None]
    at_once: int
    _tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _changes: dict[str, asyncio.Event] = field(default_factory=dict)
    _places: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._places = asyncio.Semaphore(self.at_once)

    async def resume(self) -> None:
        """Go on with what an earlier process left."""
        for job in await persistently(self.store.unfinished):
            self.begin(job)

    def begin(self, job: str) -> None:
        """Begin a job, or go on with it."""
        self._changes[job] = asyncio.Event()
        task = self._tasks[job] = asyncio.create_task(self._run(job))
        task.add_done_callback(lambda _: self._over(job))

    async def cancel(self, job: str) -> None:
        """Give a job up: what is under way is broken off, down to the calls to a model."""
        await asyncio.to_thread(self.store.cancel, job)
        if (task := self._tasks.get(job)) is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def changes(self, job: str, at_least_every: float) -> AsyncIterator[bool]:
        """Yields whenever a job has got further, and after so many seconds anyway; ends with the job."""
        while (event := self._changes.get(job)) is not None:
            try:
                async with asyncio.timeout(at_least_every):
                    await event.wait()
            except TimeoutError:
                yield False
            else:
                yield True

    async def aclose(self) -> None:
        """Stop; the next process goes on."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _run(self, job: str) -> None:
        positions = iter(await persistently(self.store.waiting, job))
        async with asyncio.TaskGroup() as group:  # each of its tasks takes the next article
            for _ in range(self.at_once):
                group.create_task(self._work_off(job, positions))

    async def _work_off(self, job: str, positions: Iterator[int]) -> None:
        for position in positions:
            async with self._places:  # handed out in turn: a long job waits behind a short one
                outcome = await self._outcome(job, position)
            await persistently(self.store.finish, job, position, outcome.result, failed=outcome.failed)
            self._tell(job)

    async def _outcome(self, job: str, position: int) -> Outcome:
        tries = 0
        while True:
            try:
                return Outcome(await self.work(job, position), failed=False)
            except Busy as error:  # of this service: the article has not been begun
                await asyncio.sleep(min(error.retry_after, _FIRST_WAIT))
            except StoreUnavailable:  # what was bought for it is in the journal
                await asyncio.sleep(_FIRST_WAIT)
            except WirebriefError as error:
                tries += 1
                if not error.retryable or error.for_all or tries == _TRIES:
                    return Outcome(self.told(error), failed=True)
                await asyncio.sleep(_wait(error, tries))
            except Exception as error:
                log.error("An article of a job met a fault of the program.", exc_info=error)
                fault = WirebriefError("Something went wrong in the service; its log says what.")
                return Outcome(self.told(fault), failed=True)

    def _tell(self, job: str) -> None:
        event, self._changes[job] = self._changes[job], asyncio.Event()
        event.set()

    def _over(self, job: str) -> None:
        task = self._tasks.pop(job)
        self._changes.pop(job).set()
        if task.cancelled():
            return
        if (error := task.exception()) is not None:
            log.error("A job stopped; the next start of the server goes on with it.", exc_info=error)
        else:
            self.ended(job)


def _wait(error: WirebriefError, tries: int) -> float:
    asked = error.retry_after if isinstance(error, UpstreamError) else None
    return min(asked or _FIRST_WAIT * 2.0 ** (tries - 1), _LONGEST_WAIT)
