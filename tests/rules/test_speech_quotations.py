"""Words in marks: who says them, where they go on, and which nobody says. Sentences of our own."""

import pytest
from spoken import said, unsaid

DIRECT = {
    "before its tag": ("“We saw the lights too late,” captain Anna Molina told reporters.", "Anna Molina"),
    "an inverted tag": ("“We saw the lights too late,” said Anna Molina, who was on deck.", "Anna Molina"),
    "behind a colon": ("Anna Molina was blunt: “We saw the lights too late.”", "Anna Molina"),
    "behind its verb": ("Anna Molina said, “We saw the lights too late.”", "Anna Molina"),
    "a question": ("“Where were the lights?” Anna Molina asked.", "Anna Molina"),
    "a verb that is no verb of saying": ("“Not today,” Anna Molina laughed.", "Anna Molina"),
    "a tag with an aside": ("“We stay,” Anna Molina, the captain of the ferry, told a crowd.", "Anna Molina"),
    "a name inside the marks": ("“I admire Tom Reed,” Anna Molina said.", "Anna Molina"),
    "a statement": ("“We saw no lights,” a ministry statement said.", "ministry"),
}


@pytest.mark.parametrize(("text", "speaker"), DIRECT.values(), ids=DIRECT.keys())
def test_direct_speech_has_its_speaker(text: str, speaker: str) -> None:
    assert [(quote.kind, quote.speaker) for quote in said(text)] == [("direct", speaker)]


def test_a_fragment_is_partial() -> None:
    quotes = said("Spokesman Paul Weber blamed the crash on “reckless steering”.")
    assert [(q.kind, q.words, q.speaker) for q in quotes] == [("partial", "reckless steering", "Paul Weber")]


def test_a_quotation_cut_by_its_tag_goes_on() -> None:
    quotes = said("“The bridge is safe,” Tom Reed said. “We shall wait.”")
    assert [(q.words, q.speaker, q.continues) for q in quotes] == [
        ("The bridge is safe,", "Tom Reed", False),
        ("We shall wait.", "Tom Reed", True),
    ]


def test_a_new_sentence_after_the_marks_is_no_tag() -> None:
    """The full stop inside the marks ends the speech; what follows is another report."""
    quotes = said("“The bridge is safe,” Tom Reed said. “We shall wait.” Ann Lee noted that rain was due.")
    assert [(q.words, q.speaker) for q in quotes] == [
        ("The bridge is safe,", "Tom Reed"),
        ("We shall wait.", "Tom Reed"),
        ("rain was due", "Ann Lee"),
    ]


def test_a_quotation_over_paragraphs_is_one_speech() -> None:
    """Re-opened without being closed: the tag behind the second part says both."""
    quotes = said("“The mill is old.\n\n“It must be mended before the winter comes,” Tom Reed said.")
    assert [(q.speaker, q.continues) for q in quotes] == [("Tom Reed", False), ("Tom Reed", True)]


def test_a_paragraph_of_speech_goes_on_from_the_one_before() -> None:
    quotes = said("“The mill is old,” Tom Reed said.\n\n“It must be mended before the winter comes.”")
    assert [(q.speaker, q.continues) for q in quotes] == [("Tom Reed", False), ("Tom Reed", True)]


def test_a_quotation_alone_is_by_whom_the_sentence_before_is_about() -> None:
    quotes = said("Ann Lee praised the new hall. “It is warm at last.”")
    assert [q.speaker for q in quotes if q.kind == "direct"] == ["Ann Lee"]


def test_a_shouted_question_keeps_the_tag_behind_it() -> None:
    assert said("“Why now?” Tom Reed went on.")[0].speaker == "Tom Reed"


def test_a_verb_with_its_subject_behind_the_marks_is_a_tag() -> None:
    assert [(q.speaker, q.cue) for q in said("“What a night!” beamed Ann Lee.")] == [("Ann Lee", "beamed")]


def test_fragments_in_a_row_are_of_one_report() -> None:
    quotes = said("The mayor called the deal “late” and “a trick on the town”.")
    assert [(q.words, q.cue) for q in quotes] == [("late", "called"), ("a trick on the town", "called")]


ONCE = [
    "Ann K. Lee: Possession of a stolen goat, held without bond.\n\nTom Reed: Two warrants.",
    "OAKDALE: Thieves took 40 hens.\n\nVELM: A barn burned down on Monday.",
    "Tom Reed: Mill drops flour inquiry\n\nThe mill has dropped an inquiry.",
]


@pytest.mark.parametrize("text", ONCE)
def test_labels_that_stand_once_are_no_speakers(text: str) -> None:
    assert said(text) == []


UNSAID = {
    "a title": ("The choir sang a song called “River of Gold” on Friday.", "River of Gold", "title"),
    "a nickname": ("Johnny “Fists” Malone lost the bout.", "Fists", "nickname"),
    "words on a thing": ("The crew had painted “Never Again” on the hull.", "Never Again", "inscription"),
    "a sign": (
        "A sign reading “Keep out of the yard” hung on the gate.",
        "Keep out of the yard",
        "inscription",
    ),
    "a term": ("The so-called “sheep tax” fell on farmers.", "sheep tax", "term"),
    "a slogan": ("Marchers had the slogan “bread for all” on their lips.", "bread for all", "slogan"),
}


@pytest.mark.parametrize(("text", "words", "kind"), UNSAID.values(), ids=UNSAID.keys())
def test_words_that_nobody_says(text: str, words: str, kind: str) -> None:
    assert (unsaid(text), said(text)) == ([(words, kind)], [])


def test_every_quotation_is_accounted_for() -> None:
    """Each pair of marks is a quote or quoted text, never both."""
    text = (
        "The “sheep tax” is “a disgrace to this valley,” Tom Reed said. "
        "He wore a cap with “Baa” stitched on it.\n\n"
        "“It must go.”\n\nFarmers chanted “no tax” and sang “The Lost Lamb”."
    )
    marked = [quote.words for quote in said(text) if quote.kind != "indirect"]
    assert sorted(marked + [words for words, _ in unsaid(text)]) == sorted(
        ["sheep tax", "a disgrace to this valley,", "Baa", "It must go.", "no tax", "The Lost Lamb"]
    )
