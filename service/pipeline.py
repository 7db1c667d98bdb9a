"""The way of one article: draft, ground, verify, repair once, assemble (docs/architecture.md)."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version

from wirebrief.schemas import ArticleSummary, Provenance, Usage, Warning
from wirebrief.service.engines.protocol import Drafted, Engine
from wirebrief.service.errors import UnsupportedLanguage, WirebriefError
from wirebrief.service.grounding import Grounding, assemble, failed_items, ground, merge_repair, verify
from wirebrief.service.reading.document import Document
from wirebrief.service.spending import spending_on_article


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the pipeline takes the time from, so that a test can set it."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    monotonic: Callable[[], float] = time.monotonic


async def summarize_document(
    document: Document, engine: Engine, clock: Clock | None = None
) -> ArticleSummary:
    """Summarise a document with an engine.

    Raises:
        UnsupportedLanguage: the engine was not made for the document's language.
        UpstreamError: the model's server gave no usable answer.
    """
    with spending_on_article():  # the first question and the repair spend from one budget
        return await _summarize(document, engine, clock or Clock())


async def _summarize(document: Document, engine: Engine, clock: Clock) -> ArticleSummary:
    started_at, start = clock.now(), clock.monotonic()
    warnings = _language(document, engine)
    drafted = await engine.draft(document)
    grounding = await asyncio.to_thread(_believe, document, drafted)
    if failed := failed_items(drafted.draft, grounding):
        try:
            again = await engine.repair(document, failed)
        except WirebriefError as error:  # what was paid for stays; the failing items are lost
            warnings.append(_repair_lost(error, len(failed)))
            drafted = _with_cost(drafted, error.usage or Usage(), error.attempts, error.cost_usd)
        else:
            if again is not None:
                merged = merge_repair(drafted.draft, failed, again.draft)
                drafted = _with_repair(replace(drafted, draft=merged), again)
                grounding = await asyncio.to_thread(_believe, document, drafted)
    provenance = Provenance(
        engine=engine.name,
        model=drafted.model,
        prompts=list(drafted.prompts),
        schema_sha256=drafted.schema_sha256,
        usage=drafted.usage,
        cost_usd=drafted.cost_usd,
        latency_ms=round((clock.monotonic() - start) * 1000, 3),
        attempts=drafted.attempts,
        started_at=started_at,
        finished_at=clock.now(),
        software_version=software_version(),
    )
    partial = any(w.code in _INCOMPLETE for w in (*warnings, *drafted.warnings))
    return await asyncio.to_thread(
        assemble,
        document,
        grounding,
        provenance=provenance,
        extra_warnings=(*warnings, *drafted.warnings),
        status="partial" if partial else "complete",
    )


_INCOMPLETE = frozenset(
    {"facet_missing", "repair_failed", "answer_truncated", "prompt_cut", "window_missing"}
)
"""Warnings of a part that the engine did not answer; an item that it answered badly twice is no such part."""


@cache
def software_version() -> str:
    """The installed version of Wirebrief."""
    return version("wirebrief")


def _believe(document: Document, drafted: Drafted) -> Grounding:
    return verify(document, ground(document, drafted.draft), drafted.examples)


def _language(document: Document, engine: Engine) -> list[Warning]:
    """Refuse what the engine cannot read; warn where it may read badly."""
    language = document.language
    if language is None or language == "en":
        return []
    if engine.languages is not None and language not in engine.languages:
        raise UnsupportedLanguage(
            f"The article seems to be in {language!r}; the {engine.name!r} engine reads "
            f"{', '.join(sorted(engine.languages))} only.",
            hint="Use the llm engine for it, with a model that knows the language.",
        )
    message = f"The article seems to be in {language!r}; reading and prompts were made for English."
    return [Warning(code="language_unsupported", message=message, path="article.language")]


def _repair_lost(error: WirebriefError, items: int) -> Warning:
    message = f"{items} items failed the checks, were not answered again and were dropped: {error.message}"
    return Warning(code="repair_failed", message=message)


def _with_repair(drafted: Drafted, again: Drafted) -> Drafted:
    """The first answer with the cost of the second added."""
    return replace(
        _with_cost(drafted, again.usage, again.attempts, again.cost_usd),
        prompts=drafted.prompts + tuple(p for p in again.prompts if p not in drafted.prompts),
        warnings=drafted.warnings + again.warnings,
        examples=drafted.examples | again.examples,
    )


def _with_cost(drafted: Drafted, usage: Usage, attempts: int, cost_usd: float | None) -> Drafted:
    """The answer with what another question took added; a cost that is unknown in part is unknown."""
    known = drafted.cost_usd is not None and cost_usd is not None
    return replace(
        drafted,
        usage=add_usage(drafted.usage, usage),
        attempts=drafted.attempts + attempts,
        cost_usd=(drafted.cost_usd or 0) + (cost_usd or 0) if known else None,
    )


def add_usage(one: Usage, other: Usage) -> Usage:
    """Token counts of two calls together."""
    return Usage(**{name: getattr(one, name) + getattr(other, name) for name in Usage.model_fields})
