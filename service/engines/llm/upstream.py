"""One upstream as all engines of a process see it: its pace and its circuit breaker.

This is shared by nature: two engines that call one account at one endpoint use up the same quota.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from wirebrief.service.engines.llm.breaker import Breaker
from wirebrief.service.engines.llm.exchange import HttpAnswer
from wirebrief.service.engines.llm.pace import Pace, Turn
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.errors import CircuitOpen, RateLimited, UpstreamTimeout, UpstreamUnavailable

_TYPICAL_ANSWER = 1000
"""Tokens that an answer is taken to have until the first is there."""


@dataclass
class Upstream:
    """One model at one endpoint under one account."""

    pace: Pace = field(default_factory=Pace)
    breaker: Breaker = field(default_factory=Breaker)
    _typical: float = _TYPICAL_ANSWER

    @contextmanager
    def judged(self) -> Iterator[None]:
        """Inside is one call: how it ends is told to the breaker."""
        try:
            with self.breaker.call():
                yield
        except (UpstreamUnavailable, UpstreamTimeout):
            self.breaker.failed()
            raise
        except BaseException:
            self.breaker.left()
            raise

    async def turn(self, server: str, prompt_tokens: int, left: float, *, patient: bool) -> Turn:
        """Wait until a call may go.

        Args:
            server: what it is called in a message.
            left: seconds that may be waited.
            patient: wait for a server that fails every call, rather than give up at once.

        Raises:
            CircuitOpen: the server has failed too many calls in a row.
            RateLimited: the turn would come too late.
        """
        while (wait := self.breaker.wait()) > 0:
            if wait > left or not patient:
                raise CircuitOpen(
                    f"{server} has failed {self.breaker.failures} calls in a row, and is left alone for now.",
                    hint="Try again later; check that the server runs.",
                )
            await asyncio.sleep(wait)
            left -= wait
        turn = await self._paced(prompt_tokens, left)
        if turn is None:
            self.breaker.left()
            late = RateLimited(
                f"{server} may not be called again within the {max(left, 0):.0f} seconds that are left.",
                hint="Try again later, or allow more time (WIREBRIEF_TIME_BUDGET).",
            )
            late.for_all = True
            raise late
        return turn

    async def _paced(self, prompt_tokens: int, left: float) -> Turn | None:
        try:
            return await self.pace.turn(prompt_tokens + round(self._typical), left)
        except BaseException:
            self.breaker.left()
            raise

    def heard(self, turn: Turn, answer: HttpAnswer) -> None:
        """Learn from an answer."""
        turn.heard(answer.status, answer.headers, answer.body)
        if answer.status >= 500 or answer.status == 408:
            self.breaker.failed()
        else:
            self.breaker.succeeded()

    def counted(self, turn: Turn, tokens_in: int, tokens_out: int) -> None:
        """Learn what an answer took."""
        self._typical += (tokens_out - self._typical) / 10
        turn.took(tokens_in + tokens_out)


_UPSTREAMS: dict[tuple[str, str | None, str], Upstream] = {}
_LOCK = threading.Lock()


def upstream_of(settings: LLMSettings) -> Upstream:
    """The upstream that settings name; of several limits that engines set for it the strictest holds."""
    with _LOCK:
        upstream = _UPSTREAMS.setdefault(
            (settings.base_url or "", settings.api_key, settings.model), Upstream()
        )
        pace = upstream.pace
        pace.requests_per_minute = _strictest(pace.requests_per_minute, settings.requests_per_minute)
        pace.tokens_per_minute = _strictest(pace.tokens_per_minute, settings.tokens_per_minute)
        return upstream


def forget_upstreams() -> None:
    """Begin anew, as a new process would."""
    with _LOCK:
        _UPSTREAMS.clear()


def _strictest(one: float | None, other: float | None) -> float | None:
    return min((limit for limit in (one, other) if limit is not None), default=None)
