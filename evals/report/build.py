"""Scores answers and makes the report of them, document by document."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from importlib.metadata import version

from pydantic import JsonValue

from wirebrief.evals.gold_store import LabelledArticle
from wirebrief.evals.hashes import hashes
from wirebrief.evals.outputs import Output
from wirebrief.evals.report.model import (
    ArmReport,
    Cost,
    Details,
    ErrorNote,
    FailedCall,
    Figures,
    PairNote,
    Report,
)
from wirebrief.evals.scoring import DocumentScore, Verdict, score_document, tally
from wirebrief.evals.scoring.tally import Row, Tally
from wirebrief.evals.stats.bootstrap import RESAMPLES, SEED, stacked_intervals
from wirebrief.evals.stats.ledger import Ledger
from wirebrief.schemas.gold import Gold
from wirebrief.schemas.summary import ArticleSummary, Provenance, Usage

_DIGITS = 6


def build_report(
    arms: Iterable[tuple[str, Iterable[Output]]],
    articles: Sequence[LabelledArticle],
    *,
    split: str = "all",
    resamples: int = RESAMPLES,
    seed: int = SEED,
    details: bool = True,
) -> Report:
    """Score the answers of each arm against the same articles."""
    return Report(
        software_version=version("wirebrief"),
        hashes=hashes(articles),
        split=split,
        articles=[article.name for article in articles],
        resamples=resamples,
        seed=seed,
        arms=[
            score_arm(name, outputs, articles, resamples=resamples, seed=seed, details=details)
            for name, outputs in arms
        ],
    )


def score_arm(
    name: str,
    outputs: Iterable[Output],
    articles: Sequence[LabelledArticle],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
    details: bool = True,
) -> ArmReport:
    """Score one arm's answers; holds no answer longer than it takes to score it."""
    gold = {article.name: article.gold for article in articles}
    ledger, failed, notes, taken = Ledger(), [], [], _Taken()
    trials = 1
    for output in outputs:
        trials = max(trials, output.trial)
        reason = output.failure.message if output.failure else None
        score = score_document(gold[output.article], output.summary, failed=reason)
        counts = tally(score.slots)
        ledger.add(output.article, counts)
        taken.add(output.summary.provenance if output.summary else None)
        if output.summary is None:
            failed.append(_failed(output, score))
        if details:
            notes.append(_details(score, counts, output, gold[output.article]))
    return ArmReport(
        name=name,
        engine=taken.engine,
        model=taken.model,
        prompts=sorted(taken.prompts),
        documents=len(ledger.documents),
        trials=trials,
        sampled=trials > 1,
        figures=figures(ledger, resamples=resamples, seed=seed),
        failed=failed,
        cost=taken.cost(),
        details=notes,
    )


def figures(ledger: Ledger, *, resamples: int = RESAMPLES, seed: int = SEED) -> list[Figures]:
    """Every row of the table with its interval."""
    rows = ledger.rows
    intervals = stacked_intervals(ledger.stacked(rows), resamples=resamples, seed=seed)
    found = []
    for row, interval in zip(rows, intervals, strict=True):
        counts = ledger.total(row)
        cor, par, inc, mis, spu = counts.astuple()
        found.append(
            Figures(
                kind=row[0],
                field=row[1],
                mode=row[2],
                cor=cor,
                par=par,
                inc=inc,
                mis=mis,
                spu=spu,
                documents=ledger.support(row),
                precision=_rounded(counts.precision),
                recall=_rounded(counts.recall),
                f1=_rounded(counts.f1),
                f1_low=interval.low if interval else None,
                f1_high=interval.high if interval else None,
                macro_f1=_rounded(ledger.macro_f1(row)),
            )
        )
    return found


def row_name(row: Row) -> str:
    """`kind.field.mode`, as it stands in JSON."""
    return ".".join(row)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _failed(output: Output, score: DocumentScore) -> FailedCall:
    return FailedCall(
        article=output.article,
        trial=output.trial,
        code=output.failure.code if output.failure else "no_answer",
        message=score.failed or "",
    )


def _details(score: DocumentScore, counts: Tally, output: Output, gold: Gold) -> Details:
    ours, theirs = names(gold.summary), names(output.summary)
    return Details(
        article=score.name,
        trial=output.trial,
        rows={row_name(row): counts[row].astuple() for row in sorted(counts)},
        errors=[
            ErrorNote(
                kind=slot.kind,
                field=slot.field,
                lenient=slot.lenient,
                strict=slot.strict,
                gold_path=slot.gold_path,
                predicted_path=slot.predicted_path,
                gold=_named(slot.gold, slot.field, ours),
                predicted=_named(slot.predicted, slot.field, theirs),
            )
            for slot in score.slots
            if slot.strict is not Verdict.COR
        ],
        pairs=[
            PairNote(
                kind=pair.kind,
                gold_path=pair.gold_path,
                predicted_path=pair.predicted_path,
                similarity=round(pair.similarity, _DIGITS),
                free=pair.free,
            )
            for pair in score.pairs
        ],
    )


ACTOR_FIELDS = frozenset(
    {
        "source",
        "responsible",
        "speakers",
        "via",
        "affiliation",
        "reported_by",
        "disputed_by",
        "perpetrators",
        "targets.actor",
        "victims.actor",
        "casualties.killed.source",
        "casualties.injured.source",
        "casualties.missing.source",
    }
)
"""Fields that hold an actor's id, which says little without the name."""


def names(summary: ArticleSummary | None) -> dict[str, str]:
    """Names of actors by id."""
    return {actor.id: actor.name for actor in summary.actors} if summary else {}


def _named(value: JsonValue, field: str, actors: dict[str, str]) -> JsonValue:
    if field in ACTOR_FIELDS and isinstance(value, str) and value in actors:
        return f"{value} ({actors[value]})"
    return value


class _Taken:
    """Sums provenance."""

    def __init__(self) -> None:
        self.engine: str | None = None
        self.model: str | None = None
        self.prompts: set[str] = set()
        self._seen: list[Provenance] = []

    def add(self, provenance: Provenance | None) -> None:
        if provenance is None:
            return
        self.engine = self.engine or provenance.engine
        self.model = self.model or provenance.model
        self.prompts |= {f"{use.name}@{use.version}" for use in provenance.prompts}
        self._seen.append(provenance)

    def cost(self) -> Cost:
        if not self._seen:
            return Cost()
        latencies = sorted(one.latency_ms for one in self._seen)
        priced = [one.cost_usd for one in self._seen if one.cost_usd is not None]
        usage = {name: sum(getattr(one.usage, name) for one in self._seen) for name in Usage.model_fields}
        return Cost(
            answers=len(self._seen),
            attempts=sum(one.attempts for one in self._seen),
            usage=Usage(**usage),
            cost_usd=round(sum(priced), 8) if priced else None,
            latency_ms_median=round(statistics.median(latencies), 3),
            latency_ms_p95=round(latencies[min(len(latencies) - 1, int(0.95 * len(latencies)))], 3),
        )
