"""Where a report's content begins and ends, and who its source is. Sentences of our own."""

import pytest
from spoken import reported, said

EXTENTS = {
    "a second report by the same speaker": (
        "The guard said he was sorry and promised to mend the gate.",
        [("The guard", "he was sorry"), ("The guard", "to mend the gate")],
    ),
    "a second report with another frame": (
        "The chair acknowledged that the roof leaked and called the repair a waste.",
        [("The chair", "the roof leaked"), ("The chair", "the repair a waste")],
    ),
    "a second clause": (
        "The critic said the play was long and that the hall was cold.",
        [("The critic", "the play was long and that the hall was cold")],
    ),
    "a second verb of the clause": (
        "The guild said members would come and would vote.",
        [("The guild", "members would come and would vote")],
    ),
    "another sentence before a semicolon": (
        "The pupils had waited for an hour; most said they were hungry.",
        [("most", "they were hungry")],
    ),
    "words in marks behind a colon": (
        "Tom Reed was firm: “No toll on this bridge,” he said.",
        [("he", "No toll on this bridge,")],
    ),
    "a list is no afterthought": (
        "Ann Lee said the club would thank the mayor, his wife and his friends.",
        [("Ann Lee", "the club would thank the mayor, his wife and his friends")],
    ),
    "a relative clause of the reporter": (
        "Villagers called for the closure of the quarry, which opened in May.",
        [("Villagers", "the closure of the quarry")],
    ),
    "a condition before an aside": (
        "If it rains, the guide said, the walk is off.",
        [("the guide", "If it rains … the walk is off")],
    ),
    "a that-clause further behind": (
        "The vet said before the show that the horse was lame.",
        [("The vet", "the horse was lame")],
    ),
    "as somebody said": (
        "As the harbour master said, the berth is shut.",
        [("the harbour master", "the berth is shut")],
    ),
    "as reported by somebody": (
        "As reported by the Evening Post, the berth is shut.",
        [("the Evening Post", "the berth is shut")],
    ),
    "a claim that is": ("Her claim is that the vault was empty.", [("Her", "the vault was empty")]),
    "a question that looks like a condition": (
        "The clerk asked the driver if the road was open.",
        [("The clerk", "if the road was open")],
    ),
    "an object with a phrase that hangs on the verb": (
        "Critics described the road as beset by floods.",
        [("Critics", "the road as beset by floods")],
    ),
    "it was reported": ("It was reported that the ferry had sunk.", [("", "the ferry had sunk")]),
    "a passive without its auxiliary": ("The plan announced in May pleased Ann Lee.", [("", "The plan")]),
    "a passive with a phrase": (
        "The ferry was described by the owner as safe.",
        [("the owner", "The ferry … safe")],
    ),
}


@pytest.mark.parametrize(("text", "reports"), EXTENTS.values(), ids=EXTENTS.keys())
def test_the_content_is_all_that_is_said_and_no_more(text: str, reports: list[tuple[str, str]]) -> None:
    assert reported(text) == reports


SOURCES = {
    "who uses a means": ("The firm used the fair to announce a new ferry.", "The firm"),
    "who has a habit": ("The mayor has a habit of blaming the weather for the delays.", "The mayor"),
    "two parts of a relative clause": ("A guide who rose early and warned of thin ice went home.", "who"),
    "behind a place": ("In Velm, Norland, Anna Molina said the lights were out.", "Anna Molina"),
    "not who is asked": ("Asked about the leak, the plumber said the pipe was old.", ""),
    "what is seemingly said": ("The council seemed to say that the hall would close.", "The council"),
}


@pytest.mark.parametrize(("text", "source"), SOURCES.values(), ids=SOURCES.keys())
def test_the_source_is_who_does_what_the_verb_says(text: str, source: str) -> None:
    assert reported(text)[0][0] == source


@pytest.mark.parametrize(
    "text",
    [
        "The mayor declined to say that the hall would close.",
        "The plumber refused to admit that the pipe was old.",
        "The guide repeated himself.",
        "The curator did not respond to the letter.",
        "The gallery published a book on bridges.",
        "Tom Reed carried a “yellow old umbrella” through the yard.",
    ],
)
def test_what_is_refused_or_merely_done_is_not_said(text: str) -> None:
    assert said(text) == []


PHRASES = {
    "In a new survey, most pupils walk to school.": ("a new survey", "most pupils walk to school"),
    "In the baker's view, the oven is sound.": ("the baker's", "the oven is sound"),
    "To the villagers, the dam is a threat.": ("the villagers", "the dam is a threat"),
    "The road is shut, per the council.": ("the council", "The road is shut"),
}


@pytest.mark.parametrize(("text", "report"), PHRASES.items())
def test_a_phrase_may_report(text: str, report: tuple[str, str]) -> None:
    assert reported(text, belief=True) == [report]


def test_a_view_is_not_said() -> None:
    assert reported("In the baker's view, the oven is sound.") == []


def test_a_thought_within_what_is_said_is_no_report_of_its_own() -> None:
    text = "Ann Lee said Tom Reed hoped to win."
    assert reported(text, belief=True) == [("Ann Lee", "Tom Reed hoped to win")]


def test_a_report_within_what_is_said_is_one_too() -> None:
    text = "Ann Lee said Tom Reed had told her that the mill would close."
    assert ("Tom Reed", "the mill would close") in reported(text)


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("Staff were nervous about the audit.", ("Staff", "the audit")),
        ("The rangers raised the alarm about the ice.", ("The rangers", "the ice")),
        ("Half the town gossiped about the wedding.", ("Half the town", "the wedding")),
    ],
)
def test_whatever_is_about_something_is_told_or_thought(text: str, report: tuple[str, str]) -> None:
    """Only for measuring: an entry of the lexicon for every word of its part of speech."""
    assert (reported(text, belief=True), reported(text)) == ([report], [])


BESIDE = {
    "a verb that governs them": ("The judge called the plea “quite absurd”.", "judge"),
    "a verb next to them": ("Tom Reed boasted “the best hens in the valley”.", "Tom Reed"),
    "a colon after whom it concerns": (
        "It did not surprise trader Tom Reed: “The mill has no flour left.”",
        "Tom Reed",
    ),
}


@pytest.mark.parametrize(("text", "speaker"), BESIDE.values(), ids=BESIDE.keys())
def test_words_in_marks_go_with_a_cue_or_name_beside_them(text: str, speaker: str) -> None:
    assert [quote.speaker for quote in said(text) if quote.kind != "indirect"] == [speaker]


def test_a_verb_beyond_another_verb_does_not_say_the_words_in_marks() -> None:
    text = "The mayor spoke before the choir, which wears “silly paper hats”, left the hall."
    assert said(text) == []
