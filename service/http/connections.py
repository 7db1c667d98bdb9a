"""Connections of clients: closed when a head is slow to come, or an answer slow to be taken."""

import asyncio
import resource
from typing import ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from wirebrief.service.http.models import Problem
from wirebrief.service.http.problems import respond
from wirebrief.service.http.settings import ServerSettings

_SPARE_FILES = 100
"""File handles kept for what is no connection of a client."""
_READ_AT_ONCE = 2**14
"""Bytes that are parsed before others get their turn; a body in pieces of one byte takes long to parse."""
_NO_HTTP = Problem(
    title="Bad Request",
    status=400,
    detail="This is no request of HTTP/1.1 that can be read.",
    code="input",
    hint="Its line and headers may take 16 KiB together.",
)


class GuardedProtocol(H11Protocol):
    """HTTP/1.1 with limits; uvicorn itself knows one for idle connections only, once they had a request.

    Attributes:
        most: connections open at a time; further ones are closed at once.
        head_seconds: from the first byte of a request, or the connection, to the end of its head.
        stuck_seconds: that a client may take no byte of what waits for it.
    """

    most: ClassVar[int]
    head_seconds: ClassVar[float]
    stuck_seconds: ClassVar[float]

    _head: asyncio.TimerHandle | None = None
    _stuck: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if hasattr(transport, "max_size"):  # asyncio's own; others read less at a time
            transport.max_size = _READ_AT_ONCE
        if len(self.connections) > self.most:
            transport.close()
        else:
            self._await_head()

    def data_received(self, data: bytes) -> None:
        if self._head is None and not self._answering():
            self._await_head()
        super().data_received(data)
        if self._answering():
            self._forget_head()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP as everything else is refused, by a problem."""
        response = respond(_NO_HTTP, {"connection": "close"})
        events = (
            h11.Response(status_code=400, headers=response.raw_headers, reason=b"Bad Request"),
            h11.Data(data=bytes(response.body)),
            h11.EndOfMessage(),
        )
        self.transport.write(b"".join(self.conn.send(event) or b"" for event in events))
        self.transport.close()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stuck = self.loop.call_later(self.stuck_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._forget_stuck()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget_head()
        self._forget_stuck()
        super().connection_lost(exc)

    def _answering(self) -> bool:
        """Whether there is a request whose answer is not complete."""
        cycle = getattr(self, "cycle", None)
        return cycle is not None and not cycle.response_complete

    def _await_head(self) -> None:
        self._head = self.loop.call_later(self.head_seconds, self.transport.close)

    def _forget_head(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def _forget_stuck(self) -> None:
        if self._stuck is not None:
            self._stuck.cancel()
            self._stuck = None


def guarded(settings: ServerSettings) -> type[GuardedProtocol]:
    """The protocol with the limits of a server."""
    limits = {
        "most": _room_for_connections(settings.connections),
        "head_seconds": settings.header_timeout,
        "stuck_seconds": settings.body_timeout,
    }
    return type("Guarded", (GuardedProtocol,), limits)


def _room_for_connections(wanted: int) -> int:
    """How many connections may be open: as many as there are file handles for, of which all are asked for."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard == resource.RLIM_INFINITY:
        return wanted
    if soft != hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return max(1, min(wanted, hard - _SPARE_FILES))
