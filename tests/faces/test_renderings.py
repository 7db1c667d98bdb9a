"""Markdown and the page: everything is in them, nothing in an article can break out of them."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from summaries import TEXT, summaries

from wirebrief.schemas import ArticleSummary
from wirebrief.service.engines.protocol import Engine
from wirebrief.service.function import summarize
from wirebrief.service.rendering.html import render_html
from wirebrief.service.rendering.markdown import escape, render_markdown
from wirebrief.service.rendering.marks import RECORDS, Mark, marks_of, paragraphs_of, pieces_of


class Outline(HTMLParser):
    """What a browser would make of a page, as far as these tests ask."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.article = ""
        self._within = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._within = self._within or tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self._within = self._within and tag != "article"

    def handle_data(self, data: str) -> None:
        self.article += data if self._within else ""

    def values(self, attribute: str) -> set[str]:
        """Every word in this attribute of any element."""
        found = (attrs.get(attribute) or "" for _, attrs in self.tags)
        return {word for value in found for word in value.split()}


@pytest.fixture
def page(summary: ArticleSummary, article: str) -> str:
    return render_html(summary, article)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_the_page_shows_the_article_as_it_stands(page: str, article: str) -> None:
    """Markup in the article is shown, not obeyed."""
    assert squeezed(Outline(page).article) == squeezed(article)


def test_an_article_cannot_bring_a_script(answering: Callable[..., Engine]) -> None:
    hostile = 'Ferry <script>alert(1)</script> & "<img src=x onerror=alert(2)>" at Tolmark.\n\n</script>A b.'
    made = summarize(hostile, engine=answering({"headline": "<script>alert(3)</script>"}))
    outline = Outline(render_html(made, hostile))
    assert [tag for tag, _ in outline.tags].count("script") == 1
    assert "img" not in [tag for tag, _ in outline.tags]


def test_every_record_has_a_card_and_a_place_in_the_text(page: str, summary: ArticleSummary) -> None:
    outline = Outline(page)
    counts = {kind: len(getattr(summary, field)) for field, (kind, _) in RECORDS.items()}
    wanted = {f"{kind}-{n}" for kind, count in counts.items() for n in range(count)}
    assert wanted <= outline.values("id")
    assert wanted <= outline.values("data-keys")


def test_everything_that_is_referred_to_on_the_page_is_on_it(page: str) -> None:
    outline = Outline(page)
    links = {value[1:] for value in outline.values("href") if value.startswith("#")}
    assert outline.values("aria-describedby") | links <= outline.values("id")


def test_the_page_asks_for_nothing_outside(page: str) -> None:
    outline = Outline(page)
    addresses = outline.values("src") | outline.values("href") | outline.values("action")
    assert {a for a in addresses if not a.startswith(("#", "data:"))} == set()
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest", page)


def test_the_policy_of_the_page_allows_its_own_script_and_no_other(page: str) -> None:
    policy = next(a["content"] for t, a in Outline(page).tags if t == "meta" and "http-equiv" in a)
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_page_over_another_text_is_refused(summary: ArticleSummary) -> None:
    with pytest.raises(ValueError, match="another text"):
        render_html(summary, "Something else altogether.")


@settings(deadline=None, max_examples=40)
@given(summaries())
def test_any_summary_can_be_shown(made: ArticleSummary) -> None:
    assert squeezed(Outline(render_html(made, TEXT)).article) == squeezed(TEXT)
    assert render_markdown(made).startswith("# ")


texts = st.text(alphabet="ab .\n\r", max_size=60)
ranges = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=8)


@settings(deadline=None)
@given(texts, ranges)
def test_pieces_put_together_are_the_paragraphs(text: str, found: list[tuple[int, int]]) -> None:
    marks = [Mark(a, min(a + n, len(text)), "quote", f"quote-{k}") for k, (a, n) in enumerate(found)]
    cut = pieces_of(text, marks)
    assert ["".join(piece.text for piece in pieces) for pieces in cut] == [
        text[a:b] for a, b in paragraphs_of(text)
    ]


@settings(deadline=None)
@given(texts)
def test_paragraphs_hold_every_character_but_white_space(text: str) -> None:
    assert "".join("".join(text[a:b].split()) for a, b in paragraphs_of(text)) == "".join(text.split())


def test_overlapping_spans_share_their_piece_the_shortest_first() -> None:
    marks = [Mark(0, 6, "incident", "incident-0"), Mark(4, 9, "quote", "quote-0")]
    keys = [piece.keys for piece in pieces_of("aaaabbcccdd", marks)[0]]
    assert keys == [("incident-0",), ("quote-0", "incident-0"), ("quote-0",), ()]


def test_a_cue_is_lit_with_its_quote_but_not_coloured_as_one(summary: ArticleSummary) -> None:
    cue = summary.quotes[0].cue
    assert cue is not None
    kinds = {mark.kind for mark in marks_of(summary) if (mark.start, mark.end) == (cue.start, cue.end)}
    assert kinds == {"support"}


@pytest.mark.parametrize(
    "text", ["*a*", "_a_", "<b>", "[a](b)", "# a", "1. a", "- a", "a | b", "`a`", "&lt;", "![x](y)", "+ a"]
)
def test_markdown_in_an_article_stays_words(text: str) -> None:
    """Undoing the backslashes gives the words back, and no special character is left without one."""
    escaped = escape(text)
    assert re.sub(r"\\(.)", r"\1", escaped) == text
    assert re.search(r"(?<!\\)[*_<>\[\]`|#&]", escaped.replace("\\\\", "")) is None
    assert not re.match(r"[-+] |\d+\. ", escaped)


def test_markdown_tells_the_whole_summary(summary: ArticleSummary) -> None:
    made = render_markdown(summary)
    for words in ("**accident**", "Runa Olsby blamed Brenn Line", "We drifted for an hour", "## Warnings"):
        assert words in made
