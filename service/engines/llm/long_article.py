"""Asking about an article that is too long for one answer: window by window, then for one summary of all."""

import asyncio
import re
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from wirebrief.schemas import PromptUse, Usage, Warning
from wirebrief.schemas.draft import Draft
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.service.engines.llm.answer import FACETS
from wirebrief.service.engines.llm.joining import joined, key_points_of
from wirebrief.service.engines.llm.windows import Window
from wirebrief.service.engines.protocol import Drafted
from wirebrief.service.errors import AuthenticationFailed, ConfigurationError, TooLong, WirebriefError
from wirebrief.service.reading.document import Document, Sentence
from wirebrief.service.reading.render import render_sentences, shown_sentences

AT_A_TIME = 4
"""Windows of one article that are asked about side by side."""

_SUMMARIZED = 7
_FATAL = (AuthenticationFailed, ConfigurationError, TooLong)
_OVERVIEW = (
    "The article is long and was read in parts. Shown are only the sentences that matter most in each. Write "
    f"the headline and at most {_SUMMARIZED} key points for the whole, and leave the other lists empty."
)
_CITED = re.compile(r"\bS\d+\b")
_NEAR = 2
"""Sentences before and after a cited one that a repair shows."""


class Ask(Protocol):
    """Puts one question about some sentences of the article."""

    def __call__(self, shown: Sequence[Sentence], line: str, *, doubting: bool) -> Awaitable[Drafted]: ...


@dataclass(frozen=True, slots=True)
class Lost:
    """A window that could not be had."""

    window: Window
    error: WirebriefError


async def read_in_windows(document: Document, parts: Sequence[Window], ask: Ask, most: int) -> Drafted:
    """The draft of a long article.

    A window whose question fails is told of, and the rest stands.

    Args:
        most: bytes of the article that one question may show.

    Raises:
        WirebriefError: what will fail for every window, or the first failure where all of them failed.
    """
    answers = await _each(parts, ask)
    had = [(window, one) for window, one in zip(parts, answers, strict=True) if isinstance(one, Drafted)]
    lost = [one for one in answers if isinstance(one, Lost)]
    if not had:
        raise lost[0].error
    drafts = [_own_summary(window, one.draft) for window, one in had]
    draft = joined(document, [(window, one.draft) for window, one in had])
    overview = await _overview(document, drafts, ask, most)
    summed = _summary(drafts if isinstance(overview, WirebriefError) else [overview.draft])
    every = [one for _, one in had] + ([overview] if isinstance(overview, Drafted) else [])
    errors = [one.error for one in lost] + ([overview] if isinstance(overview, WirebriefError) else [])
    told = [_windowed(len(parts)), *map(_lost, lost)]
    return together(every, draft.model_copy(update=summed), errors, told)


def together(
    drafted: Sequence[Drafted],
    draft: Draft,
    errors: Sequence[WirebriefError] = (),
    told: Sequence[Warning] = (),
) -> Drafted:
    """One result of several questions, the failed ones' cost included; a cost unknown in part is unknown."""
    every: list[Drafted | WirebriefError] = [*drafted, *errors]
    costs = [one.cost_usd for one in every]
    prompts: dict[PromptUse, None] = {use: None for one in drafted for use in one.prompts}
    return replace(
        drafted[0],
        draft=draft,
        prompts=tuple(prompts),
        usage=_sum([one.usage or Usage() for one in every]),
        attempts=sum(one.attempts for one in every),
        cost_usd=None if None in costs else sum(cost or 0.0 for cost in costs),
        warnings=(*told, *dict.fromkeys(w for one in drafted for w in one.warnings)),
        examples=frozenset[str]().union(*(one.examples for one in drafted)),
    )


