"""Compares a summary with gold: one alignment per list, every count read from it (docs/scoring.md)."""

from wirebrief.evals.scoring.counts import Counts, Verdict
from wirebrief.evals.scoring.document import DocumentScore, score_document
from wirebrief.evals.scoring.slots import Pair, Slot
from wirebrief.evals.scoring.tally import Mode, Tally, tally

__all__ = [
    "Counts",
    "DocumentScore",
    "Mode",
    "Pair",
    "Slot",
    "Tally",
    "Verdict",
    "score_document",
    "tally",
]
