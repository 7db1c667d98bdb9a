"""Decides whether a change may pass: exact floors for replayed runs, significance for sampled ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from wirebrief.evals.baseline import TOLERANCE, Baseline, gating_errors, mistake
from wirebrief.evals.compare import by_document
from wirebrief.evals.errors import HashMismatch
from wirebrief.evals.gating import GATING
from wirebrief.evals.report.build import row_name
from wirebrief.evals.report.model import ArmReport, ErrorNote, Report
from wirebrief.evals.scoring.tally import Row
from wirebrief.evals.stats.bootstrap import f1_intervals
from wirebrief.evals.stats.ledger import Sums, sums
from wirebrief.evals.stats.paired import Difference, difference, holm
from wirebrief.evals.stats.verdict import Outcome, outcome


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake that the baseline did not make."""

    article: str
    row: Row
    note: ErrorNote

    def __str__(self) -> str:
        gold, predicted = _short(self.note.gold), _short(self.note.predicted)
        place = self.note.gold_path or self.note.predicted_path
        verdict = self.note.strict if self.row[2] == "strict" else self.note.lenient
        said = {
            "MIS": f"missing: {gold}",
            "SPU": f"spurious: {predicted}",
        }.get(verdict, f"gold {gold}, predicted {predicted}")
        return f"{self.article}: {self.row[0]} {self.row[1]} at {place}: {said}"


@dataclass(frozen=True, slots=True)
class Judged:
    """One gating field."""

    row: Row
    floor: float | None
    now: float | None
    outcome: Outcome
    faults: tuple[Fault, ...]
    """New mistakes, where it got worse."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gate's decision."""

    name: str
    sampled: bool
    fields: tuple[Judged, ...]
    failed_calls: tuple[str, ...]

    @property
    def regressions(self) -> tuple[Judged, ...]:
        return tuple(field for field in self.fields if field.outcome is Outcome.REGRESSION)

    @property
    def passed(self) -> bool:
        return not self.regressions

    @property
    def exit_code(self) -> int:
        """0 pass, 1 regression; 2 is for a harness that could not measure."""
        return 0 if self.passed else 1


def gate(report: Report, arm: ArmReport, baseline: Baseline, *, effect: float = 0.05) -> Verdict:
    """Hold a measurement to a baseline.

    Args:
        effect: for samples, the difference that matters.

    Raises:
        HashMismatch: the two were not measured with the same gold, schema and scorer.
    """
    if differing := baseline.hashes.differences(report.hashes):
        raise HashMismatch(
            f"The baseline was measured with another {' and '.join(differing)}.",
            hint="Measure the baseline again, then: wirebrief eval gate … --update --lower-floors",
        )
    faults = list(_new_faults(arm, baseline))
    sampled = baseline.sampled or arm.sampled
    fields = _by_significance(arm, baseline, effect, faults) if sampled else _by_floor(arm, baseline, faults)
    calls = tuple(f"{one.article} (trial {one.trial}): {one.code}: {one.message}" for one in arm.failed)
    return Verdict(arm.name, sampled, tuple(fields), calls)


def _by_floor(arm: ArmReport, baseline: Baseline, faults: list[Fault]) -> Iterator[Judged]:
    for row in GATING:
        floor = baseline.floors.get(row_name(row))
        figures = arm.figure(*row)
        now = figures.f1 if figures else None
        if floor is None:
            continue
        result = Outcome.TIED
        if now is None or now < floor - TOLERANCE:
            result = Outcome.REGRESSION
        elif now > floor + TOLERANCE:
            result = Outcome.IMPROVEMENT
        yield Judged(row, floor, now, result, _of(row, faults, result))


def _by_significance(
    arm: ArmReport, baseline: Baseline, effect: float, faults: list[Fault]
) -> Iterator[Judged]:
    documents = sorted(baseline.articles)
    found: dict[Row, tuple[Difference | None, Sums]] = {}
    for row in GATING:
        if row_name(row) in baseline.floors:
            before = _baseline_sums(baseline, row, documents)
            found[row] = difference(before, by_document(arm, row, documents)), before
    adjusted = holm({row_name(row): one.p for row, (one, _) in found.items() if one})
    for row, (one, before) in found.items():
        interval = f1_intervals([before])[0]
        p = adjusted.get(row_name(row), 1.0)
        result = outcome(one, p, interval, effect=effect)
        figures = arm.figure(*row)
        detail = f"p {p:.3f} after Holm" if one else ""
        floor = baseline.floors[row_name(row)]
        yield Judged(row, floor, figures.f1 if figures else None, result, _of(row, faults, result), detail)


def _baseline_sums(baseline: Baseline, row: Row, documents: list[str]) -> Sums:
    nothing = (0, 0, 0, 0, 0)
    counts = [baseline.articles[name].counts.get(row_name(row), nothing) for name in documents]
    return sums(np.array(counts, dtype=np.int64))


def _new_faults(arm: ArmReport, baseline: Baseline) -> Iterator[Fault]:
    for detail in arm.details:
        known = baseline.articles.get(detail.article)
        mistakes = set(known.mistakes) if known else set()
        for row, note in gating_errors(detail):
            if mistake(note, row) not in mistakes:
                yield Fault(detail.article, row, note)


def _of(row: Row, faults: list[Fault], result: Outcome) -> tuple[Fault, ...]:
    return tuple(fault for fault in faults if fault.row == row) if result is Outcome.REGRESSION else ()


def render(verdict: Verdict) -> str:
    """The decision as plain text: what got worse, by how much, and in which places."""
    return "\n".join(_render(verdict))


def _render(verdict: Verdict) -> Iterator[str]:
    how = "by significance over documents" if verdict.sampled else "by exact floors"
    yield f"{'PASS' if verdict.passed else 'FAIL'}: {verdict.name}, {len(verdict.fields)} fields {how}"
    for field in verdict.fields:
        if field.outcome is not Outcome.TIED or field.detail:
            now = "-" if field.now is None else f"{field.now:.4f}"
            detail = f" ({field.detail})" if field.detail else ""
            yield f"  {field.outcome}: {' '.join(field.row)}: {field.floor:.4f} to {now}{detail}"
        for fault in field.faults:
            yield f"    {fault}"
    for call in verdict.failed_calls:
        yield f"  failed call, scored as misses: {call}"


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 120 else text[:117] + "…"
