"""Whether the engine's confidence can be believed: of what it is 70% sure of, are 70% right?

    wirebrief eval benchmark calibration PATH --split train --sample b --svg reliability.svg

`PATH` is a copy of PolNeAR (quotes) or of MUC-4 (incidents); which, its folders tell. The levels of
`lexicons/confidence.toml` were set on sample `a` of PolNeAR train and of MUC-4 dev, so report on `b`.

- A quote's record is right when its report is paired with an attribution of the gold by the joint measure
  (content IoU from 0.5 on, and the sources overlap). The engine runs as in the product, and every attribution
  of the gold may be met.
- An incident's record, where it is in MUC-4's domain, is right when the best alignment gives it a template of
  the key with which it shares a filler by its head, or the incident type where neither has fillers.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from wirebrief.evals.benchmarks import muc4, polnear
from wirebrief.evals.benchmarks.muc4_adapter import in_domain, templates
from wirebrief.evals.benchmarks.muc4_data import ROLES, Message
from wirebrief.evals.benchmarks.muc4_score import Guess, align
from wirebrief.evals.benchmarks.polnear_data import load
from wirebrief.evals.benchmarks.polnear_score import score
from wirebrief.evals.benchmarks.reliability import Bin, Record, Sums, bins, expected_error, svg_plot, table
from wirebrief.evals.benchmarks.sampling import sampled
from wirebrief.evals.stats.bootstrap import RESAMPLES, SEED, Interval, percentile, resampled
from wirebrief.schemas import ArticleSummary
from wirebrief.service.engines.rules.actors import Cast
from wirebrief.service.engines.rules.engine import RulesEngine
from wirebrief.service.engines.rules.parse import parse_many
from wirebrief.service.engines.rules.speech import find_reports
from wirebrief.service.engines.rules.speech.confidence import confidence, signs, voice
from wirebrief.service.engines.rules.speech.drafting import is_drafted
from wirebrief.service.reading.text import draft_document

_FEW = 15
"""Records below which a sign is not listed."""


@dataclass(frozen=True)
class Report:
    """What `run` returns; `str()` is the table."""

    what: str
    documents: int
    records: tuple[Record, ...]
    error: float
    interval: Interval | None
    bins: tuple[Bin, ...]
    errors: bool = False

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> Iterator[str]:
        right = sum(record.right for record in self.records) / max(1, len(self.records))
        spread = f" [{self.interval.low:.3f}, {self.interval.high:.3f}]" if self.interval else ""
        yield f"{self.what}: {self.documents} documents, {len(self.records)} records, {right:.1%} right"
        yield f"expected calibration error {self.error:.3f}{spread}"
        yield "  confidence     n   mean  right"
        yield from map(str, self.bins)
        if self.errors:
            yield "by sign: n, mean confidence, right"
            yield from self._signs()

    def _signs(self) -> Iterator[str]:
        by_sign: dict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            by_sign[record.sign].append(record)
        for sign, found in sorted(by_sign.items(), key=lambda item: -len(item[1])):
            if len(found) >= _FEW:
                mean = sum(r.confidence for r in found) / len(found)
                yield f"  {len(found):5} {mean:6.2f} {sum(r.right for r in found) / len(found):6.2f} {sign}"


def run(
    path: Path,
    *,
    split: str = "dev",
    limit: int | None = None,
    sample: str = "all",
    errors: bool = False,
    svg: Path | None = None,
) -> Report:
    """Hold the confidence of every record against whether it is right.

    Args:
        path: a copy of PolNeAR or of MUC-4.
        split: the name of a folder in it.
        limit: only so many documents, spread evenly.
        sample: `a` or `b` for one half of the split.
        errors: also list the figures by the sign that a record's confidence comes from.
        svg: where to draw the reliability.

    Raises:
        HarnessError: it is neither, or there is no such split or sample.
        MissingExtra: spaCy or its English model is not installed.
    """
    if (Path(path) / split / "attributions").is_dir():
        what, by_document = f"quotes, PolNeAR {split} {sample}", _quotes(path, split, sample, limit)
    else:
        what, by_document = f"incidents, MUC-4 {split} {sample}", _incidents(path, split, sample, limit)
    records = tuple(record for document in by_document for record in document)
    tables = np.array([table(document) for document in by_document])
    whole = tables.sum(axis=0)
    report = Report(
        what=what,
        documents=len(by_document),
        records=records,
        error=float(expected_error(whole)),
        interval=_interval(tables),
        bins=tuple(bins(whole)),
        errors=errors,
    )
    if svg is not None:
        svg.write_text(svg_plot(report.bins, f"{what}: error {report.error:.3f}"), encoding="utf-8")
    return report


def _interval(tables: Sums) -> Interval | None:
    """95% interval of the error by a bootstrap over documents; tables of shape (documents, 10, 3)."""
    flat = tables.reshape(len(tables), -1)
    figures = [
        expected_error((weights @ flat).reshape(-1, *tables.shape[1:]))
        for weights in resampled(len(tables), RESAMPLES, SEED)
    ]
    return percentile(np.concatenate(figures), len(tables))


def _quotes(path: Path, split: str, sample: str, limit: int | None) -> list[list[Record]]:
    documents = sampled(load(path, split), sample, limit)
    found = []
    for document, parsed in zip(
        documents, parse_many(draft_document(d.text) for d in documents), strict=True
    ):
        cast = Cast(parsed)
        reports = [r for r in find_reports(parsed) if is_drafted(parsed, r)]
        paired = score(document.text, document.gold, polnear.attributions(parsed, reports)).pairs
        right = {ours for _, ours in paired}
        records = []
        for n, report in enumerate(reports):
            index = cast.actor_of(report.source_head)
            speaker = cast.actors[index] if index is not None else None
            sure = confidence(parsed, report, speaker)
            sign = " ".join([*signs(parsed, report), voice(parsed, report, speaker)])
            records.append(Record(sure, n in right, sign))
        found.append(records)
    return found


def _incidents(path: Path, split: str, sample: str, limit: int | None) -> list[list[Record]]:
    messages = muc4.load(path, split, sample, limit)
    found = asyncio.run(muc4.summaries(messages, RulesEngine(min_confidence=0.0)))
    return [_of_message(message, summary) for message, summary in zip(messages, found, strict=True)]


def _of_message(message: Message, summary: ArticleSummary) -> list[Record]:
    told = [incident for incident in summary.incidents if in_domain(summary, incident)]
    right = _right(templates(summary), muc4.key_of(message))
    return [
        Record(incident.confidence or 0.0, n in right, f"{incident.type} {incident.confidence:.1f}")
        for n, incident in enumerate(told)
    ]


def _right(guesses: Sequence[Guess], key: Sequence[Guess]) -> set[int]:
    """Which guesses the best one to one alignment finds in the key."""
    if not guesses or not key:
        return set()
    worth = np.array([[_shared(guess, template) for template in key] for guess in guesses])
    rows, columns = linear_sum_assignment(-worth)
    return {int(r) for r, c in zip(rows, columns, strict=True) if worth[r, c]}


def _shared(guess: Guess, template: Guess) -> int:
    """Fillers that agree by their heads; where neither side has any, whether the types agree."""
    fillers = [(guess.entities.get(role, ()), template.entities.get(role, ())) for role in ROLES]
    if not any(ours for ours, _ in fillers) and not any(theirs for _, theirs in fillers):
        return int(guess.type == template.type)
    return sum(len(align(ours, theirs, lenient=True).pairs) for ours, theirs in fillers)
