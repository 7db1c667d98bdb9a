"""What a model answered is kept whole, comes back without a network, and says when it no longer fits."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from labelled import TEXT, labelled
from typer.testing import CliRunner
from upstream import ScriptedUpstream, answer, error

from wirebrief.evals.config import Arm
from wirebrief.evals.engines import EngineMaker
from wirebrief.evals.recording.engine import NOWHERE, NotRecorded, RecordingEngine, ReplayEngine
from wirebrief.evals.recording.store import RecordingStore
from wirebrief.service.cli import app
from wirebrief.service.engines.llm import waiting
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.protocol import Drafted
from wirebrief.service.engines.select import select_engine
from wirebrief.service.reading.text import read_text

DRAFT: dict[str, Any] = {
    "actors": [{"name": "S2: Ada Brand", "kind": "person"}],
    "quotes": [{"quotation": "Q1", "kind": "direct", "speakers": ["Ada Brand"], "stance": "asserts"}],
    "headline": "A line snapped",
}
LINES: dict[str, Any] = {
    "actors": ["S2: Ada Brand | person"],
    "quotes": ["Q1 | direct asserts | speaker Ada Brand"],
    "headline": "A line snapped",
}


@pytest.fixture
def store(tmp_path: Path) -> RecordingStore:
    return RecordingStore(tmp_path)


async def record(store: RecordingStore, upstream: ScriptedUpstream, trial: int = 1) -> Drafted:
    settings = LLMSettings(model="tiny", base_url=upstream.url, trial=trial)
    path = store.path("tiny", "mooring", trial)
    engine = RecordingEngine(settings, store, path)
    try:
        return await engine.draft(read_text(TEXT))
    finally:
        await engine.aclose()


async def replay(store: RecordingStore, *, trial: int = 1, text: str = TEXT, **settings: Any) -> Drafted:
    given = LLMSettings(**{"model": "tiny", "base_url": NOWHERE, "trial": trial, **settings})
    engine = ReplayEngine(given, store, store.path("tiny", "mooring", trial))
    try:
        return await engine.draft(read_text(text))
    finally:
        await engine.aclose()


async def test_a_recorded_answer_comes_back(store: RecordingStore, upstream: ScriptedUpstream) -> None:
    upstream.script(answer(DRAFT))
    live = await record(store, upstream)
    assert await replay(store) == dataclasses.replace(live, attempts=0)


async def test_a_replay_asks_nobody(store: RecordingStore, upstream: ScriptedUpstream) -> None:
    upstream.script(answer(DRAFT))
    await record(store, upstream)
    await replay(store)
    assert len(upstream.requests) == 1


async def test_a_recording_says_which_model_made_it(
    store: RecordingStore, upstream: ScriptedUpstream
) -> None:
    """As the server said, whatever name was asked for."""
    upstream.script(answer(DRAFT))
    await record(store, upstream)
    (recorded,) = store.load(store.path("tiny", "mooring", 1)).answers
    assert (recorded.identity.model, recorded.made_by) == ("tiny", "scripted-1")


async def test_an_answer_is_kept_whole(store: RecordingStore, upstream: ScriptedUpstream) -> None:
    upstream.script(answer(DRAFT))
    await record(store, upstream)
    (recorded,) = store.load(store.path("tiny", "mooring", 1)).answers
    assert json.loads(recorded.response)["usage"]["total_tokens"] == 5020


async def test_a_busy_server_is_not_recorded(
    store: RecordingStore, upstream: ScriptedUpstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "FIRST_WAIT", 0.0)
    upstream.script(error(429, "slow down", headers={"retry-after": "0"}), answer(DRAFT))
    await record(store, upstream)
    assert [one.status for one in store.load(store.path("tiny", "mooring", 1)).answers] == [200]


async def test_nothing_recorded_is_said(store: RecordingStore) -> None:
    with pytest.raises(NotRecorded, match=r"Nothing is recorded in mooring\.1\.json"):
        await replay(store)


async def test_another_trial_has_another_recording(store: RecordingStore, upstream: ScriptedUpstream) -> None:
    upstream.script(answer(DRAFT))
    await record(store, upstream)
    with pytest.raises(NotRecorded, match=r"Nothing is recorded in mooring\.2\.json"):
        await replay(store, trial=2)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"temperature": 0.7}, "parameters"),
        ({"model": "large"}, "model"),
        ({"mode": "tools"}, "json_schema"),
        ({"text": TEXT + " It rained."}, "article and prompt"),
    ],
)
async def test_a_stale_recording_is_named_and_not_used(
    store: RecordingStore, upstream: ScriptedUpstream, changes: dict[str, Any], named: str
) -> None:
    upstream.script(answer(DRAFT))
    await record(store, upstream)
    with pytest.raises(NotRecorded, match=f"mooring.1.json is stale: other {named}"):
        await replay(store, **changes)


async def test_two_prompts_to_one_model_keep_their_own_recordings(
    store: RecordingStore, upstream: ScriptedUpstream
) -> None:
    """One must not write over the other: each of them is replayed."""
    article = labelled("mooring")
    styles = ("records", "lines")
    make = EngineMaker("record", store.folder)
    for style in styles:
        upstream.script(answer(DRAFT if style == "records" else LINES))
        given: dict[str, str | int | float | bool] = {"base_url": upstream.url, "protocol": style}
        engine = make(Arm(name=style, engine="llm", model="tiny", options=given), article, 1)
        await engine.draft(read_text(article.text))
        await engine.aclose()
    assert [len(store.load(store.path(style, "mooring", 1)).answers) for style in styles] == [1, 1]


async def test_what_the_journal_had_is_recorded_without_asking_again(
    store: RecordingStore, upstream: ScriptedUpstream, journal_path: Path
) -> None:
    """A run broken off before its recording was written."""
    upstream.script(answer(DRAFT))
    make = EngineMaker("record", store.folder)
    arm = Arm(name="tiny", engine="llm", model="tiny", options={"base_url": upstream.url})
    for _ in range(2):
        engine = make(arm, labelled("mooring"), 1)
        await engine.draft(read_text(TEXT))
        await engine.aclose()
        path = store.path("tiny", "mooring", 1)
        assert len(store.load(path).answers) == 1
        path.unlink()
    assert len(upstream.requests) == 1


async def test_an_export_of_the_journal_is_a_recording(
    store: RecordingStore, upstream: ScriptedUpstream, journal_path: Path
) -> None:
    """One identity for both."""
    upstream.script(answer(DRAFT))
    engine = select_engine("llm", model="tiny", base_url=upstream.url)
    live = await engine.draft(read_text(TEXT))
    await engine.aclose()
    path = store.path("tiny", "mooring", 1)
    path.parent.mkdir()
    done = CliRunner().invoke(app, ["journal", "export", "-o", str(path)])
    assert done.output == f"1 answers written to {path}.\n"
    assert await replay(store) == dataclasses.replace(live, attempts=0)
