"""Counts by document: what every interval and every comparison is computed from."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from wirebrief.evals.scoring.counts import Counts
from wirebrief.evals.scoring.tally import Row, Tally

Sums = npt.NDArray[np.float64]
"""Columns earned, gold, predicted. Halves and whole numbers, so that float sums of them are exact."""


class Ledger:
    """Adds up tallies by document; the trials of a document share its line, since they are no new documents.

    Holds six small integers for each row that a document has, and nothing else of it.
    """

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}
        self._rows: dict[Row, array[int]] = {}

    def add(self, document: str, tally: Tally) -> None:
        line = self._lines.setdefault(document, len(self._lines))
        for row, counts in tally.items():
            self._rows.setdefault(row, array("i")).extend((line, *counts.astuple()))

    @property
    def documents(self) -> list[str]:
        """Names in the order of the lines."""
        return list(self._lines)

    @property
    def rows(self) -> list[Row]:
        return sorted(self._rows)

    def counts(self, row: Row) -> npt.NDArray[np.int64]:
        """COR, PAR, INC, MIS and SPU by document; shape (documents, 5)."""
        dense = np.zeros((len(self._lines), 5), dtype=np.int64)
        if row in self._rows:
            cells = np.frombuffer(self._rows[row], dtype=np.int32).reshape(-1, 6)
            np.add.at(dense, cells[:, 0], cells[:, 1:])
        return dense

    def total(self, row: Row) -> Counts:
        """Micro sum over documents."""
        return Counts(*(int(n) for n in self.counts(row).sum(axis=0)))

    def sums(self, row: Row) -> Sums:
        """What F1 is made of, by document; shape (documents, 3)."""
        return sums(self.counts(row))

    def stacked(self, rows: Sequence[Row]) -> Sums:
        """`sums` of several rows; shape (documents, rows, 3)."""
        found = np.empty((len(self._lines), len(rows), 3))
        for n, row in enumerate(rows):
            found[:, n] = self.sums(row)
        return found

    def support(self, row: Row) -> int:
        """Documents in which either side has a slot of this row."""
        return int((self.counts(row).sum(axis=1) > 0).sum())

    def macro_f1(self, row: Row) -> float | None:
        """Mean F1 over the documents that have one."""
        values = f1(self.sums(row))
        defined = values[~np.isnan(values)]
        return float(defined.mean()) if len(defined) else None


def sums(counts: npt.NDArray[np.int64]) -> Sums:
    """Earned, gold and predicted slots from the five counts; shape (…, 5) to (…, 3)."""
    cor, par, inc, mis, spu = np.moveaxis(counts.astype(np.float64), -1, 0)
    both = cor + par + inc
    return np.stack([cor + par / 2, both + mis, both + spu], axis=-1)


def f1(summed: Sums) -> npt.NDArray[np.float64]:
    """F1 from earned, gold and predicted along the last axis; NaN where neither side has anything."""
    earned, gold, predicted = np.moveaxis(summed, -1, 0)
    total = gold + predicted
    undefined = np.full(total.shape, np.nan)
    np.divide(2 * earned, total, out=undefined, where=total > 0)
    return undefined