def repair_groups(
    document: Document, failed: Sequence[FailedItem], most: int
) -> list[tuple[list[Sentence], list[FailedItem]]]:
    """Failed items of a long article in groups, each with the sentences that a question about it shows.

    Those are the sentences that the items cite and their neighbours; items that cite none go with the first.
    """
    told = shown_sentences(document)
    place = {sentence.id: n for n, sentence in enumerate(told)}
    sizes = [len(line) + 1 for line in render_sentences(document, told)]
    groups: list[tuple[set[int], list[FailedItem]]] = [(set(), [])]
    for item in failed:
        rows = {
            row
            for cited in _CITED.findall(str(item.item)) + _cited_by_quotation(document, item)
            if cited in place
            for row in range(max(0, place[cited] - _NEAR), min(len(sizes), place[cited] + _NEAR + 1))
        }
        shown = groups[-1][0] | rows
        if groups[-1][1] and sum(sizes[row] for row in shown) > most:
            groups.append((rows, [item]))
        else:
            groups[-1] = (shown, [*groups[-1][1], item])
    return [([told[row] for row in sorted(rows)], items) for rows, items in groups]


def _cited_by_quotation(document: Document, item: FailedItem) -> list[str]:
    quotation = document.quotation_by_id.get(str(item.item.get("quotation", "")))
    return [s.id for s in document.sentences_over(quotation.start, quotation.end)] if quotation else []


async def _each(parts: Sequence[Window], ask: Ask) -> list[Drafted | Lost]:
    slots = asyncio.Semaphore(AT_A_TIME)

    async def one(window: Window) -> Drafted | Lost:
        async with slots:
            try:
                return await ask(window.sentences, window.line, doubting=True)
            except _FATAL:
                raise
            except WirebriefError as error:
                return Lost(window, error)

    running = [asyncio.ensure_future(one(window)) for window in parts]
    try:
        return await asyncio.gather(*running)
    finally:  # nothing goes on being paid for when one question fails for all, or the caller leaves
        for task in running:
            task.cancel()


def _own_summary(window: Window, draft: Draft) -> Draft:
    """Without key points about what is another window's, such as the beginning that all of them show."""
    own = [point for point in draft.key_points if window.own & set(point.evidence)]
    return draft.model_copy(update={"key_points": own})


async def _overview(
    document: Document, drafts: Sequence[Draft], ask: Ask, most: int
) -> Drafted | WirebriefError:
    """The summary of the whole, asked over the sentences that the windows' own summaries rest on."""
    told = shown_sentences(document)
    rendered = zip(told, render_sentences(document, told), strict=True)
    sizes = {s.id: len(line.encode("utf-8", "replace")) + 1 for s, line in rendered}
    titles = [s.id for s in document.sentences if s.zone in ("title", "standfirst")]
    cited = [*titles, *(name for point in key_points_of(drafts) for name in point.evidence)]
    shown: set[str] = set()
    for name in dict.fromkeys(cited):
        if name in sizes and sizes[name] <= most:
            most -= sizes[name]
            shown.add(name)
    try:
        return await ask(
            [s for s in document.sentences if s.id in shown] or document.sentences[:1],
            _OVERVIEW,
            doubting=False,
        )
    except WirebriefError as error:
        return error


def _summary(drafts: Sequence[Draft]) -> dict[str, object]:
    """What of a draft is about the article as a whole."""
    texts = {
        name: next((value for draft in drafts if (value := getattr(draft, name))), "")
        for name in Draft.model_fields
        if name not in FACETS
    }
    return {**texts, "key_points": list(key_points_of(drafts))[:_SUMMARIZED]}


def _sum(usages: Sequence[Usage]) -> Usage:
    return Usage(**{name: sum(getattr(usage, name) for usage in usages) for name in Usage.model_fields})


def _windowed(count: int) -> Warning:
    message = f"The article is long: the model read it in {count} windows that overlap."
    return Warning(code="article_windowed", message=message)


def _lost(one: Lost) -> Warning:
    first, last = one.window.first, one.window.sentences[-1].id
    message = f"The sentences {first} to {last} could not be read: {one.error.message}"
    return Warning(code="window_missing", message=message)
