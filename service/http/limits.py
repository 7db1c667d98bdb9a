"""The limit on a request's body, before anything reads it."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wirebrief.service.errors import TooLong
from wirebrief.service.http.problems import problem


class BodyLimit:
    """Answers 413 to a body of more than `max_body` bytes, by its announced length or as it arrives.

    It answers itself what it can tell from the header. A body without a length is counted on the way in; the
    error then surfaces in whoever reads it, and is answered there.
    """

    def __init__(self, app: ASGIApp, max_body: int) -> None:
        self._app = app
        self._max_body = max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > self._max_body:
            await problem(self._too_long())(scope, receive, send)
            return
        read = 0

        async def counting() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._max_body:
                raise self._too_long()
            return message

        await self._app(scope, counting, send)

    def _too_long(self) -> TooLong:
        return TooLong(
            f"The request's body is larger than {self._max_body:,} bytes.", hint="Send one article at a time."
        )
