"""What an upstream answer hangs on, in parts, so that one which no longer fits can say why.

Everything is a hash but the model's name and the parameters: the words of an article are in no identity.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property

from pydantic import BaseModel, ConfigDict, JsonValue


class Identity(BaseModel):
    """What was asked: two questions with the same identity may be given the same answer."""

    model_config = ConfigDict(frozen=True)

    model: str
    article: str
    """SHA-256 of the article's text."""
    trial: int
    prompt: str
    """SHA-256 of the messages, the rendered article included."""
    json_schema: str
    """SHA-256 of the JSON Schema asked for."""
    parameters: dict[str, JsonValue]
    """Everything else in the request: temperature, effort, limits."""

    @cached_property
    def key(self) -> str:
        return digest(self.model_dump(mode="json"))

    def differences(self, other: Identity) -> list[str]:
        """Names of the parts that differ."""
        return [name for name in Identity.model_fields if getattr(self, name) != getattr(other, name)]


_STREAM_KEYS = ("stream", "stream_options")
"""How an answer is sent is no part of what was asked."""

_SCHEMA_KEYS = ("response_format", "tools", "tool_choice")


def identify(request: Mapping[str, JsonValue], article: str, trial: int) -> Identity:
    """The identity of a request body.

    Args:
        request: the body as it goes over the wire.
        article: SHA-256 of the article's text.
        trial: number of the trial, from 1: two trials may be answered differently.
    """
    apart = (*_SCHEMA_KEYS, *_STREAM_KEYS, "model", "messages")
    rest = {key: value for key, value in request.items() if key not in apart}
    schema: JsonValue = {key: request[key] for key in _SCHEMA_KEYS if key in request}
    return Identity(
        model=str(request.get("model")),
        article=article,
        trial=trial,
        prompt=digest(request.get("messages")),
        json_schema=digest(schema),
        parameters=rest,
    )


def digest(value: JsonValue) -> str:
    """SHA-256 of a string's UTF-8, or of another value's canonical JSON; half a character counts as `?`."""
    text = value if isinstance(value, str) else json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
