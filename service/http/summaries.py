"""One article, while its client waits."""

import time
from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.responses import Response

from wirebrief.schemas import ArticleSummary
from wirebrief.service.errors import ConfigurationError, InputError, UpstreamError, WirebriefError
from wirebrief.service.function import Source
from wirebrief.service.http.documented import TAKES_AN_ARTICLE, problems
from wirebrief.service.http.engines import EnginePool, Offer
from wirebrief.service.http.models import SummaryRequest
from wirebrief.service.http.notes import Note, note_of
from wirebrief.service.http.settings import ServerSettings
from wirebrief.service.http.watch import Metrics
from wirebrief.service.http.work import ClientGone, while_wanted

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

    async def summarize(self, offer: Offer, source: Source, note: Note) -> ArticleSummary:
        """Summarise an article when its turn comes.

        Raises:
            Busy: there is no room.
            WirebriefError: it cannot be summarised.
        """
        note.engine, note.model = offer.engine, offer.model
        start = time.monotonic()
        try:
            async with offer.share.place():
                summary = await offer.summarize(source)
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


def source_of(body: SummaryRequest) -> Source:
    """The article of a request.

    Raises:
        InputError: there are two, or none.
    """
    if (body.text is None) == (body.html is None):
        raise InputError("An article comes as exactly one of text and html.", hint="Send one of the two.")
    return Source(text=body.text, html=body.html, published=body.published, timezone=body.timezone)


def add_summaries(app: FastAPI, desk: Desk) -> None:
    """Add `/v1/summaries` to an app."""

    @app.post(
        "/v1/summaries",
        response_model=ArticleSummary,
        responses=problems(*TAKES_AN_ARTICLE),
        tags=["summaries"],
    )
    async def summarize(body: SummaryRequest, request: Request) -> Response:
        """Summarise one article."""
        note = note_of(request.scope)
        offer = desk.pool.get(body.engine, body.model)
        work = desk.summarize(offer, source_of(body), note)
        try:
            summary = await while_wanted(request, work, seconds=desk.settings.time_limit)
        except ClientGone:
            note.code = "client_gone"
            return Response(status_code=_CLIENT_GONE)
        return Response(summary.model_dump_json(), media_type="application/json")
