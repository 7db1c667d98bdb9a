"""What worker processes have in memory from the start; imported by the server that they are forked from."""

import asyncio
import os
from contextlib import suppress

# A process with threads of its own cannot be forked safely; the parser wants one thread anyway.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from wirebrief.service.engines.rules.engine import RulesEngine
from wirebrief.service.errors import MissingExtra
from wirebrief.service.function import Source, Summarizer
from wirebrief.service.grounding import assemble  # noqa: F401 - loaded for whoever needs it

with suppress(MissingExtra):  # whoever needs the parser then is told so
    asyncio.run(Summarizer(RulesEngine()).summarize(Source(text="The ferry to Velm was late on Monday.")))
