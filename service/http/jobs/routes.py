"""`/v1/jobs`: hand in articles, ask how far they are, take the results."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from typing import Annotated, Any
from uuid import uuid4

from fastapi import FastAPI, Header, Query, Request
from fastapi.responses import Response, StreamingResponse

from wirebrief.service.http.documented import NEEDS_A_KEY, TAKES_A_BODY, problems
from wirebrief.service.http.events import EVENT_STREAM, NDJSON
from wirebrief.service.http.jobs.models import MOST_ARTICLES, Job, JobEnded, JobRequest
from wirebrief.service.http.jobs.office import Office
from wirebrief.service.http.live import SIGN_OF_LIFE, UNBUFFERED
from wirebrief.service.http.notes import note_of
from wirebrief.service.http.refusals import NoSuchJob

_LINES_AT_ONCE = 16


def _streamed(media_type: str, described: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {"schema": described}}}, **problems(*NEEDS_A_KEY, 404, 422, 503)}


def add_jobs(app: FastAPI, office: Office) -> None:
    """Add the routes to an app."""
    _add_handing_in(app, office)
    _add_looking_after(app, office)
    _describe_webhook(app)


def _add_handing_in(app: FastAPI, office: Office) -> None:
    @app.post(
        "/v1/jobs",
        status_code=202,
        response_model=Job,
        responses=problems(*TAKES_A_BODY, 404, 500, 503),
        tags=["jobs"],
    )
    async def hand_in(
        body: JobRequest,
        request: Request,
        idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
    ) -> Response:
        """Hand in articles; the job goes on whatever becomes of the connection, and of the server."""
        note = note_of(request.scope)
        offer = office.pool.get(body.engine, body.model)
        note.engine, note.model = offer.engine, offer.model
        sources = [article.model_dump(mode="json") for article in body.articles]
        for article in body.articles:
            article.source()  # refuses what is two articles, or none

        async def keep() -> str:
            if body.webhook is not None:
                await office.webhooks.check(body.webhook)
            job = uuid4().hex
            await office.hand_in(job, sources, offer, note.key, body.webhook)
            return job

        if idempotency_key is None:
            job = await keep()
        else:
            job = await office.once.answer(f"job {note.key} {idempotency_key}", body.model_dump_json(), keep)
        seen = await office.seen(job, note.key)
        where = {"location": f"/v1/jobs/{job}"}
        return Response(seen.model_dump_json(), 202, where, "application/json")


def _add_looking_after(app: FastAPI, office: Office) -> None:
    @app.get("/v1/jobs/{job}", responses=problems(*NEEDS_A_KEY, 404, 503), tags=["jobs"])
    async def how_far(job: str, request: Request) -> Job:
        """How far a job is."""
        return await office.seen(job, note_of(request.scope).key)

    @app.post("/v1/jobs/{job}/cancel", responses=problems(*NEEDS_A_KEY, 404, 503), tags=["jobs"])
    async def cancel(job: str, request: Request) -> Job:
        """Give a job up: calls to a model are broken off. What is done stays to be taken."""
        return await office.cancel(job, note_of(request.scope).key)

    @app.delete("/v1/jobs/{job}", status_code=204, responses=problems(*NEEDS_A_KEY, 404, 503), tags=["jobs"])
    async def remove(job: str, request: Request) -> None:
        """Give a job up, and forget it with all its articles and results."""
        await office.remove(job, note_of(request.scope).key)

    @app.get(
        "/v1/jobs/{job}/results",
        response_class=Response,
        responses=_streamed(NDJSON, {"$ref": "#/components/schemas/JobResult"}),
        tags=["jobs"],
    )
    async def results(
        job: str,
        request: Request,
        after: Annotated[int, Query(ge=-1, le=MOST_ARTICLES)] = -1,
        limit: Annotated[int, Query(ge=1, le=MOST_ARTICLES)] = 100,
    ) -> Response:
        """What became of the articles so far, one a line, by position; `Link` leads to the next page."""
        await office.job(job, note_of(request.scope).key)
        found = await asyncio.to_thread(office.store.results, job, after, limit)
        headers = {}
        if len(found) == limit:
            following = f"/v1/jobs/{job}/results?after={found[-1][0]}&limit={limit}"
            headers["link"] = f'<{following}>; rel="next"'
        return StreamingResponse(_lines(found), 200, headers, NDJSON)

    @app.get(
        "/v1/jobs/{job}/events",
        response_class=Response,
        responses=_streamed(EVENT_STREAM, {}),
        tags=["jobs"],
    )
    async def events(job: str, request: Request) -> Response:
        """The job each time that it has got further, as server-sent events, until it ends."""
        first = await office.seen(job, note_of(request.scope).key)
        return StreamingResponse(_events(office, job, first), media_type=EVENT_STREAM, headers=UNBUFFERED)


async def _events(office: Office, job: str, told: Job) -> AsyncIterator[str]:
    yield _event(told)
    with suppress(NoSuchJob):  # it was removed meanwhile
        async for further in office.runner.changes(job, SIGN_OF_LIFE):
            if further:
                told = await office.seen(job, None)
            yield _event(told) if further else ": alive\n\n"
        if told.state == "running":  # it ended while the last event was under way
            yield _event(await office.seen(job, None))


def _describe_webhook(app: FastAPI) -> None:
    @app.webhooks.post("job-ended", status_code=204, tags=["jobs"])
    async def job_ended(
        body: JobEnded,
        webhook_id: Annotated[str, Header()],
        webhook_timestamp: Annotated[int, Header()],
        webhook_signature: Annotated[str, Header()],
    ) -> None:
        """A job has ended: sent to its `webhook`, signed as Standard Webhooks has it."""


async def _lines(found: Sequence[tuple[int, str]]) -> AsyncIterator[str]:
    """Results as lines, some at a time: packing all of a long page at once would hold up everybody else."""
    for at in range(0, len(found), _LINES_AT_ONCE):
        some = found[at : at + _LINES_AT_ONCE]
        yield "".join(f'{{"position":{position},{result[1:]}\n' for position, result in some)
        await asyncio.sleep(0)


def _event(job: Job) -> str:
    return f"event: {job.state}\ndata: {job.model_dump_json()}\n\n"
