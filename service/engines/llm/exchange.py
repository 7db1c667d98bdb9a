"""One call as a journal would want it: what went out, what came back, how long it took."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pydantic import JsonValue


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What a server answered.

    Attributes:
        headers: by name in lower case.
        body: its characters; bytes that are none are replaced.
        bought: the server was asked now; else the journal had it.
        batch: it was asked in a batch.
    """

    status: int
    headers: Mapping[str, str]
    body: str
    bought: bool = True
    batch: bool = False


@dataclass(frozen=True, slots=True)
class Exchange:
    """One HTTP call to the model's server.

    Attributes:
        url: where it went.
        request: the body as it was sent, after every library had its say; the key is in no part of it.
        status: HTTP status, or None where no answer came.
        response: the body as it came, or None.
        error: what was wrong with it, in words, or None.
        seconds: from sending to the last byte, or to giving up.
        attempt: number of the call within its question, from 1.
    """

    url: str
    request: dict[str, JsonValue]
    status: int | None
    response: str | None
    error: str | None
    seconds: float
    attempt: int


OnExchange = Callable[[Exchange], None]
"""Called after every call, failed ones included."""
