"""Telling of calls: to hooks, to the log, and to OpenTelemetry where a program uses it.

What is told to anybody, a `Call`, holds nothing of the article, of the answer or of the key. `on_exchange`
alone gets the bodies, and is for whoever makes the engine by hand. A hook that fails costs no answer.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, ParamSpec

from wirebrief.schemas import Usage
from wirebrief.service.engines.llm import otel
from wirebrief.service.engines.llm.exchange import Exchange, OnExchange

log = logging.getLogger(__name__)

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Call:
    """One call to a model's server, or one answer out of the journal in place of it.

    Attributes:
        server: host and port.
        model: as it was asked for.
        answered_by: the model that the server says it was.
        article: SHA-256 of the article's text.
        source: `journal` where nobody was asked.
        status: HTTP status, or None where no answer came.
        error: code of the error that it ended in, or None.
        attempt: number of the call within its question, from 1; 0 for the journal.
        seconds: from sending to the last byte, or to giving up.
        began: seconds since 1970.
        usage: tokens as the server counted them, or None where it did not.
        cost_usd: None where nobody knows.
    """

    server: str
    model: str
    answered_by: str | None
    article: str
    source: Literal["server", "journal"]
    status: int | None
    error: str | None
    attempt: int
    seconds: float
    began: float
    usage: Usage | None
    cost_usd: float | None

    def as_dict(self) -> dict[str, object]:
        """The fields as JSON knows them."""
        flat = {name: getattr(self, name) for name in self.__slots__ if name != "usage"}
        return flat | (self.usage.model_dump() if self.usage else {})


OnCall = Callable[[Call], None]
"""Called after every call, failed ones included, and after every answer out of the journal."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Whoever wants to hear of calls."""

    on_call: OnCall | None = None
    on_exchange: OnExchange | None = None
    _otel: otel.Telling = field(default_factory=otel.Telling)

    def exchanged(self, exchange: Exchange) -> None:
        """Tell of an exchange with its bodies."""
        if self.on_exchange is not None:
            _safely(self.on_exchange, exchange)

    def called(self, call: Call) -> None:
        """Tell of a call."""
        log.info("%s: %s", call.error or "answered", call.server, extra={"wirebrief_call": call.as_dict()})
        _safely(self._otel.called, call)
        if self.on_call is not None:
            _safely(self.on_call, call)


def _safely(hook: Callable[P, None], *given: P.args, **named: P.kwargs) -> None:
    try:
        hook(*given, **named)
    except Exception:  # whatever it is, an answer that was paid for is worth more
        log.exception("A hook failed; the answer is used all the same.")
