"""What an answer cost: right where it is known, null where it is not, and never spent beyond the budget."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from upstream import Reply, ScriptedUpstream, answer, completion, error, reply

from wirebrief.schemas import Usage
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.engines.llm.prices import Prices
from wirebrief.service.errors import BudgetExceeded, ConfigurationError, UpstreamTimeout
from wirebrief.service.reading.document import Document
from wirebrief.service.spending import Account, Budget, spending

Make = Callable[..., LLMEngine]
OPENAI = "https://api.openai.com/v1"
PRICES = (1.0, 0.5, 10.0)
COST = (4936 * 1 + 64 * 0.5 + 20 * 10) / 1_000_000
"""Of one scripted answer at these prices."""


def usage(given: int, made: int, cached: int = 0) -> Usage:
    return Usage(input_tokens=given, output_tokens=made, cached_tokens=cached)


def test_the_callers_prices_win() -> None:
    assert Prices(OPENAI, PRICES).cost(usage(1_000_000, 100_000, 400_000), ("gpt-4o",)) == pytest.approx(
        0.6 + 0.2 + 1.0
    )


def test_a_model_in_the_table_has_a_price() -> None:
    cost = Prices(OPENAI).cost(usage(1_000_000, 0), ("gpt-4o-2024-08-06",))
    assert cost == pytest.approx(2.5)


@pytest.mark.parametrize("endpoint", ["http://localhost:8080/v1", "http://127.0.0.1:1/v1"])
def test_the_same_model_elsewhere_has_none(endpoint: str) -> None:
    assert Prices(endpoint).cost(usage(1000, 10), ("gpt-4o",)) is None


def test_a_model_that_nobody_knows_has_none() -> None:
    assert Prices(OPENAI).cost(usage(1000, 10), ("deployment-7",)) is None


def test_where_the_server_answers_under_another_name_that_counts() -> None:
    """A deployment has a name of its own."""
    assert Prices(OPENAI).cost(usage(1_000_000, 0), ("gpt-4o", "deployment-7")) == pytest.approx(2.5)


def test_a_batch_costs_half() -> None:
    both = [Prices(OPENAI, PRICES).cost(usage(1000, 10), ("m",), batch=batch) for batch in (False, True)]
    assert both[1] == pytest.approx(both[0] / 2)  # type: ignore[operator]  # known by its prices


@pytest.mark.parametrize("cached", [0, 50, 100, 10_000])
@pytest.mark.parametrize("given", [None, PRICES])
def test_no_cost_is_negative(cached: int, given: tuple[float, float, float] | None) -> None:
    """Some servers count more cached tokens than there were."""
    cost = Prices(OPENAI, given).cost(usage(100, 0, cached), ("gpt-4o",))
    assert cost is not None
    assert cost > 0


async def test_more_cached_tokens_than_tokens_are_all_of_them(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    counted = {
        "prompt_tokens": 100,
        "completion_tokens": 10,
        "total_tokens": 110,
        "prompt_tokens_details": {"cached_tokens": 900},
    }
    upstream.script(answer(draft, usage=counted))
    drafted = await engine(prices=PRICES).draft(document)
    assert drafted.usage.cached_tokens == 100
    assert drafted.cost_usd == pytest.approx((100 * 0.5 + 10 * 10) / 1_000_000)


@pytest.mark.parametrize(
    "counted", [None, {}, {"prompt_tokens": 0, "completion_tokens": 0}, {"prompt_tokens": 900}]
)
async def test_an_answer_that_is_not_counted_cost_nobody_knows_what(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any], counted: object
) -> None:
    upstream.script(answer(draft, usage=counted))
    drafted = await engine(prices=PRICES).draft(document)
    assert drafted.cost_usd is None


async def test_so_did_a_call_that_broke_off_after_it_was_sent(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    """The provider may charge for what it wrote."""
    upstream.script(Reply(body=b'{"choices": [{"mess', fault="cut"), answer(draft))
    drafted = await engine(prices=PRICES).draft(document)
    assert (drafted.attempts, drafted.cost_usd) == (2, None)


async def test_refusals_cost_nothing(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    upstream.script(error(429, "slow down", headers={"retry-after": "0"}), error(500, "ill"), answer(draft))
    drafted = await engine(prices=PRICES).draft(document)
    assert drafted.cost_usd == pytest.approx(COST)


# Budgets


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ({"call_budget": 1}, "its 1 calls"),
        ({"token_budget": 100}, "5020 of its 100 tokens"),
        ({"cost_budget": 0.005}, r"\$0.0052 of its \$0.005"),
    ],
)
async def test_an_article_spends_no_more_than_its_budget(
    upstream: ScriptedUpstream, engine: Make, document: Document, limit: dict[str, Any], said: str
) -> None:
    """Its second question is not asked."""
    upstream.always(answer("no JSON here"))
    with pytest.raises(BudgetExceeded, match=said) as caught:
        await engine(prices=PRICES, **limit).draft(document)
    assert len(upstream.requests) == 1
    assert caught.value.scope == "article"


async def test_a_budget_in_money_needs_a_price(
    upstream: ScriptedUpstream, engine: Make, document: Document
) -> None:
    """Before anything is spent."""
    with pytest.raises(ConfigurationError, match="the price of 'scripted' is not known"):
        await engine(cost_budget=1.0).draft(document)
    assert upstream.requests == []


@pytest.mark.parametrize(
    "budget",
    [Budget(calls=5), Budget(tokens=5 * 5020), Budget(usd=5 * COST)],
    ids=["calls", "tokens", "usd"],
)
async def test_a_run_ends_where_its_budget_does(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any], budget: Budget
) -> None:
    upstream.always(answer(draft))
    asked = engine(prices=PRICES)
    with spending(Account("run", budget)):
        for _ in range(5):
            await asked.draft(document)
        with pytest.raises(BudgetExceeded) as caught:
            await asked.draft(document)
    assert len(upstream.requests) == 5
    assert caught.value.scope == "run"


async def test_calls_under_way_are_taken_to_cost_what_the_others_did(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    """So a run with many at a time does not spend its budget many times over."""
    upstream.always(
        answer(
            draft,
        )
    )
    asked = engine()
    with spending(Account("run", Budget(tokens=20 * 5020))) as account:
        await asked.draft(document)
        done = await asyncio.gather(*(asked.draft(document) for _ in range(60)), return_exceptions=True)
    assert sum(isinstance(one, BudgetExceeded) for one in done) == 41
    assert account.tokens == 20 * 5020


async def test_a_runs_time_ends_a_call_under_way(
    upstream: ScriptedUpstream, engine: Make, document: Document
) -> None:
    upstream.always(Reply(fault="hang"))
    with (
        spending(Account("run", Budget(seconds=0.3))),
        pytest.raises(BudgetExceeded, match="The run has used"),
    ):
        await engine().draft(document)


@pytest.mark.parametrize("name", ["calls", "tokens", "usd", "seconds"])
def test_a_budget_of_nothing_is_none(name: str) -> None:
    with pytest.raises(ConfigurationError, match="has to be greater than 0"):
        Budget(**{name: 0})


# The upstream as all engines of a process see it


async def test_a_server_that_fails_every_call_is_left_alone(
    upstream: ScriptedUpstream, engine: Make, document: Document
) -> None:
    upstream.always(error(500, "ill"))
    for _ in range(10):
        with pytest.raises(Exception, match=r"ill|left alone"):
            await engine(max_attempts=1).draft(document)
    with pytest.raises(Exception, match="has failed 10 calls in a row") as caught:
        await engine(max_attempts=1).draft(document)
    assert caught.value.code == "circuit_open"  # type: ignore[attr-defined]  # one of ours
    assert len(upstream.requests) == 10


async def test_time_outs_count_as_failures(
    upstream: ScriptedUpstream, engine: Make, document: Document
) -> None:
    upstream.always(Reply(fault="hang"))
    asked = engine(max_attempts=1, timeout=0.05)
    for _ in range(10):
        with pytest.raises(UpstreamTimeout):
            await asked.draft(document)
    with pytest.raises(Exception, match="left alone"):
        await asked.draft(document)


async def test_one_who_is_told_to_wait_makes_the_others_wait(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    """Another engine at the same endpoint, a moment later: it asks nothing before the time is up."""
    upstream.script(error(429, "Please try again in 0.4s."))
    upstream.always(answer(draft))
    loop = asyncio.get_running_loop()
    with pytest.raises(Exception, match="429"):
        await engine(max_attempts=1).draft(document)
    began = loop.time()
    await engine().draft(document)
    assert loop.time() - began >= 0.35


async def test_a_quota_that_opens_tomorrow_is_told_at_once(
    upstream: ScriptedUpstream, engine: Make, document: Document
) -> None:
    used_up = {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "23h10m"}
    upstream.script(reply(completion({"role": "assistant", "content": "{}"}), headers=used_up))
    with pytest.raises(Exception, match="may not be called again within"):
        await engine(max_attempts=1).draft(document)
    assert len(upstream.requests) == 1
