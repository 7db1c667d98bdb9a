"""The table that a terminal shows: one line per field, strict beside lenient, with interval and support."""

from __future__ import annotations

from collections.abc import Iterator

from wirebrief.evals.report.model import ArmReport, Figures, Report

KINDS = (
    "quote",
    "quoted_text",
    "attribution",
    "incident",
    "actor",
    "article",
    "warning",
    "key_point",
    "headline",
)
"""Record kinds in the order in which reports show them."""
HEADLINES: tuple[tuple[str, str, str], ...] = (
    ("quote", "record", "strict"),
    ("quote", "speakers", "strict"),
    ("attribution", "record", "lenient"),
    ("incident", "record", "lenient"),
    ("incident", "*", "lenient"),
    ("key_point", "facts", "lenient"),
)
"""What an overview shows of an arm."""


def render(report: Report, *, fields: bool = True) -> str:
    """The report as plain text, each line at most 110 characters."""
    return "\n".join(line for arm in report.arms for line in _arm(report, arm, fields=fields))


def _arm(report: Report, arm: ArmReport, *, fields: bool) -> Iterator[str]:
    trials = f", {arm.trials} trials" if arm.trials > 1 else ""
    yield f"{arm.name}: {arm.documents} articles ({report.split}){trials}"
    if arm.documents < 2:
        yield "With one article there is no interval: these figures describe it and nothing else."
    yield ""
    modes = "".join(f"{mode:>8}  {'95% interval':^14}" for mode in ("strict", "lenient"))
    yield f"{'':31}{modes}{'P':>6}{'R':>6}{'macro':>6}{'gold':>6}{'docs':>5}"
    for kind in KINDS:
        for field in _fields(arm, kind, every=fields):
            yield _line(kind, field, arm)
    if arm.judge:
        asked = f"{arm.judge.model}, {arm.judge.unanswered} articles without its answer"
        yield f"{'key points, by a judge':31}{share(arm.judge.share):>8}  ({asked}; never gates)"
    for failure in arm.failed:
        yield f"failed: {failure.article} (trial {failure.trial}): {failure.code}: {failure.message}"
    yield ""


def _fields(arm: ArmReport, kind: str, *, every: bool) -> list[str]:
    present = {figures.field for figures in arm.figures if figures.kind == kind}
    first = [field for field in ("record", "*") if field in present]
    return first + (sorted(present - set(first)) if every else [])


def _line(kind: str, field: str, arm: ArmReport) -> str:
    strict, lenient = arm.figure(kind, field, "strict"), arm.figure(kind, field, "lenient")
    assert strict is not None  # both modes come from the same slots
    assert lenient is not None
    label = {"record": kind, "*": f"{kind}: all fields"}.get(field, f"  {field}")
    precision, recall = share(lenient.precision), share(lenient.recall)
    modes = "".join(f"{share(one.f1):>8}  {interval(one):^14}" for one in (strict, lenient))
    rates = f"{precision:>6}{recall:>6}{share(lenient.macro_f1):>6}"
    return f"{label:31}{modes}{rates}{lenient.counts.gold:>6}{lenient.documents:>5}"


def share(value: float | None) -> str:
    """A figure as it is shown: three digits, a dash where it is not defined."""
    return "-" if value is None else f"{value:.3f}"


def interval(figures: Figures) -> str:
    """`0.812-0.934`, or a dash."""
    if figures.f1_low is None or figures.f1_high is None:
        return "-"
    return f"{figures.f1_low:.3f}-{figures.f1_high:.3f}"
