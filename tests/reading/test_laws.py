"""What holds of every document, whatever the text."""

import unicodedata

from hypothesis import given, settings
from strategies import texts

from wirebrief.service.reading.document import Document, Quotation, View
from wirebrief.service.reading.render import address, render_document
from wirebrief.service.reading.text import draft_document
from wirebrief.service.reading.view import make_view

laws = settings(deadline=None, max_examples=40)
UNSEEN = frozenset("\xad\u200b\u200c\u200e\u200f\u2060\ufeff")


def seen(text: str) -> str:
    """What is to be read: no white space, nothing that prints nothing, no mark without its letter."""
    return "".join(
        c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cf", "Mn", "Me", "Mc")
    )


@laws
@given(texts())
def test_a_document_keeps_the_callers_text(text: str) -> None:
    assert draft_document(text).text == text


@laws
@given(texts())
def test_reading_twice_gives_the_same_document(text: str) -> None:
    assert draft_document(text) == draft_document(text)


@laws
@given(texts())
def test_sentences_are_in_order_apart_and_trimmed(text: str) -> None:
    last = 0
    for sentence in draft_document(text).sentences:
        assert last <= sentence.start < sentence.end
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        last = sentence.end


@laws
@given(texts())
def test_sentences_lie_in_their_paragraphs_and_hold_all_of_them(text: str) -> None:
    document = draft_document(text)
    for n, paragraph in enumerate(document.paragraphs):
        own = [s for s in document.sentences if s.paragraph == n]
        assert all(paragraph.start <= s.start and s.end <= paragraph.end for s in own)
        assert all(s.zone == paragraph.zone for s in own)
        held = "".join(text[s.start : s.end] for s in own)
        assert seen(held) == seen(text[paragraph.start : paragraph.end])


@laws
@given(texts())
def test_paragraphs_hold_all_that_is_to_be_read(text: str) -> None:
    document = draft_document(text)
    assert seen("".join(text[p.start : p.end] for p in document.paragraphs)) == seen(text)


@laws
@given(texts())
def test_ids_count_up_in_reading_order(text: str) -> None:
    document = draft_document(text)
    assert [s.id for s in document.sentences] == [f"S{n + 1}" for n in range(len(document.sentences))]
    assert [q.id for q in document.quotations] == [f"Q{n + 1}" for n in range(len(document.quotations))]
    starts = [q.outer_start for q in document.quotations]
    assert starts == sorted(starts)


@laws
@given(texts())
def test_quotations_nest_and_never_cross(text: str) -> None:
    document = draft_document(text)
    for quotation in document.quotations:
        assert quotation.outer_start <= quotation.start < quotation.end <= quotation.outer_end
        inside = [
            q
            for q in document.quotations
            if q is not quotation
            and q.outer_start < quotation.outer_end
            and quotation.outer_start < q.outer_end
        ]
        for other in inside:
            assert _holds(other, quotation) or _holds(quotation, other)
        if quotation.parent:
            assert _holds(document.quotation_by_id[quotation.parent], quotation)


def _holds(outer: Quotation, inner: Quotation) -> bool:
    return outer.start <= inner.outer_start and inner.outer_end <= outer.end


@laws
@given(texts())
def test_a_quotation_stays_in_one_paragraph(text: str) -> None:
    document = draft_document(text)
    for q in document.quotations:
        assert any(p.start <= q.outer_start and q.outer_end <= p.end for p in document.paragraphs)


@laws
@given(texts())
def test_the_view_leads_back_without_gaps(text: str) -> None:
    view = make_view(text)
    assert len(view.starts) == len(view.text) + 1
    assert list(view.starts) == sorted(view.starts)
    assert view.starts[-1] == len(text)


@laws
@given(texts())
def test_no_stretch_of_the_view_leads_back_to_nothing(text: str) -> None:
    view = make_view(text)
    for i in range(len(view.text)):
        start, end = view.source(i, i + 1)
        assert start < end


@laws
@given(texts())
def test_no_stretch_of_the_view_parts_a_letter_from_its_accent(text: str) -> None:
    view: View = make_view(text)
    for i in range(len(view.text)):
        _, end = view.source(i, i + 1)
        assert end == len(text) or not "\u0300" <= text[end] <= "\u036f"


@laws
@given(texts())
def test_locating_a_stretch_of_the_view_finds_it_again(text: str) -> None:
    view = make_view(text)
    for i in range(0, len(view.text), 7):
        j = min(i + 5, len(view.text))
        first, last = view.locate(*view.source(i, j))
        assert first <= i
        assert j <= last
        assert view.source(first, last) == view.source(i, j)


@laws
@given(texts())
def test_rendering_has_one_line_for_each_sentence_and_each_quotation_id_once(text: str) -> None:
    document = draft_document(text)
    lines = render_document(document).split("\n")
    assert [line.split("]")[0].split(" ")[0] for line in lines] == [f"[{s.id}" for s in document.sentences]
    shown = "\n".join(lines)
    assert all(shown.count(f"⟦{q.id}⟧") == 1 for q in document.quotations)
    assert shown.count("⟦") == len(document.quotations)


@laws
@given(texts())
def test_every_whole_sentence_is_addressed_by_its_id(text: str) -> None:
    document: Document = draft_document(text)
    assert all(address(document, s.start, s.end) == s.id for s in document.sentences)
