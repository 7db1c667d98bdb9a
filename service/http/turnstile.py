"""Refuses articles that there is no room for before they are read: in a flood it is refusing that costs."""

from collections.abc import Mapping

from starlette.types import ASGIApp, Receive, Scope, Send

from wirebrief.service.http.admission import Share
from wirebrief.service.http.notes import note_of
from wirebrief.service.http.problems import problem


class Turnstile:
    """Answers 429 while every engine is full; answers that are kept under a key are given all the same."""

    def __init__(self, app: ASGIApp, shares: Mapping[str, Share]) -> None:
        self._app = app
        self._shares = shares

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not (_is_an_article(scope) and all(share.full for share in self._shares.values())):
            await self._app(scope, receive, send)
            return
        error = min((share.busy() for share in self._shares.values()), key=lambda busy: busy.retry_after)
        note_of(scope).code = error.code
        await problem(error)(scope, receive, send)


def _is_an_article(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] == "POST"
        and scope["path"] == "/v1/summaries"
        and all(name != b"idempotency-key" for name, _ in scope["headers"])
    )
