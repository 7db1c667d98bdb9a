"""The five verdicts on a slot, as MUC counted them, and precision, recall and F1 over them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    COR = "COR"
    """Right."""
    PAR = "PAR"
    """Half right."""
    INC = "INC"
    """Both sides say something, and it is not the same."""
    MIS = "MIS"
    """Gold says something, the prediction does not."""
    SPU = "SPU"
    """The prediction says something, gold does not."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many slots got which verdict; sums over fields, records and documents by `+`."""

    cor: int = 0
    par: int = 0
    inc: int = 0
    mis: int = 0
    spu: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.cor + other.cor,
            self.par + other.par,
            self.inc + other.inc,
            self.mis + other.mis,
            self.spu + other.spu,
        )

    @property
    def gold(self) -> int:
        """Slots that gold fills: the support of recall."""
        return self.cor + self.par + self.inc + self.mis

    @property
    def predicted(self) -> int:
        """Slots that the prediction fills: the support of precision."""
        return self.cor + self.par + self.inc + self.spu

    @property
    def earned(self) -> float:
        return self.cor + self.par / 2

    @property
    def precision(self) -> float | None:
        """In [0, 1]; None where nothing was predicted."""
        return self.earned / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """In [0, 1]; None where gold has nothing."""
        return self.earned / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """In [0, 1]; None where neither side has anything: empty against empty is no evidence of skill."""
        total = self.gold + self.predicted
        return 2 * self.earned / total if total else None

    def astuple(self) -> tuple[int, int, int, int, int]:
        return (self.cor, self.par, self.inc, self.mis, self.spu)
