"""What each part of the embedded engine is worth: the score without it beside the score with all of them.

    wirebrief eval benchmark ablation PATH --split train --sample b --limit 100

`PATH` is a copy of PolNeAR (parts of reported speech; every attribution, the wider mode) or of MUC-4 (parts
of the incidents, through the whole pipeline); which, its folders tell. Differences have 95% intervals and p
from paired tests over documents (`evals.stats.paired`); a part that touches no figure here has p 1.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from wirebrief.evals.benchmarks import muc4, polnear
from wirebrief.evals.benchmarks.muc4_adapter import templates
from wirebrief.evals.benchmarks.muc4_data import Message
from wirebrief.evals.benchmarks.polnear_data import load
from wirebrief.evals.benchmarks.polnear_peers import sums
from wirebrief.evals.benchmarks.sampling import sampled
from wirebrief.evals.stats.ledger import Sums, f1
from wirebrief.evals.stats.paired import Difference, difference
from wirebrief.service.engines.protocol import Drafted
from wirebrief.service.engines.rules.engine import RulesEngine, draft_parsed
from wirebrief.service.engines.rules.parse import Parsed, parse, parse_many
from wirebrief.service.engines.rules.parts import ALL, Parts
from wirebrief.service.engines.rules.speech import find_reports
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import draft_document

_SPEECH = ("verbs", "nouns", "adjectives", "according_to", "labels", "beside", "continuity", "quoted_text")
_OF_SPEECH = ("joint", "quoted + speaker", "indirect (recall)")
_EVENTS = ("verbs", "pronouns", "event_nouns", "realis", "doubt", "merging", "blame")
_OF_EVENTS = muc4.MEASURES

Columns = dict[str, Sums]
"""Measure to counts by document."""


@dataclass(frozen=True)
class Report:
    """What `run` returns; `str()` is the table, in points of F1."""

    what: str
    documents: int
    whole: dict[str, float]
    without: dict[str, dict[str, Difference | None]]

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> Iterator[str]:
        yield f"{self.what}: {self.documents} documents"
        yield f"{'':14}" + "".join(f"{measure:^30}" for measure in self.whole)
        yield f"{'all parts':14}" + "".join(f"{value:^30.1f}" for value in self.whole.values())
        for part, found in self.without.items():
            yield f"{'- ' + part:14}" + "".join(f"{_shown(found[measure]):^30}" for measure in self.whole)


def _shown(found: Difference | None) -> str:
    if found is None or found.interval is None:
        return "-"
    low, high = found.interval.low, found.interval.high
    return f"{100 * found.effect:+.1f} [{100 * low:+.1f}, {100 * high:+.1f}] p {found.p:.3f}"


def run(path: Path, *, split: str = "dev", limit: int | None = None, sample: str = "all") -> Report:
    """Score the engine with all of its parts, and without each.

    Args:
        path: a copy of PolNeAR or of MUC-4.
        split: the name of a folder in it.
        limit: only so many documents, spread evenly.
        sample: `a` or `b` for one half of the split.

    Raises:
        HarnessError: it is neither, or there is no such split or sample.
        MissingExtra: spaCy or its English model is not installed.
    """
    if (Path(path) / split / "attributions").is_dir():
        what, scored = f"speech, PolNeAR {split} {sample}", _speech(path, split, sample, limit)
    else:
        what, scored = f"incidents, MUC-4 {split} {sample}", _incidents(path, split, sample, limit)
    whole = scored.pop("")
    return Report(
        what=what,
        documents=len(next(iter(whole.values()))),
        whole={measure: 100 * float(f1(counts.sum(axis=0))) for measure, counts in whole.items()},
        without={
            part: {measure: difference(whole[measure], counts) for measure, counts in columns.items()}
            for part, columns in scored.items()
        },
    )


def _variants(parts: Sequence[str]) -> dict[str, Parts]:
    """Everything under "", and everything but one part under its name."""
    return {"": ALL} | {part: replace(ALL, **{part: False}) for part in parts}


def _speech(path: Path, split: str, sample: str, limit: int | None) -> dict[str, Columns]:
    documents = sampled(load(path, split), sample, limit)
    parsed = list(parse_many(draft_document(document.text) for document in documents))
    scored = {}
    for name, parts in _variants(_SPEECH).items():
        found = [polnear.attributions(p, find_reports(p, include_belief=True, parts=parts)) for p in parsed]
        outcome = polnear.whole_set(documents, found)
        scored[name] = {measure: sums(outcome, measure) for measure in _OF_SPEECH}
    return scored


def _incidents(path: Path, split: str, sample: str, limit: int | None) -> dict[str, Columns]:
    messages = muc4.load(path, split, sample, limit)
    kept: dict[str, Parsed] = {}
    return {
        name: _of_messages(messages, PartialEngine(parts, kept)) for name, parts in _variants(_EVENTS).items()
    }


def _of_messages(messages: Sequence[Message], engine: RulesEngine) -> Columns:
    figures = muc4.Figures()
    for message, summary in zip(messages, asyncio.run(muc4.summaries(messages, engine)), strict=True):
        muc4.add(figures, templates(summary), muc4.key_of(message))
    return {measure: figures.sums(measure) for measure in _OF_EVENTS}


@dataclass
class PartialEngine(RulesEngine):
    """The engine with some of its parts; parses each article once for all variants that share `kept`."""

    parts: Parts = ALL
    kept: dict[str, Parsed] = field(default_factory=dict)

    async def draft(self, document: Document) -> Drafted:
        """The draft of those parts."""
        parsed = self.kept.get(document.text)
        if parsed is None:
            parsed = self.kept[document.text] = parse(document)
        return Drafted(draft=draft_parsed(parsed, self.parts))
