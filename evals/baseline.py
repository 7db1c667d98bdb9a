"""What a gate holds a change to: floors, the mistakes already known, and the hashes they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from pydantic import ValidationError

from wirebrief.evals.errors import HarnessError, HashMismatch
from wirebrief.evals.gating import GATING
from wirebrief.evals.hashes import Hashes
from wirebrief.evals.report.build import row_name
from wirebrief.evals.report.model import ArmReport, Details, ErrorNote, Part, Report
from wirebrief.evals.scoring.counts import Verdict
from wirebrief.evals.scoring.tally import Row

BASELINE_VERSION: Final = 1
TOLERANCE: Final = 1e-6
"""Figures in reports are rounded to six digits."""


class ArticleBaseline(Part):
    """One article, one line for each thing that was wrong."""

    counts: dict[str, tuple[int, int, int, int, int]]
    """COR, PAR, INC, MIS, SPU by gating field, over all trials."""
    mistakes: list[str]
    """What was not right, as `gate.mistake` names it: these are known and not reported again."""


class Baseline(Part):
    """A committed measurement."""

    baseline_version: Literal[1] = BASELINE_VERSION
    name: str
    model: str | None
    hashes: Hashes
    split: str
    sampled: bool
    """Trials of a sampled model: compared by significance, not by floors."""
    floors: dict[str, float]
    """F1 by gating field, `kind.field.mode`."""
    articles: dict[str, ArticleBaseline]


def make_baseline(report: Report, arm: ArmReport) -> Baseline:
    """The baseline that a measurement would be.

    Raises:
        HarnessError: the report has no details.
    """
    if not arm.details:
        raise HarnessError("The report has no details.", hint="Make it without --no-details.")
    floors = {row_name(row): f.f1 for row in GATING if (f := arm.figure(*row)) and f.f1 is not None}
    articles: dict[str, ArticleBaseline] = {}
    for detail in arm.details:
        before = articles.get(detail.article, ArticleBaseline(counts={}, mistakes=[]))
        articles[detail.article] = _added(before, detail)
    return Baseline(
        name=arm.name,
        model=arm.model,
        hashes=report.hashes,
        split=report.split,
        sampled=arm.sampled,
        floors=floors,
        articles=dict(sorted(articles.items())),
    )


def _added(before: ArticleBaseline, detail: Details) -> ArticleBaseline:
    counts = dict(before.counts)
    for name in map(row_name, GATING):
        if name in detail.rows:
            five = counts.get(name, (0, 0, 0, 0, 0))
            counts[name] = tuple(a + b for a, b in zip(five, detail.rows[name], strict=True))  # type: ignore[assignment]  # five and five
    wrong = {mistake(note, row) for row, note in gating_errors(detail)}
    return ArticleBaseline(counts=counts, mistakes=sorted(wrong | set(before.mistakes)))


def gating_errors(detail: Details) -> Iterator[tuple[Row, ErrorNote]]:
    """What is not right in a gating field, in the mode in which the field gates."""
    modes = {(kind, field): mode for kind, field, mode in GATING}
    for note in detail.errors:
        mode = modes.get((note.kind, note.field))
        if mode and (note.strict if mode == "strict" else note.lenient) is not Verdict.COR:
            yield (note.kind, note.field, mode), note


def mistake(note: ErrorNote, row: Row) -> str:
    """A name for a mistake that another run of the same engine would give it again."""
    verdict = note.strict if row[2] == "strict" else note.lenient
    where = note.gold_path or f"+{note.predicted}"
    return f"{row[0]}.{row[1]} {verdict} {where}"


def load_baseline(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        HarnessError: there is none, or it cannot be read.
    """
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise HarnessError(
            f"There is no baseline at {path}.", hint="Make one with: wirebrief eval gate … --update"
        ) from error
    except ValidationError as error:
        raise HarnessError(f"{path} is no baseline: {error}") from error


def updated(old: Baseline | None, new: Baseline, *, lower_floors: bool) -> Baseline:
    """The baseline to keep.

    Raises:
        HashMismatch: gold, schema or scorer changed, so that floors say nothing.
        HarnessError: a floor would sink. Both need `lower_floors`, which is for a person to decide.
    """
    if old is None or lower_floors:
        return new
    if differing := old.hashes.differences(new.hashes):
        raise HashMismatch(
            f"The baseline was measured with another {' and '.join(differing)}.",
            hint="Look at the new figures, then pass --lower-floors to start from them.",
        )
    sinking = [name for name, floor in old.floors.items() if new.floors.get(name, 0.0) < floor - TOLERANCE]
    if sinking:
        raise HarnessError(
            f"This would lower the floor of {', '.join(sinking)}.",
            hint="Pass --lower-floors, and say why in the commit.",
        )
    return new
