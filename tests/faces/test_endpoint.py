"""The endpoint: what it accepts, what it refuses, and what it does while the world misbehaves."""

import asyncio
import json
import re
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from upstream import Reply, ScriptedUpstream, answer, error

from wirebrief.schemas import ArticleSummary, violations
from wirebrief.schemas.draft import Draft
from wirebrief.service.engines.protocol import Drafted, Engine
from wirebrief.service.errors import ConfigurationError
from wirebrief.service.http.app import create_app
from wirebrief.service.http.settings import ServerSettings
from wirebrief.service.reading.document import Document

Serve = Callable[[FastAPI], Any]


def app_with(engine: Engine, **settings: Any) -> FastAPI:
    return create_app(
        ServerSettings(**settings), open_engine=lambda name, model: engine, aside=asyncio.to_thread
    )


def app_for(upstream: ScriptedUpstream, *models: str) -> FastAPI:
    settings = ServerSettings(engines=("llm",), models=models, base_url=upstream.url)
    return create_app(settings, aside=asyncio.to_thread)


@pytest.fixture
async def client(scripted: Engine) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app_with(scripted, max_body=10_000))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as opened:
        yield opened


async def test_a_text_comes_back_as_a_summary(client: httpx.AsyncClient, article: str) -> None:
    response = await client.post("/v1/summaries", json={"text": article, "published": "2024-03-05"})
    assert response.status_code == 200, response.text
    made = ArticleSummary.model_validate_json(response.content)
    assert violations(made, article) == []
    assert str(made.incidents[0].when.start) == "2024-03-04"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"url": "https://example.org/"}, "unreadable_url"),
        ({"text": "x", "base_url": "http://elsewhere/v1"}, "input"),
        ({"text": "x", "api_key": "k"}, "input"),
        ({"text": "x", "engine": "psychic"}, "input"),
        ({"text": "x", "model": "m"}, "input"),
        ({"text": "x", "html": "<p>x"}, "input"),
        ({}, "input"),
        ({"text": "x", "surprise": 1}, "input"),
        ({"text": 7}, "input"),
    ],
)
async def test_what_is_not_on_offer_is_refused(
    client: httpx.AsyncClient, body: dict[str, Any], code: str
) -> None:
    response = await client.post("/v1/summaries", json=body)
    told = response.json()
    assert (response.status_code, told["code"]) == (422, code)
    assert told["hint"]


