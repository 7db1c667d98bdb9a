"""What is furniture and what is body, and what the furniture says."""

import pytest

from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import draft_document

BODY = "The ferry sank off the northern port at dawn on Monday, police said.\nAll forty on board lived."


def read(text: str) -> Document:
    return draft_document(text)


def zones(text: str) -> list[str]:
    return [p.zone for p in draft_document(text).paragraphs]


def test_a_label_and_a_title_stand_before_the_body() -> None:
    document = read(f"World\nFerry sinks off northern port\n{BODY}")
    assert [p.zone for p in document.paragraphs] == ["section", "title", "body", "body"]
    assert (document.section, document.title) == ("World", "Ferry sinks off northern port")


@pytest.mark.parametrize(
    "label", ["World", "MIDDLE EAST", "News / Africa", "Business > Markets", "Sea & Shore"]
)
def test_a_label_is_known_by_its_words_or_its_place(label: str) -> None:
    assert read(f"{label}\nFerry sinks off northern port at dawn\n{BODY}").section == label


@pytest.mark.parametrize(
    "title",
    [
        "Ferry sinks off northern port",
        "Why Did the Northern Ferry Sink So Fast?",
        "Ferry Sinks Off Northern Port.",
        "FERRY SINKS OFF PORT",
        "‘All lived’: ferry sinks off port",
        "Ferry sinks: 40 saved",
    ],
)
def test_a_title_is_a_short_line_without_a_stop_or_in_title_case(title: str) -> None:
    document = read(f"{title}\n{BODY}")
    assert document.title == title
    assert [p.zone for p in document.paragraphs] == ["title", "body", "body"]


@pytest.mark.parametrize(
    "text",
    [
        "Ferry sinks off northern port",
        "World",
        "SOURCE: AFP",
        "The ferry sank.",
        "By Ada Bell",
        "- Big wave -",
    ],
)
def test_a_text_of_one_line_is_body(text: str) -> None:
    assert zones(text) == ["body"]


@pytest.mark.parametrize(
    "first",
    [
        "It was over in minutes.",
        "The ferry sank at dawn.",
        "Why did the ferry sink?",
        "“It was dark,” Ada Bell said.",
        "“We knew nothing. It was dark,",
        "Here is what is known:",
        "• All forty lived",
        "LYON (AFP) — The ferry sank",
    ],
)
def test_a_text_without_a_title_keeps_its_first_sentence(first: str) -> None:
    document = read(f"{first}\n{BODY}")
    assert document.title is None
    assert document.sentences[0].zone == "body"


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ada Bell", "Ada Bell"),
        ("BY ADA BELL", "ADA BELL"),
        ("By Ada Bell and Otto Roe | Example News", "Ada Bell and Otto Roe"),
        ("By Ada Bell, 5 January 2020", "Ada Bell"),
        ("By Ada Bell in Lyon", "Ada Bell in Lyon"),
    ],
)
def test_a_byline_names_its_author(line: str, byline: str) -> None:
    document = read(f"Ferry sinks off port\n{line}\n{BODY}")
    assert document.byline == byline
    assert [p.zone for p in document.paragraphs] == ["title", "byline", "body", "body"]


@pytest.mark.parametrize(
    "line", ["By dawn the ferry had sunk.", "By Monday all was over", "By the harbour, they wept"]
)
def test_a_sentence_that_begins_with_by_is_no_byline(line: str) -> None:
    document = read(f"Ferry sinks off port\n{line}\n{BODY}")
    assert document.byline is None


@pytest.mark.parametrize(
    "line",
    ["January 5, 2020", "Published 5 January 2020, 10:30", "Sunday, 5 Jan 2020 | 10:30 GMT", "2020-01-05"],
)
def test_a_date_line_belongs_to_the_byline(line: str) -> None:
    assert zones(f"Ferry sinks off port\n{line}\n{BODY}") == ["title", "byline", "body", "body"]


def test_a_standfirst_is_what_the_body_says_again() -> None:
    text = f"Ferry sinks off port\nThe ferry sank off the northern port at dawn on Monday.\nLyon: {BODY}"
    assert zones(text) == ["title", "standfirst", "body", "body"]


def test_a_standfirst_stands_before_a_byline() -> None:
    text = f"Ferry sinks off port\nAll forty people on board are saved by fishermen.\nBy Ada Bell\n{BODY}"
    assert zones(text) == ["title", "standfirst", "byline", "body", "body"]


def test_the_first_of_two_plain_paragraphs_is_no_standfirst() -> None:
    assert zones(f"Ferry sinks off port\n{BODY}") == ["title", "body", "body"]


@pytest.mark.parametrize(
    ("start", "place"),
    [
        ("Lyon: ", "Lyon"),
        ("PARIS (Reuters) - ", "PARIS"),
        ("PARIS, Jan. 5 (Reuters) -- ", "PARIS"),
        ("LONDON — ", "LONDON"),
        ("Oslo, Norway (CNN) — ", "Oslo"),
        ("Oslo, Norway (CNN) ", "Oslo"),
        ("PORT-LA-MER, France (AP) _ ".replace("_", "—"), "PORT-LA-MER"),
        ("ST. IVES, 3 JAN 90 (RADIO MAR) -- ", "ST. IVES"),
        ("WASHINGTON, D.C. – ", "WASHINGTON"),
        ("NEW YORK/LONDON (Reuters) - ", "NEW YORK/LONDON"),
        ("Ebbing (AFP) – ", "Ebbing"),
    ],
)
def test_a_dateline_names_the_place(start: str, place: str) -> None:
    document = read(f"Ferry sinks off port\n{start}{BODY}")
    assert document.dateline is not None
    assert document.dateline.text == place
    assert document.text[document.dateline.start : document.dateline.end] == place


