"""The engine inside the pipeline: what a model's answer becomes in a summary, and what a repair costs."""

from collections.abc import Callable
from typing import Any

import pytest
from upstream import Reply, ScriptedUpstream, Step, answer, error, refusal

from wirebrief.schemas import Usage, violations
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.pipeline import summarize_document
from wirebrief.service.reading.document import Document

Make = Callable[..., LLMEngine]


@pytest.mark.parametrize("protocol", ["records", "lines"])
async def test_a_good_answer_becomes_a_summary_in_one_call(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any], protocol: str
) -> None:
    upstream.script(answer(draft))
    summary = await summarize_document(document, engine(protocol=protocol))
    assert violations(summary, document.text) == []
    assert [quote.span.text for quote in summary.quotes] == ["Nobody was inside,"]
    assert [incident.type for incident in summary.incidents] == ["fire"]
    assert len(upstream.requests) == 1


async def test_a_failing_item_is_asked_again_alone_and_put_right(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    """The second call holds the failing item and its problem; its cost is added."""
    good = draft["quotes"][0]
    bad = {**good, "quotation": "Q9"}
    upstream.script(answer({**draft, "quotes": [bad]}), answer({"quotes": [good]}))
    summary = await summarize_document(document, engine())
    assert [quote.span.text for quote in summary.quotes] == ["Nobody was inside,"]
    asked = upstream.requests[1]["messages"][1]["content"]
    assert "quotes[0]" in asked
    assert "incidents[0]" not in asked
    assert summary.provenance is not None
    assert summary.provenance.attempts == 2
    assert summary.provenance.usage.input_tokens == 10_000
    assert [used.name for used in summary.provenance.prompts] == ["summarize", "repair"]


@pytest.mark.parametrize(
    "step",
    [
        refusal("No."),
        answer("prose"),
        answer("{", finish_reason="length"),
        error(400, "maximum context length is 8192 tokens"),
        error(400, "something odd"),
    ],
    ids=["refused", "malformed", "truncated", "too long", "request refused"],
)
async def test_a_repair_that_fails_costs_the_failing_items_only(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any], step: Step
) -> None:
    """What was paid for stays, with what the failed calls took; that something is missing is said."""
    bad = {**draft["quotes"][0], "quotation": "Q9"}
    upstream.script(answer({**draft, "quotes": [bad]})).always(step)
    summary = await summarize_document(document, engine(prices=(1.0, 1.0, 1.0)))
    assert len(summary.incidents) == 1
    assert summary.quotes == []
    assert summary.status == "partial"
    assert "repair_failed" in [w.code for w in summary.warnings]
    assert summary.provenance is not None
    assert summary.provenance.attempts == len(upstream.requests)
    used = summary.provenance.usage
    counted = 1 if isinstance(step, Reply) and step.status == 400 else len(upstream.requests)
    assert used.output_tokens == 20 * counted
    assert summary.provenance.cost_usd == pytest.approx((used.input_tokens + used.output_tokens) / 1e6)


async def test_a_repair_that_does_not_fit_the_window_costs_the_failing_items_only(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    """The second question is longer than the first: it may be refused before it is sent."""
    bad = {**draft["quotes"][0], "quotation": "Q9", "content": "S3: " + "so " * 200}
    upstream.script(answer({**draft, "quotes": [bad] * 40}))
    summary = await summarize_document(document, engine(context_tokens=7000))
    assert len(summary.incidents) == 1
    assert summary.status == "partial"
    assert len(upstream.requests) == 1


async def test_a_repair_beyond_the_budget_costs_the_failing_items_only(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    bad = {**draft["quotes"][0], "quotation": "Q9"}
    upstream.script(answer({**draft, "quotes": [bad]})).always(answer("prose"))
    summary = await summarize_document(document, engine(token_budget=110))
    assert len(summary.incidents) == 1
    assert "repair_failed" in [w.code for w in summary.warnings]


async def test_a_malformed_item_and_a_missing_facet_are_said(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    """A part that could not be had makes the summary partial; a dropped item does not."""
    draft["quotes"].append("S3")
    del draft["attributions"]
    upstream.script(answer(draft)).always(answer({}))
    summary = await summarize_document(document, engine())
    assert summary.status == "partial"
    assert {"item_malformed", "facet_missing"} <= {w.code for w in summary.warnings}


async def test_tokens_that_the_model_read_from_a_cache_are_said(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    upstream.script(answer(draft))
    summary = await summarize_document(document, engine())
    assert summary.provenance is not None
    assert summary.provenance.usage == Usage(
        input_tokens=5000, output_tokens=20, cached_tokens=64, reasoning_tokens=5
    )
