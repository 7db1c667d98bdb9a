"""Wirebrief: a news article in, a structured and checkable summary out.

    from wirebrief import summarize

    summary = summarize(text)
    for quote in summary.quotes:
        print(quote.speaker, quote.span.text)

Names are imported when first used, so that `import wirebrief` stays cheap.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirebrief.schemas import (
        Actor,
        Article,
        ArticleSummary,
        Attribution,
        Incident,
        KeyPoint,
        Quote,
        QuotedText,
        Span,
        violations,
    )
    from wirebrief.schemas.events import Contradiction, Event, Events
    from wirebrief.service.batch.function import batches, fetch_batches, submit_batch
    from wirebrief.service.client import AsyncClient, Client, Unreachable
    from wirebrief.service.desk.frames import frames
    from wirebrief.service.desk.summaries import Failure, Summarised, read_results, read_summaries
    from wirebrief.service.desk.view import SummaryView, view
    from wirebrief.service.errors import (
        AuthenticationFailed,
        BudgetExceeded,
        Busy,
        CircuitOpen,
        ConfigurationError,
        EmptyArticle,
        InputError,
        Malformed,
        MissingExtra,
        NoArticle,
        NotText,
        RateLimited,
        Refused,
        RunStopped,
        TooLong,
        Truncated,
        UnknownModel,
        UnreadableUrl,
        UnsupportedLanguage,
        UpstreamError,
        UpstreamTimeout,
        UpstreamUnavailable,
        WirebriefError,
    )
    from wirebrief.service.function import (
        Source,
        Summarizer,
        asummarize,
        asummarize_many,
        summarize,
        summarize_many,
    )
    from wirebrief.service.http.refusals import BudgetSpent, NoSuchJob, Unauthorized
    from wirebrief.service.linking.function import link_incidents
    from wirebrief.service.run import Result
    from wirebrief.service.spending import Budget
    from wirebrief.service.streaming import Streamed, astream

_HOMES = (  # the cheapest first
    "wirebrief.service.errors",
    "wirebrief.service.spending",
    "wirebrief.schemas",
    "wirebrief.service.run",
    "wirebrief.service.function",
    "wirebrief.service.streaming",
    "wirebrief.service.http.refusals",
    "wirebrief.service.client",
    "wirebrief.service.batch.function",
    "wirebrief.service.desk.summaries",
    "wirebrief.service.desk.view",
    "wirebrief.service.desk.frames",
    "wirebrief.schemas.events",
    "wirebrief.service.linking.function",
)

__all__ = [
    "Actor",
    "Article",
    "ArticleSummary",
    "AsyncClient",
    "Attribution",
    "AuthenticationFailed",
    "Budget",
    "BudgetExceeded",
    "BudgetSpent",
    "Busy",
    "CircuitOpen",
    "Client",
    "ConfigurationError",
    "Contradiction",
    "EmptyArticle",
    "Event",
    "Events",
    "Failure",
    "Incident",
    "InputError",
    "KeyPoint",
    "Malformed",
    "MissingExtra",
    "NoArticle",
    "NoSuchJob",
    "NotText",
    "Quote",
    "QuotedText",
    "RateLimited",
    "Refused",
    "Result",
    "RunStopped",
    "Source",
    "Span",
    "Streamed",
    "Summarised",
    "Summarizer",
    "SummaryView",
    "TooLong",
    "Truncated",
    "Unauthorized",
    "UnknownModel",
    "Unreachable",
    "UnreadableUrl",
    "UnsupportedLanguage",
    "UpstreamError",
    "UpstreamTimeout",
    "UpstreamUnavailable",
    "WirebriefError",
    "astream",
    "asummarize",
    "asummarize_many",
    "batches",
    "fetch_batches",
    "frames",
    "link_incidents",
    "read_results",
    "read_summaries",
    "submit_batch",
    "summarize",
    "summarize_many",
    "view",
    "violations",
]


def __getattr__(name: str) -> object:
    if name in __all__:
        for home in _HOMES:
            if hasattr(module := import_module(home), name):
                globals()[name] = value = getattr(module, name)
                return value
    raise AttributeError(f"module 'wirebrief' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
