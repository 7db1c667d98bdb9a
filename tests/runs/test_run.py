"""Which article goes when, what is tried again, and what stops a run. In virtual time."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from typing import cast

import pytest
from virtual_time import in_virtual_time

from wirebrief.schemas import ArticleSummary, Provenance, Usage
from wirebrief.service.errors import (
    AuthenticationFailed,
    BudgetExceeded,
    ConfigurationError,
    EmptyArticle,
    RateLimited,
    RunStopped,
    UnknownModel,
    UpstreamUnavailable,
    WirebriefError,
)
from wirebrief.service.run import Articles, Result, Run
from wirebrief.service.spending import Account, Budget

NOW = datetime(2031, 5, 14, tzinfo=UTC)
Work = Callable[[int], Awaitable[WirebriefError | None]]


def summary(attempts: int = 1) -> ArticleSummary:
    provenance = Provenance(
        engine="e",
        latency_ms=0,
        started_at=NOW,
        finished_at=NOW,
        software_version="0",
        attempts=attempts,
        usage=Usage(input_tokens=10),
        cost_usd=1.0,
    )
    return cast(ArticleSummary, ArticleSummary.model_construct(provenance=provenance))


async def carry_out(
    work: Work,
    articles: Iterable[int],
    *,
    concurrency: int = 4,
    ordered: bool = True,
    account: Account | None = None,
) -> tuple[list[Result], RunStopped | None]:
    """The results in the order in which they came, and what stopped the run."""

    async def attempt(index: int, article: int) -> Result:
        error = await work(article)
        return Result(index, None, error) if error else Result(index, summary(), None)

    numbered = Articles(articles, concurrency)
    run = Run(attempt, concurrency, ordered=ordered, account=account or Account("run"))
    given, results = iter(numbered), []
    while not run.over:
        ready = await run.ready()
        results += ready
        for _ in range(0 if ready else run.room):
            if (following := next(given, None)) is None:
                run.exhausted = True
                break
            run.begin(*following)
    try:
        run.check()
    except RunStopped as stop:
        return results, stop
    return results, None


def failing(**times: int) -> tuple[Work, Counter[int]]:
    """Work that fails so many times for an article; and how often each was tried."""
    tried: Counter[int] = Counter()

    async def work(article: int) -> WirebriefError | None:
        tried[article] += 1
        await asyncio.sleep(0.1)
        return UpstreamUnavailable("busy") if tried[article] <= times.get(f"n{article}", 0) else None

    return work, tried


def indices(results: list[Result]) -> list[int]:
    return [result.index for result in results]


@pytest.mark.parametrize("ordered", [True, False])
def test_every_article_has_one_result(ordered: bool) -> None:
    (results, stop), _ = in_virtual_time(carry_out(failing()[0], range(500), ordered=ordered))
    assert sorted(indices(results)) == list(range(500))
    assert stop is None
    if ordered:
        assert indices(results) == list(range(500))


async def _some_hang(article: int) -> None:
    await asyncio.sleep(20.0 if article % 40 == 3 and article < 200 else 1.3)


@pytest.mark.parametrize("ordered", [True, False])
def test_who_hangs_keeps_nobody_waiting(ordered: bool) -> None:
    """Five of a thousand that hang 20 s cost at most a fifth of the time; none of them is among the last."""
    (results, _), seconds = in_virtual_time(
        carry_out(_some_hang, range(1000), concurrency=64, ordered=ordered)
    )
    assert len(results) == 1000
    assert seconds <= 1000 / 64 * 1.3 * 1.2


def test_as_they_come_the_others_come_first() -> None:
    (results, _), _ = in_virtual_time(carry_out(_some_hang, range(40), concurrency=10, ordered=False))
    assert indices(results)[-1] == 3


def test_what_may_pass_is_tried_a_second_time_at_the_end() -> None:
    work, tried = failing(n3=1, n7=1)
    (results, _), _ = in_virtual_time(carry_out(work, range(50), ordered=False))
    assert indices(results)[-2:] == [3, 7]
    assert all(result.summary for result in results)
    assert (tried[3], tried[7], tried.total()) == (2, 2, 52)


def test_but_not_a_third_time() -> None:
    work, tried = failing(n3=9)
    (results, _), _ = in_virtual_time(carry_out(work, range(50)))
    assert [result.index for result in results if result.error] == [3]
    assert tried[3] == 2


def test_the_summary_says_what_both_tries_took() -> None:
    async def work(article: int) -> WirebriefError | None:
        tried[article] += 1
        if tried[article] > 1:
            return None
        error = UpstreamUnavailable("busy")
        error.attempts, error.usage, error.cost_usd = 4, Usage(input_tokens=5), 0.5
        return error

    tried: Counter[int] = Counter()
    (results, _), _ = in_virtual_time(carry_out(work, range(1)))
    provenance = results[0].unwrap().provenance
    assert provenance is not None
    assert (provenance.attempts, provenance.usage.input_tokens, provenance.cost_usd) == (5, 15, 1.5)


def test_the_input_is_read_a_thousand_articles_ahead_at_most() -> None:
    """While the first hangs."""
    taken = 0

    def given() -> Iterable[int]:
        nonlocal taken
        for n in range(5000):
            taken = n
            yield n

    async def work(article: int) -> None:
        await asyncio.sleep(1000.0 if article == 0 else 0.1)
        if article == 0:
            assert taken < 1024

    (results, _), _ = in_virtual_time(carry_out(work, given(), concurrency=10))
    assert indices(results) == list(range(5000))


def test_failures_that_may_pass_are_tried_again_when_the_window_is_full() -> None:
    """Not only at the end: an endless input has none, and the others wait for them."""
    work, _ = failing(n2=1)
    (results, _), _ = in_virtual_time(carry_out(work, range(3000)))
    assert indices(results) == list(range(3000))
    assert results[2].summary is not None


def _for_all(error: WirebriefError) -> WirebriefError:
    error.for_all = True
    return error


@pytest.mark.parametrize(
    "error",
    [_for_all(AuthenticationFailed("no key")), UnknownModel("no model"), _for_all(BudgetExceeded("spent"))],
    ids=lambda error: error.code,
)
@pytest.mark.parametrize("ordered", [True, False])
def test_what_would_meet_every_article_stops_the_run_at_once(error: WirebriefError, ordered: bool) -> None:
    """Every article that was taken has a result; the number says where the rest begins."""
    begun: list[int] = []

    async def work(article: int) -> WirebriefError | None:
        begun.append(article)
        await asyncio.sleep(0.1)
        return error if article >= 200 else None

    (results, stop), _ = in_virtual_time(
        carry_out(work, range(1000), concurrency=8, ordered=ordered, account=None)
    )
    assert stop is not None
    assert stop.__cause__ is error
    assert len(begun) <= 200 + 2 * 8
    assert sorted(indices(results)) == list(range(stop.taken))
    codes = {result.error.code for result in results if result.error}
    assert codes <= {error.code, "run_stopped"}
    assert sum(result.summary is not None for result in results) == 200


def test_three_articles_that_fail_of_a_setting_stop_it_too() -> None:
    """One may have met a firewall that reads along."""

    async def work(article: int) -> WirebriefError | None:
        await asyncio.sleep(0.1)
        return ConfigurationError("no such parameter") if article in (5, 20, 21, 22) else None

    (_, stop), _ = in_virtual_time(carry_out(work, range(100), concurrency=1))
    assert stop is not None
    assert stop.taken <= 25


@pytest.mark.parametrize("error", [EmptyArticle("nothing in it"), RateLimited("busy")])
def test_what_concerns_one_article_stops_nothing(error: WirebriefError) -> None:
    async def work(article: int) -> WirebriefError | None:
        return error

    (results, stop), _ = in_virtual_time(carry_out(work, range(100)))
    assert (len(results), stop) == (100, None)


def test_what_was_held_back_comes_with_its_own_error_when_the_run_stops() -> None:
    async def work(article: int) -> WirebriefError | None:
        await asyncio.sleep(0.1)
        return RateLimited("busy") if article == 1 else UnknownModel("gone") if article == 9 else None

    (results, _), _ = in_virtual_time(carry_out(work, range(20), concurrency=1))
    assert {result.index: result.error.code for result in results if result.error}[1] == "rate_limited"


def test_a_run_that_is_out_of_time_begins_nothing_more() -> None:
    async def run() -> tuple[list[Result], RunStopped | None]:
        clock = asyncio.get_running_loop().time
        account = Account("run", Budget(seconds=10), clock=clock)
        return await carry_out(failing()[0], range(1000), concurrency=1, account=account)

    (results, stop), seconds = in_virtual_time(run())
    assert stop is not None
    assert isinstance(stop.__cause__, BudgetExceeded)
    assert seconds == pytest.approx(10.0, abs=0.2)
    assert 95 <= sum(result.summary is not None for result in results) <= 101
