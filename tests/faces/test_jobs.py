"""Jobs and idempotency keys: handed in, asked after, taken, given up; done once."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from wirebrief.schemas import ArticleSummary
from wirebrief.schemas.draft import Draft
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.service.engines.protocol import Drafted, Engine
from wirebrief.service.errors import ConfigurationError, UpstreamUnavailable
from wirebrief.service.http.app import create_app
from wirebrief.service.http.jobs import runner
from wirebrief.service.http.jobs.database import SQLite, database_at
from wirebrief.service.http.jobs.store import JobStore
from wirebrief.service.http.refusals import NoSuchJob
from wirebrief.service.http.settings import ServerSettings
from wirebrief.service.reading.document import Document

pytestmark = pytest.mark.usefixtures("no_parser")


class Counting:
    """An engine that counts, and fails or waits when told to."""

    name = "counting"
    languages = None

    def __init__(self) -> None:
        self.drafted: list[str] = []
        self.begun = asyncio.Event()
        self.cancelled = 0
        self.go_on = asyncio.Event()
        self.go_on.set()
        self.failures: list[Exception] = []

    async def draft(self, document: Document) -> Drafted:
        self.drafted.append(document.text)
        self.begun.set()
        if self.failures:
            raise self.failures.pop()
        try:
            await self.go_on.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return Drafted(draft=Draft(headline="Ferry sinks"))

    async def repair(self, document: Document, failed: Sequence[FailedItem]) -> None:
        return None

    async def aclose(self) -> None:
        return None


@pytest.fixture
def engine() -> Counting:
    return Counting()


@pytest.fixture
async def client(engine: Engine, store: Path | str) -> AsyncIterator[httpx.AsyncClient]:
    settings = ServerSettings(store=store, workers=4)
    app = create_app(settings, open_engine=lambda name, model: engine, aside=asyncio.to_thread)
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://test") as opened,
    ):
        yield opened


def articles(number: int) -> list[dict[str, Any]]:
    return [{"text": f"Ferry {n} sank off Tolmark."} for n in range(number)]


async def ended(client: httpx.AsyncClient, where: str) -> dict[str, Any]:
    async with asyncio.timeout(60):
        while True:
            job: dict[str, Any] = (await client.get(where)).json()
            if job["state"] != "running":
                return job
            await asyncio.sleep(0.01)


async def hand_in(client: httpx.AsyncClient, number: int, **headers: str) -> str:
    response = await client.post("/v1/jobs", json={"articles": articles(number)}, headers=headers)
    assert response.status_code == 202, response.text
    assert response.headers["location"] == f"/v1/jobs/{response.json()['id']}"
    return response.headers["location"]


async def test_a_job_is_taken_worked_off_and_fetched_in_pages(client: httpx.AsyncClient) -> None:
    where = await hand_in(client, 5)
    job = await ended(client, where)
    assert (job["state"], job["total"], job["done"], job["failed"]) == ("done", 5, 5, 0)
    page: str | None = f"{where}/results?limit=2"
    positions: list[int] = []
    while page is not None:
        response = await client.get(page)
        for line in response.text.splitlines():
            found = json.loads(line)
            positions.append(found["position"])
            assert ArticleSummary.model_validate(found["summary"]).status == "complete"
        page = response.links["next"]["url"] if response.links else None
    assert positions == [0, 1, 2, 3, 4]


async def test_events_tell_how_far_a_job_is_until_it_ends(
    client: httpx.AsyncClient, engine: Counting
) -> None:
    engine.go_on.clear()
    where = await hand_in(client, 3)
    asyncio.get_running_loop().call_later(0.2, engine.go_on.set)
    response = await client.get(f"{where}/events")
    assert response.headers["content-type"].startswith("text/event-stream")
    told = [json.loads(line[6:]) for line in response.text.splitlines() if line.startswith("data: ")]
    assert told[0]["done"] == 0
    assert (told[-1]["done"], told[-1]["state"]) == (3, "done")


async def test_an_article_that_fails_fails_alone_and_says_why(
    client: httpx.AsyncClient, engine: Counting
) -> None:
    body = {"articles": [{"text": "..."}, *articles(1)]}
    where = (await client.post("/v1/jobs", json=body)).headers["location"]
    job = await ended(client, where)
    assert (job["done"], job["failed"]) == (2, 1)
    first, second = map(json.loads, (await client.get(f"{where}/results")).text.splitlines())
    assert first["problem"]["code"] == "empty_article"
    assert second["summary"]["status"] == "complete"


async def test_what_may_pass_is_tried_again(
    client: httpx.AsyncClient, engine: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "_FIRST_WAIT", 0.01)
    engine.failures = [UpstreamUnavailable("down"), UpstreamUnavailable("down")]
    job = await ended(client, await hand_in(client, 1))
    assert (job["done"], job["failed"], len(engine.drafted)) == (1, 0, 3)


async def test_giving_a_job_up_breaks_off_what_is_under_way(
    client: httpx.AsyncClient, engine: Counting
) -> None:
    engine.go_on.clear()
    where = await hand_in(client, 50)
    await engine.begun.wait()
    assert (await client.post(f"{where}/cancel")).json()["state"] == "cancelled"
    assert engine.cancelled == len(engine.drafted) < 50
    assert (await client.post(f"{where}/cancel")).json()["state"] == "cancelled"


async def test_what_is_removed_is_given_up_and_forgotten(client: httpx.AsyncClient, engine: Counting) -> None:
    engine.go_on.clear()
    key = {"idempotency-key": "k4"}
    where = await hand_in(client, 50, **key)
    events = asyncio.create_task(client.get(f"{where}/events"))
    await engine.begun.wait()
    assert (await client.delete(where)).status_code == 204
    assert engine.cancelled == len(engine.drafted) < 50
    assert "event: running" in (await events).text
    for path in ("", "/results", "/events"):
        assert (await client.get(f"{where}{path}")).status_code == 404
    assert (await client.delete(where)).status_code == 404
    again = await client.post("/v1/jobs", json={"articles": articles(50)}, headers=key)
    assert again.json()["code"] == "no_such_job"


@pytest.mark.parametrize("path", ["", "/results", "/events"])
async def test_a_job_that_is_not_there_is_a_problem(client: httpx.AsyncClient, path: str) -> None:
    response = await client.get(f"/v1/jobs/nope{path}")
    assert (response.status_code, response.json()["code"]) == (404, "no_such_job")


async def test_a_hundred_duplicates_with_one_key_are_one_run(
    client: httpx.AsyncClient, engine: Counting
) -> None:
    engine.go_on.clear()
    asyncio.get_running_loop().call_later(0.2, engine.go_on.set)
    key = {"idempotency-key": "k1"}
    posts = [client.post("/v1/summaries", json=articles(1)[0], headers=key) for _ in range(100)]
    answers = await asyncio.gather(*posts)
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    later = await client.post("/v1/summaries", json=articles(1)[0], headers=key)
    assert later.content == answers[0].content
    assert len(engine.drafted) == 1


async def test_duplicates_of_a_job_are_one_job(client: httpx.AsyncClient) -> None:
    places = [await hand_in(client, 2, **{"idempotency-key": "k"}) for _ in range(3)]
    assert len(set(places)) == 1


async def test_a_key_with_another_request_is_refused(client: httpx.AsyncClient) -> None:
    one, other = articles(2)
    key = {"idempotency-key": "k2"}
    assert (await client.post("/v1/summaries", json=one, headers=key)).status_code == 200
    refused = await client.post("/v1/summaries", json=other, headers=key)
    assert (refused.status_code, refused.json()["code"]) == (422, "key_reused")


async def test_a_failure_is_not_kept_under_a_key(client: httpx.AsyncClient, engine: Counting) -> None:
    engine.failures = [UpstreamUnavailable("down")]
    key = {"idempotency-key": "k3"}
    assert (await client.post("/v1/summaries", json=articles(1)[0], headers=key)).status_code == 503
    assert (await client.post("/v1/summaries", json=articles(1)[0], headers=key)).status_code == 200


def test_texts_are_forgotten_when_they_are_done_or_given_up(tmp_path: Path) -> None:
    path = tmp_path / "jobs.sqlite3"
    with SQLite(path) as database:
        store = JobStore(database)
        store.add("a", [{"text": "Quillondra"}, {"text": "Quillondra"}], engine="rules", model=None)
        store.finish("a", 0, "{}", failed=False)
        store.cancel("a")
    assert b"Quillondra" not in path.read_bytes()


def test_an_article_of_a_job_that_was_given_up_does_not_fail(store: Path | str) -> None:
    """Whoever had begun with it finds no text, and what he says of it is not kept."""
    with closing(database_at(store)) as database:
        jobs = JobStore(database)
        jobs.add("a", [{"text": "x"}, {"text": "y"}], engine="rules", model=None)
        jobs.cancel("a")
        with pytest.raises(NoSuchJob):
            jobs.source("a", 0)
        jobs.finish("a", 0, "{}", failed=True)
        assert jobs.results("a", -1, 10) == []


def test_finished_and_given_up_jobs_are_forgotten_after_a_while(store: Path | str) -> None:
    now = 1000.0
    with closing(database_at(store)) as database:
        jobs = JobStore(database, clock=lambda: now)
        for job in ("done", "failed", "cancelled", "running"):
            jobs.add(job, [{"text": "x"}], engine="rules", model=None)
        jobs.finish("done", 0, "{}", failed=False)
        jobs.finish("failed", 0, "{}", failed=True)
        jobs.cancel("cancelled")
        jobs.forget(before=now + 1)
        kept = [job for job in ("done", "failed", "cancelled", "running") if jobs.job(job)]
    assert kept == ["running"]


def test_two_servers_cannot_have_one_place(store: Path | str) -> None:
    with closing(database_at(store)), pytest.raises(ConfigurationError, match="Another server"):
        database_at(store)


async def test_what_there_is_to_know_is_told(client: httpx.AsyncClient) -> None:
    assert (await client.get("/v1/schema")).json()["title"] == "ArticleSummary"
    assert {prompt["name"] for prompt in (await client.get("/v1/prompts")).json()} >= {"summarize", "repair"}
    assert (await client.get("/v1/engines")).json() == [{"name": "rules", "default": True, "models": []}]


async def test_a_query_that_is_wrong_is_told_as_that(client: httpx.AsyncClient) -> None:
    response = await client.get("/v1/jobs/nope/results?limit=0")
    assert (response.status_code, response.json()["errors"][0]["path"]) == (422, "limit")


async def test_another_method_is_told_all_that_the_path_knows(client: httpx.AsyncClient) -> None:
    response = await client.put("/v1/jobs/nope")
    assert response.status_code == 405
    assert response.headers["allow"] == "DELETE, GET"
