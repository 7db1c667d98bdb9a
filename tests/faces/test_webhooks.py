"""The end of a job is told to whoever asked: signed, again until it arrives, and never to the inside."""

import asyncio
import base64
import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from wirebrief.service.engines.protocol import Engine
from wirebrief.service.errors import ConfigurationError
from wirebrief.service.http.app import create_app
from wirebrief.service.http.jobs import webhooks
from wirebrief.service.http.jobs.webhooks import signature
from wirebrief.service.http.settings import ServerSettings

pytestmark = pytest.mark.usefixtures("no_parser")

KEY = b"k" * 32
SECRET = "whsec_" + base64.b64encode(KEY).decode()


@dataclass
class Receiver:
    """Takes messages; answers with the statuses it is given, then with 204."""

    url: str
    statuses: list[int] = field(default_factory=list)
    messages: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    arrived: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    async def next(self) -> tuple[dict[str, str], bytes]:
        assert await asyncio.to_thread(self.arrived.acquire, timeout=20)
        return self.messages[-1]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            made.messages.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(made.statuses.pop(0) if made.statuses else 204)
            self.send_header("location", made.url)
            self.end_headers()
            made.arrived.release()

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Receiver(f"http://127.0.0.1:{server.server_port}/hook?for=us")
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


@asynccontextmanager
async def running(engine: Engine, store: Path | str, **settings: Any) -> AsyncIterator[httpx.AsyncClient]:
    given = {"webhook_secret": (SECRET,), "webhook_private": True, **settings}
    app = create_app(
        ServerSettings(store=store, **given), open_engine=lambda name, model: engine, aside=asyncio.to_thread
    )
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://test") as client,
    ):
        yield client


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "jobs.sqlite3"


