"""What every test of the llm engine needs."""

import copy
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from upstream import ScriptedUpstream

from wirebrief.service.engines.llm import waiting
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.engines.llm.exchange import Exchange
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import read_text

ARTICLE = """Kiln fire at Dorrabeck

A kiln burned down in Dorrabeck on Monday, injuring two potters.

"Nobody was inside," fire chief Una Felk said.
"""

DRAFT: dict[str, Any] = {
    "actors": [
        {
            "name": "S3: Una Felk",
            "kind": "person",
            "role": "S3: fire chief",
            "affiliation": "",
            "anonymous": False,
            "mentions": [],
        }
    ],
    "incidents": [
        {
            "id": "I1",
            "evidence": ["S2"],
            "type": "fire",
            "outcome": "succeeded",
            "factuality": "asserted",
            "when": "S2: on Monday",
            "anchor": "published",
            "injured": [{"at": "S2: two potters", "named": 0, "source": ""}],
            "summary": "A kiln burned down in Dorrabeck on Monday, injuring two potters.",
        }
    ],
    "attributions": [],
    "quotes": [
        {
            "quotation": "Q1",
            "content": "",
            "kind": "direct",
            "speakers": ["Una Felk"],
            "speaker_at": "S3: fire chief Una Felk",
            "cue": "S3: said",
            "stance": "asserts",
            "continues": False,
            "incidents": ["I1"],
        }
    ],
    "quoted_text": [],
    "key_points": [{"text": "A kiln burned down in Dorrabeck on Monday.", "evidence": ["S2"]}],
    "headline": "Kiln burns down at Dorrabeck",
}


@pytest.fixture
def document() -> Document:
    return read_text(ARTICLE)


@pytest.fixture
def draft() -> dict[str, Any]:
    """A good answer to the article, as a model would write it."""
    return copy.deepcopy(DRAFT)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits between attempts in hundredths of a second."""
    monkeypatch.setattr(waiting, "FIRST_WAIT", 0.01)


@pytest.fixture
def exchanges() -> list[Exchange]:
    """What the engine reported, call by call."""
    return []


@pytest.fixture
async def engine(
    upstream: ScriptedUpstream, exchanges: list[Exchange]
) -> AsyncIterator[Callable[..., LLMEngine]]:
    """Makes engines that talk to the scripted server, by default in `records`, and closes them."""
    made: list[LLMEngine] = []

    def make(**settings: Any) -> LLMEngine:
        given = {"model": "scripted", "base_url": upstream.url, "protocol": "records", **settings}
        made.append(LLMEngine(LLMSettings.load({}, **given), on_exchange=exchanges.append))
        return made[-1]

    yield make
    for one in made:
        await one.aclose()
