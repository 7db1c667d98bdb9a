"""A gate's regressions as annotations of the common CI systems."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from wirebrief.evals.errors import HarnessError
from wirebrief.evals.gate import Judged, Verdict

SYSTEMS: Final = ("none", "github", "gitlab", "azure")


def annotate(verdict: Verdict, system: str) -> Iterator[str]:
    """Lines for standard output: workflow commands, or for GitLab one code-quality report.

    Raises:
        HarnessError: no such system.
    """
    if system not in SYSTEMS:
        raise HarnessError(f"There are no annotations for {system!r}.", hint=f"Choose: {', '.join(SYSTEMS)}.")
    if system == "github":
        for title, message in _messages(verdict):
            yield f"::error title={_escaped(title, ':,')}::{_escaped(message)}"
    elif system == "azure":
        for title, message in _messages(verdict):
            yield f"##vso[task.logissue type=error]{_escaped(f'{title}: {message}', ';]')}"
    elif system == "gitlab":
        yield json.dumps([_finding(title, message) for title, message in _messages(verdict)], indent=1)


def _messages(verdict: Verdict) -> Iterator[tuple[str, str]]:
    for field in verdict.regressions:
        for message in map(str, field.faults) if field.faults else (_fall(field),):
            yield f"{field.row[0]} {field.row[1]} got worse", message


def _fall(field: Judged) -> str:
    now = "nothing" if field.now is None else f"{field.now:.4f}"
    return f"F1 from {field.floor} to {now} {field.detail}".strip()


def _escaped(text: str, also: str = "") -> str:
    """As workflow commands want it: percent encoding of what would end the command."""
    for c in "%\r\n" + also:
        text = text.replace(c, f"%{ord(c):02X}")
    return text


def _finding(title: str, message: str) -> dict[str, object]:
    return {
        "description": f"{title}: {message}",
        "check_name": "wirebrief-eval-gate",
        "fingerprint": f"{title}|{message}",
        "severity": "major",
        "location": {"path": "evals/gold", "lines": {"begin": 1}},
    }
