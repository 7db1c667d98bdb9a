"""One question to the model: a prompt's messages out, a draft back, asked twice at most."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import instructor
from instructor.core.exceptions import InstructorRetryException
from pydantic import JsonValue

from wirebrief.prompts.registry import Prompt
from wirebrief.prompts.render import Message
from wirebrief.service.engines.llm.answer import Answer, Unreadable
from wirebrief.service.engines.llm.faults import fault
from wirebrief.service.engines.llm.send import Sender
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.errors import WirebriefError

MODES = {
    "json_schema": instructor.Mode.JSON_SCHEMA,
    "tools": instructor.Mode.TOOLS,
    "json": instructor.Mode.JSON,
}

# It logs every failure as an error of its own; ours are raised, and nothing should reach stderr besides.
logging.getLogger("instructor").addHandler(logging.NullHandler())


async def ask(sender: Sender, prompt: Prompt, messages: Sequence[Message], *, may_be_empty: bool) -> Answer:
    """Ask, and ask once more where the answer cannot be read, with the same context and one added line.

    Raises:
        Malformed: neither answer could be read.
        WirebriefError: the server gave none.
    """
    try:
        return await _ask_once(sender, prompt, messages, may_be_empty=may_be_empty)
    except Unreadable as unreadable:
        *head, last = messages
        again = f"Your last answer could not be used: {unreadable.message} Answer with the JSON object only."
        longer = Message(last.role, f"{last.content}\n\n{again}")  # some chat templates forbid two in a row
        return await _ask_once(sender, prompt, [*head, longer], may_be_empty=may_be_empty)


async def _ask_once(
    sender: Sender, prompt: Prompt, messages: Sequence[Message], *, may_be_empty: bool
) -> Answer:
    settings = sender.settings

    async def send(**request: Any) -> object:  # noqa: ANN401 - what instructor makes of our request
        return await sender.send(request)

    create: Any = instructor.patch(create=send, mode=MODES[settings.mode])
    try:
        await create(
            response_model=sender.model,
            max_retries=0,
            messages=[{"role": m.role, "content": m.content} for m in messages],
            **sampling(prompt, settings),
        )
    except WirebriefError:
        raise
    except Exception as error:  # whatever the library raises has a place in our tree
        raise _ours(error) from error
    answer = sender.answer
    if answer is None or (answer.empty and not may_be_empty):
        raise Unreadable("The model's answer says nothing at all.", hint="Try a stronger model.")
    return answer


def sampling(prompt: Prompt, settings: LLMSettings) -> Mapping[str, JsonValue]:
    """The request's settings: what the prompt was made with, overridden by what the user says."""
    made: dict[str, JsonValue] = dict(prompt.front.sampling)
    said: dict[str, JsonValue] = {
        "temperature": settings.temperature,
        "seed": settings.seed,
        "reasoning_effort": settings.effort,
    }
    made |= {name: value for name, value in said.items() if value is not None}
    return {
        **made,
        "model": settings.model,
        "store": settings.store,
        settings.output_limit: settings.max_output_tokens,
    }


def _ours(error: Exception) -> WirebriefError:
    """The error behind instructor's wrapping."""
    inner: BaseException | None = error
    while inner is not None:
        if isinstance(inner, WirebriefError):
            return inner
        inner = inner.__cause__ if isinstance(inner, InstructorRetryException) else None
    return fault(error, "The client library")
