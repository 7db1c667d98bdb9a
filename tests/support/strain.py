"""What a worker process is asked to do in tests; importable there by its name."""

import os
import re
import signal
from collections.abc import Sequence

from wirebrief.service.function import Source
from wirebrief.service.processes.many import Answer, answered

MIB = 2**20


def hold_the_lock() -> None:
    """One regular expression that never ends, during which no other thread of the process runs."""
    re.fullmatch(r"(a|a)*b", "a" * 64)


def take_memory(mebibytes: int) -> int:
    """Take memory, and tell how many bytes."""
    return len(bytearray(mebibytes * MIB))


def end() -> None:
    """End the process as the system does when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


def end_where_told(sources: Sequence[Source], min_confidence: float | None) -> list[Answer | BaseException]:
    """Summarise articles, unless one is among them that ends its process."""
    if any("FATAL" in str(source.text) for source in sources):
        end()
    return answered(sources, min_confidence)
