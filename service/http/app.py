"""The app: its parts put together, and its description."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette_compress import CompressMiddleware, add_compress_type

from wirebrief.service.http.engines import EnginePool, OpenEngine
from wirebrief.service.http.events import NDJSON, LiveEvent
from wirebrief.service.http.intake import Intake
from wirebrief.service.http.jobs.models import JobResult
from wirebrief.service.http.jobs.office import Office
from wirebrief.service.http.jobs.routes import add_jobs
from wirebrief.service.http.keys import Gate, keys_in
from wirebrief.service.http.models import Problem
from wirebrief.service.http.page import add_page
from wirebrief.service.http.probes import Standing, add_probes
from wirebrief.service.http.problems import MEDIA_TYPE, install
from wirebrief.service.http.purses import Purses
from wirebrief.service.http.reference import add_reference
from wirebrief.service.http.settings import ServerSettings
from wirebrief.service.http.summaries import Desk, add_summaries
from wirebrief.service.http.turnstile import Turnstile
from wirebrief.service.http.watch import Metrics, Watch
from wirebrief.service.pipeline import Aside, software_version

add_compress_type(NDJSON, streaming=True)  # each line leaves at once
add_compress_type(MEDIA_TYPE)

_REF = "#/components/schemas/{model}"


class _Described(FastAPI):
    """An app whose description also holds what comes as another type than JSON, which FastAPI leaves out."""

    def openapi(self) -> dict[str, Any]:
        described = super().openapi()
        for model in (Problem, JobResult, LiveEvent):
            schema = model.model_json_schema(ref_template=_REF, mode="serialization")
            described["components"]["schemas"] |= {**schema.pop("$defs"), model.__name__: schema}
        described["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
        for path, operations in described["paths"].items():
            for operation in operations.values() if path.startswith("/v1/") else ():
                operation["security"] = [{}, {"key": []}]  # where the server asks for keys
        return described


def create_app(
    settings: ServerSettings | None = None,
    *,
    open_engine: OpenEngine | None = None,
    aside: Aside | None = None,
    standing: Standing | None = None,
) -> FastAPI:
    """The service as an ASGI app.

    Args:
        settings: what is offered; by default what the environment configures.
        open_engine: opens an engine by its name and model, in place of those of this package.
        aside: reads articles and checks drafts, in place of worker processes.
        standing: whether the server that runs the app is about to stop.

    Raises:
        ConfigurationError: the settings do not do.
    """
    settings = settings or ServerSettings.load()
    pool = EnginePool(settings, open_engine, aside)
    metrics = Metrics()
    for share in pool.shares.values():
        metrics.watch(share)

    keys = None if settings.keys is None else keys_in(settings.keys)
    purses = Purses({key.name: key.budget for key in (keys or {}).values()})
    for purse in purses.all.values():
        metrics.watch_purse(purse)

    desk = Desk(pool, metrics, settings, purses)
    office = Office(desk, at_once=_for_jobs(pool))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warming = asyncio.create_task(pool.load())
        warming.add_done_callback(pool.loaded)
        await office.open()
        try:
            yield
        finally:
            warming.cancel()
            await office.aclose()
            await pool.aclose()

    app = _Described(
        title="Wirebrief",
        summary="A news article in; a structured summary out, each field tied to the characters behind it.",
        version=software_version(),
        lifespan=lifespan,
        docs_url=None,  # those pages load scripts from elsewhere
        redoc_url=None,
    )
    app.state.office = office
    install(app)
    add_summaries(app, desk, office.once)
    add_jobs(app, office)
    add_reference(app, settings)
    add_probes(app, pool, metrics, standing or Standing())
    add_page(app)
    app.add_middleware(Intake, settings=settings)
    app.add_middleware(Turnstile, shares=pool.shares)
    if keys is not None:
        app.add_middleware(Gate, keys=keys)
    app.add_middleware(CompressMiddleware, brotli=False)
    app.add_middleware(Watch, metrics=metrics)
    return app


def _for_jobs(pool: EnginePool) -> int:
    """Places for articles of jobs: half of an engine's, so that the other half is for clients who wait."""
    return max(1, max(share.at_once for share in pool.shares.values()) // 2)
