"""What a worker process is asked to do in tests; importable there by its name."""

import os
import re
import signal

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
