"""The human ceiling: one labeller scored against another by the same scorer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wirebrief.evals.gold_store import as_prediction, read_labelling
from wirebrief.evals.report.table import KINDS, share
from wirebrief.evals.scoring import Counts, Tally, score_document, tally
from wirebrief.schemas.gold import Gold


def agreement(first: Path, second: Path) -> str:
    """Agreement as plain text: F1 of B against A and of A against B, and of the bare labels alone.

    Alternatives say what else a labeller would accept. With them the figure is how often the other's label is
    acceptable; without them how often both wrote the same.
    """
    return "\n".join(_lines(read_labelling(first), read_labelling(second)))


def _lines(a: Gold, b: Gold) -> Iterator[str]:
    columns = [_tally(a, b), _tally(b, a), _tally(_bare(a), _bare(b))]
    names = (f"{b.name} against {a.name}", f"{a.name} against {b.name}", "bare labels")
    yield f"{'strict / lenient F1':34}" + "".join(f"{name:>18}" for name in names)
    for kind in KINDS:
        fields = sorted({row[1] for column in columns for row in column if row[0] == kind}, key=_order)
        for field in fields:
            label = {"record": kind, "*": f"{kind}: all fields"}.get(field, f"  {field}")
            cells = (_cell(column, kind, field) for column in columns)
            yield f"{label:34}" + "".join(f"{cell:>18}" for cell in cells)


def _tally(gold: Gold, other: Gold) -> Tally:
    return tally(score_document(gold, as_prediction(other)).slots)


def _bare(gold: Gold) -> Gold:
    return gold.model_copy(update={"alternatives": {}, "optional": []})


def _order(field: str) -> tuple[int, str]:
    return ({"record": 0, "*": 1}.get(field, 2), field)


def _cell(column: Tally, kind: str, field: str) -> str:
    strict = column.get((kind, field, "strict"), Counts())
    lenient = column.get((kind, field, "lenient"), Counts())
    return f"{share(strict.f1)} / {share(lenient.f1)}"
