"""The way of one article: draft, ground, verify, repair once, assemble (docs/architecture.md)."""

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from typing import ParamSpec, Protocol, TypeVar

from wirebrief.schemas import ArticleSummary, Provenance, Usage, Warning
from wirebrief.schemas.draft import Draft
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.service.engines.llm.free_text import NAMES
from wirebrief.service.engines.protocol import Drafted, Engine
from wirebrief.service.errors import MissingExtra, TooLong, UnsupportedLanguage, WirebriefError
from wirebrief.service.grounding import Grounding, assemble, failed_items, ground, mended, verify
from wirebrief.service.grounding.confidence import weighed
from wirebrief.service.grounding.second_reading import SecondReading
from wirebrief.service.languages import WITH_WORDS
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.language import may_be_english
from wirebrief.service.spending import spending_on_article
from wirebrief.service.tracing import article_span

P = ParamSpec("P")
T = TypeVar("T")


class Aside(Protocol):
    """Calls what needs the processor beside the event loop: in a thread, or in a process of its own."""

    def __call__(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]: ...


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the pipeline takes the time from, so that a test can set it."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    monotonic: Callable[[], float] = time.monotonic


async def summarize_document(
    document: Document, engine: Engine, clock: Clock | None = None, *, aside: Aside = asyncio.to_thread
) -> ArticleSummary:
    """Summarise a document with an engine.

    Args:
        aside: where the draft is grounded, checked and assembled.

    Raises:
        UnsupportedLanguage: the engine was not made for the document's language.
        UpstreamError: the model's server gave no usable answer.
    """
    digest = hashlib.sha256(document.text.encode("utf-8", "replace")).hexdigest()
    # The first question and the repair spend from one budget.
    with spending_on_article(), article_span(engine.name, digest):
        return await _summarize(document, engine, clock or Clock(), aside)


async def _summarize(document: Document, engine: Engine, clock: Clock, aside: Aside) -> ArticleSummary:
    started_at, start = clock.now(), clock.monotonic()
    warnings = _language(document, engine)
    drafted = await engine.draft(document)
    engine, drafted = drafted.by or engine, replace(drafted, by=None)  # an open engine stays in this process
    warnings += _own_words(document, drafted)
    checked = await aside(_checked, document, drafted, engine.name, warnings)
    if isinstance(checked, _Failed):
        grounding = checked.grounding
        try:
            again = await engine.repair(document, checked.items)
        except WirebriefError as error:  # what was paid for stays; the failing items are lost
            warnings.append(_repair_lost(error, len(checked.items)))
            drafted = _with_cost(drafted, error.usage or Usage(), error.attempts, error.cost_usd)
        else:
            if again is not None:
                drafted = _with_repair(drafted, again)
                grounding = await aside(_mended, document, drafted, grounding, again, checked.second)
        checked = await aside(_whole, document, grounding, checked.second, (*warnings, *drafted.warnings))
    provenance = Provenance(
        engine=engine.name,
        model=drafted.model,
        prompts=list(drafted.prompts),
        schema_sha256=drafted.schema_sha256,
        usage=drafted.usage,
        cost_usd=drafted.cost_usd,
        latency_ms=round((clock.monotonic() - start) * 1000, 3),
        attempts=drafted.attempts,
        instead_of=list(drafted.instead_of),
        started_at=started_at,
        finished_at=clock.now(),
        software_version=software_version(),
    )
    return checked.model_copy(update={"provenance": provenance})


@dataclass(frozen=True, slots=True)
class _Failed:
    """A draft some items of which do not stand the checks, as far as it was checked."""

    items: list[FailedItem]
    grounding: Grounding
    second: SecondReading | None


def _checked(
    document: Document, drafted: Drafted, engine: str, warnings: Sequence[Warning]
) -> ArticleSummary | _Failed:
    """The summary of a draft where everything in it stands the checks; all of it in one call aside."""
    second = _second_reading(document, engine)
    grounding = _believe(document, drafted, drafted.draft, second)
    if failed := failed_items(drafted.draft, grounding):
        return _Failed(failed, grounding, second)
    return _whole(document, grounding, second, (*warnings, *drafted.warnings))


