"""What the journal costs an answer: written and synced before it is used, and found again.

    python bench/journal.py [--answers 2000] [--body 15000] [--concurrency 64]

Answers of some thousand characters go through one journal at several widths, on the disk of the temporary
folder: written first, then found again. The processor time is that of the whole process. With many at a time
one commit serves several. The bar is 1 ms an answer written at the largest width.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from wirebrief.service.journal.entry import Recorded
from wirebrief.service.journal.identity import identify
from wirebrief.service.journal.journal import Journal

BAR = 1.0
"""Milliseconds."""


def asked(n: int, body: str) -> Recorded:
    identity = identify({"model": "m", "messages": [{"role": "user", "content": str(n)}]}, "a", 1)
    return Recorded(identity=identity, status=200, response=body, made_by="m", seconds=1.0)


async def run(journal: Journal, answers: Sequence[Recorded], width: int) -> list[float]:
    """Seconds for each answer, with so many at a time."""
    slots = asyncio.Semaphore(width)
    taken: list[float] = []

    async def one(recorded: Recorded) -> None:
        async def buy() -> Recorded:
            return recorded

        async with slots:
            started = time.perf_counter()
            await journal.answer("http://bench", recorded.identity, {}, buy)
            taken.append(time.perf_counter() - started)

    await asyncio.gather(*(one(recorded) for recorded in answers))
    return taken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--answers", type=int, default=2000)
    parser.add_argument("--body", type=int, default=15_000, help="characters of an answer")
    parser.add_argument("--concurrency", type=int, default=64)
    args = parser.parse_args()
    answers = [asked(n, "x" * args.body) for n in range(args.answers)]
    print(f"{args.answers} answers of {args.body} characters")
    print("| at a time | | answers/s | ms an answer | of them processor | ms median wait |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        written = 0.0
        for width in (1, 8, args.concurrency):
            journal = Journal(Path(folder) / f"{width}.sqlite3")
            for what in ("written", "found"):
                started, busy = time.perf_counter(), time.process_time()
                taken = asyncio.run(run(journal, answers, width))
                wall, busy = time.perf_counter() - started, time.process_time() - busy
                n = len(answers)
                written = wall / n * 1000 if what == "written" else written
                print(
                    f"| {width} | {what} | {n / wall:.0f} | {wall / n * 1000:.2f} | {busy / n * 1000:.2f} "
                    f"| {statistics.median(taken) * 1000:.2f} |"
                )
            journal.close()
    return int(written > BAR)


if __name__ == "__main__":
    raise SystemExit(main())
