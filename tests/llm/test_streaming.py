"""`astream`: verified records as the model completes them, then the summary; leaving stops the model."""

import asyncio
import json
from collections.abc import Mapping
from contextlib import aclosing
from typing import Any

import pytest
from gold_model import GoldModel
from upstream import Reply, ScriptedUpstream, answer, error, streamed

import wirebrief
from wirebrief import ArticleSummary, Streamed
from wirebrief.evals.gold_store import default_gold, load_gold
from wirebrief.schemas.lines import lines_of
from wirebrief.service.errors import UpstreamError
from wirebrief.service.grounding.draft_of import draft_of
from wirebrief.service.reading.text import read_text

ARTICLE = """Kiln fire at Dorrabeck

A kiln burned down in Dorrabeck on Monday, injuring two potters.

"Nobody was inside," fire chief Una Felk said.
"""
MODES = ("json_schema", "tools", "json")


async def everything(
    upstream: ScriptedUpstream, text: str = ARTICLE, **options: Any
) -> tuple[list[Streamed], ArticleSummary]:
    """All records that were given, and the summary that came last."""
    given = [one async for one in wirebrief.astream(text, **_to(upstream), **options)]
    assert isinstance(given[-1], ArticleSummary)
    records = [one for one in given[:-1] if isinstance(one, Streamed)]
    assert len(records) == len(given) - 1
    return records, given[-1]


def _to(upstream: ScriptedUpstream) -> dict[str, Any]:
    return {"engine": "llm", "model": "scripted", "base_url": upstream.url}


def _after(draft: Mapping[str, Any], words: str) -> int:
    """Characters of an answer up to the end of some words in it."""
    text = json.dumps(draft)
    return text.index(words) + len(words)


@pytest.mark.parametrize("protocol", ["records", "lines"])
@pytest.mark.parametrize("mode", MODES)
async def test_every_record_comes_before_the_summary_that_has_it(
    upstream: ScriptedUpstream, draft: dict[str, Any], mode: str, protocol: str
) -> None:
    """In every mode, and with either way of writing records."""
    written = draft if protocol == "records" else {**lines_of(draft), "headline": draft["headline"]}
    upstream.always(streamed(written))
    records, summary = await everything(upstream, mode=mode, protocol=protocol)
    kinds = [one.kind for one in records]
    assert sorted(kinds) == ["actors", "incidents", "quotes"]
    assert [one.record.span for one in records if one.kind == "quotes"] == [q.span for q in summary.quotes]  # type: ignore[union-attr]
    assert summary.headline == draft["headline"]
    assert summary.status == "complete"
    assert summary.provenance is not None
    assert summary.provenance.usage.output_tokens == 20
    assert upstream.requests[0]["stream"] is True


async def test_a_record_comes_while_the_model_still_writes(
    upstream: ScriptedUpstream, draft: dict[str, Any]
) -> None:
    """The server waits in the middle of the answer until the first records have been seen."""
    upstream.script(streamed(draft, size=10, held=_after(draft, '"attributions"')))
    seen = []
    async for one in wirebrief.astream(ARTICLE, **_to(upstream)):
        if isinstance(one, Streamed):
            seen.append(one.kind)
            if one.kind == "incidents":
                assert not upstream.go.is_set()
                upstream.go.set()
    assert seen == ["incidents", "actors", "quotes"]  # an actor comes with the first record that names it


async def test_what_does_not_stand_the_checks_is_not_given(
    upstream: ScriptedUpstream, draft: dict[str, Any]
) -> None:
    """It is repaired first, and given then if it does."""
    bad = {**draft, "incidents": [{**draft["incidents"][0], "evidence": ["S99"], "summary": "Twelve died."}]}
    mended = {"incidents": draft["incidents"]}
    upstream.script(streamed(bad), answer(mended))
    records, summary = await everything(upstream)
    assert [one.kind for one in records].index("incidents") > [one.kind for one in records].index("quotes")
    assert "Twelve" not in str([one.record for one in records])
    assert len(summary.incidents) == 1
    assert len(upstream.requests) == 2


async def test_a_record_is_found_with_what_it_refers_to(
    upstream: ScriptedUpstream, draft: dict[str, Any]
) -> None:
    upstream.always(streamed(draft))
    records, _ = await everything(upstream)
    (quote,) = (one for one in records if one.kind == "quotes")
    (speaker,) = quote.so_far.actors
    assert speaker.id in str(quote.record)
    assert speaker.name == "Una Felk"
    assert quote.so_far.status == "partial"


async def test_leaving_stops_the_model(upstream: ScriptedUpstream, draft: dict[str, Any]) -> None:
    """The connection is closed at once; nothing is asked again."""
    upstream.script(streamed(draft, size=10, held=_after(draft, '"attributions"')))
    async with aclosing(wirebrief.astream(ARTICLE, **_to(upstream))) as stream:
        async for one in stream:
            if isinstance(one, Streamed) and one.kind == "incidents":
                break
    assert await asyncio.to_thread(upstream.left.acquire, timeout=5)
    assert len(upstream.requests) == 1


