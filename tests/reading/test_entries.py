"""Clock times and speakers that stand before what they belong to."""

import pytest

from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import draft_document


def zones(document: Document) -> list[tuple[str, str]]:
    return [(document.text[p.start : p.end], p.zone) for p in document.paragraphs]


def said(document: Document) -> list[tuple[str | None, list[str]]]:
    """Each turn: the speaker's name as printed, and the words."""
    quotation = document.quotation_by_id
    return [
        (
            document.text[slice(*turn.speaker)] if turn.speaker else None,
            [document.text[quotation[q].start : quotation[q].end] for q in turn.quotations],
        )
        for turn in document.turns
    ]


@pytest.mark.parametrize(
    "stamp",
    [
        "09.15",
        "9:15",
        "9.15am",
        "9:15 p.m.",
        "21:15 GMT",
        "**Tue 21:15**",
        "Posted at 21:15",
        "21h15",
        "67'",
        "Lap 12 |",
    ],
)
def test_a_clock_time_at_the_head_of_an_entry_is_known(stamp: str) -> None:
    """It stays in its sentence, as a dateline does."""
    document = draft_document(f"{stamp} Two ferries have left the port, the harbour office says.")
    assert [document.text[start:end].strip() for start, end in document.stamps] == [stamp]
    assert len(document.sentences) == 1


def test_a_clock_time_is_not_parsed() -> None:
    pytest.importorskip("spacy", reason="the rules engine is an extra")
    from wirebrief.service.engines.rules.parse import parse

    parsed = parse(draft_document("04.25 Three people were hurt.\n\n04.10 — A bus has overturned."))
    assert (parsed.text[0], parsed.words(0, 1)) == ("Three", "Three people")
    assert parsed.text[parsed.bounds[1][0]] == "A"


@pytest.mark.parametrize("stamp", ["17.04", "16:52 GMT", "4:14 p.m.", "12 minutes ago"])
def test_a_clock_time_on_a_line_of_its_own_is_furniture(stamp: str) -> None:
    document = draft_document(f"The ferry has left.\n\n{stamp}\n\nThe port is closed again.")
    assert zones(document)[1] == (stamp, "furniture")


@pytest.mark.parametrize(
    "text",
    [
        "9.15 million people live in the province, the office says.",
        "10.30 per cent of the boats are new.",
        "1984 was a good year for the port.",
        "12 people waited at the pier.",
        "40 Guards stood at the gate.",
        "10:30 was the hour of departure.",
    ],
)
def test_a_figure_that_its_sentence_needs_stays(text: str) -> None:
    document = draft_document(text)
    assert ([zone for _, zone in zones(document)], document.stamps) == (["body"], ())


def test_turns_have_speakers_and_all_that_they_say() -> None:
    text = (
        "Ida Roe: Good morning. The lock is open again?\n\nKeeper: It is. We worked all night.\n\n"
        "The pumps were old.\n\n(Laughter)\n\nRoe: Who pays for it?\n\nKeeper: Nobody has said so far."
    )
    assert said(draft_document(text)) == [
        ("Ida Roe", ["Good morning. The lock is open again?"]),
        ("Keeper", ["It is. We worked all night.", "The pumps were old."]),
        ("Roe", ["Who pays for it?"]),
        ("Keeper", ["Nobody has said so far."]),
    ]


def test_questions_and_answers_name_nobody() -> None:
    text = "Q: Why is the lock shut?\n\nA: The gate broke. It was old.\n\nQ: And now?\n\nA: We wait."
    assert [speaker for speaker, _ in said(draft_document(text))] == [None] * 4


def test_words_in_marks_within_a_turn_are_a_quotation_in_it() -> None:
    text = "ROE: He told me “go home” and left.\n\nKEEPER: I never did.\n\nROE: You did say it."
    document = draft_document(text)
    inner = next(q for q in document.quotations if document.text[q.start : q.end] == "go home")
    assert inner.parent == document.turns[0].quotations[0]


def test_a_turn_in_marks_is_one_quotation() -> None:
    document = draft_document("ROE: “The lock is shut.”\n\nKEEPER: “It is open.”\n\nROE: “Since when is it?”")
    assert len(document.quotations) == 3
    first = document.quotations[0]
    assert document.text[first.start : first.end] == "The lock is shut."


@pytest.mark.parametrize(
    "text",
    [
        "Ana K. Bell: Two warrants, held in jail.\n\nCarl Tate: Theft of a boat.\n\nIda Roe: Trespass.",
        "Dublin: The river rose on Monday, the council said. Nobody was hurt.",
        "Feb. 3: The lock is shut.\n\nFeb. 9: The lock is open.\n\nMarch 9: It is shut again.",
        "The keeper had one wish: rest. He said so.\n\nThe keeper had one fear: rain. It came.",
    ],
)
def test_a_colon_alone_makes_no_conversation(text: str) -> None:
    """A list of names, a dateline, a calendar, a sentence."""
    assert draft_document(text).turns == ()
