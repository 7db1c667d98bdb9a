"""One article told as it is worked on: a record at a time, then the whole summary or a problem.

The same events go out as lines of JSON or as server-sent events, whichever the client accepts.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import suppress
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from starlette.types import Receive, Scope, Send

from wirebrief.schemas import ArticleSummary
from wirebrief.schemas.references import id_uses
from wirebrief.service.errors import WirebriefError
from wirebrief.service.http.engines import Hear
from wirebrief.service.http.events import (
    NDJSON,
    Event,
    ProblemEvent,
    RecordEvent,
    SummaryEvent,
)
from wirebrief.service.http.notes import note_of
from wirebrief.service.http.problems import fault_of_ours, told
from wirebrief.service.http.work import ClientGone, while_wanted
from wirebrief.service.streaming import Streamed

log = logging.getLogger(__name__)

UNBUFFERED = {"cache-control": "no-store", "x-accel-buffering": "no"}
SIGN_OF_LIFE = 15.0
"""Seconds between two signs of life of a stream; balancers close what is silent."""


class Live:
    """Work on an article that is listened to.

    Args:
        work: summarises the article, and tells what it is given of each record.
    """

    def __init__(self, work: Callable[[Hear], Coroutine[Any, Any, ArticleSummary]]) -> None:
        self._news: asyncio.Queue[Streamed | None] = asyncio.Queue()
        self._begun = asyncio.Event()
        self._work = asyncio.create_task(work(self._hear))
        self._work.add_done_callback(lambda _: self._hear(None))

    async def begin(self) -> None:
        """Wait until there is something to tell, or a sign of life is due.

        Raises:
            WirebriefError: the work failed by then; the answer as a whole can still be a problem.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(SIGN_OF_LIFE):
                await self._begun.wait()
        if self._work.done():
            self._work.result()

    async def events(self) -> AsyncIterator[Event | None]:
        """What there is to tell, to its end; None is a sign of life."""
        ended = False
        while not ended:
            try:
                async with asyncio.timeout(SIGN_OF_LIFE):
                    streamed = await self._news.get()
            except TimeoutError:
                yield None
            else:
                ended = streamed is None
                yield _end(self._work) if streamed is None else _record(streamed)

    async def aclose(self) -> None:
        """End the work, should it be under way."""
        self._work.cancel()
        await asyncio.gather(self._work, return_exceptions=True)

    def _hear(self, streamed: Streamed | None) -> None:
        self._news.put_nowait(streamed)
        self._begun.set()


def _record(streamed: Streamed) -> RecordEvent:
    so_far = streamed.so_far
    known = {actor.id: actor.name for actor in so_far.actors}
    known |= {incident.id: incident.summary for incident in so_far.incidents}
    names = {used: known[used] for _, _, used in id_uses(streamed.record) if used in known}
    return RecordEvent(kind=streamed.kind, record=streamed.record, names=names)


def _end(work: asyncio.Task[ArticleSummary]) -> Event:
    try:
        return SummaryEvent(summary=work.result())
    except WirebriefError as error:
        return ProblemEvent(problem=told(error))
    except Exception as error:
        log.error("An article met a fault of the program.", exc_info=error)
        return ProblemEvent(problem=fault_of_ours())


class LiveResponse(Response):
    """The events of a work on their way to a client; a client that leaves ends the work.

    Args:
        media_type: `NDJSON` or `EVENT_STREAM`.
    """

    def __init__(self, live: Live, media_type: str) -> None:
        super().__init__(None, 200, UNBUFFERED, media_type)
        del self.headers["content-length"]
        self._live = live
        self._written = _as_line if media_type == NDJSON else _as_server_sent

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await while_wanted(Request(scope, receive), self._tell(scope, send))
        except ClientGone:
            note_of(scope).code = "client_gone"
        finally:
            await self._live.aclose()

    async def _tell(self, scope: Scope, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        async for event in self._live.events():
            if isinstance(event, ProblemEvent):
                note_of(scope).code = event.problem.code
            body = self._written(event).encode()
            await send({"type": "http.response.body", "body": body, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def _as_line(event: Event | None) -> str:
    return f"{event.model_dump_json()}\n" if event else "\n"


def _as_server_sent(event: Event | None) -> str:
    return f"event: {event.event}\ndata: {event.model_dump_json()}\n\n" if event else ": alive\n\n"
