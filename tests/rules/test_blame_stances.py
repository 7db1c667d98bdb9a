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


CAPITALS = [
    (
        "Peru accused Colombian commandos of shelling a border post. Bogotá rejected the charge.",
        [
            ("Peru", "blames", "Colombian commandos"),
            ("Bogotá", "denies_responsibility", "Colombian commandos"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CAPITALS)
def test_a_capital_answers_for_its_country(text: str, expected: list[Attribution]) -> None:
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


VERDICTS = [
    (
        "The high court handed the former mayor, Anton Brek, twelve years for the killing of a reporter.",
        [("high court", "blames", "Anton Brek")],
    ),
    (
        "Magistrates have dropped the charges against a teacher after the arson at the gymnasium.",
        [("Magistrates", "clears", "teacher")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), VERDICTS)
def test_courts_say_who_did_it_and_who_did_not(text: str, expected: list[Attribution]) -> None:
    assert acts(text) == expected


LOOKED_AT = [
    (
        "The parcel bomb killed a clerk. Investigators are concentrating on a former colleague, Rudi Kamp.",
        [("Investigators", "suspects", "Rudi Kamp")],
    ),
    (
        "Officials said they were looking at two rival gangs over the arson.",
        [("Officials", "suspects", "two rival gangs")],
    ),
    ("Officials are looking at two proposals to rebuild the bridge that was bombed in March.", []),
]


@pytest.mark.parametrize(("text", "expected"), LOOKED_AT)
def test_whom_investigators_look_at_is_suspected(text: str, expected: list[Attribution]) -> None:
    assert acts(text) == expected


SHORT = [
    (
        "The White Hand said in a leaflet that it had shot the prosecutor. Detectives were unconvinced.",
        ("Detectives", "rejects", "White Hand"),
    ),
    (
        "The Hill Tigers boasted that they had blown up the pylon. Engineers questioned whether the group "
        "possessed enough explosive.",
        ("Engineers", "rejects", "Hill Tigers"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), SHORT)
def test_an_answer_need_not_name_what_it_answers(text: str, expected: Attribution) -> None:
    assert expected in acts(text)


NO_ANSWERS = [
    "The power company denied reports that it planned to raise prices after the explosion at its plant.",
    "An opponent accused the minister of idleness after the bombing. The minister denied the charge.",
    "Analysts were sceptical about the company's forecast after the fire.",
]


@pytest.mark.parametrize("text", NO_ANSWERS)
def test_who_denies_something_harmless_denies_no_act(text: str) -> None:
    assert acts(text) == []


GOING_ON = [
    "Witnesses told the inquiry that soldiers opened fire on the procession, killing eleven.",
    "Residents said the army had rounded up the men and shot them behind the mosque.",
]


@pytest.mark.parametrize("text", GOING_ON)
def test_what_goes_on_in_what_is_said_is_no_claim_of_the_speaker(text: str) -> None:
    assert {act for _, act, _ in acts(text)} == {"blames"}


def test_a_spokesman_distances_those_for_whom_he_speaks() -> None:
    text = "Sadiq Bello, who speaks for the Northern Shield, dissociated it from the kidnapping."
    assert acts(text) == [("Sadiq Bello", "denies_responsibility", "Northern Shield")]


SPEAKING = [
    (
        "Olga Ferin spent her life insisting that smugglers had murdered her father.",
        [("Olga Ferin", "blames", "smugglers")],
    ),
    (
        "Two nurses say the surgeon poisoned a patient; he says the poisoning was the work of the nurses.",
        [("Two nurses", "blames", "surgeon"), ("surgeon", "blames", "nurses")],
    ),
    (
        "A defence lawyer, Nils Aker, said his clients had not thrown the grenade.",
        [("Nils Aker", "denies_responsibility", "clients")],
    ),
    (
        "The defence minister, Rosa Vidal, denied that members of the army took part in the massacre.",
        [("Rosa Vidal", "denies_responsibility", "army")],
    ),
    (
        "A colonel in the coastal command admitted that one of its gunboats had shelled the dhow.",
        [("colonel", "claims_responsibility", "coastal command")],
    ),
    (
        "The commission concluded that there was no proof for the prosecutor's story that soldiers had "
        "killed the priest.",
        [("prosecutor", "blames", "soldiers"), ("commission", "rejects", "soldiers")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKING)
def test_who_speaks_is_somebody_and_speaks_for_his_own(text: str, expected: list[Attribution]) -> None:
    assert sorted(acts(text)) == sorted(expected)


NO_DOERS = [
    "The union said two of its drivers were killed and five others wounded when their bus overturned.",
    "Analysts say the killer blow was the price of fuel, not, as the founder has claimed, an ambush.",
]


@pytest.mark.parametrize("text", NO_DOERS)
def test_who_is_hurt_or_stands_beside_an_ambush_has_done_nothing(text: str) -> None:
    assert acts(text) == []


DENIED = [
    (
        "Relatives said the air force had bombed the wedding. An air force spokesman denied that "
        "guests were killed.",
        ("air force spokesman", "denies_responsibility", "air force"),
    ),
    (
        "The company said none of its employees had been responsible for the explosion.",
        ("company", "denies_responsibility", "company"),
    ),
    (
        "The minister said the Sable Front had claimed the raid to win followers and that rustlers had "
        "killed the herdsmen.",
        ("minister", "blames", "rustlers"),
    ),
    (
        "A court in Lund acquitted a clerk of murdering his neighbour and convicted his partner instead.",
        ("court", "convicts", "partner"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), DENIED)
def test_denials_and_verdicts_need_not_name_the_doer_or_the_deed(text: str, expected: Attribution) -> None:
    assert expected in acts(text)


def test_who_wards_off_a_weapon_claims_no_harm() -> None:
    found = acts("Norland said its forces had intercepted two missiles fired by the Sable Front.")
    assert found == [("Norland", "blames", "Sable Front")]


def test_it_can_be_responsible_though_it_is_no_gunman() -> None:
    found = acts("Norland denied claims that it was responsible for the bombing of the tanker.")
    assert found == [("Norland", "denies_responsibility", "Norland")]


LAW = [
    ("A jury found Ivo Lind not guilty of murder.", ("jury", "clears", "Ivo Lind")),
    (
        "The Supreme Court set aside the conviction of Ivo Lind for the murder of two clerks.",
        ("Supreme Court", "clears", "Ivo Lind"),
    ),
    ("Ivo Lind was arrested over the killings in Velm.", ("", "suspects", "Ivo Lind")),
    ("Police detained Ivo Lind for stabbing a guard.", ("Police", "suspects", "Ivo Lind")),
    ("Police charged a man from Velm with burning the mill.", ("Police", "charges", "man")),
]


@pytest.mark.parametrize(("text", "expected"), LAW)
def test_courts_and_police_clear_and_suspect(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in acts(text)