async def test_a_task_that_is_cancelled_stops_the_model(
    upstream: ScriptedUpstream, draft: dict[str, Any]
) -> None:
    upstream.script(streamed(draft, held=_after(draft, '"attributions"')))
    task = asyncio.create_task(everything(upstream))
    assert await asyncio.to_thread(upstream.holding.wait, 5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(upstream.left.acquire, timeout=5)


async def test_a_stream_that_breaks_is_begun_anew_and_no_record_comes_twice(
    upstream: ScriptedUpstream, draft: dict[str, Any]
) -> None:
    upstream.script(streamed(draft, cut=True), streamed(draft))
    records, summary = await everything(upstream)
    assert sorted(one.kind for one in records) == ["actors", "incidents", "quotes"]
    assert summary.provenance is not None
    assert summary.provenance.attempts == 2


async def test_a_server_that_does_not_stream_is_read_at_the_end(
    upstream: ScriptedUpstream, draft: dict[str, Any]
) -> None:
    upstream.always(answer(draft))
    records, summary = await everything(upstream)
    assert len(records) == 3
    assert summary.status == "complete"


@pytest.mark.parametrize("refused", ["stream", "stream_options"])
async def test_a_server_that_refuses_to_stream_is_asked_without(
    upstream: ScriptedUpstream, draft: dict[str, Any], refused: str
) -> None:
    good = streamed(draft)
    assert callable(good)

    def picky(request: dict[str, Any]) -> Reply:
        return error(400, f"Unknown parameter: '{refused}'.") if refused in request else good(request)

    upstream.always(picky)
    records, _ = await everything(upstream)
    assert len(records) == 3
    assert len(upstream.requests) == 2


async def test_thinking_aloud_gives_no_records(upstream: ScriptedUpstream, draft: dict[str, Any]) -> None:
    thought = {"actors": [{"name": "S2: potters", "kind": "people"}], "headline": "x"}
    upstream.always(streamed(f"<think>{json.dumps(thought)}</think>\n```json\n{json.dumps(draft)}\n```"))
    records, _ = await everything(upstream)
    assert "potters" not in str([one.record for one in records if one.kind == "actors"])
    assert len(records) == 3


def _unweighed(records: list[wirebrief.Streamed]) -> list[str]:
    fresh = (one.record.model_dump(exclude={"confidence"}) for one in records)
    return sorted(str(record) for record in fresh)


async def test_an_answer_out_of_the_journal_gives_the_same(
    upstream: ScriptedUpstream, draft: dict[str, Any]
) -> None:
    """Whether it was bought with a stream or without makes no difference but to how sure a record is: a
    second reader is asked when the answer is whole.
    """
    upstream.script(streamed(draft))
    first, summary = await everything(upstream)
    again, same = await everything(upstream)
    assert _unweighed(again) == _unweighed(first)
    assert same.quotes == summary.quotes
    plain = await wirebrief.asummarize(ARTICLE, **_to(upstream))
    assert plain.quotes == summary.quotes
    assert len(upstream.requests) == 1


async def test_a_failure_is_raised(upstream: ScriptedUpstream) -> None:
    upstream.always(error(401, "no"))
    with pytest.raises(UpstreamError):
        await everything(upstream)


async def test_the_rules_engine_gives_its_records_at_the_end() -> None:
    given = [one async for one in wirebrief.astream(ARTICLE, engine="rules")]
    summary = given[-1]
    assert isinstance(summary, ArticleSummary)
    count = sum(
        len(getattr(summary, kind))
        for kind in ("actors", "incidents", "attributions", "quotes", "quoted_text")
    )
    assert len(given) == count + 1 > 1


@pytest.mark.parametrize("name", ["seed", "pipeline-claims", "station-stabbing"])
async def test_what_is_given_of_a_real_article_is_in_its_summary(
    upstream: ScriptedUpstream, name: str
) -> None:
    """Nothing is given that the whole does not bear out, and everything once."""
    article = next(one for one in load_gold(default_gold()) if one.name == name)
    document = read_text(article.text)
    draft, _ = draft_of(article.gold.summary, document)  # type: ignore[arg-type]
    upstream.always(streamed(draft.model_dump(), size=200))
    records, summary = await everything(upstream, article.text)
    for kind in ("quotes", "quoted_text"):
        spans = [one.record.span for one in records if one.kind == kind]  # type: ignore[union-attr]
        assert sorted(s.start for s in spans) == [r.span.start for r in getattr(summary, kind)]
    given = [one.record for one in records if one.kind == "incidents"]
    assert sorted(i.summary for i in given) == sorted(i.summary for i in summary.incidents)  # type: ignore[union-attr]


async def test_the_windows_of_a_long_article_are_all_heard(upstream: ScriptedUpstream) -> None:
    articles = [a for a in load_gold(default_gold()) if a.name in ("caleta-blast", "station-stabbing")]
    model = GoldModel(articles, words=6_000)

    def aloud(request: dict[str, Any]) -> Reply:
        whole = json.loads(model(request).body)["choices"][0]["message"]["content"]
        step = streamed(whole, size=400)
        assert callable(step)
        return step(request)

    upstream.always(aloud)
    records, summary = await everything(upstream, model.text)
    assert len(upstream.requests) > 2
    spans = {one.record.span.start for one in records if one.kind == "quotes"}  # type: ignore[union-attr]
    assert spans == {quote.span.start for quote in summary.quotes}
