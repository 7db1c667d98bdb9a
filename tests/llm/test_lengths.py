"""How long an answer may be: what the model's window has room for, learnt where the server says so."""

from collections.abc import Callable
from typing import Any

import pytest
from upstream import Reply, ScriptedUpstream, answer, error, reply

from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.errors import TooLong
from wirebrief.service.reading.document import Document

Make = Callable[..., LLMEngine]

TOO_LONG = {
    "as vLLM says it": error(
        400,
        "This model's maximum context length is 16384 tokens. However, you requested 19800 tokens (3416 in "
        "the messages, 16384 in the completion). Please reduce the length.",
    ),
    "as llama.cpp says it": reply(
        {
            "error": {
                "code": 400,
                "message": "the request exceeds the available context size",
                "n_prompt_tokens": 19800,
                "n_ctx": 16384,
            }
        },
        400,
    ),
    "as LM Studio says it": error(400, "Context window of 16384 tokens exceeded"),
}


@pytest.mark.parametrize("name", TOO_LONG)
async def test_a_server_with_a_smaller_window_is_asked_for_shorter_answers(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any], name: str
) -> None:
    """16,384 tokens of answer do not fit into a window of 16,384 beside the question."""
    good = answer(draft)
    assert callable(good)

    def small(request: dict[str, Any]) -> Reply:
        return good(request) if request["max_completion_tokens"] < 12_968 else TOO_LONG[name]

    upstream.always(small)
    for _ in range(2):
        assert (await engine().draft(document)).draft.headline == draft["headline"]
    asked = [sent["max_completion_tokens"] for sent in upstream.requests]
    assert asked[0] == 16_384
    assert 8_000 < asked[1] == asked[2] < 12_968


async def test_a_window_that_is_set_is_kept_from_the_first_call(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    upstream.script(answer(draft))
    await engine(context_tokens=16_384).draft(document)
    assert 8_000 < upstream.requests[0]["max_completion_tokens"] < 12_968


@pytest.mark.parametrize(
    "said",
    [
        "max_tokens is too large: 16384. This model supports at most 4096 completion tokens.",
        "`max_tokens` must be less than or equal to `4096`",
        "Invalid max_tokens value, the valid range of max_tokens is [1, 4096]",
    ],
)
async def test_the_longest_answer_that_a_server_allows_is_asked_for(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any], said: str
) -> None:
    upstream.script(error(400, said), answer(draft))
    await engine(output_limit="max_tokens").draft(document)
    assert [sent["max_tokens"] for sent in upstream.requests] == [16_384, 4096]


async def test_a_question_that_leaves_no_room_is_too_long(
    upstream: ScriptedUpstream, engine: Make, document: Document
) -> None:
    """The instructions alone fill so small a window; nothing is tried over and over."""
    upstream.always(error(400, "maximum context length is 2048 tokens"))
    with pytest.raises(TooLong):
        await engine().draft(document)
    assert len(upstream.requests) == 1
