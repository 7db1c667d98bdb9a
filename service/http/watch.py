"""What is told of each request: one line of the log, numbers for Prometheus, and an id to find both by.

No line holds a word of an article or a key: what goes in is named here, one by one.
"""

import logging
import re
import time
from uuid import uuid4

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wirebrief.schemas import ArticleSummary
from wirebrief.service.http.admission import Share
from wirebrief.service.http.notes import NOTE, Note
from wirebrief.service.http.problems import fault_of_ours, respond
from wirebrief.service.http.purses import Purse

log = logging.getLogger("wirebrief.requests")

PROBES = frozenset({"/livez", "/healthz", "/readyz", "/metrics"})
"""Paths that are asked for every few seconds; they are in no log."""
_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300)


class Metrics:
    """The numbers of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "wirebrief_requests", "Requests answered.", ["route", "method", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "wirebrief_request_seconds",
            "Seconds from a request's head to the end of its answer.",
            ["route"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.articles = Counter(
            "wirebrief_articles",
            "Articles, by how they ended: ok, or an error's code.",
            ["engine", "outcome"],
            registry=self.registry,
        )
        self.article_seconds = Histogram(
            "wirebrief_article_seconds",
            "Seconds of one article, its wait included.",
            ["engine"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.tokens = Counter(
            "wirebrief_tokens", "Tokens that models counted.", ["engine", "kind"], registry=self.registry
        )
        self.cost = Counter(
            "wirebrief_cost_usd",
            "US dollars, where prices are known.",
            ["engine"],
            registry=self.registry,
        )
        self.spent = Gauge(
            "wirebrief_key_spent",
            "What a key has spent today (UTC): calls to models, tokens, US dollars where prices are known.",
            ["key", "what"],
            registry=self.registry,
        )
        self.budget = Gauge(
            "wirebrief_key_budget",
            "What a key may spend in a day, where that is limited.",
            ["key", "what"],
            registry=self.registry,
        )
        self.webhooks = Counter(
            "wirebrief_webhooks",
            "Tries to tell that a job has ended: delivered, failed, given_up.",
            ["outcome"],
            registry=self.registry,
        )

    def watch(self, share: Share) -> None:
        """Have the articles that wait for an engine, and that it works on, among the numbers."""
        for name in ("waiting", "working"):
            gauge = Gauge(
                f"wirebrief_{share.name}_{name}",
                f"Articles of the {share.name} engine: {name}.",
                registry=self.registry,
            )
            gauge.set_function(lambda name=name: getattr(share, name))  # type: ignore[misc]

    def watch_purse(self, purse: Purse) -> None:
        """Have what a key has spent today, and what it may, among the numbers."""
        for what in ("calls", "tokens", "usd"):
            gauge = self.spent.labels(purse.name, what)
            gauge.set_function(lambda what=what: getattr(purse.today(), what))  # type: ignore[misc]
            if (most := getattr(purse.budget, what)) is not None:
                self.budget.labels(purse.name, what).set(most)

    def summarized(self, engine: str, summary: ArticleSummary, seconds: float) -> None:
        """Count an article that was summarised."""
        self.ended(engine, "ok", seconds)
        if (provenance := summary.provenance) is not None:
            self.tokens.labels(engine, "in").inc(provenance.usage.input_tokens)
            self.tokens.labels(engine, "out").inc(provenance.usage.output_tokens)
            self.cost.labels(engine).inc(provenance.cost_usd or 0)

    def ended(self, engine: str, outcome: str, seconds: float) -> None:
        """Count an article, however it ended."""
        self.articles.labels(engine, outcome).inc()
        self.article_seconds.labels(engine).observe(seconds)


class Watch:
    """Gives each request an id, and tells how it ended; an error that nobody foresaw is answered here."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        note = scope[NOTE] = Note(_given_id(scope) or uuid4().hex)
        start, status = time.monotonic(), 0

        async def named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [
                    *message.get("headers", ()),
                    (b"x-request-id", note.request_id.encode()),
                ]
            await send(message)

        try:
            await self._app(scope, receive, named)
        except Exception as error:
            log.error("A fault of the program.", exc_info=error, extra={"request_id": note.request_id})
            note.code = "error"
            if not status:
                await respond(fault_of_ours())(scope, receive, named)
        finally:
            self._told(scope, note, status, time.monotonic() - start)

    def _told(self, scope: Scope, note: Note, status: int, seconds: float) -> None:
        if scope["path"] in PROBES:
            return
        route = getattr(scope.get("route"), "path", "other")
        self._metrics.requests.labels(route, _method(scope), status).inc()
        self._metrics.seconds.labels(route).observe(seconds)
        told = {
            "request_id": note.request_id,
            "method": _method(scope),
            "route": route,
            "status": status,
            "seconds": round(seconds, 4),
            "code": note.code,
            "engine": note.engine,
            "model": note.model,
            "key": note.key,
            "cause": note.cause,
        }
        if note.account is not None and note.account.calls:
            told |= {"calls": note.account.calls, "tokens": note.account.tokens, "usd": note.account.usd}
        log.info("request", extra={name: value for name, value in told.items() if value is not None})


def _method(scope: Scope) -> str:
    """The method, or that it is none of the known ones: clients may send any word."""
    method = str(scope["method"])
    return method if method in _METHODS else "other"


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def _given_id(scope: Scope) -> str | None:
    given = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
    return given if _ID.fullmatch(given) else None
