"""What balancers and monitors ask: does it live, is it ready, and what are its numbers."""

from dataclasses import dataclass

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from wirebrief.service.http.documented import problem
from wirebrief.service.http.engines import EnginePool
from wirebrief.service.http.models import Health, Readiness, Room
from wirebrief.service.http.problems import not_ready
from wirebrief.service.http.watch import Metrics


@dataclass
class Standing:
    """Whether the server that runs the app is about to stop."""

    leaving: bool = False


def add_probes(app: FastAPI, pool: EnginePool, metrics: Metrics, standing: Standing) -> None:
    """Add the probes to an app; each answers HEAD, too."""

    async def livez() -> Health:
        """Liveness: the process answers."""
        return Health(status="ok")

    async def readyz() -> Readiness | Response:
        """Readiness: the engines on offer are loaded, there is room, and the server is not about to stop."""
        if standing.leaving:
            return not_ready("The server is about to stop.", "Send articles to another.", code="leaving")
        if pool.failure is not None:
            return not_ready(pool.failure.message, pool.failure.hint, code=pool.failure.code)
        if not pool.warm:
            return not_ready("The engines are being loaded.", "Ask again in some seconds.", retryable=True)
        if all(share.full for share in pool.shares.values()):
            return not_ready("There is no room.", "Ask again in some seconds.", code="busy", retryable=True)
        return Readiness(
            status="ready",
            room={
                name: Room(
                    working=share.working,
                    waiting=share.waiting,
                    at_once=share.at_once,
                    most_waiting=share.most_waiting,
                )
                for name, share in pool.shares.items()
            },
        )

    async def numbers() -> Response:
        """Metrics in Prometheus' text format."""
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)

    for path, probe in (("/livez", livez), ("/healthz", livez)):
        app.get(path, tags=["operation"], operation_id=path[1:])(probe)
    app.get("/readyz", response_model=Readiness, responses={503: problem()}, tags=["operation"])(readyz)
    app.get("/metrics", response_class=Response, tags=["operation"])(numbers)
    for path, head in (("/livez", livez), ("/healthz", livez), ("/readyz", readyz), ("/metrics", numbers)):
        app.head(path, include_in_schema=False, response_model=None)(head)
