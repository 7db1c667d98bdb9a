"""Pages of our own in Arabic and Chinese, each with what a model would answer about it.

The pages hold the text of a gold article of `evals/gold/languages`, among what pages hold besides. The answer
is the article's gold as a draft in lines, its sentences counted as the page's are.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from wirebrief.evals.gold_store import LabelledArticle, default_gold, read_article
from wirebrief.schemas.lines import lines_of
from wirebrief.service.grounding.draft_of import draft_of
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import read_text
from wirebrief.service.reading.web import read_html

_PAGES = Path(__file__).parents[1] / "acceptance" / "pages"
_GOLD = {"ar": "ar-souq", "zh": "zh-ferry"}
LANGUAGES = tuple(_GOLD)


@dataclass(frozen=True)
class FarPage:
    html: str
    document: Document
    article: LabelledArticle
    answer: dict[str, object]


@cache
def far_page(language: str) -> FarPage:
    html = (_PAGES / f"{language}.html").read_text("utf-8")
    document = read_html(html)
    article = read_article(default_gold() / "languages" / _GOLD[language])
    read = read_text(article.text, published=article.gold.summary.article.published.date)
    draft, _ = draft_of(article.gold.summary, read)
    ids = _same_sentences(read, document)
    lines = {
        facet: [re.sub(r"\bS\d+\b", lambda match: ids[match.group()], line) for line in facet_lines]
        for facet, facet_lines in lines_of(draft.model_dump()).items()
    }
    return FarPage(html, document, article, {"kind": draft.kind, **lines, "headline": draft.headline})


def _same_sentences(read: Document, page: Document) -> dict[str, str]:
    """For each sentence of an article the id of the same one of a page."""
    ids = {page.text[s.start : s.end]: s.id for s in page.sentences}
    return {s.id: ids[read.text[s.start : s.end]] for s in read.sentences}
