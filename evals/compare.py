"""Compares two measurements field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from wirebrief.evals.errors import HarnessError
from wirebrief.evals.gating import GATING
from wirebrief.evals.report.model import ArmReport, Report
from wirebrief.evals.report.table import share
from wirebrief.evals.scoring.counts import Counts
from wirebrief.evals.scoring.tally import Row
from wirebrief.evals.stats.bootstrap import RESAMPLES, SEED, Interval
from wirebrief.evals.stats.ledger import Sums, sums
from wirebrief.evals.stats.paired import Difference, difference, holm
from wirebrief.evals.stats.verdict import Outcome, outcome


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a comparison."""

    row: Row
    a: float | None
    b: float | None
    difference: Difference | None
    adjusted_p: float
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Comparison:
    a: str
    b: str
    effect: float
    differing_hashes: tuple[str, ...]
    documents: int
    lines: tuple[Line, ...]


def compare(
    a: Report,
    b: Report,
    *,
    arm_a: str | None = None,
    arm_b: str | None = None,
    rows: Sequence[Row] = GATING,
    effect: float = 0.05,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Comparison:
    """Compare one arm of each report over the documents that both have, trials summed.

    Raises:
        HarnessError: no such arm, no details in a report, or no document in common.
    """
    one, other = pick(a, arm_a), pick(b, arm_b)
    documents = _common(one, other)
    differing = tuple(a.hashes.differences(b.hashes))
    present = [row for row in rows if one.figure(*row) or other.figure(*row)]
    found: dict[Row, Difference | None] = {}
    for row in present:
        ours, theirs = by_document(one, row, documents), by_document(other, row, documents)
        found[row] = difference(ours, theirs, resamples=resamples, seed=seed)
    adjusted = holm({".".join(row): d.p for row, d in found.items() if d})
    lines = []
    for row in present:
        p = adjusted.get(".".join(row), 1.0)
        verdict = outcome(found[row], p, _interval(one, row), effect=effect, same_hashes=not differing)
        lines.append(Line(row, _f1(one, row), _f1(other, row), found[row], p, verdict))
    return Comparison(one.name, other.name, effect, differing, len(documents), tuple(lines))


def pick(report: Report, name: str | None) -> ArmReport:
    """The arm of that name, or the only one."""
    arms = [arm for arm in report.arms if name in (None, arm.name)]
    if len(arms) != 1:
        names = ", ".join(arm.name for arm in report.arms)
        raise HarnessError(f"The report has the runs {names}.", hint="Name one of them.")
    return arms[0]


def by_document(arm: ArmReport, row: Row, documents: Sequence[str]) -> Sums:
    """Earned, gold and predicted by document, the trials of each summed; shape (documents, 3)."""
    lines = {name: n for n, name in enumerate(documents)}
    counts = np.zeros((len(documents), 5), dtype=np.int64)
    for detail in arm.details:
        if detail.article in lines:
            counts[lines[detail.article]] += detail.rows.get(".".join(row), Counts().astuple())
    return sums(counts)


def render(comparison: Comparison) -> str:
    """The comparison as plain text."""
    return "\n".join(_render(comparison))


def _render(comparison: Comparison) -> Iterator[str]:
    yield f"{comparison.b} against {comparison.a}, {comparison.documents} articles in common"
    if comparison.differing_hashes:
        yield f"Not comparable: different {' and '.join(comparison.differing_hashes)}."
    if comparison.documents < 2:
        yield "With one article there is no interval, and nothing can be said of chance."
    yield f"{'':40}{'A':>7}{'B':>7}{'B-A':>8}{'95% interval':>17}{'p (Holm)':>10}{'MDE':>7}  verdict"
    for line in comparison.lines:
        yield _line(line)


def _line(line: Line) -> str:
    found = line.difference
    effect = f"{found.effect:+.3f}" if found else "-"
    inside = found.interval if found else None
    span = f"{inside.low:+.3f}..{inside.high:+.3f}" if inside else "-"
    detectable = share(found.detectable) if found else "-"
    label = " ".join(line.row)
    figures = f"{share(line.a):>7}{share(line.b):>7}{effect:>8}{span:>17}"
    return f"{label:40}{figures}{line.adjusted_p:>10.3f}{detectable:>7}  {line.outcome}"


def _common(one: ArmReport, other: ArmReport) -> list[str]:
    theirs = {detail.article for detail in other.details}
    common = sorted({detail.article for detail in one.details} & theirs)
    if not common:
        raise HarnessError(
            "The two reports have no article in common.", hint="Make both with details, over the same gold."
        )
    return common


def _interval(arm: ArmReport, row: Row) -> Interval | None:
    figures = arm.figure(*row)
    if figures is None or figures.f1_low is None or figures.f1_high is None:
        return None
    return Interval(figures.f1_low, figures.f1_high)


def _f1(arm: ArmReport, row: Row) -> float | None:
    figures = arm.figure(*row)
    return figures.f1 if figures else None
