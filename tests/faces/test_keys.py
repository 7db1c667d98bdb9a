"""API keys: who may ask, how often, and that nobody sees what is another's."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import Result

from wirebrief.service.engines.protocol import Engine
from wirebrief.service.errors import ConfigurationError
from wirebrief.service.http.app import create_app
from wirebrief.service.http.keys import Key, hash_of, keys_in
from wirebrief.service.http.refusals import TooOften
from wirebrief.service.http.settings import ServerSettings
from wirebrief.service.spending import Budget

FILE = """
[[key]]
name = "desk"
sha256 = "{desk}"

[[key]]
name = "guest"
sha256 = "{guest}"
requests_per_minute = 2
"""


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    path = tmp_path / "keys.toml"
    path.write_text(FILE.format(desk=hash_of("desk-key"), guest=hash_of("guest-key")))
    return path


@pytest.fixture
async def client(scripted: Engine, keys: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(
        ServerSettings(keys=keys), open_engine=lambda name, model: scripted, aside=asyncio.to_thread
    )
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://test") as opened,
    ):
        yield opened


def of(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


@pytest.mark.parametrize(
    "headers", [{}, of("no such key"), of(hash_of("desk-key")), {"authorization": "desk-key"}]
)
async def test_without_a_key_nothing_is_done(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    response = await client.post("/v1/summaries", json={"text": "A ferry sank."}, headers=headers)
    assert (response.status_code, response.json()["code"]) == (401, "unauthorized")
    assert response.headers["www-authenticate"] == "Bearer"


async def test_probes_need_no_key(client: httpx.AsyncClient) -> None:
    assert (await client.get("/livez")).status_code == 200


async def test_a_key_opens_and_one_with_a_rate_closes_again(client: httpx.AsyncClient) -> None:
    body: dict[str, Any] = {"text": "A ferry sank."}
    codes = [
        (await client.post("/v1/summaries", json=body, headers=of("guest-key"))).status_code for _ in range(3)
    ]
    assert codes == [200, 200, 429]
    refused = await client.post("/v1/summaries", json=body, headers=of("guest-key"))
    assert refused.json()["code"] == "too_often"
    assert 1 <= int(refused.headers["retry-after"]) <= 30
    assert (await client.post("/v1/summaries", json=body, headers=of("desk-key"))).status_code == 200


async def test_nobody_sees_anothers_job_or_gets_anothers_answer(client: httpx.AsyncClient) -> None:
    body = {"articles": [{"text": "A ferry sank."}]}
    key = {"idempotency-key": "the same"}
    mine = await client.post("/v1/jobs", json=body, headers=of("desk-key") | key)
    where = mine.headers["location"]
    assert (await client.get(where, headers=of("desk-key"))).status_code == 200
    assert (await client.get(where, headers=of("guest-key"))).status_code == 404
    theirs = await client.post("/v1/jobs", json=body, headers=of("guest-key") | key)
    assert theirs.headers["location"] != where


def test_a_rate_comes_back_with_time() -> None:
    now = 0.0
    key = Key("guest", per_minute=2, clock=lambda: now)
    key.take()
    key.take()
    with pytest.raises(TooOften) as caught:
        key.take()
    assert caught.value.retry_after == 30
    now = 30.0
    key.take()
    with pytest.raises(TooOften):
        key.take()


@pytest.mark.parametrize(
    "text",
    ["", "key = 1", "[[key]]\nname = 'a'\nsha256 = 'short'", "not toml"],
    ids=["empty", "no table", "no hash", "no toml"],
)
def test_a_file_that_is_none_of_keys_is_refused(tmp_path: Path, text: str) -> None:
    """Rather than letting everybody in."""
    path = tmp_path / "keys.toml"
    path.write_text(text)
    with pytest.raises(ConfigurationError):
        keys_in(path)
    with pytest.raises(ConfigurationError):
        keys_in(tmp_path / "nothing.toml")


def test_a_new_key_fits_its_entry(cli: Callable[..., Result], tmp_path: Path) -> None:
    limits = ("--calls-per-day", 5, "--tokens-per-day", 60_000, "--usd-per-day", 0.5)
    made = cli("keys", "new", "desk", "--requests-per-minute", 30, *limits)
    path = tmp_path / "keys.toml"
    path.write_text(made.stdout)
    found = keys_in(path)[hash_of(made.stderr.strip())]
    assert (found.name, found.per_minute) == ("desk", 30)
    assert found.budget == Budget(calls=5, tokens=60_000, usd=0.5)
    assert made.stderr.strip() not in made.stdout
