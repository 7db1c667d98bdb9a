"""Counts by record kind and field, in both modes, from the slots of one document or many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from wirebrief.evals.scoring.counts import Counts, Verdict
from wirebrief.evals.scoring.slots import Slot

Mode = Literal["lenient", "strict"]
Row = tuple[str, str, Mode]
"""Record kind, field and mode; the field `*` sums the fields of a kind, the record as a whole left out."""
Tally = dict[Row, Counts]


def tally(slots: Iterable[Slot]) -> Tally:
    """Count slots, each with its weight, into their field's row and the row of all fields of its kind."""
    raw: dict[Row, dict[Verdict, int]] = {}
    for slot in slots:
        fields = (slot.field,) if slot.field == "record" else (slot.field, "*")
        for field in fields:
            _add(raw, (slot.kind, field, "lenient"), slot.lenient, slot.weight)
            _add(raw, (slot.kind, field, "strict"), slot.strict, slot.weight)
    return {row: _counts(verdicts) for row, verdicts in raw.items()}


def merge(tallies: Iterable[Tally]) -> Tally:
    """Sum counts over documents: the micro average sums numerators and denominators."""
    total: Tally = {}
    for one in tallies:
        for row, counts in one.items():
            total[row] = total.get(row, Counts()) + counts
    return total


def _add(raw: dict[Row, dict[Verdict, int]], row: Row, verdict: Verdict, weight: int) -> None:
    verdicts = raw.setdefault(row, {})
    verdicts[verdict] = verdicts.get(verdict, 0) + weight


def _counts(verdicts: dict[Verdict, int]) -> Counts:
    return Counts(*(verdicts.get(verdict, 0) for verdict in Verdict))
