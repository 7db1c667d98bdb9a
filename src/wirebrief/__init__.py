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
    from wirebrief.service.errors import (
        AuthenticationFailed,
        BudgetExceeded,
        ConfigurationError,
        EmptyArticle,
        InputError,
        Malformed,
        MissingExtra,
        NoArticle,
        NotText,
        RateLimited,
        Refused,
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
        Result,
        Source,
        Summarizer,
        asummarize,
        asummarize_many,
        summarize,
        summarize_many,
    )

_HOMES = ("wirebrief.service.errors", "wirebrief.schemas", "wirebrief.service.function")  # the cheapest first

__all__ = [
    "Actor",
    "Article",
    "ArticleSummary",
    "Attribution",
    "AuthenticationFailed",
    "BudgetExceeded",
    "ConfigurationError",
    "EmptyArticle",
    "Incident",
    "InputError",
    "KeyPoint",
    "Malformed",
    "MissingExtra",
    "NoArticle",
    "NotText",
    "Quote",
    "QuotedText",
    "RateLimited",
    "Refused",
    "Result",
    "Source",
    "Span",
    "Summarizer",
    "TooLong",
    "Truncated",
    "UnknownModel",
    "UnreadableUrl",
    "UnsupportedLanguage",
    "UpstreamError",
    "UpstreamTimeout",
    "UpstreamUnavailable",
    "WirebriefError",
    "asummarize",
    "asummarize_many",
    "summarize",
    "summarize_many",
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
