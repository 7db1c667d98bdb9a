"""How our records are worded as MUC-4 fillers. Sentences of our own."""

import pytest

pytest.importorskip("spacy", reason="the rules engine is an extra")

from incident_cases import summary_of

from wirebrief.evals.benchmarks.muc4_adapter import templates


def fillers(text: str, role: str) -> list[str]:
    return [entity[0] for template in templates(summary_of(text)) for entity in template.entities[role]]


THINGS = [
    ("Rebels blew up the country's power grid near Tarn on Monday.", "power grid"),
    ("Rebels blew up a large neighboring warehouse in Tarn on Monday.", "warehouse"),
]


@pytest.mark.parametrize(("text", "thing"), THINGS)
def test_a_thing_is_named_without_what_does_not_tell_its_kind(text: str, thing: str) -> None:
    assert fillers(text, "physical_target") == [thing]


def test_a_victim_s_name_loses_post_and_people() -> None:
    text = "Gunmen killed Italian councilman Carlo Denti in Tarn on Monday."
    assert fillers(text, "victim") == ["carlo denti"]


def test_ammunition_is_no_instrument() -> None:
    assert fillers("A judge was riddled with bullets in Tarn on Monday.", "instrument") == []


def test_fighters_of_no_group_are_those_of_the_one_that_the_article_names() -> None:
    text = "Guerrillas killed two nuns near Tarn on Monday. The Sea Lily Liberation Front burned a mill."
    assert set(fillers(text, "perp_organization")) == {"sea lily liberation front"}


def test_a_weapon_alone_that_nobody_is_accused_of_using_is_too_vague() -> None:
    assert templates(summary_of("Bombs exploded on Monday.")) == []


def test_who_is_told_of_by_the_deed_alone_gives_way_to_a_description() -> None:
    text = "Two hooded men shot a baker in Tarn on Monday. The attackers shot her in the leg."
    assert fillers(text, "perp_individual") == ["two hooded men"]


def test_fighters_are_named_without_their_country() -> None:
    assert fillers("Malian guerrillas killed two nuns in Tarn.", "perp_individual") == ["guerrillas"]


def test_a_part_of_a_group_is_its_individuals() -> None:
    text = "An SLF cell kidnapped a priest in Tarn on Monday."
    assert (fillers(text, "perp_individual"), fillers(text, "perp_organization")) == (["slf cell"], ["slf"])


def test_a_military_post_is_no_physical_target() -> None:
    text = "Rebels attacked a garrison and a bakery in Tarn on Monday."
    assert fillers(text, "physical_target") == ["bakery"]


def test_a_country_is_no_perpetrator() -> None:
    assert fillers("A Malian helicopter bombed a bakery in Tarn on Monday.", "perp_organization") == []


def test_an_accused_group_s_fighters_are_individuals_where_they_are_named() -> None:
    text = "Two clerks were kidnapped by rebels of the Sea Lily Front in Tarn on Monday, police said."
    assert fillers(text, "perp_individual") == ["rebels"]


def test_services_are_an_organisation() -> None:
    text = "The party accused the secret services of killing two clerks in Tarn on Monday."
    assert fillers(text, "perp_organization") == ["secret services"]
