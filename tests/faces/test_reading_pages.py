"""Reading pages of HTML: the article, what the page says about itself, and pages without an article."""

import sys
from contextlib import suppress
from datetime import date
from html import escape
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirebrief.schemas import violations
from wirebrief.service.errors import InputError, MissingExtra, NoArticle, NotText, TooLong
from wirebrief.service.function import summarize
from wirebrief.service.reading.web import read_html

BODY = (
    "<p>TOLMARK: A ferry lost power off Tolmark on Monday &amp; two deckhands were hurt, the harbour office "
    "said.</p><h2>No warning</h2><p>&#8220;We drifted for an hour,&#8221; captain Runa Olsby said. "
    "She called the company careless.</p><p>The ferry, built in 1987, had passed its last inspection.</p>"
)


def page(head: str = "", body: str = BODY, title: str = "Ferry adrift off Tolmark") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>"
        "<nav><a href=/>Home</a> <a href=/world>World</a></nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>All rights reserved 2019</footer></body></html>"
    )


def test_the_text_is_the_title_and_the_paragraphs() -> None:
    document = read_html(page())
    first, second, *_ = document.text.split("\n\n")
    assert first == document.title == "Ferry adrift off Tolmark"
    assert second.startswith("TOLMARK: A ferry lost power off Tolmark on Monday & two deckhands")
    assert "Home" not in document.text
    assert "rights" not in document.text


def test_the_first_line_is_the_title_whatever_it_looks_like() -> None:
    document = read_html(page(title="A ferry is adrift. Nobody knows why."))
    assert document.paragraphs[0].zone == "title"
    assert {s.zone for s in document.sentences if s.paragraph == 0} == {"title"}


def test_a_title_that_the_body_lacks_is_put_before_it() -> None:
    html = f"<html><head><title>Adrift</title></head><body><article>{BODY}</article></body></html>"
    assert read_html(html).text.startswith("Adrift\n\nTOLMARK")


def test_byline_and_publisher_are_the_pages_own() -> None:
    head = '<meta name="author" content="Ada Brand"><meta property="og:site_name" content="The Tolmark Post">'
    document = read_html(page(head))
    assert (document.byline, document.publisher) == ("Ada Brand", "The Tolmark Post")


LINKED = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    "head",
    [
        LINKED.format('{"@type": "NewsArticle", "datePublished": "2024-03-05T23:10:00+01:00"}'),
        LINKED.format('[{"@graph": [{"@type": ["Thing", "Article"], "datePublished": "2024-03-05"}]}]'),
        '<meta property="article:published_time" content="2024-03-05T08:00:00Z">',
        '<meta name="pubdate" content="20240305">',
        '<meta name="date" content="Tue, 05 Mar 2024 08:00:00 GMT">',
        '<meta itemprop="datePublished" content="2024-03-05">',
    ],
)
def test_a_day_in_the_metadata_is_stated(head: str) -> None:
    """The day as printed, in the publisher's own time."""
    found = read_html(page(head)).published
    assert (found.date, found.basis, found.evidence) == (date(2024, 3, 5), "stated", [])


