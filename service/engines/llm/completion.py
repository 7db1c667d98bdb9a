"""What a completion says, and the ways in which it says nothing.

An empty, filtered, refused or cut-off completion must never read as an article without incidents.
"""

import json

from openai.types.chat import ChatCompletion
from openai.types.chat.chat_completion import Choice
from openai.types.chat.chat_completion_message import FunctionCall

from wirebrief.service.engines.llm.answer import Unreadable
from wirebrief.service.errors import Refused, Truncated, UpstreamUnavailable

_OTHER_MODEL = "Another model may accept the article; engine='rules' always does."


def completion_in(body: str) -> ChatCompletion | None:
    """The completion in a body, read as leniently as the client library does.

    Without a list of choices with messages it is none.
    """
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return None
    choices = given.get("choices") if isinstance(given, dict) else None
    if not isinstance(choices, list):
        return None
    if not all(isinstance(c, dict) and isinstance(c.get("message"), dict) for c in choices):
        return None
    return ChatCompletion.construct(**given)


def answer_text(completion: ChatCompletion) -> str:
    """The characters of the answer, from the message or from its tool call.

    Raises:
        Refused: the model declined, or a content filter did.
        Truncated: it hit the output limit.
        Unreadable: there is no answer in it.
    """
    if not completion.choices:
        raise Unreadable("The model's server answered without a choice.", hint="Try again.")
    choice = completion.choices[0]
    _check_finish(choice)
    if refusal := getattr(choice.message, "refusal", None):
        raise Refused(f"The model declined: {refusal}", hint=_OTHER_MODEL)
    text = _tool_arguments(choice) or choice.message.content
    if not isinstance(text, str) or not text.strip():
        raise Unreadable("The model's answer is empty.", hint="Try again, or another mode (WIREBRIEF_MODE).")
    return text


def check_unbroken(completion: ChatCompletion) -> None:
    """Raise where the server says that it gave up on its own account, for then another call may help.

    Raises:
        UpstreamUnavailable: it broke off.
    """
    reasons = {str(choice.finish_reason) for choice in completion.choices}
    if broken := reasons & {"error", "insufficient_system_resource"}:
        raise UpstreamUnavailable(f"The model's server broke off ({min(broken)}).", hint="Try again later.")


def with_text(completion: ChatCompletion, text: str) -> ChatCompletion:
    """The completion with another answer in its place, whichever way it was given."""
    message = completion.choices[0].message
    if message.tool_calls:
        call = message.tool_calls[0].model_copy(
            update={"function": FunctionCall(name="answer", arguments=text)}
        )
        changed = message.model_copy(update={"tool_calls": [call], "refusal": None})
    else:  # some servers put the arguments of a forced tool call into the content
        call_too = FunctionCall(name="answer", arguments=text)
        changed = message.model_copy(update={"content": text, "function_call": call_too, "refusal": None})
    choice = completion.choices[0].model_copy(update={"message": changed})
    return completion.model_copy(update={"choices": [choice]})


def _check_finish(choice: Choice) -> None:
    reason: str = choice.finish_reason
    if reason == "content_filter":
        raise Refused("A content filter stopped the model's answer.", hint=_OTHER_MODEL)
    if reason == "length":
        raise Truncated(
            "The model's answer hit the output limit.",
            hint="Allow longer answers (WIREBRIEF_MAX_OUTPUT_TOKENS), or send a shorter article.",
        )


def _tool_arguments(choice: Choice) -> str | None:
    for call in choice.message.tool_calls or []:
        function = getattr(call, "function", None)
        if function is not None and isinstance(function.arguments, str):
            return function.arguments
    return None
