"""Confidence against outcome: ten bins, the expected calibration error, and a plot of them.

The error is the mean distance between confidence and share of right records over bins of equal width, weighed
by the records in each (Naeini et al. 2015; Guo et al. 2017, arXiv 1706.04599).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import numpy.typing as npt

BINS = 10
Sums = npt.NDArray[np.float64]
_SIDE, _EDGE = 300, 40


@dataclass(frozen=True, slots=True)
class Record:
    """One record: how sure the engine was, whether it is right, and what the confidence comes from."""

    confidence: float
    right: bool
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Bin:
    """The records of one tenth of the scale."""

    low: float
    high: float
    n: int
    mean: float
    """Mean confidence."""
    right: float
    """Share of right records."""

    def __str__(self) -> str:
        bar = "#" * round(20 * self.right)
        return f"  {self.low:.1f} - {self.high:.1f} {self.n:5}  {self.mean:5.2f}  {self.right:5.2f} {bar}"


def table(records: Iterable[Record]) -> Sums:
    """Number, summed confidence and number right of each bin; shape (10, 3). 1.0 belongs to the last bin."""
    sums = np.zeros((BINS, 3))
    for record in records:
        at = min(BINS - 1, int(record.confidence * BINS + 1e-9))
        sums[at] += 1.0, record.confidence, record.right
    return sums


def bins(sums: Sums) -> list[Bin]:
    """The bins of a table that have records, from low to high."""
    return [
        Bin(at / BINS, (at + 1) / BINS, int(n), sure / n, right / n)
        for at, (n, sure, right) in enumerate(sums.tolist())
        if n
    ]


def expected_error(sums: Sums) -> Sums:
    """Expected calibration error, in [0, 1], of one or more tables; shape (..., 10, 3) to (...)."""
    distance: Sums = np.abs(sums[..., 1] - sums[..., 2]).sum(axis=-1)
    error: Sums = distance / np.maximum(sums[..., 0].sum(axis=-1), 1)
    return error


def svg_plot(drawn: Sequence[Bin], title: str) -> str:
    """Share of right records over confidence, a dot for each bin with its area by the number of records."""
    most = max((b.n for b in drawn), default=1)
    whole = _SIDE + 2 * _EDGE

    def at(x: float, y: float) -> tuple[float, float]:
        return _EDGE + _SIDE * x, _EDGE + _SIDE * (1 - y)

    dots = []
    for b in drawn:
        x, y = at(b.mean, b.right)
        size = 3 + 9 * (b.n / most) ** 0.5
        dots.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"><title>{b.n} records</title></circle>')
    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" font-family="sans-serif" '
            'font-size="11" role="img">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{whole}" height="{whole}" fill="white"/>',
            f'<text x="{_EDGE}" y="20">{escape(title)}</text>',
            f'<path d="M{x0} {y1}V{y0}H{x1}" fill="none" stroke="black"/>',
            f'<path d="M{x0} {y0}L{x1} {y1}" stroke="gray" stroke-dasharray="4"/>',
            '<g fill="steelblue" fill-opacity="0.7">',
            *dots,
            "</g>",
            f'<text x="{x0}" y="{y0 + 16}">0</text><text x="{x1 - 6}" y="{y0 + 16}">1</text>',
            f'<text x="{_EDGE + _SIDE / 2 - 30}" y="{y0 + 30}">confidence</text>',
            f'<text transform="translate({_EDGE - 12} {_SIDE / 2 + 70}) rotate(-90)">share right</text>',
            "</svg>\n",
        ]
    )
