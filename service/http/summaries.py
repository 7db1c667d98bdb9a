"""One article, while its client waits."""

import time
from dataclasses import dataclass
from typing import Annotated

from fastapi import FastAPI, Header, Request
from fastapi.responses import Response

from wirebrief.schemas import ArticleSummary
from wirebrief.service.errors import ConfigurationError, UpstreamError, WirebriefError
from wirebrief.service.function import Source
from wirebrief.service.http.accepting import preferred
from wirebrief.service.http.documented import TAKES_AN_ARTICLE, problems
from wirebrief.service.http.engines import EnginePool, Hear, Offer
from wirebrief.service.http.events import EVENT_STREAM, NDJSON
from wirebrief.service.http.live import Live, LiveResponse
from wirebrief.service.http.models import SummaryRequest
from wirebrief.service.http.notes import Note, note_of
from wirebrief.service.http.once import Once
from wirebrief.service.http.purses import Purses
from wirebrief.service.http.settings import ServerSettings
from wirebrief.service.http.watch import Metrics
from wirebrief.service.http.work import ClientGone, while_wanted, within
from wirebrief.service.streaming import records_of

_JSON = "application/json"
_FORMS = (_JSON, NDJSON, EVENT_STREAM)
_LIVE = {"schema": {"$ref": "#/components/schemas/LiveEvent"}}
_RESPONSES = {200: {"content": {NDJSON: _LIVE, EVENT_STREAM: _LIVE}}, **problems(*TAKES_AN_ARTICLE)}
_CLIENT_GONE = 499
"""What proxies log for a client that left; nobody receives it."""
_RUN = 24
"""Characters of an article that may not stand in the log one after another."""
_SEARCHED = 200_000


@dataclass(frozen=True)
class Desk:
    """Where articles are handed in."""

    pool: EnginePool
    metrics: Metrics
    settings: ServerSettings
    purses: Purses

    async def summarize(
        self, offer: Offer, source: Source, note: Note, hear: Hear | None = None
    ) -> ArticleSummary:
        """Summarise an article when its turn comes.

        Args:
            hear: is told of each record, where somebody listens.

        Raises:
            Busy: there is no room.
            BudgetSpent: the key's budget of the day does not allow a call.
            WirebriefError: it cannot be summarised.
        """
        note.engine, note.model = offer.engine, offer.model
        start = time.monotonic()
        try:
            with self.purses.paying(note.key) as note.account:
                async with offer.share.place():
                    work = offer.summarize_aloud(source, hear) if hear else offer.summarize(source)
                    summary = await work
        except WirebriefError as error:
            if isinstance(error, UpstreamError | ConfigurationError):
                note.cause = cause_of(error, source)
            self.metrics.ended(offer.engine, error.code, time.monotonic() - start)
            raise
        self.metrics.summarized(offer.engine, summary, time.monotonic() - start)
        return summary


def cause_of(error: WirebriefError, source: Source) -> str:
    """What an error says, for the log; without the words where they hold some of the article's."""
    article = str(source.text or source.html or "")
    said = error.message
    runs = (said[at : at + _RUN] for at in range(max(1, len(said) - _RUN + 1)))
    if len(article) > _SEARCHED or any(len(run) == _RUN and run in article for run in runs):
        return f"{type(error).__name__}, in words of the article"
    return said


def add_summaries(app: FastAPI, desk: Desk, once: Once) -> None:
    """Add `/v1/summaries` to an app."""

    @app.post(
        "/v1/summaries",
        response_model=ArticleSummary,
        responses=_RESPONSES,
        tags=["summaries"],
    )
    async def summarize(
        body: SummaryRequest,
        request: Request,
        idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
    ) -> Response:
        """Summarise one article; with an `Idempotency-Key` only once, however often it is asked for.

        A client that accepts `application/x-ndjson` or `text/event-stream` is told each record once it is
        verified, and at the end the whole summary or a problem.
        """
        note, seconds = note_of(request.scope), desk.settings.time_limit
        offer, source = desk.pool.get(body.engine, body.model), body.source()

        async def work(hear: Hear | None = None) -> ArticleSummary:
            async with within(seconds):
                return await desk.summarize(offer, source, note, hear)

        async def made() -> str:
            return (await work()).model_dump_json()

        async def made_once() -> str:
            key = f"summary {note.key} {idempotency_key}"
            return await once.answer(key, body.model_dump_json(), made)

        async def kept(hear: Hear) -> ArticleSummary:
            summary = ArticleSummary.model_validate_json(await made_once())
            for streamed in records_of(summary):
                hear(streamed)
            return summary

        form = preferred(request.headers.get("accept", ""), _FORMS)
        once_only = idempotency_key is not None
        try:
            if form != _JSON:
                return await _told_live(request, Live(kept if once_only else work), form)
            return Response(
                await while_wanted(request, made_once() if once_only else made()), 200, None, _JSON
            )
        except ClientGone:
            note.code = "client_gone"
            return Response(status_code=_CLIENT_GONE)


async def _told_live(request: Request, live: Live, form: str) -> Response:
    try:
        await while_wanted(request, live.begin())
    except BaseException:
        await live.aclose()
        raise
    return LiveResponse(live, form)
