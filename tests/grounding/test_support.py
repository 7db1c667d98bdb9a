"""Whether free text is borne out by its evidence."""

import pytest

from wirebrief.service.grounding.countries import countries_in
from wirebrief.service.grounding.naming import Names
from wirebrief.service.grounding.passage import passage
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


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("The mayor gave no names.", "The mayor declined to give names."),
        ("Nobody opened the door, he said.", "He said: “I shouted, ‘Open the door!’ Nobody opened it.”"),
        ("Republicans held the Senate.", "The Republican majority held in the Senate."),
        ("The CNE annulled the vote.", "The Consejo Nacional Electoral annulled the vote."),
        ("One official said so.", "The first official said so."),
        ("Three men, among them Max Orr, were held.", "Ali Sen, Max Orr and Jon Pike were held."),
        ("Further rain fell on Varela.", "More rain fell on Varela."),
        ("The boat sank and was not raised.", "The boat sank, residents said; it was not raised."),
        ("The street stayed calm.", "The street stayed calmA police source spoke."),
        ("Alleged attackers fled.", "Marin said the alleged attackers fled."),
        ("The abbot was shot in 2014.", "The abbot was shot there in May 2014, Marin said."),
        ("A baker blamed a gang; nobody claimed it.", "A baker blamed a gang. No one has said they did it."),
    ],
)
def test_other_words_for_the_same_are_believed(text: str, evidence: str) -> None:
    """A text need not copy: it may deny, name and count in its own words."""
    assert faults(text, Evidence([evidence])) == []


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("A bomb of 40 tonnes exploded.", "A bomb of 40 kilograms exploded."),
        ("The blast killed 31 people.", "The blast killed two guards and wounded 31 people."),
        ("Some 60 workers were inside.", "Up to 60 workers were inside."),
        ("The blast destroyed a warehouse.", "The blast damaged a warehouse."),
        ("The blast wounded a guard.", "The blast killed a guard, who died at once."),
        ("Marin said the attackers fled by car.", "Marin said the alleged attackers fled by car."),
        ("He acted alone, police said.", "He may have acted alone, police said."),
        ("The minister blamed the front.", "The minister suspects the front."),
        ("The front did not deny the raid.", "The front denied the raid."),
        ("Aino Lund spoke.", "Aino Hirvonen and Pekka Lund spoke."),
    ],
)
def test_more_than_the_evidence_says_is_a_fault(text: str, evidence: str) -> None:
    """Another unit, another harm, a bound, a hedge or a denial left out, a name put together from two."""
    assert any(not fault.doubt for fault in faults(text, Evidence([evidence])))


def test_a_name_from_elsewhere_in_the_article_is_a_doubt() -> None:
    """The sentences cited may mean it by "she"."""
    article = Names([passage("Sen. Ada Kovar opened the debate."), passage("She left at noon.")])
    found = faults("Kovar left at noon.", Evidence(["She left at noon."], article=article))
    assert [fault.doubt for fault in found] == [True]


def test_a_name_from_a_sentence_nearby_is_believed() -> None:
    """ "She" is named in the sentence before."""
    assert faults("Kovar left at noon.", Evidence(["She left at noon."], near=["Ada Kovar spoke."])) == []
