"""How a command ends when it is interrupted."""

import asyncio
import os
import sys
from collections.abc import Coroutine

_INTERRUPTED = 130
"""What shells report for an interrupt."""


async def interruptible(work: Coroutine[None, None, int]) -> int:
    """Leave at once when interrupted, after files, connections and the journal were closed.

    A parse under way cannot be stopped, and the interpreter would wait for its thread.
    """
    try:
        return await work
    except asyncio.CancelledError:
        from wirebrief.service.journal.place import close_journals

        close_journals()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_INTERRUPTED)
