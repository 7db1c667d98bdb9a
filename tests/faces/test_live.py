"""An article told as it is worked on: each record once it is verified, then the summary or a problem."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from upstream import ScriptedUpstream, error, streamed

from wirebrief.schemas import ArticleSummary
from wirebrief.service.engines.protocol import Drafted, Engine
from wirebrief.service.http import live
from wirebrief.service.http.accepting import preferred
from wirebrief.service.http.app import create_app
from wirebrief.service.http.events import EVENT_STREAM, NDJSON, LiveEvent
from wirebrief.service.http.settings import ServerSettings

pytestmark = pytest.mark.usefixtures("no_parser")

Serve = Callable[[FastAPI], Any]


def app_for(upstream: ScriptedUpstream) -> FastAPI:
    settings = ServerSettings(engines=("llm",), models=("m",), base_url=upstream.url)
    return create_app(settings, aside=asyncio.to_thread)


@pytest.fixture
async def client(upstream: ScriptedUpstream) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service whose model is scripted."""
    transport = httpx.ASGITransport(app_for(upstream))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as opened:
        yield opened


def lines(response: httpx.Response) -> list[dict[str, Any]]:
    return [json.loads(line) for line in response.text.splitlines() if line]


async def ask(client: httpx.AsyncClient, text: str, form: str = NDJSON, **headers: str) -> httpx.Response:
    return await client.post("/v1/summaries", json={"text": text}, headers={"accept": form, **headers})


def _before(draft: dict[str, Any], words: str) -> int:
    """Characters of an answer before some words in it."""
    return json.dumps(draft).index(words)


async def test_records_come_as_lines_and_then_the_summary(
    client: httpx.AsyncClient, upstream: ScriptedUpstream, article: str, draft: dict[str, Any]
) -> None:
    upstream.always(streamed(draft))
    response = await ask(client, article)
    assert (response.status_code, response.headers["content-type"]) == (200, NDJSON)
    *records, last = lines(response)
    kinds = sorted(line["kind"] for line in records)
    assert kinds == ["actors", "actors", "attributions", "incidents", "quotes", "quotes"]
    summary = ArticleSummary.model_validate(last["summary"])
    assert (summary.status, summary.headline) == ("complete", draft["headline"])
    assert upstream.requests[0]["stream"] is True


async def test_every_line_is_as_the_description_says(
    client: httpx.AsyncClient, upstream: ScriptedUpstream, article: str, draft: dict[str, Any]
) -> None:
    upstream.always(streamed(draft))
    told = [LiveEvent.model_validate(line) for line in lines(await ask(client, article))]
    assert [one.root.event for one in told[-2:]] == ["record", "summary"]
    described = (await client.get("/openapi.json")).json()
    forms = described["paths"]["/v1/summaries"]["post"]["responses"]["200"]["content"]
    assert set(forms) == {"application/json", NDJSON, EVENT_STREAM}
    assert "LiveEvent" in described["components"]["schemas"]


async def test_a_record_comes_with_the_names_that_it_refers_to(
    client: httpx.AsyncClient, upstream: ScriptedUpstream, article: str, draft: dict[str, Any]
) -> None:
    upstream.always(streamed(draft))
    (blame,) = (one for one in lines(await ask(client, article)) if one.get("kind") == "attributions")
    named = blame["names"]
    assert named[blame["record"]["source"]] == "Runa Olsby"
    assert named[blame["record"]["responsible"]] == "Brenn Line"
    assert named[blame["record"]["incidents"][0]].startswith("A ferry lost power")


async def test_the_same_comes_as_server_sent_events(
    client: httpx.AsyncClient, upstream: ScriptedUpstream, article: str, draft: dict[str, Any]
) -> None:
    upstream.always(streamed(draft))
    response = await ask(client, article, EVENT_STREAM)
    assert response.headers["content-type"].startswith(EVENT_STREAM)
    assert response.headers["cache-control"] == "no-store"
    for block in response.text.strip().split("\n\n"):
        name, data = block.splitlines()
        assert name == f"event: {json.loads(data.removeprefix('data: '))['event']}"
    assert block.startswith("event: summary")


async def test_a_failure_before_the_first_record_is_a_plain_problem(
    client: httpx.AsyncClient, upstream: ScriptedUpstream, article: str
) -> None:
    upstream.always(error(401, "no such key"))
    response = await ask(client, article)
    assert (response.status_code, response.json()["code"]) == (502, "authentication_failed")


