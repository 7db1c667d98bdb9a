"""Upper-case wire copy gets its case back, and every offset holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirebrief.service.reading.text import read_text
from wirebrief.service.reading.truecase import is_upper_case, truecase


@given(st.text())
@settings(deadline=None)
def test_the_length_never_changes(text: str) -> None:
    assert len(truecase(text)) == len(text)


@given(st.text(alphabet=st.characters(categories=["Lu", "Zs", "Po", "Nd"]), max_size=200))
@settings(deadline=None)
def test_only_the_case_changes(text: str) -> None:
    assert truecase(text).casefold() == text.casefold()


CASES = [
    ("THE REBELS ATTACKED A BRIDGE NEAR QUELLMAR.", "The rebels attacked a bridge near Quellmar."),
    ("ON MONDAY GENERAL IDRO VASK LEFT PERRINA.", "On Monday General Idro Vask left Perrina."),
    ("THE NATIONAL POLICE DENIED IT.", "The National Police denied it."),
    (
        "MEMBERS OF THE MORVAN LIBERATION FRONT [MLF] SPOKE.",
        "Members of the Morvan Liberation Front [MLF] spoke.",
    ),
    ("A BOMB EXPLODED. NOBODY WAS HURT.", "A bomb exploded. Nobody was hurt."),
    ("THE KIDNAPPERS RELEASED TWO POLICEMEN.", "The kidnappers released two policemen."),
    ("THE OWNERS HELD TWO NEWSMEN.", "The owners held two newsmen."),
    ("THEY SHOT PETER BELL AND VICTOR VASK.", "They shot Peter Bell and Victor Vask."),
    ("GENERAL IDRO WOOD RAN INTO THE WOOD.", "General Idro Wood ran into the wood."),
    ("THE ANGEL RANG A BELL.", "The angel rang a bell."),
    ("THE PEOPLE'S LIBERATION FRONT'S RADIO", "The People's Liberation Front's radio"),
    (
        "THE ARMY OF NATIONAL LIBERATION AND THE SUPREME COURT OF JUSTICE",
        "The Army of National Liberation and the Supreme Court of Justice",
    ),
]


@pytest.mark.parametrize(("upper", "mixed"), CASES)
def test_names_keep_a_capital_and_words_do_not(upper: str, mixed: str) -> None:
    assert truecase(upper) == mixed


def test_a_headline_in_capitals_does_not_make_an_upper_case_article() -> None:
    text = "BRIDGE FALLS\n\nA bridge over the river Osk fell on Monday. Nobody was hurt, the council said."
    assert not is_upper_case(text)


def test_the_view_of_an_upper_case_article_is_in_mixed_case_over_the_same_text() -> None:
    text = "TWO GUNMEN KILLED A JUDGE IN QUELLMAR ON MONDAY, THE POLICE SAID. NOBODY HAS CLAIMED IT SO FAR."
    document = read_text(text)
    assert document.view.text.startswith("Two gunmen killed a judge in Quellmar on Monday")
    sentence = document.sentences[0]
    assert document.text[sentence.start : sentence.end].isupper()
