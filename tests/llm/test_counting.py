"""What an answer took: what the server says, and nothing that nobody said."""

from collections.abc import Callable
from typing import Any

import pytest
from upstream import Reply, ScriptedUpstream, Step, answer, error

from wirebrief.schemas import Usage
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.errors import UpstreamUnavailable
from wirebrief.service.pipeline import summarize_document
from wirebrief.service.reading.document import Document

Make = Callable[..., LLMEngine]
PRICES = (1.0, 0.5, 10.0)


@pytest.mark.parametrize(
    "usage",
    [None, {}, {"prompt_tokens": None}, "nonsense", {"prompt_tokens": -5, "completion_tokens": 7}],
    ids=str,
)
async def test_what_is_not_counted_has_no_known_cost(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any], usage: object
) -> None:
    """Null, not 0 and never less."""
    upstream.script(answer(draft, usage=usage))
    drafted = await engine(prices=PRICES).draft(document)
    assert drafted.cost_usd is None
    assert drafted.usage.input_tokens == 0


async def test_more_cached_tokens_than_there_were_are_no_credit(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    counted = {
        "prompt_tokens": 5000,
        "completion_tokens": 10,
        "prompt_tokens_details": {"cached_tokens": 90_000},
    }
    upstream.script(answer(draft, usage=counted))
    drafted = await engine(prices=PRICES).draft(document)
    assert drafted.usage == Usage(input_tokens=5000, output_tokens=10, cached_tokens=5000)
    assert drafted.cost_usd == pytest.approx((5000 * 0.5 + 10 * 10.0) / 1e6)


@pytest.mark.parametrize(
    "lost",
    [Reply(body=b'{"choices": [{"mess', fault="cut"), Reply(fault="reset"), Reply(fault="hang")],
    ids=["cut", "reset", "hang"],
)
async def test_an_answer_that_was_lost_on_its_way_may_have_cost_something(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any], lost: Step
) -> None:
    upstream.script(lost, answer(draft))
    drafted = await engine(prices=PRICES, timeout=0.5).draft(document)
    assert drafted.attempts == 2
    assert drafted.cost_usd is None


async def test_a_busy_server_costs_nothing(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    upstream.script(error(503, "warming up"), error(429, "later"), answer(draft))
    assert (await engine(prices=PRICES).draft(document)).cost_usd is not None


async def test_a_server_that_was_never_reached_costs_nothing(engine: Make, document: Document) -> None:
    with pytest.raises(UpstreamUnavailable) as caught:
        await engine(prices=PRICES, base_url="http://127.0.0.1:9/v1", max_attempts=2).draft(document)
    assert caught.value.cost_usd == 0


class TestCutPrompts:
    """A server that read less than it was sent says nothing; its own count does."""

    async def test_it_is_told_and_the_summary_is_partial(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
    ) -> None:
        upstream.always(answer(draft, usage={"prompt_tokens": 512, "completion_tokens": 20}))
        drafted = await engine().draft(document)
        assert [w.code for w in drafted.warnings] == ["prompt_cut"]
        assert "512" in drafted.warnings[0].message
        summary = await summarize_document(document, engine())
        assert summary.status == "partial"

    @pytest.mark.parametrize(
        "usage",
        [
            {"prompt_tokens": 3200, "completion_tokens": 20},
            {"prompt_tokens": 40, "completion_tokens": 20, "prompt_tokens_details": {"cached_tokens": 3160}},
            {"prompt_tokens": 0, "completion_tokens": 20},
            None,
        ],
        ids=["as sent", "the cached apart", "not counted", "no usage"],
    )
    async def test_other_ways_of_counting_are_believed(
        self, upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any], usage: Any
    ) -> None:
        upstream.script(answer(draft, usage=usage))
        assert (await engine().draft(document)).warnings == ()
