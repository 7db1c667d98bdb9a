"""What belongs to the page and not to the article."""

import pytest

from wirebrief.service.reading.text import draft_document

BODY = "The ferry sank off the northern port at dawn on Monday, police said.\n\nAll forty on board lived."


def furniture(text: str) -> list[str]:
    document = draft_document(text)
    return [document.text[p.start : p.end] for p in document.paragraphs if p.zone == "furniture"]


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: Three boats burn in the southern port",
        "Related: Why boats burn",
        "[Read: What the port was like in the war]",
        "[The oldest port of the coast]",
        "Share this article",
        "- Share on Facebook",
        "WhatsApp",
        "214 comments",
        "Advertisement",
        "3 of 12",
        "3 of 12. The ferry in the port of Velm last spring. ",
        "Image caption The ferry in the port",
        "The ferry in the port of Velm. (Ida Roe/Velm Photo)",
        "Photo: Ida Roe",
        "4",
    ],
)
def test_a_line_of_the_page_is_furniture(line: str) -> None:
    first, second = BODY.split("\n\n")
    assert furniture(f"{first}\n\n{line}\n\n{second}") == [line.strip()]


def test_what_stands_below_a_heading_of_teasers_is_furniture_up_to_the_next_sentence() -> None:
    text = f"{BODY}\n\nRelated stories\n\nBoats burn in port\n\nA keeper retires\n\nThe port opens on Friday."
    assert furniture(text) == ["Related stories", "Boats burn in port", "A keeper retires"]


def test_the_head_of_each_printed_page_is_furniture() -> None:
    text = f"VELM HERALD      Page 3\n\n{BODY}\n\nVELM HERALD      Page 4\n\nThe port is shut until Friday."
    assert furniture(text) == ["VELM HERALD      Page 3", "VELM HERALD      Page 4"]


@pytest.mark.parametrize(
    "text",
    [
        "Image caption The ferry in the port",
        "Read more: three boats burn",
        "Watch out for the ferry, the port said on Monday.\n\nIt has no lights.",
        "Related work was done in Velm, the port said.\n\nIt took years.",
        "Poll: voters tire of the ferry\n\nTwo thirds want a bridge, it found.",
        "“[It] was dark,” she said.\n\n[The ferry] had no lights, he wrote.",
    ],
)
def test_what_may_be_the_article_is_read(text: str) -> None:
    assert furniture(text) == []


def test_the_parser_is_not_given_the_page() -> None:
    pytest.importorskip("spacy", reason="the rules engine is an extra")
    from wirebrief.service.engines.rules.parse import parse

    first, second = BODY.split("\n\n")
    parsed = parse(draft_document(f"{first}\n\nREAD MORE: Boats burn in port\n\n{second}"))
    assert "burn" not in parsed.text
    assert parsed.bounds[1] == (parsed.bounds[0][1], parsed.bounds[0][1])
