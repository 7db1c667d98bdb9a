"""The llm engine with a journal: what is paid for is kept, and is not paid for again."""

import asyncio
import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from upstream import ScriptedUpstream, Step, answer, error, page

from wirebrief.service.engines.llm import waiting
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.protocol import Drafted
from wirebrief.service.engines.select import select_engine
from wirebrief.service.errors import Malformed, Truncated, WirebriefError
from wirebrief.service.function import Source, Summarizer
from wirebrief.service.journal.place import close_journals
from wirebrief.service.journal.store import opened
from wirebrief.service.reading.text import read_text

TEXT = "A crane fell over in Ostrava on Monday. Foreman Petr Slavik thinks it was old."
DRAFT: dict[str, Any] = {
    "actors": [{"name": "S2: Petr Slavik", "kind": "person"}],
    "headline": "A crane fell",
}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "FIRST_WAIT", 0.01)


async def draft(upstream: ScriptedUpstream, text: str = TEXT, **settings: Any) -> Drafted:
    """As a new process would ask: nothing is kept but the file."""
    engine = select_engine("llm", model="scripted", base_url=upstream.url, **settings)
    try:
        return await engine.draft(read_text(text))
    finally:
        await engine.aclose()
        close_journals()


async def test_a_rerun_buys_nothing(upstream: ScriptedUpstream) -> None:
    """It says the same of what the answer took, and that no call was made."""
    upstream.script(answer(DRAFT))
    first, second = await draft(upstream), await draft(upstream)
    assert second == dataclasses.replace(first, attempts=0)
    assert first.attempts == 1


async def test_switched_off_it_is_bought_again(upstream: ScriptedUpstream) -> None:
    upstream.always(answer(DRAFT))
    for _ in range(2):
        await draft(upstream, journal="off")
    assert len(upstream.requests) == 2


async def test_another_trial_is_asked_anew(upstream: ScriptedUpstream) -> None:
    upstream.always(answer(DRAFT))
    for trial in (1, 2, 1, 2):
        await draft(upstream, trial=trial)
    assert len(upstream.requests) == 2


async def test_ten_identical_articles_at_once_make_one_call(upstream: ScriptedUpstream) -> None:
    upstream.always(answer(DRAFT))
    async with Summarizer("llm", model="scripted", base_url=upstream.url) as summarizer:
        made = [result async for result in summarizer.many([Source(TEXT)] * 10, concurrency=10)]
    assert [result.unwrap().headline for result in made] == ["A crane fell"] * 10
    assert len(upstream.requests) == 1


@pytest.mark.parametrize(
    ("step", "kind"),
    [(answer("prose"), Malformed), (answer('{"headline": "A cr', finish_reason="length"), Truncated)],
    ids=["unreadable", "cut off"],
)
async def test_a_bad_answer_was_paid_for_too(
    upstream: ScriptedUpstream, step: Step, kind: type[WirebriefError]
) -> None:
    """It is read again in a rerun: by a later release perhaps with more success."""
    upstream.always(step)
    for _ in range(2):
        with pytest.raises(kind):
            await draft(upstream)
    asked = [json.dumps(request) for request in upstream.requests]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    "step",
    [error(503, "Overloaded"), error(429, "Slow down"), answer("{}", finish_reason="error"), page(200)],
    ids=["503", "429", "broken off", "a page"],
)
async def test_what_is_no_answer_is_not_kept(upstream: ScriptedUpstream, step: Step) -> None:
    upstream.script(step)
    with pytest.raises(WirebriefError):
        await draft(upstream, max_attempts=1)
    upstream.script(answer(DRAFT))
    assert (await draft(upstream, max_attempts=1)).draft.headline == "A crane fell"


async def test_an_answer_that_cannot_be_kept_is_used_with_a_warning(
    upstream: ScriptedUpstream, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    upstream.script(answer(DRAFT))
    blocked = tmp_path / "folder"
    blocked.mkdir()
    drafted = await draft(upstream, journal=blocked)
    assert drafted.draft.headline == "A crane fell"
    assert [warning.code for warning in drafted.warnings if warning.code == "not_journalled"] == [
        "not_journalled"
    ]


async def test_it_is_written_before_it_is_used(
    upstream: ScriptedUpstream, journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of ours right after an answer came does not lose it."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a fault of the program")

    upstream.script(answer(DRAFT))
    monkeypatch.setattr("wirebrief.service.engines.llm.send.completion_in", fail)
    with pytest.raises(WirebriefError):
        await draft(upstream)
    assert len(list(opened(journal_path).kept())) == 1


async def test_a_key_that_the_server_echoes_is_not_kept(
    upstream: ScriptedUpstream, journal_path: Path
) -> None:
    upstream.script(answer({**DRAFT, "headline": "sk-echo"}))
    await draft(upstream, api_key="sk-echo")
    (kept,) = opened(journal_path).kept()
    assert "sk-echo" not in kept.recorded.response


def test_an_engine_made_by_hand_keeps_nothing_unless_told_to(
    upstream: ScriptedUpstream, journal_path: Path
) -> None:
    upstream.script(answer(DRAFT))

    async def drafted() -> None:
        engine = LLMEngine(LLMSettings(model="m", base_url=upstream.url))
        await engine.draft(read_text(TEXT))
        await engine.aclose()

    asyncio.run(drafted())
    assert not journal_path.exists()


async def test_cancelling_while_others_wait_for_the_same_answer(upstream: ScriptedUpstream) -> None:
    upstream.script(answer(DRAFT), answer(DRAFT))
    engine = select_engine("llm", model="scripted", base_url=upstream.url)
    one, other = (asyncio.create_task(engine.draft(read_text(TEXT))) for _ in range(2))
    await asyncio.to_thread(upstream.arrived.wait, 5)
    one.cancel()
    assert (await other).draft.headline == "A crane fell"
    await engine.aclose()
