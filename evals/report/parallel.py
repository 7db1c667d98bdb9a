"""Scores many documents on every core, in memory that grows by nothing but their counts."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from wirebrief.evals.outputs import Output
from wirebrief.evals.report.build import figures
from wirebrief.evals.report.model import Figures
from wirebrief.evals.scoring import Tally, score_document, tally
from wirebrief.evals.stats.bootstrap import RESAMPLES, SEED
from wirebrief.evals.stats.ledger import Ledger
from wirebrief.schemas.gold import Gold

Pair = tuple[Gold, Output]
_BATCH = 8


def score_in_parallel(
    pairs: Iterable[Pair], *, workers: int | None = None, resamples: int = RESAMPLES, seed: int = SEED
) -> list[Figures]:
    """Figures without details, the same as `build.score_arm` gives.

    Args:
        pairs: gold and answers; read as they are needed, a few batches ahead of the workers.
        workers: processes; by default one per core.
    """
    ledger = Ledger()
    workers = workers or os.cpu_count() or 1
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        running: deque[Future[list[tuple[str, Tally]]]] = deque()
        for batch in _batches(pairs):
            running.append(pool.submit(_score, batch))
            if len(running) > 2 * workers:
                _take(ledger, running.popleft())
        while running:
            _take(ledger, running.popleft())
    return figures(ledger, resamples=resamples, seed=seed)


def _batches(pairs: Iterable[Pair]) -> Iterator[list[tuple[bytes, bytes]]]:
    """As JSON, which crosses to another process faster than pickled models do."""
    left = iter(pairs)
    while batch := list(islice(left, _BATCH)):
        yield [(gold.model_dump_json().encode(), output.model_dump_json().encode()) for gold, output in batch]


def _score(batch: list[tuple[bytes, bytes]]) -> list[tuple[str, Tally]]:
    found = []
    for gold_json, output_json in batch:
        gold, output = Gold.model_validate_json(gold_json), Output.model_validate_json(output_json)
        reason = output.failure.message if output.failure else None
        found.append((gold.name, tally(score_document(gold, output.summary, failed=reason).slots)))
    return found


def _take(ledger: Ledger, future: Future[list[tuple[str, Tally]]]) -> None:
    for name, counts in future.result():
        ledger.add(name, counts)
