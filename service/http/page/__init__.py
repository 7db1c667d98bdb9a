"""The page at `/`: static files, what this server offers, and the check before a correction is saved."""

from pathlib import Path

from fastapi import FastAPI, Response
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel
from starlette.types import Scope

from wirebrief.schemas import vocabulary
from wirebrief.service.http.settings import ServerSettings

_STATIC = Path(__file__).parent / "static"
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "cache-control": "no-cache",  # kept, and asked for anew: a file changes with the version installed
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_LABELS = {
    "incident_type": vocabulary.IncidentType,
    "outcome": vocabulary.Outcome,
    "factuality": vocabulary.Factuality,
    "precision": vocabulary.TimePrecision,
    "act": vocabulary.Act,
    "quote_kind": vocabulary.QuoteKind,
    "stance": vocabulary.Stance,
}


class Reader(BaseModel):
    """An engine on offer, with one of its models."""

    engine: str
    model: str | None = None


class Offer(BaseModel):
    """What the page may ask for, and the labels that a record may bear."""

    readers: list[Reader]
    labels: dict[str, tuple[str, ...]]


class _Files(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers.update(_HEADERS)
        return response


def add_page(app: FastAPI, settings: ServerSettings) -> None:
    """Serve the page at `/` and its parts under `/page/`."""
    offer = Offer(
        readers=[
            Reader(engine=engine, model=model)
            for engine in settings.engines
            for model in ((settings.models or (None,)) if engine == "llm" else (None,))
        ],
        labels={name: vocabulary.values(labels) for name, labels in _LABELS.items()},
    )

    @app.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
    async def page() -> FileResponse:
        return FileResponse(_STATIC / "index.html", headers=_HEADERS)

    @app.get("/page/offer", include_in_schema=False)
    async def offered() -> Offer:
        return offer

    app.mount("/page", _Files(directory=_STATIC), name="page")
