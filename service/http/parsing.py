"""What worker processes do with an article."""

import asyncio
from functools import cache

from wirebrief.schemas import ArticleSummary
from wirebrief.service.function import Source, Summarizer


@cache
def _rules() -> Summarizer:
    return Summarizer("rules")


def summarize_by_rules(source: Source) -> ArticleSummary:
    """Read and summarise one article with the embedded engine."""
    return asyncio.run(_rules().summarize(source))
