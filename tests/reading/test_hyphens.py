"""Words cut at the end of a printed line."""

import pytest

from wirebrief.service.reading.text import draft_document, read_text


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("on Mon-\nday at", "on Monday at"),
        ("the explo-\nsion at", "the explosion at"),
        ("a two-\nyear term", "a two-year term"),
        ("in Rekta-\nvik on", "in Rektavik on"),
        ("the mar-\r\nket of", "the market of"),
        ("the mar- \n   ket of", "the market of"),
    ],
)
def test_a_cut_word_is_whole_in_the_view(cut: str, whole: str) -> None:
    """A hyphen that the word has anyway stays."""
    assert whole in draft_document(f"They met {cut} dawn, she said.").view.text


@pytest.mark.parametrize(
    "text", ["They met -\nat dawn.", "The Mayor-\nElect came.", "It was 10-\n12 metres."]
)
def test_other_hyphens_at_a_line_end_stay(text: str) -> None:
    assert "\n" in draft_document(text).view.text or len(draft_document(text).paragraphs) == 2


def test_offsets_count_in_the_text_as_it_came() -> None:
    text = "Rain fell on Mon-\nday in Velm. Nobody was hurt in the storm."
    document = draft_document(text)
    assert [text[s.start : s.end] for s in document.sentences] == [
        "Rain fell on Mon-\nday in Velm.",
        "Nobody was hurt in the storm.",
    ]
    assert len(document.paragraphs) == 1


def test_a_printed_page_is_read_as_one_piece() -> None:
    """Running heads aside, lines of a narrow column are one paragraph, and its day is known."""
    text = (
        "THE VELM HERALD               Page 3\n\nA boat sank off the port of Velm on Mon-\nday, police "
        "said. All of the "
        "for-\nty on board were saved by the\nharbour pilot and two fishing boats\nthat had come out of "
        "the fog.\n\n"
        "THE VELM HERALD               Page 4\n\nThe port is shut until Friday."
    )
    document = read_text(text)
    assert [p.zone for p in document.paragraphs] == ["furniture", "body", "furniture", "body"]
    assert "All of the forty on board" in document.view.text.replace("\n", " ")
