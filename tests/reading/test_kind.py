"""What sort of text it is, told from its form. All pieces are ours."""

import pytest

from wirebrief.service.reading.text import draft_document

REPORT = (
    "Ferry sinks off Velm\n\nThe ferry sank off the northern port at dawn on Monday, police said. All "
    "forty on "
    "board lived.\n\n“It went very fast,” said Ida Roe, a passenger. I asked her twice, and she said it "
    "twice."
)
LIVE = (
    "Storm in Velm: live updates\n\n12:40 The bridge is closed.\n\n12:10 A tree has fallen on the market "
    "hall, "
    "the council says.\n\n11:30 Schools send the children home."
)
NEWEST_FIRST = (
    "Storm hits Velm\n\n6.15pm The wind drops at last.\n\n5.40pm The bridge is open again, the council "
    "says.\n\n"
    "3.05pm A tree has fallen on the market hall.\n\n1.30pm Schools send the children home."
)
INTERVIEW = (
    "“I never wanted the lock”\n\nThe keeper of Velm looks back on forty years.\n\nQ: Why did you come?\n\n"
    "A: My father was ill. Somebody had to.\n\nQ: And why did you stay?\n\nA: The river, I suppose."
)
TRANSCRIPT = (
    "Transcript of the council meeting\n\nMAYOR ROE: Order, please. We begin with the lock.\n\n"
    "COUNCILLOR LIND: It has been shut for a year.\n\nMAYOR ROE: We know that.\n\nTHE CLERK: Two letters "
    "came in."
)
OPINION = (
    "Opinion: Let the lock go\n\nNobody in Velm needs a lock. The barges went long ago, and the town pays."
)
IN_THE_FIRST_PERSON = (
    "Let the lock go\n\nI have lived beside the lock for forty years, and I never saw a barge in it. My "
    "neighbours "
    "and I pay for it all the same.\n\nI do not say that it is ugly. I like it. But I think that the "
    "school needs "
    "a roof, and my own roof is fine."
)
LETTERS = (
    "Letters to the editor\n\nSir – The lock has been shut for a year. Who pays?\nIda Roe\nVelm\n\n"
    "Sir – The lock was never open.\nOtto Lind\nTarn"
)
LIST = (
    "The seven best locks in the country\n\n1. Velm. Forty years old and still shut.\n\n"
    "2. Tarn. Small, green and wet.\n\n3. Orm. Bring a lamp.\n\n4. Harle. Nobody goes there."
)
CALENDAR = (
    "Timeline: the lock of Velm\n\nFeb. 3: The gate breaks.\n\nFeb. 19: The council meets.\n\n"
    "March 2: A diver is sent down.\n\nMay 11: The gate is lifted out."
)
RELEASE = (
    "FOR IMMEDIATE RELEASE\n\nVelm opens its lock\n\nThe town of Velm is proud to open its lock on Friday, "
    "the "
    "mayor said.\n\nMedia contact: Ida Roe, press office"
)
INDEX = "\n\n".join(
    (
        "Ferry sinks off northern port at dawn",
        "All forty on board lived, police say.",
        "Keeper of the lock retires after forty years",
        "Council votes for a new bridge over the river",
        "The old one is shut from Friday.",
        "School roof to be paid from the lock fund",
        "Storm brings down trees in three villages",
        "Velm beat Tarn in the last minute again",
        "Bakers want more money for their bread",
    )
)
NO_TEXT = "Velm\n\nMonday\n\nTarn 12 4 8 19\n\nOrm 3 3 0 2"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (REPORT, "report"),
        (LIVE, "live"),
        (NEWEST_FIRST, "live"),
        (INTERVIEW, "interview"),
        (TRANSCRIPT, "transcript"),
        (OPINION, "opinion"),
        (IN_THE_FIRST_PERSON, "opinion"),
        (LETTERS, "letters"),
        (LIST, "list"),
        (CALENDAR, "list"),
        (RELEASE, "press_release"),
        (INDEX, "index"),
        (NO_TEXT, "other"),
    ],
)
def test_the_form_tells_the_kind(text: str, kind: str) -> None:
    assert draft_document(text).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "The ferry is late.",
        "Five rockets hit the port on Monday, the army said.\n\nNobody was hurt.",
        "“I saw it, and I ran, and my son ran, and I fell,” she said.\n\n“I thought I was dead. I hid,” he "
        "said.",
        "The men who live in the port want it shut.\n\nThe letter to the council was sent on Friday, "
        "police said.",
        "Three things are known of the ferry.\n\nIt sank at dawn. It had no lights. It was old.",
    ],
)
def test_a_plain_text_is_a_report(text: str) -> None:
    """First persons in marks are the speakers' own; a number at its head makes no list."""
    assert draft_document(text).kind == "report"
