"""How fast an upstream may be called: what the caller allows, what the server says, what it proves to bear.

Every call takes a turn, and turns are spaced by the strictest rate known. A refusal cools everybody down at
once, those who wait for their turn too, for as long as the server asks. Where it refuses more than the odd
call, the rate drops below what it bore just then and creeps up again (additive increase, multiplicative
decrease: Chiu and Jain 1989). An odd refusal says nothing of our own rate: others may use the same quota.
"""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from itertools import dropwhile

from wirebrief.service.engines.llm.quotas import asked_wait, quotas

_ODD = 0.15
"""Share of refused calls, of the last `_LAST`, that says nothing of our own rate while no limit is known."""
_MANY = 0.3
"""Share of refused calls since the last cut that means that a known rate is far too fast."""
_LAST = 100
_FEW = 3
_BELOW = 0.9
"""Where the rate starts again, as a share of what the server bore."""
_BACK, _LOWEST = 0.97, 0.7
"""What an odd refusal leaves of a known rate, and all of them of what the server bore."""
_SPAN = 120.0
"""Seconds back over which is measured what the server bore: many limits are by the minute."""
_QUICK, _CAREFUL = 1.05, 1.01
"""Growth of the rate in a second: away from where it failed last, and near there."""
_NEAR = (0.95, 1.1)
_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
"""Seconds to cool down where the server does not say how long; doubled while nothing gets through."""
_REPEATED = 5.0
"""Seconds after a pause within which another cut means that the pause was too short."""
_SLOWEST = 1 / 60


@dataclass
class _Sent:
    at: float
    refused: bool = False


