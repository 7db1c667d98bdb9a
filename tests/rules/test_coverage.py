"""The kinds of incident that news tells of, in the wordings that it has for them. Passages of our own."""

import pytest

pytest.importorskip("spacy", reason="the rules engine is an extra")

from incident_cases import incidents_of

KINDS = [
    ("Bus drivers took to the streets of Oslo on Monday.", "protest"),
    ("Villagers blocked the road to Quito with logs on Monday in protest at the mine.", "protest"),
    ("Riot police used tear gas against dockers in Tunis on Monday.", "protest"),
    ("Customs officers seized nine rifles from a van near Split on Monday.", "weapons_seizure"),
    ("Nine pistols were found in a barn near Split on Monday.", "weapons_seizure"),
    ("Militiamen raped two teachers near Kaya on Monday.", "sexual_violence"),
    ("Soldiers captured the town of Berbera on Monday.", "territory_change"),
    ("Commandos freed two kidnapped surveyors near Cali on Monday.", "release"),
    ("Army helicopters hit a market in Saada on Monday.", "airstrike"),
    ("A gas explosion killed three clerks in Dhaka on Monday.", "accident"),
    ("An explosion shattered windows in Dhaka on Monday.", "explosion"),
    ("Fans hurled bottles at officers in Porto on Monday.", "riot"),
    ("Firefighters battled the flames in Perth for hours on Monday.", "fire"),
    ("Hackers stole the records of a clinic in Oslo on Monday.", "cyber_attack"),
    ("A lorry killed a cyclist in Leeds on Monday.", "accident"),
    ("A typhoon killed nine people in Manila on Monday.", "natural_disaster"),
    ("The north test-fired two missiles on Monday.", "weapons_test"),
    ("The navy tested a missile on Monday.", "weapons_test"),
    ("Soldiers killed four rebels near Maradi on Monday.", "killing"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_each_kind_is_told_by_its_words(text: str, kind: str) -> None:
    assert [incident.type for incident in incidents_of(text)] == [kind]


NOT_MEANT = [
    "The bank seized the house on Monday.",
    "The singer released an album on Monday.",
    "Snow blocked the road to Quito on Monday.",
    "The firm captured a fifth of the market on Monday.",
    "Prosecutors dropped the charge on Monday.",
    "The board sacked its director on Monday.",
]


@pytest.mark.parametrize("text", NOT_MEANT)
def test_the_same_verbs_of_other_things_tell_of_none(text: str) -> None:
    assert [i for i in incidents_of(text) if (i.confidence or 0) >= 0.5] == []
