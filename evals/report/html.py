"""A report as one self-contained page: no script, no outside request, light and dark, phone and desktop."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from wirebrief.evals.compare import Comparison, compare
from wirebrief.evals.gold_store import LabelledArticle
from wirebrief.evals.outputs import Output
from wirebrief.evals.report.highlight import Segment, highlights, segments
from wirebrief.evals.report.model import ArmReport, Details, ErrorNote, Figures, Report
from wirebrief.evals.report.table import HEADLINES, KINDS, interval, share
from wirebrief.evals.scoring.document import brief
from wirebrief.evals.scoring.node import Node
from wirebrief.schemas import ArticleSummary

TEMPLATES = Path(__file__).parent / "templates"
_RECORD = re.compile(r"(?P<list>\w+)\[(?P<n>\d+)\]")


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One line of the per-field table."""

    label: str
    strict: Figures
    lenient: Figures
    heading: bool


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record of gold, of the prediction, or two that were aligned."""

    kind: str
    gold_path: str | None
    predicted_path: str | None
    gold: str
    predicted: str
    similarity: float | None
    errors: tuple[ErrorNote, ...]


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """One arm's answer about one article."""

    arm: ArmReport
    details: Details
    failure: str | None
    predicted: list[Segment]
    records: list[RecordLine]
    right: int
    wrong: int


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article with every arm's answer."""

    name: str
    phenomena: list[str]
    gold: list[Segment]
    answers: list[AnswerPage]


def html_page(report: Report, articles: Sequence[LabelledArticle], answers: Path) -> str:
    """The page. Answers are looked for where `eval run` put them; without them the text shows gold alone."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(share=share, interval=interval)
    return environment.get_template("page.html").render(
        report=report,
        headlines=HEADLINES,
        tables=[(arm, field_lines(arm)) for arm in report.arms],
        comparisons=_comparisons(report),
        pages=[_article_page(report, article, answers) for article in articles],
        style=(TEMPLATES / "style.css").read_text(encoding="utf-8"),
    )


def field_lines(arm: ArmReport) -> list[FieldLine]:
    """The per-field table, kinds in their order, the record first."""
    found = []
    for kind in KINDS:
        lenient = [f for f in arm.figures if f.kind == kind and f.mode == "lenient"]
        for figures in sorted(lenient, key=lambda f: ({"record": 0, "*": 1}.get(f.field, 2), f.field)):
            strict = arm.figure(kind, figures.field, "strict")
            assert strict is not None  # both modes come from the same slots
            label = {"record": kind, "*": f"{kind}: all fields"}.get(figures.field, figures.field)
            found.append(FieldLine(label, strict, figures, figures.field in ("record", "*")))
    return found


def _comparisons(report: Report) -> list[Comparison]:
    """The first run against each of the others."""
    if len(report.arms) < 2 or not all(arm.details for arm in report.arms):
        return []
    first = report.arms[0]
    return [compare(report, report, arm_a=first.name, arm_b=arm.name) for arm in report.arms[1:]]


def _article_page(report: Report, article: LabelledArticle, answers: Path) -> ArticlePage:
    pages = [
        _answer_page(arm, detail, article, _answer(answers, arm, detail))
        for arm in report.arms
        for detail in arm.details
        if detail.article == article.name
    ]
    gold = segments(article.text, highlights(article.gold.summary))
    return ArticlePage(article.name, article.gold.phenomena, gold, pages)


def _answer(folder: Path, arm: ArmReport, detail: Details) -> ArticleSummary | None:
    for path in (folder / arm.name / f"trial-{detail.trial}", folder):
        try:
            return Output.model_validate_json((path / f"{detail.article}.json").read_bytes()).summary
        except (OSError, ValueError):
            continue
    return None


def _answer_page(
    arm: ArmReport, detail: Details, article: LabelledArticle, summary: ArticleSummary | None
) -> AnswerPage:
    failures = (f for f in arm.failed if (f.article, f.trial) == (detail.article, detail.trial))
    failure = next((f"{f.code}: {f.message}" for f in failures), None)
    totals = [counts for name, counts in detail.rows.items() if name.endswith(".*.strict")]
    return AnswerPage(
        arm=arm,
        details=detail,
        failure=failure,
        predicted=segments(article.text, highlights(summary)) if summary else [],
        records=list(_records(detail, article.gold.summary, summary)),
        right=sum(counts[0] for counts in totals),
        wrong=sum(sum(counts[1:]) for counts in totals),
    )


def _records(detail: Details, gold: ArticleSummary, predicted: ArticleSummary | None) -> Iterable[RecordLine]:
    """Records with an error: first those aligned, then what only one side has, then what is in no record."""
    left = list(detail.errors)
    for pair in detail.pairs:
        mine, left = _split(left, pair.gold_path, pair.predicted_path)
        if mine:
            both = words(gold, pair.gold_path), words(predicted, pair.predicted_path)
            paths = (pair.kind, pair.gold_path, pair.predicted_path)
            yield RecordLine(*paths, *both, pair.similarity, tuple(mine))
    for error in [e for e in left if e.field == "record"]:
        _, left = _split(left, error.gold_path, error.predicted_path)
        only = (error.kind, error.gold_path, error.predicted_path)
        said = str(error.gold or ""), str(error.predicted or "")
        yield RecordLine(*only, *said, None, (error,))  # its fields would say the same again
    for kind in dict.fromkeys(e.kind for e in left):
        yield RecordLine(kind, None, None, "", "", None, tuple(e for e in left if e.kind == kind))


def words(summary: ArticleSummary | None, path: str) -> str:
    """What the record at a path such as `quotes[3]` is about; nothing where the summary is not at hand."""
    found = _RECORD.fullmatch(path)
    if summary is None or found is None:
        return ""
    return brief(Node(getattr(summary, found["list"])[int(found["n"])].model_dump(mode="json")))


def _split(
    errors: list[ErrorNote], gold: str | None, predicted: str | None
) -> tuple[list[ErrorNote], list[ErrorNote]]:
    """Errors within a record of either side, and the others."""
    mine = [e for e in errors if _within(e.gold_path, gold) or _within(e.predicted_path, predicted)]
    return mine, [e for e in errors if e not in mine]


def _within(path: str | None, record: str | None) -> bool:
    return path is not None and record is not None and (f"{path}.").startswith(f"{record}.")