@pytest.mark.parametrize(
    "head",
    [
        "",
        LINKED.format('{"@type": "NewsArticle", "dateModified": "2024-03-05"}'),
        LINKED.format('{"@type": "Person", "datePublished": "2024-03-05"}'),
        LINKED.format('{"@type": "NewsArticle", "datePublished": '),
        LINKED.format('{"@type": "WebSite", "hasPart": {"@type": "Article", "datePublished": "2024-03-05"}}'),
        '<meta name="date" content="05/03/2024">',
        '<meta name="date" content="2024-02-31">',
        '<meta property="article:modified_time" content="2024-03-05">',
        '<time datetime="2024-03-05">another story</time>',
    ],
)
def test_no_other_day_is_taken_for_it(head: str) -> None:
    """Neither a change, nor another story, nor an ambiguous or broken day."""
    assert read_html(page(head)).published.basis == "unknown"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (LINKED.format('{"@type": "CreativeWork", "datePublished": "2024-03-05"}'), BODY),
        ('<meta name="article:publicationdate" content="Tue Mar 05 21:30:09 EST 2024">', BODY),
        ("", f'<time datetime="2024-03-05T08:00:00+01:00">Tuesday</time>{BODY}'),
        ("", f'<div class="publish-date">Published 2:16 AM EST Mar 5, 2024</div>{BODY}'),
        ("", f'<span class="article-date">20240305</span>{BODY}'),
    ],
    ids=["linked data of another type", "month as a word", "time", "printed", "digits"],
)
def test_a_day_about_the_title_is_stated(head: str, body: str) -> None:
    found = read_html(page(head, body)).published
    assert (found.date, found.basis) == (date(2024, 3, 5), "stated")


@pytest.mark.parametrize(
    "beside",
    [
        '<aside><time datetime="2024-03-05">another story</time></aside>',
        '<time class="updated" datetime="2024-03-05">changed</time>',
        '<div class="event-date">on March 5, 2024 a fair is held</div>',
    ],
)
def test_a_day_of_something_else_is_not_taken(beside: str) -> None:
    assert read_html(page("", beside + BODY)).published.basis == "unknown"


IN_UTC = '<meta property="article:published_time" content="2024-03-05T02:59:46Z">'


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (IN_UTC + LINKED.format('{"@type": "Article", "dateModified": "2024-03-05T10:00:00-08:00"}'), BODY),
        (IN_UTC, f'<span class="date">March 4, 2024</span>{BODY}'),
    ],
    ids=["another stamp of the page", "the day as printed"],
)
def test_a_stamp_in_utc_is_read_where_the_publisher_is(head: str, body: str) -> None:
    document = read_html(page(head, body))
    assert document.published.date == date(2024, 3, 4)
    assert "published_unsure" not in [warning.code for warning in document.warnings]


def test_the_caller_may_say_where_the_publisher_is() -> None:
    document = read_html(page(IN_UTC), zone=ZoneInfo("America/Los_Angeles"))
    assert document.published.date == date(2024, 3, 4)


def test_a_night_in_utc_is_warned_of_where_nothing_tells_the_zone() -> None:
    document = read_html(page(IN_UTC))
    assert document.published.date == date(2024, 3, 5)
    assert [warning.code for warning in document.warnings] == ["published_unsure"]


@pytest.mark.parametrize(
    ("printed", "byline"),
    [
        ("By Ada Brand", "Ada Brand"),
        ("By ADA BRAND and Otto Lind | March 5, 2024", "ADA BRAND; Otto Lind"),
        ("Ada Brand, Staff Writer", "Ada Brand"),
        ("Ada Brand Associated Press", "Ada Brand"),
        ("Ada Brand for The Tolmark Post", "Ada Brand"),
        ("The Tolmark Post March", None),
        ("Username", None),
        ("admin", None),
    ],
)
def test_a_byline_is_names_alone(printed: str, byline: str | None) -> None:
    """Without the day, the section, the post, the agency and the site."""
    head = (
        f'<meta name="author" content="{printed}"><meta property="og:site_name" content="The Tolmark Post">'
    )
    assert read_html(page(head)).byline == byline


def test_a_byline_that_is_an_agency_is_no_person() -> None:
    document = read_html(page(LINKED.format('{"@type": "Article", "author": {"name": "Reuters"}}')))
    assert (document.byline, document.agency) == (None, "Reuters")


