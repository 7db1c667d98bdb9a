"""OpenTelemetry, for programs that use it: where nobody has imported it, it is not imported here either."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

SCOPE = "wirebrief"
"""The name under which spans and metrics appear."""


def in_use() -> bool:
    """Whether the program has imported OpenTelemetry."""
    return "opentelemetry" in sys.modules


@contextmanager
def article_span(engine: str, article: str) -> Iterator[None]:
    """Inside is the work on one article; the spans of its calls are under this one's."""
    if not in_use():
        yield
        return
    from opentelemetry import trace

    with trace.get_tracer(SCOPE).start_as_current_span(
        "summarize article", attributes={"wirebrief.engine": engine, "wirebrief.article.id": article}
    ):
        yield
