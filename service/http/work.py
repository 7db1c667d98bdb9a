"""Work that ends early: when its time is up, or when whoever asked for it has gone."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

from fastapi import Request

from wirebrief.service.errors import BudgetExceeded

T = TypeVar("T")


class ClientGone(Exception):
    """The client closed the connection; nobody will read an answer."""


@asynccontextmanager
async def within(seconds: float) -> AsyncIterator[None]:
    """Inside is the work on one article.

    Raises:
        BudgetExceeded: it took longer than `seconds`.
    """
    limit = asyncio.timeout(seconds)
    try:
        async with limit:
            yield
    except TimeoutError as error:
        if not limit.expired():
            raise
        raise BudgetExceeded(
            f"The article took longer than the {seconds:g} seconds that this server allows.",
            hint="Send a shorter article, or send it as a job (/v1/jobs).",
        ) from error


async def while_wanted(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Do the work, and cancel it when the client disconnects; that closes the call to a model under way.

    Raises:
        ClientGone: the client disconnected.
    """
    task = asyncio.create_task(work)
    gone = asyncio.create_task(_disconnected(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ClientGone
    finally:
        for unfinished in (task, gone):
            unfinished.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(task, gone, return_exceptions=True)


async def _disconnected(request: Request) -> None:
    """Wait until the client has gone; the body has been read by now, so nothing else can come."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
