"""How many tokens go out, without the tokenizer of whichever model it is."""

from collections.abc import Mapping

from openai.types import CompletionUsage
from pydantic import JsonValue

from wirebrief.schemas import Warning

LEAST_ANSWER = 1024
"""Tokens that an answer about a short article takes; with less room for it nothing is asked."""

_MOST_BYTES_PER_TOKEN = 6
"""No tokenizer packs more of our prompts into one: English takes 4 to 5, JSON and other scripts fewer."""
_LIKELY_BYTES_PER_TOKEN = 3


def least_tokens(sent: int) -> int:
    """Tokens that so many bytes take at least."""
    return sent // _MOST_BYTES_PER_TOKEN


def likely_tokens(sent: int) -> int:
    """Tokens that so many bytes take, or somewhat less: enough to keep clear of a limit."""
    return sent // _LIKELY_BYTES_PER_TOKEN


def bytes_of(request: Mapping[str, JsonValue]) -> int:
    """Bytes of the messages of a request."""
    messages = request.get("messages")
    contents = (
        [m.get("content") for m in messages if isinstance(m, dict)] if isinstance(messages, list) else []
    )
    return sum(len(content.encode("utf-8", "replace")) for content in contents if isinstance(content, str))


def prompt_cut(request: Mapping[str, JsonValue], usage: CompletionUsage | None) -> Warning | None:
    """A warning where the server counted far fewer tokens than it was sent: it read a part, and said nothing.

    Servers with a small window drop what is too long for it. Those that leave cached tokens out of the count
    are believed.
    """
    counted = getattr(usage, "prompt_tokens", None)
    if not isinstance(counted, int) or counted <= 0:
        return None
    cached = getattr(getattr(usage, "prompt_tokens_details", None), "cached_tokens", None)
    if isinstance(cached, int) and cached > counted:
        counted += cached
    least = least_tokens(bytes_of(request))
    if counted >= least:
        return None
    message = (
        f"The model's server read {counted} tokens of a prompt of at least {least}: part of the article is "
        "missing from the answer. Give the server a larger window, or set WIREBRIEF_CONTEXT_TOKENS to its."
    )
    return Warning(code="prompt_cut", message=message)
