"""Who said what, phenomenon by phenomenon, on sentences of our own."""

import pytest

from wirebrief.service.engines.rules.engine import draft_document
from wirebrief.service.reading.text import draft_document as read

pytest.importorskip("spacy", reason="the rules engine is an extra")


def said(text: str) -> list[tuple[str, str, str]]:
    """(kind, what is said, speaker) of every quote in a text; quotations by their words."""
    document = read(text)
    words = {q.id: document.text[q.start : q.end] for q in document.quotations}
    quotes = draft_document(document).quotes
    return [(q.kind, words.get(q.quotation) or q.content.split(": ", 1)[1], q.speaker) for q in quotes]


def test_words_in_marks_before_their_cue_are_direct() -> None:
    assert said("“We saw the lights too late,” captain Anna Molina told reporters.") == [
        ("direct", "We saw the lights too late,", "Anna Molina")
    ]


def test_a_content_clause_loses_its_that() -> None:
    assert said("The harbour office said on Tuesday that two ferries had collided.") == [
        ("indirect", "two ferries had collided", "harbour office")
    ]


def test_a_fragment_in_marks_is_partial() -> None:
    assert ("partial", "reckless steering", "Paul Weber") in said(
        "Spokesman Paul Weber blamed the crash on “reckless steering”."
    )


def test_he_is_the_man_named_before() -> None:
    text = "Mayor John Lark opened the market. He said the stalls were full."
    assert said(text) == [("indirect", "the stalls were full", "John Lark")]


def test_words_painted_on_a_hull_are_nobodys() -> None:
    document = read("The crew had painted “Never Again” on the hull of one boat.")
    draft = draft_document(document)
    assert [(q.quotation, q.kind) for q in draft.quoted_text] == [("Q1", "inscription")]
    assert draft.quotes == []
