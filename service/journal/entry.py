"""One answer as it is kept, and a file of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from wirebrief.service.journal.identity import Identity


class Recorded(BaseModel):
    """One answer as it came over the wire."""

    model_config = ConfigDict(frozen=True)

    identity: Identity
    status: int
    response: str
    """The body, unchanged but for a key that the server may have echoed."""
    made_by: str | None
    """The model that the server says it was."""
    seconds: float
    answered_at: datetime | None = Field(default=None, exclude_if=lambda at: at is None)
    batch: bool = Field(default=False, exclude_if=lambda batch: not batch)
    """Whether it was asked in a batch, which providers charge less for."""

    @property
    def tokens(self) -> tuple[int, int] | None:
        """Tokens in and out, as the server counted them."""
        usage = _object(self.response).get("usage")
        if not isinstance(usage, dict):
            return None
        given, made = usage.get("prompt_tokens"), usage.get("completion_tokens")
        return (given, made) if isinstance(given, int) and isinstance(made, int) else None


class Recording(BaseModel):
    """Answers in the order in which they came: what one engine was answered about one article, or more."""

    model_config = ConfigDict(frozen=True)

    recording_version: int = 1
    answers: list[Recorded] = []


def is_final(status: int) -> bool:
    """Whether an answer with this status is the server's last word on the request.

    A busy or failing server may answer later, and another key or more credit changes what it says.
    """
    return status < 500 and status not in (401, 402, 403, 407, 408, 409, 425, 429)


def maker(response: str) -> str | None:
    """The model that an answer says it was made by."""
    made_by = _object(response).get("model")
    return made_by if isinstance(made_by, str) else None


def _object(response: str) -> Mapping[str, JsonValue]:
    try:
        body = json.loads(response)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}
