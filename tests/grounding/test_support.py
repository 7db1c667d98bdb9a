"""Whether free text is borne out by its evidence."""

import pytest

from wirebrief.service.grounding.countries import countries_in
from wirebrief.service.grounding.support import Evidence, faults

SENTENCE = (
    "“The blast did not cause any casualties, but several shells hit the depot and caused minor damage,” "
    "Colonel Anna Reuss said on Tuesday in Norway, after 12 soldiers and a driver left U.N. base No. 3."
)
EVIDENCE = Evidence([SENTENCE])


def found(text: str) -> list[str]:
    return [fault.message for fault in faults(text, EVIDENCE)]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Reuss said the blast did not cause any casualties.",
        "No casualties were caused by the blast, Reuss said.",
        "Several shells hit the depot in Norway.",
        "Norwegian shells hit the depot on Tuesday.",
        "Twelve soldiers left a UN base.",
        "Militants hit the depot with several shells.",
        "One driver and 12 soldiers left the base.",
        "The blast caused minor damage but no casualties.",
    ],
)
def test_what_the_evidence_says_is_believed(text: str) -> None:
    """Numbers as words, demonyms of a named country, plain words at the head of a sentence, passives."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Five shells hit the depot.", "Five"),
        ("Dozens of shells hit the depot.", "dozens"),
        ("More than 12 soldiers left the base.", "12"),
        ("Up to 12 soldiers left the base.", "12"),
        ("The 3rd shell hit the depot in Norway on Tuesday, the 21st blast.", "21"),
        ("1 driver left the base.", "1"),
        ("Shells hit the depot on Wednesday.", "Wednesday"),
        ("Brazil hit the depot with shells.", "Brazil"),
        ("Swedish shells hit the depot.", "Swedish"),
        ("John Reuss said shells hit the depot.", "John"),
        ("The EU base was hit by shells.", "EU"),
        ("The blast caused casualties, Reuss said.", "casua"),
        ("The blast did not cause damage, Reuss said.", "damag"),
        ("The shells did not hit the depot.", "hit"),
        ("The blast did not not cause any casualties.", "cause"),
        ("A ferry carrying tourists sank near the coast.", "half"),
    ],
)
def test_what_the_evidence_lacks_is_a_fault(text: str, about: str) -> None:
    """Each fault names the words it is about."""
    assert any(about in fault for fault in found(text))


@pytest.mark.parametrize(
    "text", ["“Not one.”", "“There was none,” she said.", "They say it opens, but they cannot."]
)
def test_a_sentence_bears_itself_out(text: str) -> None:
    """Whatever it denies."""
    assert faults(text, Evidence([text])) == []
    assert faults(f"{text} ", Evidence([f"Before. {text}"])) == []


def test_words_allowed_from_elsewhere_count_as_evidence() -> None:
    """A resolved date and the name of an actor whom the sentence calls "she"."""
    evidence = Evidence(
        ["She said on Tuesday that the depot burned."], ["Anna Reuss"], ["Tuesday 5 January 2021"]
    )
    assert faults("Anna Reuss said the depot burned on 5 January 2021.", evidence) == []


def test_a_country_is_known_by_name_demonym_and_capital() -> None:
    """And only with a capital letter, the longest name first."""
    assert countries_in("Papua New Guinea, the Ukrainian navy, Quito") == {"PG", "UA", "EC"}
    assert countries_in("turkey with china plates told us") == frozenset()
    assert countries_in("U.S. troops") == {"US"}
