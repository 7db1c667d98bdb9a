"""What is told of calls: to hooks, the log and OpenTelemetry; never the article, the answer or the key."""

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from opentelemetry import metrics, trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from typer.testing import CliRunner
from upstream import ScriptedUpstream, answer, error, page

from wirebrief import summarize
from wirebrief.service.cli import app
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.engines.llm.exchange import Exchange
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.llm.telling import Call
from wirebrief.service.reading.document import Document

KEY = "sk-secret-1234"
SPANS, METRICS = InMemorySpanExporter(), InMemoryMetricReader()


@pytest.fixture(scope="module", autouse=True)
def opentelemetry() -> None:
    """As a program sets it up, once."""
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(SPANS))
    trace.set_tracer_provider(provider)
    metrics.set_meter_provider(MeterProvider([METRICS]))


@pytest.fixture(autouse=True)
def no_spans() -> None:
    SPANS.clear()


@pytest.fixture
def calls() -> list[Call]:
    return []


@pytest.fixture
def told(document: Document, upstream: ScriptedUpstream, calls: list[Call]) -> Callable[..., Any]:
    """Summarises the article with everything listening."""

    def run(**more: Any) -> Any:
        given = {"model": "m", "base_url": upstream.url, "api_key": KEY, "on_call": calls.append}
        return summarize(document.text, **{**given, **more})

    return run


def secrets(document: Document, draft: dict[str, Any]) -> list[str]:
    """Words of the article and of the answer, and the key."""
    return [KEY, "burned down", "Nobody was inside", "Una Felk", draft["headline"]]


def test_a_call_is_told_with_what_it_took(
    told: Callable[..., Any], upstream: ScriptedUpstream, calls: list[Call], draft: dict[str, Any]
) -> None:
    upstream.script(error(503, "Overloaded"), answer(draft))
    told(prices=(1.0, 0.5, 10.0))
    first, second = calls
    assert (first.status, first.error, first.attempt, first.usage) == (503, "upstream_unavailable", 1, None)
    assert (second.status, second.error, second.attempt, second.answered_by) == (200, None, 2, "scripted-1")
    assert second.usage is not None
    assert (second.usage.input_tokens, second.usage.cached_tokens, second.usage.reasoning_tokens) == (
        5000,
        64,
        5,
    )
    assert second.cost_usd == pytest.approx(0.005168)
    assert second.seconds > 0


def test_an_answer_out_of_the_journal_is_told_as_that(
    told: Callable[..., Any], upstream: ScriptedUpstream, calls: list[Call], draft: dict[str, Any]
) -> None:
    upstream.script(answer(draft))
    for _ in range(2):
        told()
    assert [(call.source, call.attempt) for call in calls] == [("server", 1), ("journal", 0)]


def test_a_page_with_status_200_is_told_as_no_answer(
    told: Callable[..., Any], upstream: ScriptedUpstream, calls: list[Call], draft: dict[str, Any]
) -> None:
    upstream.script(page(200), answer(draft))
    told()
    assert [call.error for call in calls] == ["malformed", None]


@pytest.mark.parametrize("where", ["hooks", "log", "spans", "metrics"])
def test_nothing_of_the_article_the_answer_or_the_key_is_told(
    told: Callable[..., Any],
    upstream: ScriptedUpstream,
    calls: list[Call],
    draft: dict[str, Any],
    document: Document,
    caplog: pytest.LogCaptureFixture,
    where: str,
) -> None:
    upstream.script(error(503, f"Overloaded, {KEY}"), answer(draft))
    with caplog.at_level(logging.INFO, logger="wirebrief"):
        told()
    records = [str(vars(record)) for record in caplog.records if record.name.startswith("wirebrief")]
    everything = {
        "hooks": repr(calls),
        "log": " ".join(records),
        "spans": " ".join(span.to_json() for span in SPANS.get_finished_spans()),
        "metrics": str(METRICS.get_metrics_data()),
    }[where]
    assert everything
    assert [secret for secret in secrets(document, draft) if secret in everything] == []


