"""A journal in use: answers are written before they are used, and asked for once where several want them.

SQLite works in a thread of its own, so that no event loop waits for a disk; the answers that wait for it are
committed together. It may be shared by all threads and event loops of a process.
"""

import asyncio
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import JsonValue

from wirebrief.service.errors import ConfigurationError
from wirebrief.service.journal.entry import Recorded, is_final
from wirebrief.service.journal.identity import Identity
from wirebrief.service.journal.store import Kept, opened

log = logging.getLogger(__name__)

T = TypeVar("T")

_TRIED_AGAIN = 60.0
"""Seconds after which a file that could not be opened is tried again."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer and how it was come by.

    Attributes:
        bought: the server was asked for it, by this caller.
        unwritten: why it could not be kept, or None.
    """

    recorded: Recorded
    bought: bool
    unwritten: str | None = None


Request = Mapping[str, JsonValue]
Buy = Callable[[], Awaitable[Recorded]]
"""Asks the server; raises where it gives no answer."""


class Answers(Protocol):
    """Where an engine looks for an answer before it asks the server."""

    async def answer(self, endpoint: str, identity: Identity, request: Request, buy: Buy) -> Answered:
        """The answer that is kept to a request, or else the one that is bought."""
        ...

    async def forget(self, endpoint: str, identity: Identity) -> None:
        """Take an answer back that turned out to be none, so that the server is asked again."""
        ...


class AnswerStore(Protocol):
    """What a journal keeps answers in (`Store`); each call raises `sqlite3.Error` where it fails."""

    def find(self, endpoint: str, key: str) -> Recorded | None: ...

    def write(self, kept: Iterable[Kept]) -> None: ...

    def forget(self, endpoint: str, key: str) -> None: ...

    def close(self) -> None: ...


class Journal:
    """Answers in a file, which is opened when the first is wanted.

    A journal that cannot be opened, read or written costs no answer: it is logged, `Answered.unwritten` says
    why, and the answer is used.

    Args:
        path: the file; made where it does not exist.
        days: answers that are older are removed when the file is opened; None for none.
        reach: opens what answers are kept in, where that is not a file of this machine.
    """

    def __init__(
        self, path: Path, *, days: float | None = None, reach: Callable[[], AnswerStore] | None = None
    ) -> None:
        self.path = path
        self._reach = reach or partial(opened, path, days=days)
        self._lock = threading.Lock()
        self._start()

    def _start(self) -> None:
        self._process = os.getpid()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="wirebrief-journal")
        self._store: AnswerStore | None = None
        self._failure: str | None = None
        self._not_before = 0.0
        self._waiting: list[tuple[Kept, Future[str | None]]] = []
        self._flights: dict[tuple[str, str], Future[Recorded | None]] = {}

    async def answer(self, endpoint: str, identity: Identity, request: Request, buy: Buy) -> Answered:
        """The answer that is kept, or else the one that is bought; identical questions are asked once.

        Who waits for somebody else's question asks it anew where that one fails.
        """
        self._after_fork()
        flight = endpoint, identity.key
        while True:
            if (kept := await self._in_thread(self._find, *flight)) is not None:
                return Answered(kept, bought=False)
            mine: Future[Recorded | None] = Future()
            with self._lock:
                under_way = self._flights.setdefault(flight, mine)
            if under_way is mine:
                return await self._bought(flight, mine, buy)
            theirs = await asyncio.shield(asyncio.wrap_future(under_way))
            if theirs is not None:
                return Answered(theirs, bought=False)

    async def _bought(self, flight: tuple[str, str], mine: "Future[Recorded | None]", buy: Buy) -> Answered:
        shared: Recorded | None = None
        try:
            recorded = await buy()
            if not is_final(recorded.status):
                return Answered(recorded, bought=True)
            unwritten = await self._write(Kept(flight[0], recorded))
            shared = recorded if recorded.status < 300 else None
            return Answered(recorded, bought=True, unwritten=unwritten)
        finally:
            with self._lock:
                self._flights.pop(flight, None)
            mine.set_result(shared)

    async def forget(self, endpoint: str, identity: Identity) -> None:
        """Take an answer back that turned out to be none."""
        self._after_fork()
        await self._in_thread(self._forget, endpoint, identity.key)

    def close(self) -> None:
        """Write what waits to be written, and let go of the file; it is opened again when it is wanted."""
        if self._process == os.getpid():
            self._thread.submit(self._close)
            self._thread.shutdown()
        self._start()

    def _after_fork(self) -> None:
        """A fork has no thread, and must not use its parent's file."""
        if self._process != os.getpid():
            self._start()

    async def _write(self, kept: Kept) -> str | None:
        """Write an answer; what is asked to be written is, though whoever asked has gone."""
        done: Future[str | None] = Future()
        with self._lock:
            self._waiting.append((kept, done))
        self._thread.submit(self._flush)
        return await asyncio.shield(asyncio.wrap_future(done))

    async def _in_thread(self, work: Callable[..., T], *given: object) -> T:
        return await asyncio.shield(asyncio.wrap_future(self._thread.submit(work, *given)))

    # In the thread

    def _opened(self) -> AnswerStore | None:
        """The file, or None where it cannot be opened now; a minute later it is tried again."""
        if self._store is None and time.monotonic() >= self._not_before:
            try:
                self._store = self._reach()
            except ConfigurationError as error:
                self._failed(error.message)
                self._not_before = time.monotonic() + _TRIED_AGAIN
        return self._store

    def _find(self, endpoint: str, key: str) -> Recorded | None:
        try:
            store = self._opened()
            return store.find(endpoint, key) if store else None
        except (sqlite3.Error, ValueError) as error:  # ValueError: a row that somebody else wrote
            self._failed(f"The journal {self.path} cannot be read: {error}.")
            return None

    def _flush(self) -> None:
        """Write all that waits, in one commit."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        store = self._opened()
        problem = None if store else self._failure or "The journal cannot be opened."
        if store is not None:
            try:
                store.write(kept for kept, _ in waiting)
                self._failure = None
            except sqlite3.Error as error:
                problem = f"The journal {self.path} cannot be written: {error}."
                self._failed(problem)
        for _, done in waiting:
            done.set_result(problem)

    def _forget(self, endpoint: str, key: str) -> None:
        try:
            if (store := self._opened()) is not None:
                store.forget(endpoint, key)
        except sqlite3.Error as error:
            self._failed(f"The journal {self.path} cannot be written: {error}.")

    def _close(self) -> None:
        self._flush()
        if self._store is not None:
            self._store.close()

    def _failed(self, problem: str) -> None:
        """Log a problem when it begins, and not for every answer."""
        if self._failure is None:
            log.warning("%s Answers are used, and not kept.", problem)
        self._failure = problem
