"""One answer for a key, however often it is asked for: `Idempotency-Key`.

Who asks while the first one is still at work waits for that answer; who asks later gets what was kept. Work
with a key goes on when its client leaves: coming back for the answer is what the key is for.
"""

import asyncio
import hashlib
from collections.abc import Callable, Coroutine
from typing import Any

from wirebrief.service.http.jobs.answers import Answers
from wirebrief.service.http.refusals import KeyReused


class Once:
    """The keys that are known.

    Args:
        kept: the answers that are kept.
    """

    def __init__(self, kept: Callable[[], Answers]) -> None:
        self._kept = kept
        self._under_way: dict[str, tuple[str, asyncio.Task[str]]] = {}

    async def answer(self, key: str, request: str, work: Callable[[], Coroutine[Any, Any, str]]) -> str:
        """The answer to a request with a key.

        Args:
            key: what the client gave, with whatever tells clients apart.
            request: all that matters of the request.
            work: makes the answer; an error of it is told to all who wait, and not kept.

        Raises:
            KeyReused: the key came with another request before.
        """
        fingerprint = hashlib.sha256(request.encode()).hexdigest()
        if key in self._under_way:
            first, task = self._under_way[key]
            _check(first, fingerprint)
        else:
            task = asyncio.create_task(self._kept_or_made(key, fingerprint, work))
            self._under_way[key] = fingerprint, task
            task.add_done_callback(lambda done: self._over(key, done))
        return await asyncio.shield(task)

    async def _kept_or_made(
        self, key: str, fingerprint: str, work: Callable[[], Coroutine[Any, Any, str]]
    ) -> str:
        answers = self._kept()
        if (kept := await asyncio.to_thread(answers.get, key)) is not None:
            _check(kept.fingerprint, fingerprint)
            return kept.answer
        made = await work()
        await asyncio.to_thread(answers.keep, key, fingerprint, made)
        return made

    def _over(self, key: str, done: asyncio.Task[str]) -> None:
        del self._under_way[key]
        if not done.cancelled():
            done.exception()  # somebody may have been told; nobody need be


def _check(first: str, fingerprint: str) -> None:
    if first != fingerprint:
        raise KeyReused(
            "The Idempotency-Key came with another request.", hint="Make a new key for each request."
        )
