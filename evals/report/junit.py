"""A gate's verdict as JUnit XML, which every CI system can show: one test case per gating field."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from wirebrief.evals.gate import Judged, Verdict
from wirebrief.evals.stats.verdict import Outcome


def junit_xml(verdict: Verdict) -> str:
    """One suite. A regression is a failure with its faults as text; what could not be decided is skipped."""
    suite = ET.Element(
        "testsuite",
        name=f"wirebrief eval gate: {verdict.name}",
        tests=str(len(verdict.fields)),
        failures=str(len(verdict.regressions)),
        skipped=str(sum(_undecided(field) for field in verdict.fields)),
    )
    for field in verdict.fields:
        _case(suite, field)
    if verdict.failed_calls:
        ET.SubElement(suite, "system-out").text = "\n".join(_plain(call) for call in verdict.failed_calls)
    ET.indent(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suite, encoding="unicode")


def _case(suite: ET.Element, field: Judged) -> None:
    kind, name, mode = field.row
    case = ET.SubElement(suite, "testcase", classname=f"wirebrief.{kind}", name=f"{name} ({mode})")
    if field.outcome is Outcome.REGRESSION:
        message = f"F1 {_figure(field.floor)} to {_figure(field.now)}"
        failure = ET.SubElement(case, "failure", message=message, type="regression")
        failure.text = _plain("\n".join(str(fault) for fault in field.faults))
    elif _undecided(field):
        ET.SubElement(case, "skipped", message=f"{field.outcome} {field.detail}".strip())


def _undecided(field: Judged) -> bool:
    return field.outcome in (Outcome.INSUFFICIENT, Outcome.UNRELIABLE)


def _figure(value: float | None) -> str:
    return "nothing" if value is None else f"{value:.4f}"


def _plain(text: str) -> str:
    """Without the control characters that XML 1.0 cannot hold."""
    return "".join(c for c in text if c >= " " or c in "\n\t")
