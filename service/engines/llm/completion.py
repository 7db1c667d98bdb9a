"""What a completion says, and the ways in which it says nothing.

An empty, filtered, refused or cut-off completion must never read as an article without incidents.
"""

import json
from collections.abc import Sequence

from openai.types.chat import ChatCompletion
from openai.types.chat.chat_completion import Choice
from openai.types.chat.chat_completion_message import FunctionCall

from wirebrief.service.engines.llm.answer import Answer, Unreadable, read_answer
from wirebrief.service.engines.llm.bodies import parsed
from wirebrief.service.errors import Malformed, Refused, Truncated, UpstreamUnavailable

_OTHER_MODEL = "Another model may accept the article; engine='rules' always does."

_FILTERED = frozenset(
    "content_filter safety image_safety recitation blocklist prohibited_content spii sensitive refusal "
    "guardrail_intervened".split()
)
_CUT = frozenset(
    "length max_tokens max_output_tokens model_length model_context_window_exceeded context_length".split()
)
_BROKEN = frozenset({"error", "insufficient_system_resource"})
_NO_CALL = frozenset({"malformed_function_call", "unexpected_tool_call"})


class CannotCall(Malformed):
    """The model could not write a tool call; another mode asks for none."""


def completion_in(body: str) -> ChatCompletion | None:
    """The completion in a body, read as leniently as the client library does.

    Without a list of choices with messages it is none.
    """
    given = parsed(body)
    choices = given.get("choices") if isinstance(given, dict) else None
    if not isinstance(given, dict) or not isinstance(choices, list):
        return None
    if not all(isinstance(c, dict) and isinstance(c.get("message"), dict) for c in choices):
        return None
    return ChatCompletion.construct(**given)  # type: ignore[arg-type]  # checked as far as we read it


def answer_in(completion: ChatCompletion) -> Answer:
    """The answer, from wherever in the completion the model put it.

    Raises:
        Refused: the model declined, or a content filter did.
        CannotCall: it failed at calling a tool.
        Truncated: it hit the output limit before anything was whole.
        Unreadable: there is no answer in it.
    """
    if not completion.choices:
        _check_prompt(completion)
        raise Unreadable("The model's server answered without a choice.", hint="Try again.")
    choice = completion.choices[0]
    _check_finish(choice)
    try:
        answer = _first_readable(_said(choice))
    except Unreadable:
        if _reasons(choice) & _CUT:
            raise _truncated() from None
        raise
    if answer.cut and answer.empty:
        raise _truncated() if _reasons(choice) & _CUT else _broken_off()
    return answer


def check_unbroken(completion: ChatCompletion) -> None:
    """Raise where the server says that it gave up on its own account, for then another call may help.

    Raises:
        UpstreamUnavailable: it broke off.
    """
    for choice in completion.choices:
        if broken := _reasons(choice) & _BROKEN:
            raise UpstreamUnavailable(
                f"The model's server broke off ({min(broken)}).", hint="Try again later."
            )


def as_read(completion: ChatCompletion) -> ChatCompletion:
    """The completion with an empty object for an answer, in every place where instructor looks for one.

    What it says has been read by then, and reading it twice would cost more than all the rest.
    """
    said = {
        "content": "{}",
        "function_call": FunctionCall(name="answer", arguments="{}"),
        "tool_calls": None,
        "refusal": None,
    }
    given = completion.choices[0]
    changed = {"message": given.message.model_copy(update=said), "finish_reason": "stop"}
    return completion.model_copy(update={"choices": [given.model_copy(update=changed)]})


def _reasons(choice: Choice) -> set[str]:
    """Why it ended, as the server and the one behind it say, in whichever case they write it."""
    given = (getattr(choice, name, None) for name in ("finish_reason", "native_finish_reason"))
    return {str(reason).lower() for reason in given if reason}


def _check_prompt(completion: ChatCompletion) -> None:
    """Raise where the prompt itself was blocked, of which the answer without a choice only hints."""
    for name in ("promptFeedback", "prompt_feedback"):
        feedback = getattr(completion, name, None)
        if isinstance(feedback, dict) and (reason := feedback.get("blockReason")):
            raise Refused(f"A content filter stopped the article ({reason}).", hint=_OTHER_MODEL)


def _check_finish(choice: Choice) -> None:
    reasons = _reasons(choice)
    if refusal := _refusal(choice):
        raise Refused(f"The model declined: {refusal}", hint=_OTHER_MODEL)
    if filtered := reasons & _FILTERED:
        raise Refused(f"A content filter stopped the model's answer ({min(filtered)}).", hint=_OTHER_MODEL)
    if reasons & _NO_CALL and not any("".join(said).strip() for said in _said(choice)):
        raise CannotCall(
            f"The model failed at calling a tool ({min(reasons & _NO_CALL)}).",
            hint="Try another mode (WIREBRIEF_MODE).",
        )


def _refusal(choice: Choice) -> str:
    if refusal := getattr(choice.message, "refusal", None):
        return str(refusal)
    parts = _parts(choice.message.content)
    return " ".join(str(part["refusal"]) for part in parts if part.get("refusal"))


def _truncated() -> Truncated:
    return Truncated(
        "The model's answer hit the output limit before anything in it was whole.",
        hint="Allow longer answers (WIREBRIEF_MAX_OUTPUT_TOKENS), or send a shorter article.",
    )


def _broken_off() -> Unreadable:
    return Unreadable(
        "The model's answer broke off before anything in it was whole.",
        hint="Try another mode (WIREBRIEF_MODE) or a stronger model.",
    )


def _first_readable(said: Sequence[tuple[str, ...]]) -> Answer:
    failure = Unreadable("The model's answer is empty.", hint="Try another mode (WIREBRIEF_MODE).")
    first: Unreadable | None = None
    for texts in said:
        if "".join(texts).strip():
            try:
                return read_answer(texts)
            except Unreadable as unreadable:
                first = first or unreadable
    raise first or failure


def _said(choice: Choice) -> list[tuple[str, ...]]:
    """The places where models put their answers, the likeliest first; each has one text or several parts."""
    message = choice.message
    calls = [getattr(call, "function", None) for call in message.tool_calls or []]
    arguments = [_text(getattr(function, "arguments", None)) for function in calls]
    return [
        tuple(arguments),
        (_text(getattr(message.function_call, "arguments", None)),),
        ("".join(_text(part.get("text") or part.get("content")) for part in _parts(message.content)),),
        *((_text(getattr(message, name, None)),) for name in ("parsed", "reasoning_content", "reasoning")),
        (_text(getattr(choice, "text", None)),),
    ]


def _parts(content: object) -> list[dict[str, object]]:
    """A message's content as parts, whether it came as parts, as one or as a string."""
    if isinstance(content, str):
        return [{"text": content}]
    parts = content if isinstance(content, list) else [content]
    return [part if isinstance(part, dict) else {"text": part} for part in parts if part is not None]


def _text(value: object) -> str:
    """Characters as they are, and what should have been JSON's characters as those."""
    if isinstance(value, str):
        return value
    return json.dumps(value) if isinstance(value, dict | list) else ""
