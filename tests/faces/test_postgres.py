"""What can go wrong with Postgres alone: it goes away, comes back, or is not there."""

import asyncio
import sys
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI
from postgres import PostgresServer

from wirebrief.service.engines.protocol import Engine
from wirebrief.service.errors import ConfigurationError, MissingExtra
from wirebrief.service.http.app import create_app
from wirebrief.service.http.jobs import database
from wirebrief.service.http.jobs.database import database_at
from wirebrief.service.http.jobs.postgres import Postgres
from wirebrief.service.http.settings import ServerSettings

pytestmark = pytest.mark.usefixtures("no_parser")

NOWHERE = "postgresql://nobody@/none?host=/nowhere"
LOSE_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"


@pytest.fixture
def app(scripted: Engine, postgres: PostgresServer) -> FastAPI:
    settings = ServerSettings(store=postgres.new_schema(), workers=4)
    return create_app(settings, open_engine=lambda name, model: scripted, aside=asyncio.to_thread)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as opened,
    ):
        yield opened


async def done(client: httpx.AsyncClient, where: str) -> int:
    """How many articles of a job are done, once somebody can tell."""
    async with asyncio.timeout(30):
        while True:
            response = await client.get(where)
            if response.status_code == 200 and response.json()["state"] == "done":
                return int(response.json()["done"])
            await asyncio.sleep(0.02)


async def test_a_job_outlives_the_session(
    client: httpx.AsyncClient, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BETWEEN_TRIES", 0.05)
    articles = [{"text": f"Ferry {n} sank off Tolmark."} for n in range(40)]
    where = (await client.post("/v1/jobs", json={"articles": articles})).headers["location"]
    await asyncio.to_thread(postgres.run, LOSE_ALL)
    assert await done(client, where) == 40


async def test_while_it_is_away_jobs_are_a_problem_that_may_pass(
    app: FastAPI, client: httpx.AsyncClient, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BETWEEN_TRIES", 0.05)
    kept: Postgres = app.state.office.database
    address, kept._address = kept._address, NOWHERE
    await asyncio.to_thread(postgres.run, LOSE_ALL)
    body = {"articles": [{"text": "A ferry sank."}]}
    for _ in range(2):
        refused = await client.post("/v1/jobs", json=body)
        assert (refused.status_code, refused.json()["code"]) == (503, "store_unavailable")
        assert refused.json()["retryable"]
    assert (await client.post("/v1/summaries", json=body["articles"][0])).status_code == 200
    kept._address = address
    where = (await client.post("/v1/jobs", json=body)).headers["location"]
    assert await done(client, where) == 1


def test_a_server_that_is_not_there_is_told_at_the_start() -> None:
    with pytest.raises(ConfigurationError, match="cannot be reached"):
        database_at(NOWHERE)


def test_what_is_not_installed_is_told_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtra, match="psycopg"):
        database_at(NOWHERE)


def test_an_address_is_known_from_a_file_by_how_it_begins() -> None:
    load = ServerSettings.load
    assert load({"WIREBRIEF_SERVE_STORE": "postgresql://a:b@c/d"}).store == "postgresql://a:b@c/d"
    assert "a:b@c" not in repr(load({"WIREBRIEF_SERVE_STORE": "postgres://a:b@c/d"}))
