"""The engine against a scripted server: what a good answer becomes."""

import json

import pytest
from upstream import ScriptedUpstream, answer

from wirebrief.prompts.registry import prompt
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.reading.text import read_text

ARTICLE = 'Kiln fire at Dorrabeck\n\nA kiln burned down in Dorrabeck on Monday. "Nobody was inside," potter Una Felk said.\n'
DRAFT = {
    "actors": [{"name": "S3: Una Felk", "kind": "person", "role": "S3: potter", "mentions": []}],
    "incidents": [],
    "attributions": [],
    "quotes": [{"quotation": "Q1", "kind": "direct", "speaker": "Una Felk", "stance": "asserts"}],
    "quoted_text": [],
    "key_points": [{"text": "A kiln burned down.", "evidence": ["S2"]}],
    "headline": "Kiln burns down",
}


def settings(upstream: ScriptedUpstream, **more: object) -> LLMSettings:
    return LLMSettings.load({}, model="m", base_url=upstream.url, **more)


@pytest.mark.parametrize("mode", ["json_schema", "tools", "json"])
async def test_an_answer_becomes_a_draft_in_every_mode(upstream: ScriptedUpstream, mode: str) -> None:
    upstream.script(answer(DRAFT))
    engine = LLMEngine(settings(upstream, mode=mode))
    drafted = await engine.draft(read_text(ARTICLE))
    await engine.aclose()
    assert drafted.draft.quotes[0].speaker == "Una Felk"
    assert drafted.model == "scripted-1"
    assert drafted.attempts == 1
    assert drafted.usage.input_tokens == 100
    assert drafted.usage.cached_tokens == 64
    assert drafted.prompts == (prompt("summarize").use,)
    body = json.dumps(upstream.requests[0])
    assert "Nobody was inside" in body
