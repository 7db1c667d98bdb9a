"""Which stretches are quotations, whatever the marks."""

import pytest

from wirebrief.service.reading.document import Quotation
from wirebrief.service.reading.text import draft_document


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in draft_document(text).quotations]


def read(text: str) -> tuple[Quotation, ...]:
    return draft_document(text).quotations


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ('"It sank," he said. "All of it."', ["It sank,", "All of it."]),
        ("“It sank,” he said. “All of it.”", ["It sank,", "All of it."]),
        ("‘It sank,’ he said. ‘All of it.’", ["It sank,", "All of it."]),
        ("'It sank,' he said. 'All of it.'", ["It sank,", "All of it."]),
        ("``It sank,'' he said. ``All of it.''", ["It sank,", "All of it."]),
        ("« Fini », dit-il. «Tout.»", ["Fini", "Tout."]),
        ("„Weg“, sagte er. »Alles.«", ["Weg", "Alles."]),
        ("‚Weg‘, sagte er. ›Alles.‹", ["Weg", "Alles."]),
        ("„Koniec”, powiedział.", ["Koniec"]),
        ("”Slut”, sade han. »Allt», sade hon.", ["Slut", "Allt"]),
        ("他说「好」。『走』", ["好", "走"]),
        ("&quot;It sank,&quot; he said.", ["It sank,"]),
        ("â€œIt sank,â€\x9d he said.", ["It sank,"]),
        ('""It sank,"" he said.', ["It sank,"]),
        ('blamed on "raiders".', ["raiders"]),
        ('the "raiders"-led "coup"', ["raiders", "coup"]),
        ('("It sank," he said)', ["It sank,"]),
        ('said—"it sank"—and left', ["it sank"]),
        ('It sank."We swam," he said.', ["We swam,"]),
        ("He called it “over“ and “done”.", ["over", "done"]),
        ("''It sank,'' he said. ''Like a 'stone.'''", ["It sank,", "Like a 'stone.'", "stone."]),
    ],
)
def test_words_between_marks_are_a_quotation(text: str, spans: list[str]) -> None:
    assert quoted(text) == spans


@pytest.mark.parametrize(
    "text",
    [
        "The crew's boats and the soldiers' families were lost.",
        "It wasn't the captain’s, nor the sailors’ fault.",
        "rock 'n' roll in the '80s",
        "‘Twas the night of the ’80s and ‘em",
        'The pipe was 6" wide.',
        "He is 5'10\" tall and she is 5'2\".",
        "At 40° 26' 46\" N it sank.",
        'Nothing in it: "" and “ ”.',
        "The O'Haras' dog and the d'Arcys' cat",
        "It is the Joneses' and the Smiths'.",
    ],
)
def test_apostrophes_and_measures_are_no_quotation(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("‘The soldiers’ families don’t know,’ he said.", ["The soldiers’ families don’t know,"]),
        (
            "'We don't know,' she said, 'what the crew's boats cost.'",
            ["We don't know,", "what the crew's boats cost."],
        ),
        ('"The 6" pipe burst," he said.', ['The 6" pipe burst,']),
        ('"It closed in 2014" was all he said.', ["It closed in 2014"]),
        ("They sang 'rock 'n' roll' and left.", ["rock 'n' roll"]),
    ],
)
def test_apostrophes_and_measures_inside_a_quotation_do_not_end_it(text: str, spans: list[str]) -> None:
    assert quoted(text) == spans


@pytest.mark.parametrize(
    "text",
    [
        "“She said ‘never’ to me,” he said.",
        "‘She said “never” to me,’ he said.",
        "\"She said 'never' to me,\" he said.",
        "« Elle a dit “jamais” hier », dit-il.",
        "「她说『不』了」他说。",
        "“She said “never” to me,” he said.",
        '"She said "never" to me," he said.',
        '"She said “never” to me," he said.',
        '“She said "never" to me,” he said.',
    ],
)
def test_a_quotation_in_a_quotation_names_its_parent(text: str) -> None:
    outer, inner = read(text)
    assert (outer.parent, inner.parent) == (None, outer.id)


def test_marks_are_outside_the_span_and_inside_the_outer_one() -> None:
    text = "He said « all gone », twice."
    (quotation,) = read(text)
    assert text[quotation.start : quotation.end] == "all gone"
    assert text[quotation.outer_start : quotation.outer_end] == "« all gone »"


def test_a_closing_comma_or_stop_within_the_marks_is_inside() -> None:
    assert quoted('"Gone," he said. "All."') == ["Gone,", "All."]


@pytest.mark.parametrize("mark", ['"', "“", "« ", "‘"])
def test_a_quotation_reopened_in_the_next_paragraph_continues(mark: str) -> None:
    close = {'"': '"', "“": "”", "« ": " »", "‘": "’"}[mark]
    text = f"{mark}It sank.\n{mark}It was dawn.\n{mark}All lived,{close} he said."
    first, second, third = read(text)
    assert [q.closed for q in (first, second, third)] == [False, False, True]
    assert [q.continues for q in (first, second, third)] == [None, first.id, second.id]


def test_a_quotation_that_is_closed_in_the_next_paragraph_continues() -> None:
    text = "“It sank.\nIt was dawn,” he said."
    first, second = read(text)
    assert text[second.start : second.end] == "It was dawn,"
    assert (second.continues, second.closed) == (first.id, True)


def test_a_new_quotation_after_a_closed_one_does_not_continue() -> None:
    assert [q.continues for q in read('"It sank."\n"It was dawn."')] == [None, None]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = 'He said, "it sank at dawn.\nThe port was shut.'
    (quotation,) = read(text)
    assert text[quotation.start : quotation.end] == "it sank at dawn."
    assert not quotation.closed


def test_an_unclosed_quotation_ends_before_the_next_one() -> None:
    first, second = read('"It sank, he said. "It was dawn," she said.')
    assert (first.closed, second.closed) == (False, True)


def test_a_closing_mark_that_nothing_opened_is_ignored() -> None:
    assert quoted("It sank,” he said. “It was dawn.”") == ["It was dawn."]


def test_a_lone_opening_apostrophe_is_no_quotation() -> None:
    assert quoted("The 'quake was felt in the port.") == []