@pytest.fixture
async def client(scripted: Engine, path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with running(scripted, path) as opened:
        yield opened


async def hand_in(client: httpx.AsyncClient, url: str) -> str:
    response = await client.post("/v1/jobs", json={"articles": [{"text": "A ferry sank."}], "webhook": url})
    assert response.status_code == 202, response.text
    return response.headers["location"]


async def settled(client: httpx.AsyncClient, where: str) -> dict[str, Any]:
    async with asyncio.timeout(20):
        while True:
            webhook: dict[str, Any] = (await client.get(where)).json()["webhook"]
            if webhook["delivered"] or webhook["given_up"]:
                return webhook
            await asyncio.sleep(0.01)


def test_the_signature_is_that_of_standard_webhooks() -> None:
    """The value is what their own library (standardwebhooks 1.1.0) makes of the same."""
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLjSw")
    made = signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert made == "v1,q6KMVIJHk4Gs770FfR5f591Ftx7uVJSGl5wHV1ri978="


async def test_the_end_of_a_job_is_told_with_a_signature(
    client: httpx.AsyncClient, receiver: Receiver
) -> None:
    where = await hand_in(client, receiver.url)
    headers, body = await receiver.next()
    told = json.loads(body)
    assert (told["type"], told["data"]["state"], told["data"]["done"]) == ("job.done", "done", 1)
    job = told["data"]["id"]
    assert headers["webhook-id"] == f"msg_{job}"
    timestamp = int(headers["webhook-timestamp"])
    assert headers["webhook-signature"] == signature(KEY, f"msg_{job}", timestamp, body)
    webhook = await settled(client, where)
    assert (webhook["tries"], webhook["given_up"]) == (0, False)
    assert 'wirebrief_webhooks_total{outcome="delivered"} 1.0' in (await client.get("/metrics")).text


async def test_while_a_secret_is_replaced_both_sign(scripted: Engine, path: Path, receiver: Receiver) -> None:
    other = "whsec_" + base64.b64encode(b"o" * 24).decode()
    async with running(scripted, path, webhook_secret=(other, SECRET)) as client:
        await hand_in(client, receiver.url)
        headers, body = await receiver.next()
    given = headers["webhook-signature"].split()
    signed = headers["webhook-id"], int(headers["webhook-timestamp"]), body
    assert given == [signature(b"o" * 24, *signed), signature(KEY, *signed)]


async def test_a_job_that_was_given_up_is_told_as_that(
    path: Path, receiver: Receiver, scripted: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def endless(document: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(scripted, "draft", endless)
    async with running(scripted, path) as client:
        where = await hand_in(client, receiver.url)
        await client.post(f"{where}/cancel")
        _, body = await receiver.next()
        await settled(client, where)
    assert json.loads(body)["type"] == "job.cancelled"
    assert len(receiver.messages) == 1


@pytest.mark.parametrize("failure", [500, 404, 302])
async def test_what_does_not_arrive_is_tried_again(
    client: httpx.AsyncClient, receiver: Receiver, monkeypatch: pytest.MonkeyPatch, failure: int
) -> None:
    """A redirect leads nowhere: it could lead inside."""
    monkeypatch.setattr(webhooks, "WAITS", (0.01, 0.01, 0.01))
    receiver.statuses = [failure, failure]
    webhook = await settled(client, await hand_in(client, receiver.url))
    assert (webhook["tries"], webhook["given_up"], len(receiver.messages)) == (2, False, 3)
    assert len({headers["webhook-id"] for headers, _ in receiver.messages}) == 1


async def test_after_the_last_try_it_is_given_up(
    client: httpx.AsyncClient, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks, "WAITS", (0.01,))
    receiver.statuses = [500] * 9
    webhook = await settled(client, await hand_in(client, receiver.url))
    assert (webhook["tries"], webhook["given_up"], len(receiver.messages)) == (2, True, 2)


async def test_who_is_gone_is_asked_no_more(client: httpx.AsyncClient, receiver: Receiver) -> None:
    receiver.statuses = [410]
    webhook = await settled(client, await hand_in(client, receiver.url))
    assert (webhook["tries"], webhook["given_up"]) == (1, True)


async def test_a_message_outlives_the_server_with_the_tries_it_had(
    scripted: Engine, store: Path | str, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks, "WAITS", (1, 60))
    receiver.statuses = [500]
    async with running(scripted, store) as client:
        where = await hand_in(client, receiver.url)
        await receiver.next()
        async with asyncio.timeout(20):
            while (await client.get(where)).json()["webhook"]["tries"] == 0:  # noqa: ASYNC110 - not told
                await asyncio.sleep(0.01)
    async with running(scripted, store) as client:
        webhook = await settled(client, where)
    assert (webhook["tries"], len(receiver.messages)) == (1, 2)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/hook",
        "http://[::1]/hook",
        "http://169.254.169.254/latest/meta-data",
        "http://localhost:8000/",
        "http://2130706433/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://user:word@example.org/",
        "hook",
        "http://",
        "http://[/",
        "http://\x00/",
    ],
)
async def test_an_address_inside_is_refused_with_the_job(scripted: Engine, path: Path, url: str) -> None:
    async with running(scripted, path, webhook_private=False) as client:
        body = {"articles": [{"text": "A ferry sank."}], "webhook": url}
        response = await client.post("/v1/jobs", json=body)
    assert (response.status_code, response.json()["code"]) == (422, "input")


async def test_an_address_that_turns_inside_later_is_not_told(
    scripted: Engine, path: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is judged before each try, and connected to as it was judged."""
    monkeypatch.setattr(webhooks, "WAITS", ())
    async with running(scripted, path, webhook_private=False) as client:
        app = client._transport.app  # type: ignore[attr-defined]

        async def public(url: str) -> None:
            return None

        monkeypatch.setattr(app.state.office.webhooks, "check", public)
        webhook = await settled(client, await hand_in(client, receiver.url))
    assert webhook["given_up"]
    assert receiver.messages == []


async def test_a_server_without_a_secret_says_that_it_sends_none(scripted: Engine, path: Path) -> None:
    async with running(scripted, path, webhook_secret=()) as client:
        body = {"articles": [{"text": "A ferry sank."}], "webhook": "https://example.org/"}
        response = await client.post("/v1/jobs", json=body)
    assert (response.status_code, response.json()["detail"]) == (422, "This service sends no webhooks.")


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_c2hvcnQ=", "whsec_!", "nothing of the kind"])
def test_a_secret_that_protects_nothing_is_refused(secret: str) -> None:
    with pytest.raises(ConfigurationError, match="secret for webhooks"):
        ServerSettings(webhook_secret=(secret,))


def test_secrets_are_read_from_the_environment_and_not_shown() -> None:
    environ = {
        "WIREBRIEF_SERVE_WEBHOOK_SECRET": f"{SECRET}, {SECRET}",
        "WIREBRIEF_SERVE_WEBHOOK_PRIVATE": "yes",
    }
    settings = ServerSettings.load(environ)
    assert (settings.webhook_keys, settings.webhook_private) == ((KEY, KEY), True)
    assert SECRET not in repr(settings)
