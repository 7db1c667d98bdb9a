"""How many tokens go out, without the tokenizer of whichever model it is."""

from collections.abc import Mapping, Sequence

from openai.types import CompletionUsage
from pydantic import JsonValue

from wirebrief.prompts.render import Message
from wirebrief.schemas import Warning
from wirebrief.service.errors import TooLong

LEAST_ANSWER = 1024
"""Tokens that an answer about a short article takes; with less room for it nothing is asked."""

_MOST_BYTES_PER_TOKEN = 6
"""No tokenizer packs more of our prompts into one: English takes 4 to 5, JSON and other scripts fewer."""
_ENGLISH_BYTES_PER_TOKEN = 4
_LIKELY_BYTES_PER_TOKEN = 3
_LEAST_ARTICLE = 150
"""Tokens of a short item of news."""
LEAST_SHOWN = 1000
"""Bytes of an article that are worth a question of their own."""
_SHORTEST_WINDOW = 1000
"""Tokens of an article that are worth a question, however short the answer may be."""


def least_tokens(sent: int) -> int:
    """Tokens that so many bytes take at least."""
    return sent // _MOST_BYTES_PER_TOKEN


def likely_tokens(sent: int) -> int:
    """Tokens that so many bytes take, or somewhat less: enough to keep clear of a limit."""
    return sent // _LIKELY_BYTES_PER_TOKEN


def bytes_of(messages: Sequence[Message]) -> int:
    """Bytes of a conversation."""
    return sum(len(message.content.encode("utf-8", "replace")) for message in messages)


def bytes_sent(request: Mapping[str, JsonValue]) -> int:
    """Bytes of the messages of a request."""
    messages = request.get("messages")
    given = [m.get("content") for m in messages if isinstance(m, dict)] if isinstance(messages, list) else ()
    return sum(len(content.encode("utf-8", "replace")) for content in given if isinstance(content, str))


def longest_article(room: int, longest_answer: int, *, answer_tokens: float, chosen: int | None) -> int:
    """Bytes of an article that one question may show, so that an answer which records all of it is not cut.

    Args:
        room: tokens of the model's window that the instructions leave.
        longest_answer: tokens that an answer may have.
        answer_tokens: tokens of the answer for each token of the article.
        chosen: tokens of an article that a caller wants in one question.

    Raises:
        TooLong: there is no room for an article.
    """
    fits = int(room / (1 + answer_tokens))
    if fits < _LEAST_ARTICLE:
        raise TooLong(
            f"The instructions leave {max(0, room)} tokens of the model's window for article and answer.",
            hint="Use a model with a larger window (WIREBRIEF_CONTEXT_TOKENS says what it is).",
        )
    wanted = chosen or max(_SHORTEST_WINDOW, int(longest_answer / answer_tokens))
    return min(wanted * _ENGLISH_BYTES_PER_TOKEN, fits * _LIKELY_BYTES_PER_TOKEN)


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
    least = least_tokens(bytes_sent(request))
    if counted >= least:
        return None
    message = (
        f"The model's server read {counted} tokens of a prompt of at least {least}: part of the article is "
        "missing from the answer. Give the server a larger window, or set WIREBRIEF_CONTEXT_TOKENS to its."
    )
    return Warning(code="prompt_cut", message=message)