@pytest.mark.parametrize(
    "box",
    [
        '<span class="more"><p>Tech: <a href=/x>Orm hit by an attack</a></p></span>',
        '<div class="related-stories"><p>Orm was hit by an attack on Sunday, police said.</p></div>',
        "<aside><p>Orm was hit by an attack on Sunday, police said.</p></aside>",
        '<figure><img src="/a.png"><figcaption>Orm after the attack. It burned.</figcaption></figure>',
        "<p>READ MORE: Orm hit by an attack</p>",
        "<ul><li><a href=/x>Orm was hit by an attack</a> It burned.</li></ul>",
        "<h3><a href=/x>Orm was hit by an attack</a></h3>",
    ],
)
def test_what_stands_beside_the_article_is_left_out(box: str) -> None:
    """Also within a sentence, whose two halves then belong together again."""
    inside = f"<p>TOLMARK: A ferry lost power off {box} Tolmark on Monday, the harbour office said.</p>"
    assert "Orm" not in read_html(page("", inside + BODY)).text


def test_a_box_within_a_sentence_leaves_the_words_around_it() -> None:
    body = f"<p>It passed <span><a href=/q>Quill</a><span><p>Orm burns</p></span></span> on Monday.</p>{BODY}"
    assert "It passed Quill on Monday." in read_html(page("", body)).text


def test_blocks_that_touch_are_parted() -> None:
    """In a page too short for an extractor to see its shape, too."""
    body = (
        "<div>5 March 2024</div><p>The ferry lost power off Tolmark.</p><p>Two deckhands were hurt on it.<br>"
        "They have been in hospital since Monday, the harbour office of the town said, and both of them "
        "are well.</p>"
    )
    lines = read_html(page("", body)).text.split("\n\n")
    assert lines[:4] == [
        "Ferry adrift off Tolmark",
        "5 March 2024",
        "The ferry lost power off Tolmark.",
        "Two deckhands were hurt on it.",
    ]


FRONT = "".join(
    f"<section><h2><a href=/{n}>Ferry number {n} adrift off Tolmark</a></h2><p>Two deckhands were hurt on "
    f"ferry "
    f"number {n}, the harbour office said on Monday.</p></section>"
    for n in range(8)
)


def test_a_page_that_introduces_pieces_is_no_article() -> None:
    with pytest.raises(NoArticle, match="many pieces"):
        read_html(f"<html><head><title>The Tolmark Post</title></head><body>{FRONT}</body></html>")


def test_pieces_below_an_article_do_not_make_it_an_index() -> None:
    html = page().replace("</article>", f"</article>{FRONT}")
    assert read_html(html).text.split("\n\n")[1].startswith("TOLMARK: A ferry")


PARAGRAPHS = (
    "<p>The ferry lost power off Tolmark on Monday, the harbour office said.</p><p>Two deckhands were hurt "
    "on it and "
    "have been in hospital since, and both of them are well, it said.</p>"
)
RSS = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Tolmark Post</title>{}</channel></rss>'
)
ITEM = (
    "<item><title>Ferry adrift</title><dc:creator>Ada Brand</dc:creator><pubDate>Tue, 05 Mar 2024 23:30:00 "
    "+0100</pubDate><description>In short.</description><content:encoded>"
    f"<![CDATA[{PARAGRAPHS}]]></content:encoded></item>"
)
ENTRY = (
    '<entry xmlns="http://www.w3.org/2005/Atom"><title>Ferry adrift</title>'
    "<author><name>Ada Brand</name></author>"
    f'<published>2024-03-05T12:00:00Z</published><content type="html">{escape(PARAGRAPHS)}</content></entry>'
)


@pytest.mark.parametrize(("feed", "publisher"), [(RSS.format(ITEM), "The Tolmark Post"), (ENTRY, None)])
def test_an_entry_of_a_feed_is_read(feed: str, publisher: str | None) -> None:
    document = read_html(feed)
    assert document.text.split("\n\n")[:2] == [
        "Ferry adrift",
        "The ferry lost power off Tolmark on Monday, the harbour office said.",
    ]
    assert (document.title, document.byline, document.publisher) == ("Ferry adrift", "Ada Brand", publisher)
    assert (document.published.date, document.published.basis) == (date(2024, 3, 5), "stated")


