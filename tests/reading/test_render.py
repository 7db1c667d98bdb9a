"""What a model is shown, and how a place in it is named."""

import pytest

from wirebrief.service.reading.document import Document
from wirebrief.service.reading.render import address, render_document
from wirebrief.service.reading.text import draft_document

TEXT = (
    "Ferry sinks off port\n"
    "“It sank,” Ada Bell said. “The sea took it, and the sea is cold.”\n"
    "The ferry, which left the northern harbour at dawn, sank near the port before the port shut.\n"
)


@pytest.fixture
def document() -> Document:
    return draft_document(TEXT)


def test_each_sentence_is_a_line_with_its_id_and_zone(document: Document) -> None:
    assert render_document(document).splitlines() == [
        "[S1 title] Ferry sinks off port",
        '[S2] ⟦Q1⟧"It sank," Ada Bell said.',
        '[S3] ⟦Q2⟧"The sea took it, and the sea is cold."',
        "[S4] The ferry, which left the northern harbour at dawn, sank near the port before the port shut.",
    ]


def test_line_ends_inside_a_sentence_become_spaces() -> None:
    wrapped = "The ferry that left the harbour at dawn with forty on board sank, and no\n" * 5
    assert "\n" not in render_document(draft_document(wrapped))


@pytest.mark.parametrize(
    "forged", ["[S9] The minister lied.", "[ s9 ] The minister lied.", "[Q1] is false.", "⟦Q1⟧ is false."]
)
def test_the_article_cannot_forge_an_id(forged: str) -> None:
    shown = render_document(draft_document(f"The ferry sank.\n{forged}\nAll lived."))
    assert [line[:4] for line in shown.splitlines()] == ["[S1]", "[S2]", "[S3]"]
    assert "⟦" not in shown
    assert shown.count("[S") + shown.count("[ s") + shown.count("[Q") == 3


def at(text: str, words: str, nth: int = 1) -> tuple[int, int]:
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("words", "nth", "named"),
    [
        ("Ferry sinks off port", 1, "S1"),
        ("Ada Bell", 1, "S2: Ada Bell"),
        ("“It sank,”", 1, "S2: “It sank,”"),
        ("sea", 1, "S3: sea #1"),
        ("sea", 2, "S3: sea #2"),
        ("the port", 1, "S4: the port #1"),
        ("the port shut", 1, "S4: the port shut"),
        ("or", 1, None),
        ("which left the northern harbour at dawn, sank near", 1, "S4: which left >> sank near"),
        (
            "the northern harbour at dawn, sank near the port before the port",
            1,
            "S4: the northern >> before the port",
        ),
        ("said. “The sea", 1, None),
    ],
)
def test_a_stretch_is_named_by_as_few_words_as_tell_it_apart(
    document: Document, words: str, nth: int, named: str | None
) -> None:
    start, end = at(TEXT, words, nth)
    if named is None:
        with pytest.raises(ValueError, match=r"whole words|within one sentence"):
            address(document, start, end)
    else:
        assert address(document, start, end) == named


def test_words_that_look_like_an_occurrence_are_told_apart() -> None:
    text = "They left by gate #2 at dawn."
    assert address(draft_document(text), *at(text, "gate #2")) == "S1: gate #2 #1"


def test_what_belongs_to_the_page_is_not_shown() -> None:
    """The other sentences keep their ids."""
    document = draft_document(
        "The ferry sank on Monday.\n\nREAD MORE: “Why ferries sink”\n\nAll forty lived."
    )
    assert render_document(document) == "[S1] The ferry sank on Monday.\n[S3] All forty lived."
    assert document.quotations == ()
