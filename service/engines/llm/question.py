"""One question to the model: a prompt's messages out, a draft back, with one more question at most.

The second question is put where the first answer cannot be read, broke off, or leaves out what the article
plainly has. It never costs what the first answer gave.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import instructor
from instructor.core.exceptions import InstructorRetryException
from pydantic import JsonValue

from wirebrief.prompts.registry import Prompt
from wirebrief.prompts.render import Message
from wirebrief.schemas.draft import Draft
from wirebrief.service.engines.llm.answer import Answer, Unreadable
from wirebrief.service.engines.llm.completion import CannotCall
from wirebrief.service.engines.llm.doubts import Doubt, asked
from wirebrief.service.engines.llm.faults import fault
from wirebrief.service.engines.llm.identity import continued, records_in
from wirebrief.service.engines.llm.messages import with_line
from wirebrief.service.engines.llm.send import ModeRefused, Sender
from wirebrief.service.engines.llm.settings import LLMSettings, Mode
from wirebrief.service.engines.llm.wire import written
from wirebrief.service.errors import WirebriefError

MODES: Mapping[Mode, instructor.Mode] = {
    "json_schema": instructor.Mode.JSON_SCHEMA,
    "tools": instructor.Mode.TOOLS,
    "json": instructor.Mode.JSON,
}

DoubtsOf = Callable[[Draft], list[Doubt]]

# It logs every failure as an error of its own; ours are raised, and nothing should reach stderr besides.
logging.getLogger("instructor").addHandler(logging.NullHandler())


async def ask(sender: Sender, prompt: Prompt, messages: Sequence[Message], doubts: DoubtsOf) -> Answer:
    """Ask for everything that an article says.

    Raises:
        Malformed: neither answer could be read.
        WirebriefError: the server gave none.
    """
    try:
        answer = await _ask_once(sender, prompt, messages)
        if answer.empty:
            raise Unreadable("The model's answer says nothing at all.", hint="Try a stronger model.")
    except Unreadable as unreadable:
        answer = await _asked_again(sender, prompt, messages, unreadable)
    else:
        if answer.cut:
            answer = await _gone_on(sender, prompt, messages, answer)
        elif found := doubts(answer.draft):
            answer = await _reconsidered(sender, prompt, messages, answer, found)
    remaining = [doubt.warning for doubt in doubts(answer.draft) if doubt.facet not in answer.missing]
    return replace(answer, dropped=(*answer.dropped, *remaining))


async def ask_to_repair(sender: Sender, prompt: Prompt, messages: Sequence[Message]) -> Answer:
    """Ask about items that failed; an empty answer gives them up.

    Raises:
        Malformed: neither answer could be read.
        WirebriefError: the server gave none.
    """
    try:
        return await _ask_once(sender, prompt, messages)
    except Unreadable as unreadable:
        return await _ask_once(sender, prompt, with_line(messages, _unusable(unreadable)))


async def _asked_again(
    sender: Sender, prompt: Prompt, messages: Sequence[Message], unreadable: Unreadable
) -> Answer:
    answer = await _ask_once(sender, prompt, with_line(messages, _unusable(unreadable)))
    if answer.empty:
        raise Unreadable("The model's answer says nothing at all.", hint="Try a stronger model.")
    return answer


async def _gone_on(sender: Sender, prompt: Prompt, messages: Sequence[Message], answer: Answer) -> Answer:
    """An answer that broke off, with the rest of it where the model gives it."""
    had = written(answer.draft, sender.model)
    line = (
        f"Your last answer broke off. Whole in it was: {had} Go on from there: answer with a JSON object "
        f"that has only what is still to come of {', '.join(answer.missing)}. Number incidents on."
    )
    try:
        rest = await _ask_once(sender, prompt, with_line(messages, line))
    except WirebriefError:  # what was paid for stays, with its warning
        return answer
    return Answer(
        continued(answer.draft, rest.draft),
        (*answer.dropped, *rest.dropped),
        rest.missing if rest.cut else {},
        cut=rest.cut,
    )


async def _reconsidered(
    sender: Sender, prompt: Prompt, messages: Sequence[Message], answer: Answer, found: Sequence[Doubt]
) -> Answer:
    """The fuller of two answers, the second given after the doubts about the first were put."""
    try:
        other = await _ask_once(sender, prompt, with_line(messages, asked(found)))
    except WirebriefError:
        return answer
    return other if records_in(other.draft) > records_in(answer.draft) else answer


def _unusable(unreadable: Unreadable) -> str:
    return f"Your last answer could not be used: {unreadable.message} Answer with the JSON object only."


async def _ask_once(sender: Sender, prompt: Prompt, messages: Sequence[Message]) -> Answer:
    """Ask in the mode that the server is known to take, or in the first that it turns out to take."""
    while True:
        mode = sender.dialect.mode
        try:
            return await _ask_in(mode, sender, prompt, messages)
        except (ModeRefused, CannotCall):
            if not sender.dialect.step_down(mode):
                raise


async def _ask_in(mode: Mode, sender: Sender, prompt: Prompt, messages: Sequence[Message]) -> Answer:
    async def send(**request: Any) -> object:  # noqa: ANN401 - what instructor makes of our request
        return await sender.send(request)

    create: Any = instructor.patch(create=send, mode=MODES[mode])
    try:
        await create(
            response_model=sender.model,
            max_retries=0,
            messages=[{"role": m.role, "content": m.content} for m in messages],
            **sampling(prompt, sender.settings),
        )
    except WirebriefError:
        raise
    except Exception as error:  # whatever the library raises has a place in our tree
        raise _ours(error) from error
    assert sender.answer is not None  # else `send` would have raised
    return sender.answer


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