def test_the_log_has_every_call_with_its_fields(
    told: Callable[..., Any],
    upstream: ScriptedUpstream,
    draft: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    upstream.script(error(503, "Overloaded"), answer(draft))
    with caplog.at_level(logging.INFO, logger="wirebrief"):
        told()
    fields = [vars(record)["wirebrief_call"] for record in caplog.records if "wirebrief_call" in vars(record)]
    assert [one["status"] for one in fields] == [503, 200]
    assert fields[1]["input_tokens"] == 5000
    json.dumps(fields)


def test_spans_follow_the_conventions_and_stand_under_the_articles(
    told: Callable[..., Any], upstream: ScriptedUpstream, draft: dict[str, Any]
) -> None:
    upstream.script(error(429, "slow", headers={"retry-after": "0"}), answer(draft))
    told()
    failed, done, article = SPANS.get_finished_spans()
    assert article.name == "summarize article"
    assert {failed.parent.span_id, done.parent.span_id} == {article.context.span_id}  # type: ignore[union-attr]
    assert (done.name, done.kind) == ("chat m", trace.SpanKind.CLIENT)
    attributes = dict(done.attributes or {})
    assert attributes["gen_ai.operation.name"] == "chat"
    assert attributes["gen_ai.request.model"] == "m"
    assert attributes["gen_ai.response.model"] == "scripted-1"
    assert attributes["gen_ai.usage.input_tokens"] == 5000
    assert attributes["gen_ai.usage.output_tokens"] == 20
    assert attributes["server.address"] == "127.0.0.1"
    assert (failed.attributes or {})["error.type"] == "rate_limited"
    assert failed.status.status_code is trace.StatusCode.ERROR
    assert done.end_time is not None
    assert done.start_time is not None
    assert done.end_time > done.start_time


def test_metrics_follow_the_conventions(
    told: Callable[..., Any], upstream: ScriptedUpstream, draft: dict[str, Any]
) -> None:
    upstream.script(answer(draft))
    told(model="measured")
    found = METRICS.get_metrics_data()
    assert found is not None
    named = {m.name: m for r in found.resource_metrics for s in r.scope_metrics for m in s.metrics}
    points = named["gen_ai.client.token.usage"].data.data_points
    sums = {
        point.attributes["gen_ai.token.type"]: point.sum  # type: ignore[union-attr,index]  # of a histogram
        for point in points
        if (point.attributes or {}).get("gen_ai.request.model") == "measured"
    }
    assert sums == {"input": 5000, "output": 20}
    assert "gen_ai.client.operation.duration" in named


@pytest.mark.parametrize("hook", ["on_call", "on_exchange"])
async def test_a_hook_that_fails_costs_no_answer(
    upstream: ScriptedUpstream, document: Document, draft: dict[str, Any], hook: str
) -> None:
    """A disk may be full."""

    def full(told: Call | Exchange) -> None:
        raise OSError("No space left on device")

    upstream.script(answer(draft))
    hooks: dict[str, Any] = {hook: full}
    engine = LLMEngine(LLMSettings(model="m", base_url=upstream.url), **hooks)
    assert (await engine.draft(document)).draft.headline == draft["headline"]
    assert len(upstream.requests) == 1
    await engine.aclose()


def test_the_command_line_tells_calls_in_a_file(
    upstream: ScriptedUpstream, document: Document, draft: dict[str, Any], tmp_path: Path
) -> None:
    upstream.always(answer(draft))
    article, calls = tmp_path / "a.txt", tmp_path / "calls.jsonl"
    article.write_text(document.text)
    line = ["summarize", str(article), "--model", "m", "--base-url", upstream.url, "--calls", str(calls)]
    for _ in range(2):
        assert CliRunner().invoke(app, line).exit_code == 0
    told = [json.loads(one) for one in calls.read_text().splitlines()]
    assert [one["source"] for one in told] == ["server", "journal"]
    assert [secret for secret in secrets(document, draft) if secret in calls.read_text()] == []
