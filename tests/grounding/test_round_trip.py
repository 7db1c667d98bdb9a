"""A summary converts to a draft, and the draft comes back as that summary."""

from pathlib import Path

import pytest
from staged import NAMES, staged

from wirebrief.schemas import ArticleSummary, Incident, Span
from wirebrief.schemas.gold import Gold
from wirebrief.service.grounding import assemble, ground, verify
from wirebrief.service.grounding.draft_of import draft_of
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import read_text

GOLD = Path(__file__).parents[2] / "evals" / "gold"


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


@pytest.mark.parametrize("path", sorted(GOLD.glob("*/gold.json")), ids=lambda path: path.parent.name)
def test_gold_survives_the_way_back(path: Path) -> None:
    """Without any model: what the labellers wrote is what the drafts can say.

    One thing is added: the sentence of a place's name joins the evidence (invariant 4), where a labeller took
    the name from elsewhere.
    """
    gold = Gold.model_validate_json(path.read_text("utf-8"))
    with (path.parent / "article.txt").open(encoding="utf-8", newline="") as file:
        document = read_text(file.read())
    answer = again(gold.summary, document)
    incidents = [
        one.model_copy(update={"evidence": label.evidence}) if _only_named(one, label) else one
        for one, label in zip(answer.incidents, gold.summary.incidents, strict=True)
    ]
    assert content(answer.model_copy(update={"incidents": incidents})) == content(gold.summary)


def _only_named(answer: Incident, label: Incident) -> bool:
    """Whether all that the evidence gained is sentences that have the place's name."""
    gained = [span for span in answer.evidence if span not in label.evidence]
    return bool(gained) and all(label.where.name and label.where.name in span.text for span in gained)


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
