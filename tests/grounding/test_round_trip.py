"""A summary converts to a draft, and the draft comes back as that summary (gold: tests/acceptance)."""

import pytest
from staged import NAMES, staged

from wirebrief.schemas import ArticleSummary, Span
from wirebrief.service.grounding import assemble, ground, verify
from wirebrief.service.grounding.draft_of import draft_of
from wirebrief.service.reading.document import Document


def again(summary: ArticleSummary, document: Document) -> ArticleSummary:
    draft, lost = draft_of(summary, document)
    assert lost == []
    return assemble(document, verify(document, ground(document, draft)), provenance=None)


def content(summary: ArticleSummary) -> dict[str, object]:
    return summary.model_dump(exclude={"warnings", "article"})


@pytest.mark.parametrize("name", NAMES)
def test_a_staged_answer_survives_the_way_back(name: str) -> None:
    """Every field, ids included."""
    article = staged(name)
    first = assemble(
        article.document, verify(article.document, ground(article.document, article.draft)), provenance=None
    )
    assert content(again(first, article.document)) == content(first)


def test_what_a_draft_cannot_say_is_listed() -> None:
    """Half a quotation, a stretch over two sentences, a name that the article lacks."""
    article = staged("harbour")
    summary = assemble(article.document, ground(article.document, article.draft), provenance=None)
    quote = summary.quotes[0]
    half = article.document.span(quote.span.start, quote.span.end - 10)
    over = Span(
        start=summary.incidents[0].evidence[0].start,
        end=quote.span.end,
        text=article.document.text[summary.incidents[0].evidence[0].start : quote.span.end],
    )
    changed = summary.model_copy(
        update={
            "quotes": [quote.model_copy(update={"span": half, "continues": None}), *summary.quotes[1:]],
            "incidents": [
                summary.incidents[0].model_copy(update={"evidence": [over]}),
                *summary.incidents[1:],
            ],
        }
    )
    _, lost = draft_of(changed, article.document)
    assert {one.path for one in lost} == {"quotes[0].span", "incidents[0].evidence[0]"}
