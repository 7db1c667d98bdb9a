"""Articles that wait while another is parsed go through the parser together, which is faster than one by one.

Nobody waits for a batch to fill: who finds the parser free takes all who wait, himself at least.
"""

import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from wirebrief.service.engines.rules.parse import Parsed, parse_many
from wirebrief.service.reading.document import Document

MOST = 8
"""Articles parsed together; more gain nothing, and the last of them would wait for all."""


@dataclass(slots=True, eq=False)
class _Waiting:
    """One article, and what became of it."""

    document: Document
    outcome: Parsed | Exception | None = None


class Batches:
    """Parses for many threads, in batches of those that wait."""

    def __init__(self) -> None:
        self._queue: deque[_Waiting] = deque()
        self._turn = threading.Lock()

    def __len__(self) -> int:
        """How many wait."""
        return len(self._queue)

    def parse(self, document: Document) -> Parsed:
        """Parse one article, with those of other threads where some wait.

        Raises:
            MissingExtra: spaCy or the model is not installed.
            TooLong: the parser refuses a text of that length.
        """
        mine = _Waiting(document)
        self._queue.append(mine)
        while mine.outcome is None:
            with self._turn:
                if mine.outcome is None:
                    _parse(list(self._taken()))
        if isinstance(mine.outcome, Exception):
            raise mine.outcome
        return mine.outcome

    def _taken(self) -> Iterator[_Waiting]:
        """Those who have waited longest."""
        for _ in range(min(MOST, len(self._queue))):
            yield self._queue.popleft()


def _parse(batch: list[_Waiting]) -> None:
    """Parse a batch; where that fails, each by itself, so that an article's failure touches no other."""
    try:
        for one, parsed in zip(batch, parse_many([one.document for one in batch], MOST), strict=True):
            one.outcome = parsed
    except Exception as failure:  # noqa: BLE001 - whatever it is, those who wait must hear of it
        if len(batch) == 1:
            batch[0].outcome = failure
        else:
            for one in batch:
                _parse([one])
