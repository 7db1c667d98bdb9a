"""Counts by record kind and field, in both modes, from the slots of one document or many."""

from __future__ import annotations

from collections import Counter
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
    seen: Counter[tuple[str, str, Verdict, Verdict]] = Counter()
    for slot in slots:
        seen[slot.kind, slot.field, slot.lenient, slot.strict] += slot.weight
    raw: dict[Row, Counter[Verdict]] = {}
    for (kind, field, lenient, strict), number in seen.items():
        for name in (field,) if field == "record" else (field, "*"):
            raw.setdefault((kind, name, "lenient"), Counter())[lenient] += number
            raw.setdefault((kind, name, "strict"), Counter())[strict] += number
    return {row: Counts(*(verdicts[verdict] for verdict in Verdict)) for row, verdicts in raw.items()}


def merge(tallies: Iterable[Tally]) -> Tally:
    """Sum counts over documents: the micro average sums numerators and denominators."""
    total: Tally = {}
    for one in tallies:
        for row, counts in one.items():
            total[row] = total.get(row, Counts()) + counts
    return total
