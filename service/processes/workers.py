"""Work in processes that can be killed: whoever asks gets an answer or an error in time, whatever the text.

The interpreter's lock lets one long regular expression hold up a whole process, and a thread cannot be
stopped. So what articles can make long is done in processes of a pool; one that takes too much time or memory
is killed with its work, and replaced. The processes are forked off a server that has loaded the parser, so
that a new one is there in some milliseconds and shares the parser's memory.
"""

import asyncio
import logging
import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from wirebrief.service.errors import ProcessLost, TooDemanding

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

_PRELOADED = "wirebrief.service.processes.preloaded"
_GRACE = 3.0
"""Seconds that the end of a process may take."""
_MOMENT = 1.0
"""Seconds that a call may go on when nobody waits for it."""
_TASKS = 2000
"""Tasks of one process, after which it is replaced: memory that was used once is not given back otherwise."""


@dataclass
class Workers:
    """A pool of processes; calls are made in one as `asyncio.to_thread` makes them in a thread.

    Attributes:
        number: processes.
        seconds: that one call may take.
        mebibytes: of memory that a process may take on top of what it began with, where the system is Linux;
            None for any.
        waiting: seconds that a call may wait until a process has time for it.
        politeness: how far the processes stand back where the processor is short (nice).
    """

    number: int
    seconds: float
    mebibytes: int | None
    waiting: float = 0.0
    politeness: int = 0
    _pool: ProcessPool | None = field(default=None, init=False, repr=False)
    _starting: asyncio.Lock = field(default_factory=asyncio.Lock, init=False, repr=False)

    async def __call__(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function, known by its module and name, in a process of the pool.

        A caller that is cancelled has the process killed, unless it is done in a moment.

        Raises:
            TooDemanding: the call took too much time or memory, or ended its process in another way, which
                then is its cause (`ProcessExpired`).
            ProcessLost: no process is left; the next call finds new ones.
        """
        pool = self._pool or await self._started()
        future = pool.schedule(function, args=args, kwargs=kwargs, timeout=self.seconds)
        try:
            # The pool's own clock starts when a process takes the call.
            async with asyncio.timeout(self.waiting + self.seconds + _GRACE):
                return await _result(future)
        except TimeoutError as error:
            raise _demanding(f"longer than {self.seconds:g} seconds") from error
        except MemoryError as error:
            raise _demanding(f"more than {self.mebibytes} MiB of memory") from error
        except ProcessExpired as error:
            log.warning("A worker process ended with %s.", error.exitcode)
            raise _demanding("more than the process that worked on it can give") from error
        except BrokenProcessPool as error:
            log.error("The worker processes are lost; new ones are started.", exc_info=error)
            self._replace(pool)
            raise ProcessLost("The worker processes were lost.", hint="Try again.") from error

    async def warm_up(self) -> None:
        """Wait until a process answers; by then the parser is loaded."""
        pool = self._pool or await self._started()
        await asyncio.wrap_future(pool.schedule(_here))

    def close(self) -> None:
        """End all processes."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            with suppress(TimeoutError):
                self._pool.join(_GRACE)
            self._pool = None

    async def _started(self) -> ProcessPool:
        async with self._starting:
            if self._pool is None:
                self._pool = await asyncio.to_thread(self._start)
            return self._pool

    def _start(self) -> ProcessPool:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([_PRELOADED])
        pool = ProcessPool(
            max_workers=self.number,
            max_tasks=_TASKS,
            initializer=_begin,
            initargs=(self.mebibytes, self.politeness),
            context=context,
        )
        pool.schedule(_here)  # begins the processes, which takes as long as the parser takes to load
        return pool

    def _replace(self, broken: ProcessPool) -> None:
        if self._pool is broken:
            self._pool = None
            broken.stop()  # type: ignore[no-untyped-call]


async def _result(future: Future[T]) -> T:
    """What a call gives; one whose caller leaves may end by itself, which costs less than a new process."""
    result = asyncio.wrap_future(future)
    try:
        return await asyncio.shield(result)
    except asyncio.CancelledError:
        if future.running():
            result.add_done_callback(lambda done: done.cancelled() or done.exception())  # nobody else looks
            asyncio.get_running_loop().call_later(_MOMENT, future.cancel)
        else:
            future.cancel()
        raise


def _demanding(what: str) -> TooDemanding:
    return TooDemanding(
        f"Reading the article takes {what}.", hint="Send the text of one article, without what surrounds it."
    )


def _here() -> None:
    """Nothing; that it returns says that a process works."""


def _begin(mebibytes: int | None, politeness: int) -> None:
    """Make a new process one that ends at once when told to, stands back, and has a limit of memory."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a handler in Python would wait for the running expression
    os.nice(politeness)
    if mebibytes is not None and sys.platform == "linux":
        limit = _data_now() + mebibytes * 2**20
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _data_now() -> int:
    """Bytes of private memory that this process has asked for."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[5]) * resource.getpagesize()