class Pace:
    """The turns at one upstream, for all threads and event loops of a process.

    Args:
        requests_per_minute, tokens_per_minute: what the caller allows; None for no limit.
    """

    def __init__(
        self,
        requests_per_minute: float | None = None,
        tokens_per_minute: float | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.requests_per_minute = requests_per_minute
        self.tokens_per_minute = tokens_per_minute
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()
        self._next = 0.0
        self._cool_until = 0.0
        self._cooled = 0
        self._sent: deque[_Sent] = deque(maxlen=8192)
        self._learnt = _Learnt()

    @property
    def rate(self) -> float | None:
        """Calls a second that the server has been found to bear, or None where it bore all."""
        return self._learnt.rate

    async def turn(self, tokens: int, left: float) -> "Turn | None":
        """Wait for a turn; None where it would come later than in `left` seconds.

        Args:
            tokens: about as many as the call will take.
        """
        until = self._clock() + left
        while True:
            with self._lock:
                now = self._clock()
                start = max(self._next, self._cool_until)
                if max(now, start) > until:
                    return None
                if cool := now >= self._cool_until:  # else how far apart turns are is known only then
                    start = max(now, start)
                    self._learnt.resume(now, self._sent)
                    self._learnt.grow(now, wanted=start > now)
                    self._next = start + self._gap(tokens)
                cooled = self._cooled
            if start > now:
                await self._sleep(start - now)
            with self._lock:
                if cool and self._cooled == cooled:
                    self._sent.append(sent := _Sent(self._clock()))
                    return Turn(self, sent, tokens)
            # It was a pause that ended, or everybody was cooled down meanwhile and this turn is void.

    def heard(self, sent: _Sent, status: int, headers: Mapping[str, str], body: str) -> None:
        """Learn from an answer to a call."""
        asked = asked_wait(status, headers, body)
        spent = [q.resets_in for q in quotas(headers) if q.remaining == 0 and q.resets_in is not None]
        with self._lock:
            now = self._clock()
            if status == 429:
                sent.refused = True
                if self._learnt.too_fast(now, sent, self._sent) and asked is None:
                    asked = self._learnt.pause
            waits = [*spent, *([asked] if asked is not None else [])]
            if waits:
                self._cool(now + max(waits))

    def took(self, estimated: int, tokens: int) -> None:
        """Correct the estimate of a call's tokens by what it took."""
        with self._lock:
            if self.tokens_per_minute:
                self._next += (tokens - estimated) * 60 / self.tokens_per_minute

    def _cool(self, until: float) -> None:
        if until > self._cool_until:
            self._cool_until = self._next = until
            self._cooled += 1

    def _gap(self, tokens: int) -> float:
        gaps = [1 / self._learnt.rate] if self._learnt.rate else [0.0]
        if self.requests_per_minute:
            gaps.append(60 / self.requests_per_minute)
        if self.tokens_per_minute:
            gaps.append(tokens * 60 / self.tokens_per_minute)
        return max(gaps)


@dataclass
class Turn:
    """Leave to make one call, and what is learnt from it."""

    _pace: Pace
    _sent: _Sent
    _tokens: int

    def heard(self, status: int, headers: Mapping[str, str], body: str) -> None:
        """Tell what the server answered."""
        self._pace.heard(self._sent, status, headers, body)

    def took(self, tokens: int) -> None:
        """Tell how many tokens it took, where that is known."""
        self._pace.took(self._tokens, tokens)


@dataclass
class _Learnt:
    """The rate that the server bears, as far as its refusals tell."""

    rate: float | None = None
    pause: float = _PAUSE
    _bore: float = 0.0
    _failed_at: float = 0.0
    _cut: float = float("-inf")
    _resumed: float = float("-inf")
    _grown: float = 0.0
    _backed_off: float = float("-inf")
    _measured: bool = True

    def too_fast(self, now: float, sent: _Sent, all_sent: deque[_Sent]) -> bool:
        """Whether refusals mean that calls must stop for a while, and go on more slowly."""
        if sent.at <= self._cut or not self._measured:
            return False  # of a burst that was cut already
        recent = [one.refused for one in all_sent if one.at > self._cut][-_LAST:]
        share = sum(recent) / len(recent)
        if sum(recent) < _FEW or share <= (_ODD if self.rate is None else _MANY):
            self._back_off(now, sent)
            return False
        repeated = now - self._resumed < _REPEATED
        self.pause = min(_LONGEST_PAUSE, self.pause * 2) if repeated else _PAUSE
        self._cut, self._measured = now, False
        return True

    def _back_off(self, now: float, sent: _Sent) -> None:
        """An odd refusal: a little slower where a rate is known, and once for all calls under way."""
        if self.rate is not None and sent.at > self._backed_off:
            self._failed_at = self.rate
            self.rate = max(self.rate * _BACK, self._bore * _LOWEST, _SLOWEST)
            self._grown = self._backed_off = now

    def resume(self, now: float, all_sent: deque[_Sent]) -> None:
        """After the pause that followed a cut: start below what the server bore before."""
        if self._measured:
            return
        self._bore = _borne(now, now - _SPAN, all_sent)
        rate = self._bore * _BELOW
        if self.rate is not None:  # the limit may have dropped: then what was borne of late is nearer to it
            lately = _borne(now, self._resumed, all_sent)
            rate = min(max(rate, self.rate / 4), max(lately * _BELOW, self.rate / 2))
        self.rate = max(_SLOWEST, rate)
        self._failed_at, self._resumed, self._grown, self._measured = self._bore, now, now, True

    def grow(self, now: float, *, wanted: bool) -> None:
        """Creep up, once a second, while calls wait for their turn."""
        if self.rate is None or not wanted or now - self._grown < 1.0:
            return
        low, high = (share * self._failed_at for share in _NEAR)
        self.rate *= _CAREFUL if low <= self.rate <= high else _QUICK
        self._grown = now


def _borne(now: float, since: float, all_sent: deque[_Sent]) -> float:
    """Calls a second that were not refused."""
    window = list(dropwhile(lambda one: one.at <= since, all_sent))
    span = max(1.0, now - window[0].at) if window else 1.0
    return sum(not one.refused for one in window) / span
