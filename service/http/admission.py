"""Who is let in: so many articles at once, so many that wait, and the rest told when to come back.

Each engine has a share of its own, so that a flood of articles for the one leaves room for the other.
"""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from wirebrief.service.errors import Busy

_WEIGHT = 0.2
"""Of the latest article in the average duration."""
_LONGEST_WAIT_TOLD = 60.0


@dataclass
class Share:
    """The room for one engine's articles.

    Attributes:
        name: of the engine.
        at_once: articles worked on at a time.
        most_waiting: articles that may wait for their turn.
        patience: seconds that one may wait; who would wait longer is sent away at once.
        waiting: articles that wait now.
        working: articles that are worked on now.
    """

    name: str
    at_once: int
    most_waiting: int
    patience: float
    clock: Callable[[], float] = time.monotonic
    waiting: int = 0
    working: int = 0
    _seconds: float = 0.0
    _slots: asyncio.Semaphore = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._slots = asyncio.Semaphore(self.at_once)

    @property
    def full(self) -> bool:
        """Whether the next article would be sent away."""
        return self._slots.locked() and (
            self.waiting >= self.most_waiting or self.expected_wait() > self.patience
        )

    def expected_wait(self) -> float:
        """Seconds until an article that comes now would have its turn."""
        if not self._slots.locked():
            return 0.0
        return (self.waiting + 1) * self._seconds / self.at_once

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Wait for a turn; inside is an article being worked on.

        Raises:
            Busy: there is no room.
        """
        if self.full:
            raise self.busy()
        self.waiting += 1
        try:
            async with asyncio.timeout(self.patience):
                await self._slots.acquire()
        except TimeoutError:
            raise self.busy() from None
        finally:
            self.waiting -= 1
        self.working += 1
        start = self.clock()
        try:
            yield
        finally:
            self.working -= 1
            self._slots.release()
            self._took(self.clock() - start)

    def _took(self, seconds: float) -> None:
        self._seconds = self._seconds + _WEIGHT * (seconds - self._seconds) if self._seconds else seconds

    def busy(self) -> Busy:
        """What an article is told that is sent away."""
        error = Busy(
            f"The service has as many articles for the {self.name!r} engine as it can take.",
            hint="Send it again after the seconds of the Retry-After header.",
        )
        error.retry_after = float(math.ceil(min(max(self.expected_wait(), 1.0), _LONGEST_WAIT_TOLD)))
        return error
