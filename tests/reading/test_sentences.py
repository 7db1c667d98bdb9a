"""Where sentences end. Each case is written with | at the ends."""

import pytest

from wirebrief.service.reading.paragraphs import split_paragraphs
from wirebrief.service.reading.sentences import split_sentences


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "marked",
    [
        "The ferry sank.| It was dawn.",
        "Did it sink?| Yes!| It did.",
        # titles, ranks, initials
        "Maj. Gen. Otto K. Brandt, Jr. said so.| He left.",
        "Dr. Li met Mrs. O'Hara and Lt. Col. Roe.| They spoke.",
        "J. R. Moss and A.B. Cole met St. John.",
        "Messrs. Hill and Vale agreed.| So did Prof. Ohm.",
        # abbreviations that may end a sentence
        "Acme Inc. said profits fell.| It fired ten.",
        "He works at Acme Inc.| He has no car.",
        "The U.S. Army left.| It will not return to the U.S.| The war is over.",
        "It began at 5 a.m. Monday.| It ended at 6 p.m.| They went home.",
        "She moved to Washington, D.C.| In 2014 she left.",
        "Rope, sails, etc. were lost.",
        "It was on Jan. 5 and on Dec. 6.| No one came.",
        "They met in Sept. and again in Oct.| Nothing came of it.",
        "He lives on Main St. near the port.| The dog does too.",
        "It was No. 5 on the list.| No. 6 was lost.",
        "He said no.| The ship left.",
        "It is e.g. a ship, i.e. a boat, cf. Roe vs. Wade.",
        # numbers, addresses, enumerators
        "Profits rose 3.5 percent to $1.2 million.| That was all.",
        "1. The ferry sank.| 2. It was dawn.",
        "See example.com or v2.1.3 for more.| Then go.",
        "It was Plan B.| The end came.",
        # ellipses
        "We saw it... the mast was gone.| Then nothing.",
        "We saw it… and then… nothing.",
        "It was over...| But the crew lived.",
        "Well... I never saw it.",
        # marks and brackets
        '"It sank."| He wept.',
        '"It sank," he said.| "All of it."',
        "“It sank.”| He wept.",
        '"It sank.| It was dawn," he said.',
        '"Why?" Ada Bell asked.| He wept.',
        '"Stop!" the captain of the ferry shouted.',
        '"Why?" asked Ada Bell.',
        '"Why?"| The port was shut.',
        "He called it ‘a shame.’| She did not.",
        "(It sank.)| He wept.",
        "He met Roe (of Acme Inc.) Monday.| He wept.",
        "It was fast (for a ferry.)| Now it is gone.",
        "“All is lost.”| Captain Ada Bell said no more.",
        "It rose 5.13.| Bell Corp. fell 2.8%.| Others did not move.",
        'He said: "All lived. "',
        "The ferry (it was old. It leaked.) sank.| He wept.",
        "« C'est fini. »| Il pleure.",
        # names in small letters
        "It was over.| al-Hadi fled.| eBay rose.",
        "The men of al-Hadi fled.",
        # lost spaces, other scripts
        "It sank at dawn.|The crew swam.",
        "港口已关闭。|没有伤亡！|他说：「好。」|真的？",
        "क्या हुआ।| सब ठीक है।",
        "It sank!| (Nobody knew.)",
    ],
)
def test_sentences_end_where_marked(marked: str) -> None:
    parts = marked.split("|")
    assert split("".join(parts)) == [part.strip() for part in parts]


def test_white_space_between_sentences_belongs_to_neither() -> None:
    assert split("It sank. \n  It was dawn.") == ["It sank.", "It was dawn."]


def test_a_sentence_runs_over_a_line_end() -> None:
    assert split("The ferry\nsank. It\nwas dawn.") == ["The ferry\nsank.", "It\nwas dawn."]


def paragraphs(text: str) -> list[str]:
    return [text[a:b] for a, b in split_paragraphs(text)]


def test_each_line_is_a_paragraph() -> None:
    assert paragraphs("Ferry sinks\nIt was dawn.\n\n  The crew swam. \n") == [
        "Ferry sinks",
        "It was dawn.",
        "The crew swam.",
    ]


WRAPPED = """\
The ferry left the northern harbour at dawn with forty people on board, and
nothing was heard of it for two hours. Then a fisherman saw the mast above
the water, three miles off the cape, and rowed out to it.
   "There was no one," he said. "We called and called and then we went home
to fetch the others, but by then the mast had gone too."
   The harbour master said a search would begin as soon as the wind allowed
it, and that the company had been told.
"""


def test_lines_wrapped_at_a_column_make_one_paragraph() -> None:
    assert [p.split()[0] for p in paragraphs(WRAPPED)] == ["The", '"There', "The"]


def test_wrapped_paragraphs_without_indent_end_at_a_short_line() -> None:
    flush = WRAPPED.replace("   ", "")
    assert [p.split()[0] for p in paragraphs(flush)] == ["The", '"There', "The"]


def test_a_blank_line_ends_a_wrapped_paragraph() -> None:
    text = WRAPPED.replace("   ", "\n")
    assert len(paragraphs(text)) == 3


def test_short_lines_are_not_taken_for_wrapped_ones() -> None:
    lines = [
        "Ferry sinks off the port",
        "It was dawn when the ferry sank.",
        "The crew of nine swam.",
        "All lived.",
    ]
    assert paragraphs("\n".join(lines)) == lines


def test_list_items_stay_apart_in_wrapped_text() -> None:
    text = WRAPPED + "- ropes and sails and everything else that was on the deck of the\n- lamps\n"
    assert paragraphs(text)[-1] == "- lamps"


@pytest.mark.parametrize("words", ["Ann Bell, ", "and the mill ", "ab", "a;"])
def test_a_sentence_without_an_end_is_cut(words: str) -> None:
    """At most a thousand characters, between words where there are any, and nothing is lost."""
    text = words * 700
    cuts = split_sentences(text, 0, len(text))
    assert max(end - start for start, end in cuts) <= 1000
    assert "".join(text[start:end] for start, end in cuts).replace(" ", "") == text.replace(" ", "")
    if " " in words:
        assert all(text[start - 1].isspace() for start, _ in cuts[1:])


def test_a_long_sentence_is_cut_behind_a_comma() -> None:
    text = "Ann Bell of the mill, " * 60
    assert all(text[start - 2] == "," for start, _ in split_sentences(text, 0, len(text))[1:])
