"""Gold becomes a draft, and the draft becomes gold again, without any model."""

from datetime import UTC, datetime

import pytest

from wirebrief.evals.gold_store import LabelledArticle, default_gold, load_gold
from wirebrief.evals.scoring.counts import Verdict
from wirebrief.evals.scoring.document import score_document
from wirebrief.schemas import ArticleSummary, Provenance
from wirebrief.schemas.gold import Gold
from wirebrief.service.grounding import assemble, ground, verify
from wirebrief.service.grounding.draft_of import draft_of
from wirebrief.service.reading.text import read_text

GOLD = load_gold(default_gold(), "all")
LANGUAGES = load_gold(default_gold() / "languages", "all")
OF_WORDS = ("when.date", "when.precision", "when.anchor", "background", "figure", "weapons.count")
"""Ends of fields that are worked out of words, which code knows in few languages."""
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def there_and_back(article: LabelledArticle) -> ArticleSummary:
    document = read_text(article.text, published=article.gold.summary.article.published.date)
    draft, inexpressible = draft_of(article.gold.summary, document)
    assert inexpressible == []
    return assemble(
        document,
        verify(document, ground(document, draft)),
        provenance=Provenance(
            engine="gold", latency_ms=0, started_at=NOW, finished_at=NOW, software_version=""
        ),
        extra_warnings=(),
        status="complete",
    )


def mistakes(gold: Gold, summary: ArticleSummary) -> list[tuple[str, str, str | None]]:
    """What the scorer does not find right, but for the article's own fields: they come from reading."""
    return [
        (slot.kind, slot.field, slot.gold_path)
        for slot in score_document(gold, summary).slots
        if slot.strict is not Verdict.COR and slot.kind != "article"
    ]


@pytest.mark.parametrize("article", GOLD, ids=lambda article: article.gold.name)
def test_gold_survives_the_way_through_a_draft(article: LabelledArticle) -> None:
    """Every slot comes back right: the draft can say all that the contract can.

    Gold's own key points need not cover every fact; what they miss before, they may miss after.
    """
    before = mistakes(article.gold, article.gold.summary)
    assert {kind for kind, _, _ in before} <= {"key_point", "warning"}
    assert [slot for slot in mistakes(article.gold, there_and_back(article)) if slot not in before] == []


@pytest.mark.parametrize("article", LANGUAGES, ids=lambda article: article.gold.name)
def test_gold_in_other_languages_survives_but_for_what_words_alone_say(article: LabelledArticle) -> None:
    """Every record comes back, with its words, parties and labels, and no check takes anything away."""
    before = mistakes(article.gold, article.gold.summary)
    lost = [slot for slot in mistakes(article.gold, there_and_back(article)) if slot not in before]
    assert [slot for slot in lost if not slot[1].endswith(OF_WORDS) and slot[1] != "record"] == []
