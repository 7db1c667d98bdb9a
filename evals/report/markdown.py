"""A report as Markdown, short enough for a pull-request comment: headlines first, fields folded away."""

from __future__ import annotations

from collections.abc import Iterator

from wirebrief.evals.report.model import ArmReport, Figures, Report
from wirebrief.evals.report.table import HEADLINES, KINDS, interval, share


def markdown_text(report: Report) -> str:
    """GitHub-flavoured Markdown."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield f"### Wirebrief evals: {len(report.articles)} articles ({report.split})"
    yield ""
    if len(report.articles) < 2:
        yield "With one article there is no interval: these figures describe it and nothing else."
        yield ""
    yield "| | " + " | ".join(_cell(arm.name) for arm in report.arms) + " |"
    yield "|---|" + "---|" * len(report.arms)
    for kind, field, mode in HEADLINES:
        label = kind if field == "record" else f"{kind}: {'all fields' if field == '*' else field}"
        cells = " | ".join(_headline(arm, kind, field, mode) for arm in report.arms)
        yield f"| {label} ({mode}) | {cells} |"
    if any(arm.judge for arm in report.arms):
        yield "| key points, by a judge | " + " | ".join(_judged(arm) for arm in report.arms) + " |"
    yield "| failed calls | " + " | ".join(str(len(arm.failed)) for arm in report.arms) + " |"
    yield "| cost | " + " | ".join(_cost(arm) for arm in report.arms) + " |"
    yield ""
    for arm in report.arms:
        yield from _fields(arm)
    yield f"<sub>F1 with 95% bootstrap intervals over articles; gold `{report.hashes.gold[:12]}`, "
    yield f"scorer `{report.hashes.scorer[:12]}`, wirebrief {report.software_version}</sub>"


def _headline(arm: ArmReport, kind: str, field: str, mode: str) -> str:
    figures = next((f for f in arm.figures if f.row == (kind, field, mode)), None)
    if figures is None:
        return "-"
    span = interval(figures)
    return share(figures.f1) if span == "-" else f"{share(figures.f1)} ({span})"


def _judged(arm: ArmReport) -> str:
    return f"{share(arm.judge.share)} ({_cell(arm.judge.model)})" if arm.judge else "-"


def _cost(arm: ArmReport) -> str:
    cost = arm.cost
    parts = [f"{cost.usage.input_tokens + cost.usage.output_tokens} tokens"] if cost.attempts else []
    if cost.cost_usd is not None:
        parts.append(f"${cost.cost_usd:.4f}")
    if cost.latency_ms_median is not None:
        parts.append(f"{cost.latency_ms_median:.0f} ms median")
    return ", ".join(parts) or "-"


def _fields(arm: ArmReport) -> Iterator[str]:
    yield f"<details><summary>{_cell(arm.name)}: every field</summary>"
    yield ""
    yield "| field | strict F1 | lenient F1 | lenient P | lenient R | in gold |"
    yield "|---|---:|---:|---:|---:|---:|"
    for kind in KINDS:
        for figures in sorted((f for f in arm.figures if f.kind == kind), key=_order):
            if figures.mode == "lenient":
                strict = arm.figure(kind, figures.field, "strict")
                shown = [strict.f1 if strict else None, figures.f1, figures.precision, figures.recall]
                cells = " | ".join(share(value) for value in shown)
                yield f"| {kind} {_cell(figures.field)} | {cells} | {figures.counts.gold} |"
    for failure in arm.failed:
        yield ""
        yield f"failed: {failure.article} (trial {failure.trial}): {_cell(failure.message)}"
    yield ""
    yield "</details>"
    yield ""


def _order(figures: Figures) -> tuple[int, str]:
    return ({"record": 0, "*": 1}.get(figures.field, 2), figures.field)


def _cell(text: str) -> str:
    """Text that cannot end a table cell or open a tag."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|").replace("*", "\\*")
    return " ".join(escaped.split())
