"""Whichever mode a server can do is found once, by stepping down, and remembered."""

from collections.abc import Callable
from typing import Any

import pytest
from upstream import Reply, ScriptedUpstream, Step, answer, completion, error, reply

from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.errors import ConfigurationError, Malformed
from wirebrief.service.reading.document import Document

Make = Callable[..., LLMEngine]


def mode_of(request: dict[str, Any]) -> str:
    if "tools" in request:
        return "tools"
    return str(request.get("response_format", {}).get("type", "none"))


def knows(draft: dict[str, Any], *modes: str, refusal: Reply) -> Step:
    """A server that answers in some modes and refuses the others."""
    good = answer(draft)
    assert callable(good)
    return lambda request: good(request) if mode_of(request) in modes else refusal


REFUSALS = {
    "no json_schema": error(400, "This model does not support response format `json_schema`."),
    "no response_format": error(400, "response_format is unavailable now"),
    "no structured output": error(422, "Structured outputs are not supported"),
    "no route": error(404, "No endpoints found that support the requested parameters: response_format"),
    "a grammar that fails": error(500, "failed to parse grammar"),
}


@pytest.mark.parametrize("name", REFUSALS)
async def test_a_server_without_schemas_is_asked_for_a_tool_call(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any], name: str
) -> None:
    upstream.always(knows(draft, "tools", refusal=REFUSALS[name]))
    made = engine()
    for _ in range(2):
        assert (await made.draft(document)).draft.headline == draft["headline"]
    assert [mode_of(sent) for sent in upstream.requests] == ["json_schema", "tools", "tools"]


async def test_a_server_without_tools_either_is_asked_for_json(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    refusal = error(400, "Neither response_format of that type nor tools are supported")
    upstream.always(knows(draft, "json_object", refusal=refusal))
    made = engine()
    assert (await made.draft(document)).attempts == 3
    assert (await made.draft(document)).attempts == 1


async def test_a_server_that_knows_no_mode_is_asked_in_words(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    """The schema stands in the instructions then."""
    refusal = error(400, "Unknown parameter: response_format; tools are unknown too")
    upstream.always(knows(draft, "none", refusal=refusal))
    assert (await engine().draft(document)).draft.headline == draft["headline"]
    assert '"key_points"' in upstream.requests[-1]["messages"][0]["content"]


async def test_the_mode_is_remembered_for_the_endpoint_by_other_engines_too(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    """`summarize` makes an engine for every article."""
    upstream.always(knows(draft, "tools", refusal=REFUSALS["no json_schema"]))
    for _ in range(2):
        await engine().draft(document)
    await engine(model="another").draft(document)
    modes = [mode_of(sent) for sent in upstream.requests]
    assert modes == ["json_schema", "tools", "tools", "json_schema", "tools"]


async def test_a_mode_below_the_one_that_was_named_is_tried_and_none_above(
    upstream: ScriptedUpstream, engine: Make, document: Document
) -> None:
    upstream.always(error(400, "tools and response_format are not supported"))
    with pytest.raises(ConfigurationError, match="not supported"):
        await engine(mode="tools").draft(document)
    assert [mode_of(sent) for sent in upstream.requests] == ["tools", "json_object", "none"]


async def test_a_model_that_fails_at_calling_tools_is_asked_for_json(
    upstream: ScriptedUpstream, engine: Make, document: Document, draft: dict[str, Any]
) -> None:
    failed = reply(
        completion({"role": "assistant", "content": None}, finish_reason="MALFORMED_FUNCTION_CALL")
    )
    upstream.script(failed, answer(draft))
    assert (await engine(mode="tools").draft(document)).draft.headline == draft["headline"]
    assert [mode_of(sent) for sent in upstream.requests] == ["tools", "json_object"]


async def test_a_call_that_nobody_asked_for_and_that_fails_is_malformed_at_once(
    upstream: ScriptedUpstream, engine: Make, document: Document
) -> None:
    upstream.always(
        reply(completion({"role": "assistant", "content": None}, finish_reason="MALFORMED_FUNCTION_CALL"))
    )
    with pytest.raises(Malformed, match="malformed_function_call"):
        await engine(mode="json").draft(document)
    assert len(upstream.requests) == 1


async def test_an_error_about_something_else_is_no_reason_to_step_down(
    upstream: ScriptedUpstream, engine: Make, document: Document
) -> None:
    upstream.always(error(400, "Invalid value for 'n'"))
    with pytest.raises(ConfigurationError):
        await engine().draft(document)
    assert len(upstream.requests) == 1