@pytest.mark.parametrize(("items", "count"), [(ITEM * 3, "3"), ("", "no")])
def test_a_feed_of_several_entries_is_no_article(items: str, count: str) -> None:
    with pytest.raises(NoArticle, match=f"{count} entries"):
        read_html(RSS.format(items))


def test_the_callers_day_wins() -> None:
    head = '<meta name="date" content="2024-03-05">'
    found = read_html(page(head), published=date(2024, 3, 7)).published
    assert (found.date, found.basis) == (date(2024, 3, 7), "given")


def test_a_day_that_the_text_states_too_keeps_its_evidence() -> None:
    head = '<meta name="date" content="2024-03-05">'
    document = read_html(page(head, f"<p>Published: 5 March 2024</p>{BODY}"))
    assert document.published.basis == "stated"
    assert "5 March 2024" in document.published.evidence[0].text


@pytest.mark.parametrize(
    "html",
    [
        "",
        "   ",
        "Just some words. " * 30,
        "<html><body><p>Please turn on JavaScript.</p></body></html>",
        "<ul>" + "".join(f"<li><a href=/{n}>Story number {n} of today</a></li>" for n in range(60)) + "</ul>",
        "<" * 5000,
        "<div>" * 50_000,
    ],
    ids=["empty", "blank", "text", "scripts off", "front page", "brackets", "deep"],
)
def test_a_page_without_an_article_is_an_error(html: str) -> None:
    with pytest.raises(NoArticle):
        read_html(html)


def test_a_tag_of_endless_attributes_is_read_by_its_name() -> None:
    """Looked up one among all, 80,000 of them took a minute."""
    endless = "".join(f" a{n}=1" for n in range(80_000))
    assert (
        read_html(page("", f"<p{endless}>It burned for an hour.</p>{BODY}")).text.count(
            "It burned for an hour."
        )
        == 1
    )


def test_a_long_attribute_is_kept() -> None:
    body = f"<p data-x='{'a' * 50_000}' class=related>Orm burned.</p>{BODY}"
    assert "Orm" not in read_html(page("", body)).text


def test_a_binary_file_is_no_page() -> None:
    with pytest.raises(NotText):
        read_html(b"\x89PNG\r\n\x1a\n\x00\x00")


def test_an_article_too_long_is_refused() -> None:
    with pytest.raises(TooLong):
        read_html(page(), max_chars=100)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta charset="utf-8">', "utf-8"),
        ("", "utf-8"),
        ("", "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "cp1251"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ('<meta charset="no-such-thing">', "utf-8"),
    ],
)
def test_bytes_are_decoded_as_they_say_or_as_they_are(declared: str, encoding: str) -> None:
    word = "Порт" if encoding == "cp1251" else "café"
    html = page(declared, f"{BODY}<p>Last seen at the {word} – by everyone, it is said.</p>")
    assert f"the {word} – by" in read_html(html.encode(encoding)).text


def test_the_servers_word_on_the_encoding_comes_first() -> None:
    html = page("", f"{BODY}<p>Last seen at the Порт by everyone, as it is said there.</p>").encode("koi8-r")
    assert "the Порт by" in read_html(html, encoding="koi8-r").text


def test_spans_are_offsets_into_the_returned_text(scripted: object) -> None:
    made = summarize(html=page(), engine=scripted)  # type: ignore[arg-type]  # it is an engine
    assert made.article.text is not None
    assert violations(made, made.article.text) == []


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtra, match=r"wirebrief\[web\]"):
        read_html(page())


SCRAPS = """<p> </p> <article> <table> <script> <!-- &#0; &amp \x00 <?xml <a href= ]]> é <br/> " \ud800"""
soup = st.lists(st.sampled_from(SCRAPS.split(" ")) | st.text(max_size=8), max_size=40).map("".join)


@settings(deadline=None, max_examples=150)
@given(soup)
def test_no_page_ends_in_another_error(html: str) -> None:
    with suppress(InputError):
        read_html(html)
