"""Reported speech without marks: what is content, and whose it is. Sentences of our own."""

import pytest
from spoken import said

CASES = {
    "a clause with that": (
        "The port office said that two ferries had met.",
        "two ferries had met",
        "port office",
    ),
    "a clause without that": ("Police say the road is shut.", "the road is shut", "Police"),
    "behind its content": ("The road is shut, police said.", "The road is shut", "police"),
    "an aside": ("The road, police said, is shut.", None, "police"),
    "an addressee": ("Anna Molina told reporters the ferry was old.", "the ferry was old", "Anna Molina"),
    "according to": ("According to the survey, rents fell.", "rents fell", "survey"),
    "according to at the end": ("Rents fell, according to the survey.", "Rents fell", "survey"),
    "a noun phrase": ("The guild reported no losses.", "no losses", "guild"),
    "a call": ("The bishop called for an inquiry.", "an inquiry", "bishop"),
    "a promise": ("The owner promised to rebuild the barn.", "to rebuild the barn", "owner"),
    "an appeal to others": (
        "Doctors urged parents to stay at home.",
        "parents to stay at home",
        "Doctors",
    ),
    "a question": (
        "A resident asked whether the bridge would open.",
        "whether the bridge would open",
        "resident",
    ),
    "a denial": ("The bakery denied that it had raised prices.", "it had raised prices", "bakery"),
    "a participle": ("The mayor left early, saying the hall was cold.", "the hall was cold", "mayor"),
    "two reports by one": (
        "The clerk said it was late, adding that the form was wrong.",
        "the form was wrong",
        "clerk",
    ),
    "a relative clause": ("Rosa Diaz, who said the shop was empty, wept.", "the shop was empty", "Rosa Diaz"),
    "a statement": ("The firm issued a statement saying the leak was small.", "the leak was small", "firm"),
    "a coordinated verb": ("Tom Reed toured the mill and said it would close.", "it would close", "Tom Reed"),
    "making clear": ("The owner made clear that the barn would go.", "the barn would go", "owner"),
    "a noun of saying": (
        "Her claim that the vault was empty surprised Tom Reed.",
        "the vault was empty",
        None,
    ),
}


@pytest.mark.parametrize(("text", "words", "speaker"), CASES.values(), ids=CASES.keys())
def test_content_and_speaker(text: str, words: str | None, speaker: str | None) -> None:
    """The content clause without its "that", and the name of who says it."""
    quotes = [quote for quote in said(text) if words is None or quote.words == words]
    assert quotes, said(text)
    assert speaker is None or quotes[0].speaker == speaker


STANCES = {
    "The bakery denied that it had raised prices.": "denies",
    "A resident asked whether the bridge would reopen.": "asks",
    "The owner vowed to rebuild the barn.": "promises_or_threatens",
    "The bishop called for an inquiry.": "calls_for",
    "The guild said it was content.": "asserts",
}


@pytest.mark.parametrize(("text", "stance"), STANCES.items())
def test_the_cue_tells_the_stance(text: str, stance: str) -> None:
    assert [quote.stance for quote in said(text)] == [stance]


@pytest.mark.parametrize(
    "text",
    [
        "The guard did not say that the door was open.",
        "The mayor should say that the hall is cold.",
        "The club wants to buy the field.",
        "Many anglers believe the lake is empty.",
        "The camps were attacked on Friday.",
        "Rivals attacked the proposal.",
    ],
)
def test_what_nobody_says_is_no_quote(text: str) -> None:
    """Denied or unreal saying, belief, intent, and verbs that only sometimes mean words."""
    assert said(text) == []


def test_reports_within_marks_stay_within_their_quote() -> None:
    """What a speaker says that others say is part of what he says."""
    quotes = said("“The guild told us that rents would fall,” Tom Reed said.")
    assert [(quote.words, quote.speaker) for quote in quotes] == [
        ("The guild told us that rents would fall,", "Tom Reed")
    ]


def test_a_dateline_is_no_speaker() -> None:
    assert said("OAKDALE, Vt. — Mayor Linda Grant said the bridge would close.")[0].speaker == "Linda Grant"
