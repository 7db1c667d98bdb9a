"""Who takes which stance to a charge, and who is the source. Passages of our own, on invented events."""

import pytest

pytest.importorskip("spacy", reason="the rules engine is an extra")

from incident_cases import summary_of

Attribution = tuple[str, str, str]


def acts(text: str) -> list[Attribution]:
    """(source, act, responsible) of every attribution."""
    summary = summary_of(text)
    one = {a.id: a.name for a in summary.actors}
    return [
        (one.get(a.source or "", ""), a.act, one.get(a.responsible or "", "")) for a in summary.attributions
    ]


TAGS = [
    (
        "The blast at the grain terminal was set off by members of the Dravik Brotherhood, the port's "
        "security director, Elin Storhaug, told a radio station on Sunday.",
        [("Elin Storhaug", "blames", "Dravik Brotherhood")],
    ),
    (
        "The tanker was rammed by a cutter of the Sorvian navy, the shipowners' federation asserted in a "
        "letter to the court.",
        [("shipowners' federation", "blames", "Sorvian navy")],
    ),
    (
        "The bus was shelled by a crew known as Redline, the county's safety board reported on Monday.",
        [("county's safety board", "blames", "Redline")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TAGS)
def test_a_tag_behind_a_passive_says_who_says_it(text: str, expected: list[Attribution]) -> None:
    assert acts(text) == expected


STANDING_BY = [
    (
        "Police say Timo Raske stabbed the pharmacist. His mother told reporters that her son had not hurt "
        "anyone.",
        [("Police", "blames", "Timo Raske"), ("mother", "denies_responsibility", "Timo Raske")],
    ),
    (
        "Prosecutors accused the surgeon, Ida Moll, of poisoning two patients. Her sister said Moll was not "
        "to blame for the deaths.",
        [("Prosecutors", "blames", "Ida Moll"), ("sister", "denies_responsibility", "Ida Moll")],
    ),
    (
        "Peru accused Colombian commandos of shelling a border post. Bogotá rejected the charge.",
        [
            ("Peru", "blames", "Colombian commandos"),
            ("Bogotá", "denies_responsibility", "Colombian commandos"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), STANDING_BY)
def test_kin_and_capitals_answer_for_the_accused(text: str, expected: list[Attribution]) -> None:
    assert acts(text) == expected


OWN = [
    ("“My husband set fire to the barn,” Greta Olin told the court.", ("Greta Olin", "blames", "husband")),
    (
        "Chief Danladi conceded that his followers had burned the police post.",
        ("Danladi", "claims_responsibility", "followers"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), OWN)
def test_ones_followers_are_ones_own_doers_and_ones_kin_are_not(text: str, expected: Attribution) -> None:
    assert acts(text) == [expected]


FAR_CONTENT = [
    (
        "The army endorsed the suspicion expressed by villagers that cattle thieves had murdered the priest.",
        [("army", "confirms", "cattle thieves"), ("villagers", "suspects", "cattle thieves")],
    ),
    (
        "The commission found no evidence for the story told by the ferry's owner, Pavel Dusk, that "
        "saboteurs had planted a bomb aboard.",
        [("commission", "rejects", "saboteurs"), ("Pavel Dusk", "blames", "saboteurs")],
    ),
    (
        "Auditors have substantiated the allegation first made by two nurses in 2021 that the clinic's "
        "director poisoned patients.",
        [("Auditors", "confirms", "clinic's director"), ("two nurses", "blames", "clinic's director")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FAR_CONTENT)
def test_content_is_read_with_its_noun_over_who_said_it(text: str, expected: list[Attribution]) -> None:
    assert sorted(acts(text)) == sorted(expected)
