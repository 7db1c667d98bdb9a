"""When: time expressions of English news, found and resolved in code."""

from wirebrief.service.reading.dates.find import find_times
from wirebrief.service.reading.dates.in_document import anchor_kind, resolve_in, times_in
from wirebrief.service.reading.dates.meaning import TimeExpression
from wirebrief.service.reading.dates.resolve import resolve
from wirebrief.service.reading.dates.tense import Leaning, leaning

__all__ = [
    "Leaning",
    "TimeExpression",
    "anchor_kind",
    "find_times",
    "leaning",
    "resolve",
    "resolve_in",
    "times_in",
]
