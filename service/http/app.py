"""The app: one resource, its limits, and how to tell whether the service lives and is ready."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import Response

from wirebrief.schemas import ArticleSummary
from wirebrief.service.errors import InputError
from wirebrief.service.function import Source
from wirebrief.service.http.engines import EnginePool, OpenEngine
from wirebrief.service.http.limits import BodyLimit
from wirebrief.service.http.models import Health, Problem, SummaryRequest
from wirebrief.service.http.problems import MEDIA_TYPE, install, not_ready
from wirebrief.service.http.settings import ServerSettings
from wirebrief.service.http.work import ClientGone, while_wanted
from wirebrief.service.pipeline import software_version

_CLIENT_GONE = 499
"""What proxies log for a client that left; nobody receives it."""

_REF = "#/components/schemas/{model}"
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": said, "content": {MEDIA_TYPE: {"schema": {"$ref": _REF.format(model="Problem")}}}}
    for status, said in (
        (400, "The body is not JSON."),
        (413, "The body or the article is too long."),
        (415, "The article is not text, or the body does not come as JSON."),
        (422, "The request or the article cannot be used: empty, no article in the page, not on offer, …"),
        (500, "The server is not set up for this."),
        (502, "The model refused, or its answer cannot be used."),
        (503, "The model's server is busy or down; try again later."),
        (504, "It took too long."),
    )
}


class _Described(FastAPI):
    """An app whose description holds the problem once; FastAPI would call its media type plain JSON."""

    def openapi(self) -> dict[str, Any]:
        described = super().openapi()
        schema = Problem.model_json_schema(ref_template=_REF)
        described["components"]["schemas"] |= {**schema.pop("$defs"), "Problem": schema}
        return described


def create_app(settings: ServerSettings | None = None, *, open_engine: OpenEngine | None = None) -> FastAPI:
    """The service as an ASGI app.

    Args:
        settings: what is offered; by default what the environment configures.
        open_engine: opens an engine by its name and model, in place of those of this package.

    Raises:
        ConfigurationError: the settings do not do.
    """
    settings = settings or ServerSettings.load()
    pool = EnginePool(settings, open_engine)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warming = asyncio.create_task(pool.load())
        warming.add_done_callback(pool.loaded)
        try:
            yield
        finally:
            warming.cancel()
            await pool.aclose()

    app = _Described(
        title="Wirebrief",
        summary="A news article in; a structured summary out, each field tied to the characters behind it.",
        version=software_version(),
        lifespan=lifespan,
        docs_url=None,  # those pages load scripts from elsewhere
        redoc_url=None,
    )
    app.add_middleware(BodyLimit, max_body=settings.max_body)
    install(app)
    _add_routes(app, settings, pool)
    return app


def _add_routes(app: FastAPI, settings: ServerSettings, pool: EnginePool) -> None:
    @app.post("/v1/summaries", response_model=ArticleSummary, responses=_PROBLEMS, tags=["summaries"])
    async def summarize(body: SummaryRequest, request: Request) -> Response:
        """Summarise one article."""
        work = pool.get(body.engine, body.model).summarize(_source(body))
        try:
            summary = await while_wanted(request, work, seconds=settings.time_limit)
        except ClientGone:
            return Response(status_code=_CLIENT_GONE)
        return Response(summary.model_dump_json(), media_type="application/json")

    @app.get("/healthz", tags=["operation"])
    async def healthz() -> Health:
        """Liveness: the process answers."""
        return Health(status="ok")

    @app.get("/readyz", response_model=Health, responses={503: _PROBLEMS[503]}, tags=["operation"])
    async def readyz() -> Health | Response:
        """Readiness: the engines on offer are loaded."""
        if pool.failure is not None:
            return not_ready(pool.failure.message, pool.failure.hint, code=pool.failure.code)
        if not pool.warm:
            return not_ready("The engines are being loaded.", "Ask again in some seconds.", retryable=True)
        return Health(status="ready")


def _source(body: SummaryRequest) -> Source:
    if (body.text is None) == (body.html is None):
        raise InputError("An article comes as exactly one of text and html.", hint="Send one of the two.")
    return Source(text=body.text, html=body.html, published=body.published, timezone=body.timezone)
