"""Other systems' outputs on PolNeAR, and how far ours are from them.

A folder of `polnear_<split>_<system>.json`: for each document, in the order of names, a list of {content,
source, cue} with lists of [start, end].
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from wirebrief.evals.benchmarks.polnear_data import Attribution, Spans
from wirebrief.evals.benchmarks.polnear_score import Scored, Tally, total
from wirebrief.evals.errors import HarnessError
from wirebrief.evals.stats.bootstrap import Interval, f1_intervals
from wirebrief.evals.stats.ledger import Sums
from wirebrief.evals.stats.paired import Difference, difference

MEASURES = ("quoted", "quoted + speaker", "content", "joint")
RECALLS = ("direct (recall)", "mixed (recall)", "indirect (recall)")
COMPARED = ("joint", "quoted + speaker")


@dataclass(frozen=True)
class Row:
    """One system: its tallies, their 95% intervals, and how far ours are from it."""

    name: str
    tallies: dict[str, Tally]
    intervals: dict[str, Interval | None] = field(default_factory=dict)
    differences: dict[str, Difference] = field(default_factory=dict)

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> Iterator[str]:
        yield f"  {self.name}"
        for measure in MEASURES:
            tally = self.tallies[measure]
            figures = f"P {tally.precision:5.1f}  R {tally.recall:5.1f}  F1 {tally.f1:5.1f}"
            yield f"    {measure:18}{figures}{self._beside(measure)}"
        for measure in RECALLS:
            yield f"    {measure:18}{self.tallies[measure].recall:24.1f}{self._beside(measure)}"

    def _beside(self, measure: str) -> str:
        told = ""
        if interval := self.intervals.get(measure):
            told += f" [{100 * interval.low:.1f}, {100 * interval.high:.1f}]"
        if found := self.differences.get(measure):
            ends = found.interval
            spread = f" [{100 * ends.low:+.1f}, {100 * ends.high:+.1f}]" if ends else ""
            told += f"; ours is {100 * found.effect:+.1f}{spread}, p {found.p:.4f}"
        return told


def row(name: str, scored: Sequence[Scored], ours: Sequence[Scored] = ()) -> Row:
    """One system's line; held against ours, document by document, where those are given."""
    shown = (*MEASURES, *RECALLS)
    bounds = f1_intervals([sums(scored, measure) for measure in shown])
    differences = {measure: compare(ours, scored, measure) for measure in COMPARED if ours}
    return Row(
        name,
        total(scored),
        dict(zip(shown, bounds, strict=True)),
        {measure: found for measure, found in differences.items() if found},
    )


def compare(ours: Sequence[Scored], theirs: Sequence[Scored], measure: str) -> Difference | None:
    """Our F1 minus theirs: paired bootstrap interval and paired approximate randomisation over documents."""
    return difference(sums(theirs, measure), sums(ours, measure))


def sums(scored: Sequence[Scored], measure: str) -> Sums:
    """Hits, gold and predicted by document; of a recall the gold counts twice, and F1 of it is the recall."""
    tallies = [document.tallies[measure] for document in scored]
    recall = measure in RECALLS
    rows = [(t.hits, t.wanted, t.wanted if recall else t.found) for t in tallies]
    return np.array(rows, dtype=np.float64)


def load_peers(folder: Path, split: str, documents: int) -> dict[str, list[list[Attribution]]]:
    """System to its attributions by document; none where the folder has no file of this split.

    Raises:
        HarnessError: a file is for another number of documents.
    """
    found = {}
    for file in sorted(folder.glob(f"polnear_{split}_*.json")):
        outputs = json.loads(file.read_bytes())
        if len(outputs) != documents:
            raise HarnessError(f"{file.name} has {len(outputs)} documents, the split {documents}.")
        found[file.stem.removeprefix(f"polnear_{split}_")] = [_attributions(output) for output in outputs]
    return found


def _attributions(output: list[dict[str, list[list[int]]]]) -> list[Attribution]:
    def spans(item: dict[str, list[list[int]]], role: str) -> Spans:
        return tuple((start, end) for start, end in item.get(role, []))

    return [Attribution(spans(item, "content"), spans(item, "source"), spans(item, "cue")) for item in output]
