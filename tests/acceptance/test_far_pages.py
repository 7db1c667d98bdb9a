"""A page in Arabic and one in Chinese go the whole way: read, answered by a model, grounded, shown."""

import re
from html.parser import HTMLParser

import pytest
from far_pages import LANGUAGES, FarPage, far_page
from upstream import ScriptedUpstream, answer

from wirebrief import summarize
from wirebrief.schemas import ArticleSummary, violations
from wirebrief.schemas.references import spans
from wirebrief.service.rendering.html import render_html

MARKS = {"ar": "«»", "zh": "“”"}


@pytest.fixture(params=LANGUAGES)
def page(request: pytest.FixtureRequest) -> FarPage:
    return far_page(request.param)


@pytest.fixture
def summary(page: FarPage, upstream: ScriptedUpstream) -> ArticleSummary:
    """What becomes of the page: one question, and nothing to ask again."""
    upstream.script(answer(page.answer))
    return summarize(html=page.html, engine="llm", model="scripted", base_url=upstream.url)


def test_the_page_is_read(page: FarPage, summary: ArticleSummary) -> None:
    """Its language, day and text are known; what is not the article stays out."""
    article = summary.article
    labelled = page.article.gold.summary.article
    assert (article.language, article.title) == (labelled.language, labelled.title)
    assert article.published.date == labelled.published.date
    assert article.text is not None
    for paragraph in page.article.text.split("\n\n"):
        assert paragraph.strip() in article.text
    assert not re.search("الأكثر قراءة|الرئيسية|جميع الحقوق|相关新闻|首页|版权所有", article.text)


def test_every_offset_is_exact(summary: ArticleSummary) -> None:
    assert summary.article.text is not None
    assert violations(summary, summary.article.text) == []
    found = list(spans(summary))
    assert len(found) > 50
    assert all(summary.article.text[span.start : span.end] == span.text for _, span in found)


def test_every_record_comes_through(page: FarPage, summary: ArticleSummary) -> None:
    gold = page.article.gold.summary
    assert [quote.span.text for quote in summary.quotes] == [quote.span.text for quote in gold.quotes]
    assert [one.evidence.text for one in summary.attributions] == [
        one.evidence.text for one in gold.attributions
    ]
    assert {actor.name for actor in summary.actors} == {actor.name for actor in gold.actors}
    assert len(summary.incidents) == len(gold.incidents)


def test_what_is_said_in_marks_stands_between_them(summary: ArticleSummary) -> None:
    text, language = summary.article.text, summary.article.language
    assert text is not None
    assert language is not None
    opening, closing = MARKS[language]
    marked = [quote.span for quote in summary.quotes if quote.kind != "indirect"]
    marked += [quoted.span for quoted in summary.quoted_text]
    assert len(marked) == text.count(opening)
    for span in marked:
        assert text[span.start - 1] == opening
        assert text[span.end :].lstrip(".")[0] == closing


class Shown(HTMLParser):
    """The elements of a page that say a language or a direction, with their words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self._open: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "input", "br", "img"):
            self._open.append((tag, dict(attrs), []))

    def handle_data(self, data: str) -> None:
        for _, _, words in self._open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        name, attributes, words = self._open.pop()
        assert name == tag
        if "lang" in attributes or "dir" in attributes:
            self.found.append((tag, attributes, "".join(words)))


def test_the_view_says_language_and_direction(summary: ArticleSummary) -> None:
    """The article and what is printed from it, and the summary's own words."""
    text, language = summary.article.text, summary.article.language
    assert text is not None
    shown = Shown(render_html(summary, text)).found
    article = next(attributes for tag, attributes, _ in shown if tag == "article")
    assert article["lang"] == language
    own = [words for _, attributes, words in shown if attributes == {"dir": "auto", "lang": language}]
    assert {summary.headline, *(point.text for point in summary.key_points)} <= set(own)
    names = {words for tag, attributes, words in shown if tag == "bdi" and attributes.get("lang") == language}
    assert {actor.name for actor in summary.actors} <= names