def test_a_dateline_stays_in_its_sentence() -> None:
    document = read(f"PARIS, Jan. 5 (AP) -- {BODY}")
    first = document.sentences[0]
    assert document.text[first.start : first.end].startswith("PARIS, Jan. 5 (AP) -- The ferry")


@pytest.mark.parametrize(
    "start",
    [
        "Police: ",
        "Update: ",
        "EXCLUSIVE – ",
        "Ada Bell: ",
        "Ada Bell — ",
        "The ferry — ",
        "Lyon: “We saw it.” ",
        "Lyon: I saw it. ",
        "Monday: ",
        "Q: ",
        "In Lyon, ",
    ],
)
def test_other_words_before_a_colon_or_a_dash_are_no_dateline(start: str) -> None:
    assert read(f"Ferry sinks off port\n{start}{BODY}").dateline is None


def test_the_wire_in_a_dateline_is_the_agency() -> None:
    assert read(f"PARIS (Reuters) - {BODY}").agency == "Reuters"


def test_what_stands_before_a_dateline_is_title_and_standfirst() -> None:
    text = f"Ferry sinks.\nAll forty are saved.\nLYON (AFP) — {BODY}"
    assert zones(text) == ["title", "standfirst", "body", "body"]


@pytest.mark.parametrize(
    "line", ["- Big wave -", "— Big wave —", "*** Big wave ***", "## Big wave", "Big wave"]
)
def test_a_short_line_without_a_stop_between_paragraphs_is_a_crosshead(line: str) -> None:
    assert zones(f"Ferry sinks off port\n{BODY}\n{line}\n{BODY}")[3] == "crosshead"


@pytest.mark.parametrize(
    "line",
    [
        "Nobody knew.",
        "Why?",
        "“It was dark”",
        "The dead are:",
        "- one boat",
        "and then it sank",
        "Ada Bell, 40\nOtto Roe, 50",
        "The ferry sank off the northern port at dawn on Monday",
    ],
)
def test_other_short_lines_are_body(line: str) -> None:
    assert set(zones(f"Ferry sinks off port\n{BODY}\n{line}\n{BODY}")[1:]) == {"body"}


@pytest.mark.parametrize(
    ("line", "agency", "publisher"),
    [
        ("SOURCE: AFP", "AFP", None),
        ("Source: Example News", None, "Example News"),
        ("© 2020 Reuters", "Reuters", None),
        ("© 2020 Example News. All rights reserved.", None, "Example News"),
        ("Copyright 2020 The Associated Press. All rights reserved.", "The Associated Press", None),
        ("Agence France-Presse", "Agence France-Presse", None),
        ("(AFP)", "AFP", None),
        ("-- dpa", "dpa", None),
        ("(Reporting by Ada Bell; Editing by Otto Roe)", None, None),
        ("Additional reporting by Ada Bell", None, None),
        ("Ada Bell contributed to this report.", None, None),
    ],
)
def test_credits_at_the_end_name_the_agency_or_the_publisher(
    line: str, agency: str | None, publisher: str | None
) -> None:
    document = read(f"Ferry sinks off port\n{BODY}\n{line}")
    assert document.paragraphs[-1].zone == "credit"
    assert (document.agency, document.publisher) == (agency, publisher)


@pytest.mark.parametrize(
    "line",
    [
        "The source: a leaking hull.",
        "Sources said that the hull had been leaking for two years before it sank off the port.",
        "AFP saw the ferry sink.",
        "The report was edited by Ada Bell.",
        "Read more books, he said.",
    ],
)
def test_a_last_sentence_is_no_credit(line: str) -> None:
    document = read(f"Ferry sinks off port\n{BODY}\n{line}")
    assert document.paragraphs[-1].zone == "body"
    assert (document.agency, document.publisher) == (None, None)


def test_capitals_say_nothing_in_a_text_of_capitals() -> None:
    text = f"THE CREW OF FORTY SWAM.\n{BODY}".upper()
    assert zones(text) == ["body", "body", "body"]


def test_unknown_agency_in_a_dateline_is_known_by_its_form() -> None:
    """An acronym, or a name that says it is a wire, in parentheses before the dash."""
    head = (
        "Storm closes the pass\nGrauport ({}) — Snow closed the pass on Friday, and lorries waited below.\n"
    )
    for wire in ("QXN", "Harbour Wire", "Estpress"):
        document = read(head.format(wire) + "They had to turn back.")
        assert document.dateline is not None
        assert document.dateline.text == "Grauport"
        assert document.agency == wire


def test_region_in_a_dateline_is_no_agency() -> None:
    """A state in parentheses is where it is."""
    document = read("Oslo (Norway) — Snow closed the pass on Friday, and forty lorries waited below it.")
    assert document.agency is None


def test_title_is_the_article_s_own_characters() -> None:
    """The view folds typographic marks; what is returned keeps them."""
    document = read("Mayor’s “no” stands\nThe mayor kept her word on Friday. Nobody was surprised by it.")
    assert document.title == "Mayor’s “no” stands"
