"""What a comparison leaves behind: one slot per value, one pair per aligned record, each with its paths."""

from dataclasses import dataclass

from pydantic import JsonValue

from wirebrief.evals.scoring.counts import Verdict


@dataclass(frozen=True, slots=True)
class Slot:
    """One value of gold, of the prediction, or of both, and what the scorer made of it."""

    kind: str
    """Record kind: `incident`, `quote`, …"""
    field: str
    """Field within the record, such as `when.date`; `record` for the record as a whole."""
    lenient: Verdict
    strict: Verdict
    gold_path: str | None
    """Where in the gold summary, such as `quotes[3].speakers[0]`; None for SPU."""
    predicted_path: str | None
    """Where in the predicted summary; None for MIS."""
    gold: JsonValue = None
    predicted: JsonValue = None
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that the alignment holds for the same thing."""

    kind: str
    gold_path: str
    predicted_path: str
    similarity: float
    """In (0, 1]."""
    free: bool = False
    """Whether the gold record is optional, so that nothing of the pair is counted."""
