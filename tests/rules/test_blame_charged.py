"""What is charged and who is meant by it. Passages of our own."""

import pytest

pytest.importorskip("spacy", reason="the rules engine is an extra")

from incident_cases import attributed

SET_AGAINST = [
    (
        "The judge said bandits, not jihadists, took the miners.",
        [("judge", "blames", "bandits"), ("judge", "rejects", "jihadists")],
    ),
    (
        "The judge ruled that the spills had been caused by oil thieves rather than by the company.",
        [("judge", "blames", "oil thieves"), ("judge", "rejects", "company")],
    ),
    (
        "Not the rebels but the army burned the village, the bishop said.",
        [("bishop", "blames", "army"), ("bishop", "rejects", "rebels")],
    ),
    (
        "The mayor said that the coast guard, not he, had sunk the boat.",
        [("mayor", "blames", "coast guard"), ("mayor", "denies_responsibility", "mayor")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SET_AGAINST)
def test_who_is_set_against_the_accused_is_cleared(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert attributed(text) == expected


DONE_TO_NOBODY = [
    ("The sheikh said that his young men had harmed nobody.", "young men"),
    ("The union said its pickets had burned nothing.", "union"),
]


@pytest.mark.parametrize(("text", "accused"), DONE_TO_NOBODY)
def test_what_is_done_to_nobody_is_denied(text: str, accused: str) -> None:
    assert [(act, party) for _, act, party in attributed(text)] == [("denies_responsibility", accused)]


BELONGING = [
    ("The rebels say a government Sukhoi dropped the two bombs.", "government"),
    ("The elders say an army Humvee ran over the boys.", "army"),
    ("The widow says the bullet that killed him came from a soldier's rifle.", "soldier"),
    ("The minister said an army raid killed nine villagers.", "army"),
    ("Elders say the navy's bombardment destroyed the clinic.", "navy"),
    ("The priest said fighters in the uniform of the Border Corps shot the prisoners.", "Border Corps"),
    ("Police said the bridge was blown up by men belonging to the Red Hand.", "Red Hand"),
]


@pytest.mark.parametrize(("text", "accused"), BELONGING)
def test_arms_acts_and_members_stand_for_those_to_whom_they_belong(text: str, accused: str) -> None:
    assert [(act, party) for _, act, party in attributed(text)] == [("blames", accused)]


def test_a_superior_is_another_and_not_his_own() -> None:
    assert attributed("Her stepfather did it, Nora Pell told the operator after the murder.") == [
        ("Nora Pell", "blames", "stepfather")
    ]


CLEFTS = [
    "The council says it was pirates from the delta who burned the ferry.",
    "The council says it was pirates who stopped the ferry and shot the pilot.",
]


@pytest.mark.parametrize("text", CLEFTS)
def test_it_was_they_who_did_it(text: str) -> None:
    assert attributed(text) == [("council", "blames", "pirates")]


def test_some_killed_and_others_wounded_did_nothing() -> None:
    assert (
        attributed("The army said two of its soldiers were killed and five others wounded on Monday.") == []
    )


NAMED_LATER = [
    (
        "A retired surveyor was found guilty on Thursday of strangling his lodger. Ivo Lind, 71, showed no "
        "emotion as the verdict was read.",
        "Ivo Lind",
    ),
    ("A baker was accused of poisoning his brother. The baker, Tom Reed, has left town.", "Tom Reed"),
    ("A baker was accused of poisoning his brother. Ann Lee said she heard shouts.", "baker"),
    ("A clerk has been charged with the murder of a guard. Peter Vane died in hospital.", "clerk"),
]


@pytest.mark.parametrize(("text", "accused"), NAMED_LATER)
def test_the_accused_may_be_named_after_being_described(text: str, accused: str) -> None:
    assert [(source, party) for source, _, party in attributed(text)] == [("", accused)]


LET_OUT = [
    ("The inquiry said the burst which killed the corporal was fired by a sentry.", "sentry"),
    ("The biologist said the poisoned bait that killed 19 vultures was laid by shepherds.", "shepherds"),
    ("The coroner found that the dog that mauled the boy had been let loose by a farmer.", "farmer"),
    ("Officers say the foam on the river was discharged by a tannery.", "tannery"),
    ("Prosecutors said policemen handed the musicians over to their murderers.", "policemen"),
    ("Prosecutors said the nurse fed arsenic to three patients.", "nurse"),
    ("Survivors told aid workers that rebels went from hut to hut with machetes.", "rebels"),
]


@pytest.mark.parametrize(("text", "accused"), LET_OUT)
def test_who_lets_out_what_did_harm_did_it(text: str, accused: str) -> None:
    assert [(act, party) for _, act, party in attributed(text)] == [("blames", accused)]


@pytest.mark.parametrize("text", ["Police said they had found the bomb that killed the mayor."])
def test_who_finds_what_did_harm_did_nothing(text: str) -> None:
    assert attributed(text) == []


LAPSES = [
    (
        "Ten people died when the ferry sank. An inspector said the owners had skipped two safety checks.",
        [("inspector", "blames", "owners")],
    ),
    (
        "The company denied that it had ignored warnings about the dam, which burst in May, drowning thirty.",
        [("company", "denies_responsibility", "company")],
    ),
    ("The minister said the board had ignored warnings about the budget.", []),
    ("The minister said the police had closed the road after the crash that killed nine.", []),
]


@pytest.mark.parametrize(("text", "expected"), LAPSES)
def test_want_of_care_is_charged_where_harm_is_told_nearby(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert attributed(text) == expected


RESULTS = [
    (
        "Fishermen say trawlers rammed a boat on Thursday, throwing three men into the sea.",
        [("Fishermen", "blames", "trawlers")],
    ),
    ("Officials said the bus overturned, killing four.", []),
    (
        "The minister said the market was shelled by rebels, killing nine.",
        [("minister", "blames", "rebels")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), RESULTS)
def test_a_result_told_by_a_participle_is_not_who_says_so(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert attributed(text) == expected


ACCUSED = [
    ("The minister accused the rebels of the raid.", "rebels"),
    ("A court cleared the owner of the Palas hotel of negligent homicide.", "owner of the Palas hotel"),
]


@pytest.mark.parametrize(("text", "accused"), ACCUSED)
def test_the_accused_is_named_without_the_accusation(text: str, accused: str) -> None:
    assert [party for _, _, party in attributed(text)] == [accused]


CAUSES = [
    ("An engineer said the collapse was caused by the contractor's use of cheap cement.", "contractor"),
    ("Doctors say the girl died of wounds inflicted by her uncle.", "uncle"),
    ("Witnesses said the prisoners had been subjected to torture by members of the Rural Guard.", "Guard"),
    ("The council said sewage from the company's pipes had polluted the bay.", "company"),
]


@pytest.mark.parametrize(("text", "accused"), CAUSES)
def test_harm_is_charged_to_whose_act_it_came_from(text: str, accused: str) -> None:
    assert [(act, party.endswith(accused)) for _, act, party in attributed(text)] == [("blames", True)]


SHARED = [
    (
        "Witnesses said two policemen dragged the student into a van and beat him with batons.",
        "two policemen",
    ),
    ("The army said militants used children as shields and fired on an ambulance.", "militants"),
    ("Residents said the bridge had been blown up by retreating government troops.", "government troops"),
    ("The mayor says Brevian gunmen attacked the post.", "Brevian gunmen"),
    ("The fishermen said their boat was hit by a coastguard vessel.", "coastguard"),
]


@pytest.mark.parametrize(("text", "accused"), SHARED)
def test_the_doer_is_found_across_coordination_and_help(text: str, accused: str) -> None:
    assert [(act, party) for _, act, party in attributed(text)] == [("blames", accused)]


def test_no_evidence_clears_those_whom_a_passive_names() -> None:
    assert attributed(
        "The minister said there was no evidence that the miners had been involved in the raid."
    ) == [("minister", "rejects", "miners")]


def test_a_statement_speaks_for_who_issued_it() -> None:
    text = "By noon a statement had been issued by the Sarn Front saying it had shot the judge."
    assert attributed(text) == [("Sarn Front", "claims_responsibility", "Sarn Front")]


GIVEN_NAMES = [
    "A man suspected of stabbing a priest was arrested on Friday. Police named him as Luc Perrin, 29.",
    "A man suspected of stabbing a priest is on the run. The suspect was identified as Luc Perrin.",
]


@pytest.mark.parametrize("text", GIVEN_NAMES)
def test_who_is_named_as_somebody_goes_by_that_name(text: str) -> None:
    assert {party for _, _, party in attributed(text)} == {"Luc Perrin"}


HARMLESS = [
    "The mayor said firefighters had left the mill before it collapsed, killing two of them.",
    "The doctor said the nurses had given the wounded morphine and sent them to hospital.",
    "The zoo said its keepers had let the tiger out of its cage for a check.",
    "A witness said the guards had opened the gate before the stampede that killed 30.",
    "The union said members had skipped the ceremony for the victims of the blast.",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_care_and_chance_are_no_charges(text: str) -> None:
    assert attributed(text) == []
