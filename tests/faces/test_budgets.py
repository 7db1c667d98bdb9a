"""What a key may spend in a day: counted over restarts, refused beyond, told in numbers and in the job."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from upstream import ScriptedUpstream, answer

from wirebrief.service.errors import BudgetExceeded
from wirebrief.service.http.app import create_app
from wirebrief.service.http.jobs.database import SQLite
from wirebrief.service.http.keys import hash_of
from wirebrief.service.http.purses import Purses, Spendings, Spent
from wirebrief.service.http.refusals import BudgetSpent
from wirebrief.service.http.settings import ServerSettings
from wirebrief.service.spending import Account, Budget, current_account

pytestmark = pytest.mark.usefixtures("no_parser")

TOKENS = 5020
"""Of each call, as the scripted server counts them."""


class Running:
    """A service with the keys `guest`, which has a budget, and `desk`, which has none."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def summarize(self, n: int, key: str = "guest", **headers: str) -> httpx.Response:
        body = {"text": f"Ferry {n} sank off Tolmark."}
        return await self.client.post("/v1/summaries", json=body, headers=_of(key) | headers)


def _of(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}-key"}


@asynccontextmanager
async def running(
    upstream: ScriptedUpstream, folder: Path, store: Path | str = Path(), **limits: float
) -> AsyncIterator[Running]:
    keys = folder / "keys.toml"
    said = "".join(f"{name} = {most}\n" for name, most in limits.items())
    keys.write_text(
        f'[[key]]\nname = "guest"\nsha256 = "{hash_of("guest-key")}"\n{said}'
        f'[[key]]\nname = "desk"\nsha256 = "{hash_of("desk-key")}"\n'
    )
    settings = ServerSettings(engines=("llm",), models=("m",), base_url=upstream.url, keys=keys, store=store)
    app = create_app(settings, aside=asyncio.to_thread)
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://test") as client,
    ):
        yield Running(client)


@pytest.fixture
def model(upstream: ScriptedUpstream, monkeypatch: pytest.MonkeyPatch) -> ScriptedUpstream:
    """A model that says next to nothing, at a dollar for a million tokens."""
    monkeypatch.setenv("WIREBRIEF_PRICES", "1,1,1")
    return upstream.always(answer({"headline": "Ferry sinks"}))


@pytest.mark.parametrize(
    "limit", [{"calls_per_day": 2}, {"tokens_per_day": 2 * TOKENS}, {"usd_per_day": 2 * TOKENS / 1e6}]
)
async def test_beyond_its_budget_a_key_is_refused_until_the_next_day(
    model: ScriptedUpstream, tmp_path: Path, limit: dict[str, float]
) -> None:
    async with running(model, tmp_path, **limit) as service:
        assert [(await service.summarize(n)).status_code for n in range(2)] == [200, 200]
        refused = await service.summarize(2)
        assert (refused.status_code, refused.json()["code"]) == (429, "budget_spent")
        assert refused.json()["retryable"]
        assert 0 < int(refused.headers["retry-after"]) <= 24 * 3600
        streamed = await service.summarize(3, accept="application/x-ndjson")
        assert (streamed.status_code, streamed.json()["code"]) == (429, "budget_spent")
        assert (await service.summarize(2, key="desk")).status_code == 200
    assert len(model.requests) == 3


async def test_what_was_answered_before_costs_nothing(model: ScriptedUpstream, tmp_path: Path) -> None:
    async with running(model, tmp_path, calls_per_day=1) as service:
        assert [(await service.summarize(0)).status_code for _ in range(3)] == [200, 200, 200]
        assert (await service.summarize(1)).status_code == 429


async def test_a_restart_gives_nobody_a_new_day(
    model: ScriptedUpstream, tmp_path: Path, store: Path | str
) -> None:
    async with running(model, tmp_path, store, calls_per_day=1) as service:
        assert (await service.summarize(0)).status_code == 200
    async with running(model, tmp_path, store, calls_per_day=1) as service:
        assert (await service.summarize(1)).status_code == 429


async def test_a_job_says_what_it_cost_and_which_articles_were_refused(
    model: ScriptedUpstream, tmp_path: Path
) -> None:
    async with running(model, tmp_path, calls_per_day=2) as service:
        articles = [{"text": f"Ferry {n} sank off Tolmark."} for n in range(5)]
        handed_in = await service.client.post("/v1/jobs", json={"articles": articles}, headers=_of("guest"))
        where = handed_in.headers["location"]
        async with asyncio.timeout(30):
            while (job := (await service.client.get(where, headers=_of("guest"))).json())["done"] < 5:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        results = (await service.client.get(f"{where}/results", headers=_of("guest"))).text
    assert (job["state"], job["failed"]) == ("done", 3)
    assert (job["spent"]["calls"], job["spent"]["tokens"]) == (2, 2 * TOKENS)
    assert job["spent"]["usd"] == pytest.approx(2 * TOKENS / 1e6)
    assert results.count('"budget_spent"') == 3
    assert len(model.requests) == 2


async def test_numbers_tell_what_a_key_may_spend_and_has(model: ScriptedUpstream, tmp_path: Path) -> None:
    async with running(model, tmp_path, tokens_per_day=90_000) as service:
        await service.summarize(0)
        numbers = (await service.client.get("/metrics")).text
    assert f'wirebrief_key_spent{{key="guest",what="tokens"}} {TOKENS}.0' in numbers
    assert 'wirebrief_key_spent{key="desk",what="calls"} 0.0' in numbers
    assert 'wirebrief_key_budget{key="guest",what="tokens"} 90000.0' in numbers
    assert 'wirebrief_key_budget{key="desk"' not in numbers


def test_a_new_day_is_a_new_budget() -> None:
    now = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
    purses = Purses({"guest": Budget(calls=1)}, lambda: now)
    with purses.paying("guest") as account:
        account.open_call()
    with pytest.raises(BudgetSpent) as refused, purses.paying("guest") as account:
        account.open_call()
    assert refused.value.retry_after == 60
    now += timedelta(minutes=1)
    with purses.paying("guest") as account:
        account.open_call()


async def test_what_is_spent_after_midnight_by_an_article_of_before_is_kept(tmp_path: Path) -> None:
    now = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
    purses = Purses({"guest": Budget()}, lambda: now)
    with SQLite(tmp_path / "spent.sqlite3") as database:
        spendings = Spendings(database)
        with purses.paying("guest") as account:
            account.spend(10, 0.5)
            await purses.keep(spendings)
            now += timedelta(minutes=2)
            account.spend(10, 0.5)
        await purses.keep(spendings)
        assert spendings.of(datetime(2026, 11, 30, tzinfo=UTC).date()) == {"guest": Spent(0, 20, 1.0)}


def test_another_limit_than_the_keys_is_told_as_it_is() -> None:
    purses = Purses({"guest": Budget(calls=1)})
    with pytest.raises(BudgetExceeded) as refused, purses.paying("guest"):
        raise BudgetExceeded("The article has used its 600 seconds.")
    assert refused.value.code == "budget_exceeded"


def test_an_article_that_a_key_pays_for_is_not_one_of_a_run() -> None:
    """A run waits for a busy server for longer than a client would."""
    with Purses({"guest": Budget()}).paying("guest"):
        assert not Account("article", above=current_account()).in_run
    assert Account("article", above=Account("run")).in_run
