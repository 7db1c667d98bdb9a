"""Who says what in transcripts and interviews, where no verb of saying stands."""

import asyncio

import pytest
from spoken import Said, said

from wirebrief.service.engines.rules.engine import RulesEngine
from wirebrief.service.reading.text import read_text


def test_each_turn_is_one_quote_of_its_speaker() -> None:
    text = (
        "HOST: Is the lock open? We hear nothing.\n\nOtto Lind: It is. We worked all night.\n\n"
        "HOST: Who pays for it?\n\nOtto Lind: Nobody has said so."
    )
    assert said(text) == [
        Said("Is the lock open? We hear nothing.", "HOST", "direct"),
        Said("It is. We worked all night.", "Otto Lind", "direct"),
        Said("Who pays for it?", "HOST", "direct"),
        Said("Nobody has said so.", "Otto Lind", "direct"),
    ]


def test_a_turn_goes_on_in_the_next_paragraph() -> None:
    text = "Roe: We worked all night.\n\nThe gate is old.\n\nLind: Who pays?\n\nRoe: The town pays for it."
    assert [(s.words, s.speaker, s.continues) for s in said(text)][:2] == [
        ("We worked all night.", "Roe", False),
        ("The gate is old.", "Roe", True),
    ]


def test_questions_and_answers_are_quotes_without_a_speaker() -> None:
    found = said("Q: Why is the lock shut?\n\nA: The gate broke. It was old.")
    assert [(s.words, s.speaker) for s in found] == [
        ("Why is the lock shut?", ""),
        ("The gate broke. It was old.", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Bell: Theft of a boat, held in jail.\n\nCarl Tate: Two warrants, held with no bond.\n\nIda "
        "Roe: Fraud.",
        "Here are the oldest locks:\n\nVelm Lock: 240 years\n\nIt was built by monks.",
    ],
)
def test_an_item_of_a_list_says_nothing(text: str) -> None:
    assert said(text) == []


def drafted(text: str) -> tuple[int, list[str]]:
    """Incidents, and codes of warnings, of a text that the engine drafts as it is set by default."""
    made = asyncio.run(RulesEngine().draft(read_text(text)))
    return len(made.draft.incidents), [warning.code for warning in made.warnings]


STORY = (
    "Gunmen shot dead two soldiers at a checkpoint near Marn on Monday, police said.\n\n"
    "The mill at Tarn burned down."
)


def test_of_a_page_that_introduces_pieces_nothing_is_told() -> None:
    lines = [
        f"Keeper of lock number {word} retires at last"
        for word in ("two", "four", "six", "nine", "ten", "twelve", "sixty")
    ]
    index = "\n\n".join(["Gunmen kill two soldiers near Marn", *lines, "Two soldiers were killed near Marn."])
    assert drafted(index) == (0, ["kind_unread"])


def test_of_a_report_nothing_is_warned() -> None:
    assert drafted(STORY) == (1, [])