def _whole(
    document: Document, grounding: Grounding, second: SecondReading | None, warnings: Sequence[Warning]
) -> ArticleSummary:
    """The summary, without its provenance."""
    partial = any(warning.code in _INCOMPLETE for warning in warnings)
    return assemble(
        document,
        weighed(grounding, ground(document, second.draft) if second else None),
        provenance=None,
        extra_warnings=tuple(warnings),
        status="partial" if partial else "complete",
    )


_LONGEST = 60_000
"""Characters up to which a second reader is asked: some seconds of parsing."""
_INCOMPLETE = frozenset(
    {"facet_missing", "repair_failed", "answer_truncated", "prompt_cut", "window_missing"}
)
"""Warnings of a part that the engine did not answer; an item that it answered badly twice is no such part."""


@cache
def software_version() -> str:
    """The installed version of Wirebrief."""
    return version("wirebrief")


def _believe(
    document: Document,
    drafted: Drafted,
    draft: Draft,
    second: SecondReading | None,
    insisted: frozenset[str] = frozenset(),
) -> Grounding:
    return verify(document, ground(document, draft), drafted.examples, second, insisted, drafted.written)


def _mended(
    document: Document, drafted: Drafted, first: Grounding, again: Drafted, second: SecondReading | None
) -> Grounding:
    """What the second answer makes of the first, read again as a whole before it counts."""

    def believe(draft: Draft, insisted: frozenset[str]) -> Grounding:
        return _believe(document, drafted, draft, second, insisted)

    return mended(first, failed_items(first.draft, first), again.draft, believe)


def _second_reading(document: Document, engine: str) -> SecondReading | None:
    """What a parser makes of the article, where one is installed and the engine is no parser itself."""
    english = may_be_english(document.language, document.text)
    if engine == "rules" or not english or len(document.text) > _LONGEST:
        return None
    from wirebrief.service.engines.rules.second_reader import second_reading

    try:
        return second_reading(document)
    except (MissingExtra, TooLong):
        return None


def _language(document: Document, engine: Engine) -> list[Warning]:
    """Refuse what the engine cannot read; warn where it may read badly."""
    language = document.language
    if may_be_english(language, document.text):
        return []
    if language is not None and engine.languages is not None and language not in engine.languages:
        read = " and ".join(NAMES[one] for one in sorted(engine.languages))
        raise UnsupportedLanguage(
            f"The article seems to be in {NAMES.get(language, language)}; "
            f"the {engine.name!r} engine reads only {read}.",
            hint="A language model can read it: engine='llm' with a model that knows the language.",
        )
    seems = f"seems to be in {language!r}" if language else "is in a language that could not be told"
    if language in WITH_WORDS:
        message = (
            f"The article {seems}. Numbers with bounds and units, negation, hedges, names, days and what "
            "needs no language were checked; who did what to whom, and what is reported as said, in English "
            "only."
        )
        return [Warning(code="language_unsupported", message=message, path="article.language")]
    message = (
        f"The article {seems}. Only what needs no language was checked: ids, cited words, digits, quotation "
        "marks, structure. Names, number words, negation, hedges, reporting words, days and countries were "
        "not; figures are read from their digits, without “at least” and the like."
    )
    return [Warning(code="language_unsupported", message=message, path="article.language")]


def _own_words(document: Document, drafted: Drafted) -> list[Warning]:
    """Tell that free text in another language than an English article's is hardly checked."""
    language = drafted.written
    if language in (None, "en") or not may_be_english(document.language, document.text):
        return []
    message = (
        f"Headline, key points and summaries were asked for in {language!r}. Of them only the digits were "
        "checked; names, number words, negation and hedges were not."
    )
    return [Warning(code="language_unsupported", message=message, path="headline")]


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
