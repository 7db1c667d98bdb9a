"""`/v1/jobs`: hand in articles, ask how far they are, take the results."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import uuid4

from fastapi import FastAPI, Header, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from wirebrief.schemas import ArticleSummary
from wirebrief.service.http.documented import NEEDS_A_KEY, TAKES_A_BODY, problems
from wirebrief.service.http.jobs.office import Office
from wirebrief.service.http.jobs.store import JobRow, State
from wirebrief.service.http.live import EVENT_STREAM, NDJSON, SIGN_OF_LIFE, UNBUFFERED
from wirebrief.service.http.models import Article, Problem
from wirebrief.service.http.notes import note_of

_MOST_ARTICLES = 1000
_LINES_AT_ONCE = 16


class JobRequest(BaseModel):
    """Articles to be summarised, and by what."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    articles: Annotated[list[Article], Field(min_length=1, max_length=_MOST_ARTICLES)]
    engine: str | None = Field(default=None, examples=["rules"])
    """One of the engines on offer; by default the first of them."""
    model: str | None = None
    """One of the models on offer, for the `llm` engine; by default the first of them."""


class Job(BaseModel):
    """A job and how far it is."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    id: str
    state: State
    engine: str
    model: str | None
    total: int
    done: int
    """Articles that have a result, failed ones included."""
    failed: int
    created: datetime
    finished: datetime | None


class JobResult(BaseModel):
    """What became of one article of a job: a summary or a problem."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    position: int
    """Its place in the request, from 0."""
    summary: ArticleSummary | None = None
    problem: Problem | None = None


def job_of(row: JobRow) -> Job:
    """A job as a client sees it."""
    return Job(
        id=row.id,
        state=row.state,
        engine=row.engine,
        model=row.model,
        total=row.total,
        done=row.done,
        failed=row.failed,
        created=datetime.fromtimestamp(row.created, UTC),
        finished=datetime.fromtimestamp(row.finished, UTC) if row.finished else None,
    )


def _streamed(media_type: str, described: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {"schema": described}}}, **problems(*NEEDS_A_KEY, 404, 422)}


def add_jobs(app: FastAPI, office: Office) -> None:
    """Add the routes to an app."""
    _add_handing_in(app, office)
    _add_looking_after(app, office)


def _add_handing_in(app: FastAPI, office: Office) -> None:
    @app.post(
        "/v1/jobs",
        status_code=202,
        response_model=Job,
        responses=problems(*TAKES_A_BODY, 500),
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
            job = uuid4().hex
            await office.hand_in(job, sources, offer, note.key)
            return job

        if idempotency_key is None:
            job = await keep()
        else:
            job = await office.once.answer(f"job {note.key} {idempotency_key}", body.model_dump_json(), keep)
        row = await office.job(job, note.key)
        where = {"location": f"/v1/jobs/{job}"}
        return Response(job_of(row).model_dump_json(), 202, where, "application/json")


def _add_looking_after(app: FastAPI, office: Office) -> None:
    @app.get("/v1/jobs/{job}", responses=problems(*NEEDS_A_KEY, 404), tags=["jobs"])
    async def how_far(job: str, request: Request) -> Job:
        """How far a job is."""
        return job_of(await office.job(job, note_of(request.scope).key))

    @app.delete("/v1/jobs/{job}", responses=problems(*NEEDS_A_KEY, 404), tags=["jobs"])
    async def cancel(job: str, request: Request) -> Job:
        """Give a job up: calls to a model are broken off. What is done stays to be taken."""
        key = note_of(request.scope).key
        await office.job(job, key)
        await office.runner.cancel(job)
        return job_of(await office.job(job, key))

    @app.get(
        "/v1/jobs/{job}/results",
        response_class=Response,
        responses=_streamed(NDJSON, {"$ref": "#/components/schemas/JobResult"}),
        tags=["jobs"],
    )
    async def results(
        job: str,
        request: Request,
        after: Annotated[int, Query(ge=-1, le=_MOST_ARTICLES)] = -1,
        limit: Annotated[int, Query(ge=1, le=_MOST_ARTICLES)] = 100,
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
        first = await office.job(job, note_of(request.scope).key)

        async def stream() -> AsyncIterator[str]:
            yield _event(first)
            async for further in office.runner.changes(job, SIGN_OF_LIFE):
                yield _event(await office.job(job, None)) if further else ": alive\n\n"

        return StreamingResponse(stream(), media_type=EVENT_STREAM, headers=UNBUFFERED)


async def _lines(found: Sequence[tuple[int, str]]) -> AsyncIterator[str]:
    """Results as lines, some at a time: packing all of a long page at once would hold up everybody else."""
    for at in range(0, len(found), _LINES_AT_ONCE):
        some = found[at : at + _LINES_AT_ONCE]
        yield "".join(f'{{"position":{position},{result[1:]}\n' for position, result in some)
        await asyncio.sleep(0)


def _event(row: JobRow) -> str:
    told = job_of(row).model_dump(mode="json")
    return f"event: {row.state}\ndata: {json.dumps(told)}\n\n"