async def test_a_model_off_the_list_is_refused_with_the_list(upstream: ScriptedUpstream) -> None:
    app = create_app(
        ServerSettings(engines=("llm",), models=("a", "b"), base_url=upstream.url), aside=asyncio.to_thread
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        response = await client.post("/v1/summaries", json={"text": "A ferry sank.", "model": "c"})
    assert response.json()["code"] == "unknown_model"
    assert "a, b" in response.json()["hint"]
    assert upstream.requests == []


async def test_a_model_on_the_list_is_asked(
    upstream: ScriptedUpstream, article: str, draft: dict[str, Any]
) -> None:
    upstream.always(answer(draft))
    app = create_app(
        ServerSettings(engines=("llm",), models=("a", "b"), base_url=upstream.url), aside=asyncio.to_thread
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        await client.post("/v1/summaries", json={"text": article, "model": "b"})
    assert upstream.requests[0]["model"] == "b"


async def test_a_body_that_is_not_json_is_a_bad_request(client: httpx.AsyncClient) -> None:
    headers = {"content-type": "application/json"}
    for body in (b"{", b"\xff"):
        response = await client.post("/v1/summaries", content=body, headers=headers)
        assert (response.status_code, response.json()["code"]) == (400, "input")


async def test_many_faults_are_told_in_few_words(client: httpx.AsyncClient) -> None:
    """What is wrong with a request takes less room to tell than the request did, and little time."""
    unknown = await client.post("/v1/summaries", json={"text": "x"} | {f"n{n}": n for n in range(500)})
    assert unknown.status_code == 422
    assert unknown.json()["errors"] == [{"path": "", "message": "500 fields are not known"}]
    wrong = await client.post("/v1/jobs", json={"articles": [{"text": 1}] * 100})
    assert len(wrong.json()["errors"]) == 20
    assert wrong.json()["detail"].endswith("and 80 more")
    long = await client.post("/v1/summaries", json={"text": "x", "n" * 5000: 1})
    assert len(long.content) < 1000
    named = await client.post("/v1/summaries", json={"text": "x", "engine": "e" * 5000})
    assert len(named.content) < 1000


async def test_a_body_of_another_type_is_refused(client: httpx.AsyncClient) -> None:
    """Also what keeps a web page from posting here unless the browser has asked first."""
    headers = {"content-type": "text/plain"}
    response = await client.post("/v1/summaries", content=b'{"text": "x"}', headers=headers)
    assert response.status_code == 415


@pytest.mark.parametrize("announced", [True, False])
async def test_a_body_too_large_is_refused(client: httpx.AsyncClient, announced: bool) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 1000

    body: Any = b" " * 20_000 if announced else chunks()
    headers = {"content-type": "application/json"}
    response = await client.post("/v1/summaries", content=body, headers=headers)
    assert (response.status_code, response.json()["code"]) == (413, "too_long")


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/v1/summaries", 405), ("GET", "/nope", 404)])
async def test_a_wrong_way_is_a_problem_too(
    client: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    response = await client.request(method, path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


async def test_a_busy_model_says_when_to_come_back(upstream: ScriptedUpstream) -> None:
    upstream.always(error(429, "slow down", headers={"retry-after": "7200"}))
    app = create_app(
        ServerSettings(engines=("llm",), models=("m",), base_url=upstream.url), aside=asyncio.to_thread
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        response = await client.post("/v1/summaries", json={"text": "A ferry sank."})
    assert (response.status_code, response.headers["retry-after"]) == (503, "7200")


async def test_openapi_describes_request_answer_and_problems(client: httpx.AsyncClient) -> None:
    described = (await client.get("/openapi.json")).json()
    post = described["paths"]["/v1/summaries"]["post"]
    assert post["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].endswith(
        "/ArticleSummary"
    )
    assert "application/problem+json" in post["responses"]["413"]["content"]
    assert set(described["components"]["schemas"]["SummaryRequest"]["properties"]) == {
        "text",
        "html",
        "published",
        "timezone",
        "engine",
        "model",
    }


async def test_openapi_refers_to_nothing_that_it_does_not_hold(client: httpx.AsyncClient) -> None:
    """Else no client can be made from it."""
    described = (await client.get("/openapi.json")).json()
    told = json.dumps(described)
    references = set(re.findall(r'"#/components/schemas/(.*?)"', told))
    assert {"ArticleSummary", "Problem", "Fault"} <= references <= set(described["components"]["schemas"])
    assert told.count('"$ref": "#/components/schemas/') == told.count('"$ref"')


def test_an_engine_that_does_not_exist_is_named() -> None:
    with pytest.raises(ConfigurationError, match="There is no engine 'abacus'"):
        ServerSettings(engines=("rules", "abacus"))


class Slow:
    """An engine that takes its time, and notes when it is cancelled."""

    name = "slow"
    languages = None

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.cancelled = threading.Event()

    async def draft(self, document: Document) -> Drafted:
        self.begun.set()
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            self.cancelled.set()
            raise
        return Drafted(draft=Draft())

    async def repair(self, document: Document, failed: object) -> None:
        return None

    async def aclose(self) -> None:
        return None


async def test_an_article_that_takes_too_long_is_given_up() -> None:
    engine = Slow()
    transport = httpx.ASGITransport(app_with(engine, time_limit=0.1))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        response = await client.post("/v1/summaries", json={"text": "A ferry sank."})
    assert (response.status_code, response.json()["code"]) == (504, "budget_exceeded")
    assert engine.cancelled.is_set()


def leave_after(base: str, wait_for: threading.Event) -> None:
    """Post an article, and hang up once the event is set."""
    body = b'{"text": "A ferry sank."}'
    host, port = base.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        head = f"POST /v1/summaries HTTP/1.1\r\nhost: x\r\ncontent-length: {len(body)}\r\n"
        connection.sendall(f"{head}content-type: application/json\r\n\r\n".encode() + body)
        assert wait_for.wait(10)


def test_a_client_that_leaves_ends_the_work(serve: Serve) -> None:
    engine = Slow()
    with serve(app_with(engine)) as base:
        leave_after(base, engine.begun)
        assert engine.cancelled.wait(5)


def test_a_client_that_leaves_hangs_up_on_the_model(serve: Serve, upstream: ScriptedUpstream) -> None:
    """The model's server sees the connection drop, so that nobody pays for an answer that nobody reads."""
    upstream.always(Reply(fault="hang"))
    settings = ServerSettings(engines=("llm",), models=("m",), base_url=upstream.url)
    with serve(create_app(settings, aside=asyncio.to_thread)) as base:
        leave_after(base, upstream.arrived)
        assert upstream.left.acquire(timeout=5)


def wait_until_ready(base: str) -> None:
    until = time.monotonic() + 60
    while httpx.get(f"{base}/readyz", trust_env=False).status_code != 200:
        assert time.monotonic() < until
        time.sleep(0.1)


def test_the_service_answers_while_a_long_article_is_parsed(serve: Serve) -> None:
    """The parser works beside the event loop: liveness is told many times before the summary is done."""
    sentence = 'On Monday {n} ferries lost power off Tolmark, and "we drifted," captain Runa Olsby said. '
    text = "\n\n".join("".join(sentence.format(n=n) for _ in range(4)) for n in range(2, 120))
    answers: list[float] = []
    done = threading.Event()

    def post(base: str) -> None:
        httpx.post(f"{base}/v1/summaries", json={"text": text}, timeout=120, trust_env=False)
        done.set()

    with serve(create_app(ServerSettings(engines=("rules",)))) as base:
        wait_until_ready(base)
        poster = threading.Thread(target=post, args=(base,))
        poster.start()
        while not done.wait(0.02):
            start = time.monotonic()
            assert httpx.get(f"{base}/healthz", timeout=60, trust_env=False).status_code == 200
            answers.append(time.monotonic() - start)
        poster.join()
    assert len(answers) >= 5
    assert sorted(answers)[len(answers) // 2] < 0.5


def test_readiness_says_what_is_missing(serve: Serve) -> None:
    def broken(name: str, model: str | None) -> Engine:
        raise ConfigurationError("The parser is not installed.", hint="Install it.")

    with serve(create_app(ServerSettings(), open_engine=broken)) as base:
        until = time.monotonic() + 10
        told: dict[str, Any] = {"code": "not_ready"}
        while told["code"] == "not_ready" and time.monotonic() < until:
            told = httpx.get(f"{base}/readyz", trust_env=False).json()
            time.sleep(0.02)
        assert httpx.get(f"{base}/healthz", trust_env=False).status_code == 200
    assert (told["status"], told["code"], told["hint"]) == (503, "configuration", "Install it.")