def test_a_failure_after_it_is_the_last_event(
    serve: Serve,
    upstream: ScriptedUpstream,
    article: str,
    draft: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The model's server breaks off, and is not asked again."""
    monkeypatch.setenv("WIREBRIEF_MAX_ATTEMPTS", "1")
    upstream.script(streamed(draft, size=10, held=_before(draft, '"attributions"'), cut=True))
    with serve(app_for(upstream)) as base, listening(base, article) as pieces:
        told = next(pieces)
        upstream.go.set()
        told += "".join(pieces)
    first, *_, last = map(json.loads, told.splitlines())
    assert first["event"] == "record"
    assert (last["event"], last["problem"]["code"]) == ("problem", "upstream_unavailable")


async def test_an_engine_that_does_not_stream_gives_the_same_at_the_end(
    scripted: Engine, article: str
) -> None:
    app = create_app(ServerSettings(), open_engine=lambda name, model: scripted, aside=asyncio.to_thread)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        told = lines(await ask(client, article))
    assert [one["event"] for one in told] == ["record"] * 6 + ["summary"]


async def test_with_a_key_the_work_is_done_once_and_told_alike(
    client: httpx.AsyncClient, upstream: ScriptedUpstream, article: str, draft: dict[str, Any]
) -> None:
    upstream.always(streamed(draft))
    key = {"idempotency-key": "k"}
    first, second = [await ask(client, article, NDJSON, **key) for _ in range(2)]
    plain = await ask(client, article, "application/json", **key)
    assert first.text == second.text
    assert lines(first)[-1]["summary"] == plain.json()
    assert len(upstream.requests) == 1


class Waiting:
    """An engine that waits until it is told to fail."""

    name = "waiting"
    languages = None

    def __init__(self) -> None:
        self.go_on = threading.Event()

    async def draft(self, document: object) -> Drafted:
        await asyncio.to_thread(self.go_on.wait)
        raise ZeroDivisionError

    async def repair(self, document: object, failed: object) -> None:
        return None

    async def aclose(self) -> None:
        return None


def test_a_silent_stream_shows_signs_of_life_and_a_fault_of_ours_ends_it(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "SIGN_OF_LIFE", 0.01)
    engine = Waiting()
    app = create_app(ServerSettings(), open_engine=lambda name, model: engine, aside=asyncio.to_thread)
    with serve(app) as base, listening(base, "A ferry sank.", EVENT_STREAM) as pieces:
        told = next(pieces)
        assert told.startswith(": alive\n\n")
        engine.go_on.set()
        told += "".join(pieces)
    assert told.split("\n\n")[-2].startswith("event: problem")
    assert '"status":500' in told


@contextmanager
def listening(base: str, text: str, form: str = NDJSON) -> Iterator[Iterator[str]]:
    """What a client hears, piece by piece; it leaves in the end."""
    with (
        httpx.Client(base_url=base, trust_env=False, timeout=30) as client,
        client.stream("POST", "/v1/summaries", json={"text": text}, headers={"accept": form}) as response,
    ):
        assert response.status_code == 200
        yield response.iter_text()


@pytest.mark.parametrize("form", [NDJSON, EVENT_STREAM])
def test_a_record_comes_while_the_model_writes_and_leaving_hangs_up_on_it(
    serve: Serve, upstream: ScriptedUpstream, article: str, draft: dict[str, Any], form: str
) -> None:
    """The model's server stops in the middle of its answer, and sees the connection drop."""
    upstream.script(streamed(draft, size=10, held=_before(draft, '"attributions"')))
    with serve(app_for(upstream)) as base:
        with listening(base, article, form) as pieces:
            seen = next(pieces)
            while '"kind":"incidents"' not in seen:
                seen += next(pieces)
            assert not upstream.go.is_set()
        assert upstream.left.acquire(timeout=5)


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "a/json"),
        ("*/*", "a/json"),
        ("a/*;q=0.5, a/stream", "a/stream"),
        ("a/json;q=0.1, a/lines", "a/lines"),
        ("A/Lines; Q=0.9, b/c", "a/lines"),
        ("a/lines;q=0, */*;q=0.1", "a/json"),
        ("a/lines;q=x", "a/json"),
        ("text/html", "a/json"),
        (",;,=", "a/json"),
    ],
)
def test_the_form_is_what_the_client_likes_best(accept: str, form: str) -> None:
    assert preferred(accept, ("a/json", "a/lines", "a/stream")) == form
