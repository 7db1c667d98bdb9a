"""A circuit breaker: an upstream that fails every call is left alone, and tried by one caller at a time."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_FAILURES = 10
"""Calls that fail in a row before it opens, more than are under way: failures come sooner than answers."""
_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
_PROBE = 300.0
"""Seconds after which a trial call that never came back is forgotten."""
_LOOK_AGAIN = 0.1


@dataclass
class Breaker:
    """Whether calls may go to one upstream, for all threads of a process."""

    clock: Callable[[], float] = time.monotonic
    failures: int = 0
    under_way: int = 0
    _pause: float = _PAUSE
    _open_until: float | None = None
    _probe_until: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self) -> float:
        """Seconds until it is worth asking again; 0 where a call may go, and then it has to go."""
        with self._lock:
            now = self.clock()
            if self._open_until is None:
                return 0.0
            if now < self._open_until:
                return self._open_until - now
            if now < self._probe_until:  # somebody is trying
                return _LOOK_AGAIN
            self._probe_until = now + _PROBE
            return 0.0

    @contextmanager
    def call(self) -> Iterator[None]:
        """Inside is a call under way."""
        with self._lock:
            self.under_way += 1
        try:
            yield
        finally:
            with self._lock:
                self.under_way -= 1

    def succeeded(self) -> None:
        """The server answered a call, if only to refuse it."""
        with self._lock:
            self.failures, self._pause, self._open_until, self._probe_until = 0, _PAUSE, None, 0.0

    def failed(self) -> None:
        """A call got no answer, or one of a server in trouble."""
        with self._lock:
            self.failures += 1
            if self._open_until is None:
                if self.failures >= _FAILURES and self.failures > self.under_way:
                    self._open_until = self.clock() + self._pause
            elif self._probe_until:
                self._pause = min(_LONGEST_PAUSE, self._pause * 2)
                self._open_until, self._probe_until = self.clock() + self._pause, 0.0

    def left(self) -> None:
        """A call was given up by whoever made it, and says nothing."""
        with self._lock:
            self._probe_until = 0.0
