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
    ("Lightning killed three herders in Kaya on Monday.", "natural_disaster"),
    ("Floodwater swept away nine houses in Kaya on Monday.", "natural_disaster"),
    ("The Orm burst its banks on Monday.", "natural_disaster"),
    ("A boiler exploded at a dye works in Dhaka on Monday, killing three clerks.", "explosion"),
    ("A bomb derailed a goods train near Split on Monday.", "bombing"),
    ("Mortar fire killed nine people at a market in Saada on Monday.", "shelling"),
    ("Stones were thrown at officers in Porto on Monday.", "riot"),
    ("A patrol came under fire near Maradi on Monday.", "shooting"),
    ("Riders raked a cafe in Cali with gunfire on Monday, killing two.", "shooting"),
    ("A branch fell on a jogger in Leeds on Monday.", "accident"),
    ("A lorry slammed into a bus queue in Leeds on Monday.", "accident"),
    ("A dyke gave way near Kaya on Monday.", "accident"),
    ("Three anglers drowned off Perth on Monday.", "accident"),
    ("A clerk was taken from his home in Cali by hooded men on Monday.", "abduction"),
    ("A youth snatched the handbag of a pensioner in Leeds on Monday.", "crime"),
    ("A patient assaulted a nurse in Leeds on Monday.", "crime"),
    ("Two clerks were taken into custody in Leeds on Monday.", "arrest"),
    ("A search of a barn near Split on Monday turned up nine rifles.", "weapons_seizure"),
    ("A trader was found dead in Cali on Monday with gunshot wounds.", "killing"),
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
    "The deal blew up on Monday, and the talks in Oslo collapsed.",
    "Rivals torched the plan in Oslo on Monday.",
    "A neighbour poisoned her roses in Leeds on Monday.",
    "The governor held the budget hostage on Monday.",
    'Old hands once "kidnapped" the referee in Leeds.',
    "A driver picked up two students in Leeds on Monday.",
    "Patience gave way in Oslo on Monday.",
    "The winger snatched a point in Leeds on Monday.",
    "A wave of new voters swept away the mayor of Oslo on Monday.",
]


@pytest.mark.parametrize("text", NOT_MEANT)
def test_the_same_verbs_of_other_things_tell_of_none(text: str) -> None:
    assert [i for i in incidents_of(text) if (i.confidence or 0) >= 0.5] == []
