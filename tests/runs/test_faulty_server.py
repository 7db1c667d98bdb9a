"""Runs against a server that does all kinds of wrong, over real HTTP: nothing is lost, or paid for twice."""

import gc
import sys
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from faulty import FaultyModel, Weather, article, expected

from wirebrief import Budget, Result, RunStopped, asummarize_many, summarize_many
from wirebrief.service.engines.llm import waiting
from wirebrief.service.journal.place import close_journals
from wirebrief.service.journal.store import opened

ALL = 1000
"""Articles of the large run: a tenth of what `python bench/runs.py` does."""


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short waits between attempts, and no parser for a second reading, which takes longer than the rest."""
    monkeypatch.setattr(waiting, "FIRST_WAIT", 0.05)
    monkeypatch.setitem(sys.modules, "spacy", None)


def became(result: Result) -> str:
    """`complete` only where the summary is the article's own."""
    if result.error is not None:
        return result.error.code
    summary = result.unwrap()
    assert summary.headline == f"Crane falls over, case {result.index}", summary.headline
    return summary.status


def until_stopped(many: Iterator[Result]) -> tuple[list[Result], RunStopped | None]:
    """What came before a run was stopped, and what stopped it."""
    results: list[Result] = []
    try:
        for result in many:
            results.append(result)  # noqa: PERF402 - what came before the error counts
    except RunStopped as stop:
        return results, stop
    return results, None


def options(model: FaultyModel, **more: Any) -> dict[str, Any]:
    return {"model": "faulty", "base_url": model.url, "timeout": 20, **more}


@pytest.mark.parametrize("ordered", [True, False])
def test_each_article_ends_rightly_and_is_paid_for_once(ordered: bool) -> None:
    """A quarter of all calls go wrong; what can pass does, and what cannot is told by its own error."""
    number = ALL if ordered else ALL // 5
    with FaultyModel(Weather(faults=0.25, seconds=0.02)) as model:
        results = list(
            summarize_many(
                (article(n) for n in range(number)), concurrency=64, ordered=ordered, **options(model)
            )
        )
    assert len({result.index for result in results}) == number
    wrong = {r.index: (became(r), expected(r.index)) for r in results if became(r) != expected(r.index)}
    assert wrong == {}
    assert model.bought_twice == []


def test_a_rerun_asks_for_nothing_that_was_answered() -> None:
    with FaultyModel(Weather()) as model:
        for _ in range(2):
            results = list(summarize_many([article(n) for n in range(1, 40)], **options(model)))
            close_journals()
            assert all(result.summary for result in results)
        assert model.calls == 39


def test_a_true_limit_without_a_hint_loses_nothing() -> None:
    """At most 1.1 calls an article besides the first burst; the whole bar is `python bench/runs.py limit`."""
    with FaultyModel(Weather(limit=30)) as model:
        numbers = [n for n in range(1, 400) if expected(n) == "complete"][:250]
        results = list(summarize_many([article(n) for n in numbers], concurrency=64, **options(model)))
    assert [r.error for r in results if r.error] == []
    assert model.calls <= 250 * 1.1 + 34


@pytest.mark.parametrize("ordered", [True, False])
def test_a_refused_key_stops_the_run(ordered: bool) -> None:
    """After 200 calls: no more than those under way are made for nothing."""
    with FaultyModel(Weather(key_until=200)) as model:
        results, stop = until_stopped(
            summarize_many(
                (article(n) for n in range(1000)), concurrency=16, ordered=ordered, **options(model)
            )
        )
    assert stop is not None
    assert "401" in stop.message
    assert model.calls <= 200 + 16
    assert sorted(result.index for result in results) == list(range(stop.taken))
    assert stop.taken <= 200 + 3 * 16
    codes = Counter(became(result) for result in results)
    assert codes["authentication_failed"] <= 16
    assert codes["complete"] >= 190


def test_a_budget_of_calls_stops_the_run_exactly_there() -> None:
    with FaultyModel(Weather()) as model:
        given = (article(n) for n in range(1, 1000))
        results, stop = until_stopped(
            summarize_many(given, budget=Budget(calls=50), concurrency=8, **options(model))
        )
    assert stop is not None
    assert "its 50 calls" in stop.message
    assert model.calls == 50
    assert sum(result.summary is not None for result in results) == 50


async def test_calls_that_hang_keep_nobody_waiting() -> None:
    """While the third article hangs, more are answered than were under way when it began."""
    with FaultyModel(Weather(seconds=0.1, hanging=5, hang=4.0)) as model:
        articles = (article(n) for n in range(1, 200))
        many = asummarize_many(articles, concurrency=16, ordered=False, journal=Path("off"), **options(model))
        came = [result.index async for result in many]
    assert len(came) == 199
    assert came.index(2) > 16


def test_memory_stays_flat() -> None:
    """Twice the articles take no more of it."""

    def run(first: int, last: int, model: FaultyModel) -> int:
        for _ in summarize_many((article(n) for n in range(first, last)), concurrency=16, **options(model)):
            pass
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    with FaultyModel(Weather(faults=0.1)) as model:
        run(0, 30, model)
        tracemalloc.start()
        once = run(30, 70, model)
        twice = run(70, 150, model)
        tracemalloc.stop()
    assert twice <= once * 1.5 + 1_000_000, (once, twice)


def test_the_journal_holds_what_was_paid_for(journal_path: Path) -> None:
    with FaultyModel(Weather(faults=0.3)) as model:
        list(summarize_many((article(n) for n in range(1, 60)), concurrency=8, **options(model)))
    close_journals()
    kept = [one for one in opened(journal_path).kept() if one.recorded.status == 200]
    assert len(kept) == sum(model.paid.values())
