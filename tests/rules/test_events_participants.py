"""Who did it, to whom, with what, and with what result. Sentences of our own."""

import pytest

pytest.importorskip("spacy", reason="the rules engine is an extra")

from incident_cases import incidents_of, names, only, summary_of, words


def test_the_subject_of_an_active_verb_is_the_perpetrator() -> None:
    summary = summary_of("Rebels attacked a customs post near Tarn on Monday.")
    assert names(summary, summary.incidents[0].perpetrators) == ["Rebels"]


def test_the_by_phrase_of_a_passive_verb_is_the_perpetrator() -> None:
    summary = summary_of("A customs post near Tarn was attacked by rebels on Monday.")
    assert names(summary, summary.incidents[0].perpetrators) == ["rebels"]


def test_what_only_a_source_says_makes_no_perpetrator() -> None:
    summary = summary_of("Police said rebels had attacked a customs post near Tarn on Monday.")
    assert summary.incidents[0].perpetrators == []


def test_unnamed_doers_are_no_blame_and_stay_with_what_a_source_reports() -> None:
    summary = summary_of("Police said two masked men had kidnapped a baker near Tarn on Monday.")
    assert names(summary, summary.incidents[0].perpetrators) == ["two masked men"]


def test_a_suspected_perpetrator_is_none() -> None:
    summary = summary_of("Suspected rebels killed a teacher near Amberfell on Monday.")
    assert summary.incidents[0].perpetrators == []


def test_the_weapon_keeps_its_number() -> None:
    (weapon,) = only("The militia fired six rockets at the airfield on Monday.").weapons
    assert (weapon.span.text, weapon.kind, weapon.count and weapon.count.min) == ("six rockets", "rocket", 6)


def test_what_a_weapon_is_fired_at_is_the_target() -> None:
    assert words(only("The militia fired six rockets at the airfield on Monday.").targets) == ["the airfield"]


def test_the_object_of_killing_is_the_victim() -> None:
    assert words(only("Gunmen shot dead two judges in Perrin on Monday.").victims) == ["two judges"]


def test_victims_named_beside_their_description_are_victims_too() -> None:
    found = words(only("Gunmen killed two reporters, Adam Rusk and Nora Veil, in Perrin on Monday.").victims)
    assert found[1:] == ["Adam Rusk", "Nora Veil"]


CASUALTIES = [
    ("A bomb in the lobby killed four people on Monday.", [(4, 4)], []),
    ("A bomb exploded in the lobby on Monday, injuring at least nine guests.", [], [(9, None)]),
    ("Two mortar rounds hit the depot on Monday without causing casualties.", [(0, 0)], [(0, 0)]),
    ("A bomb in Tarn on Monday left three dead and seven wounded.", [(3, 3)], [(7, 7)]),
]


@pytest.mark.parametrize(("text", "killed", "injured"), CASUALTIES)
def test_casualties_are_counted_as_printed(
    text: str, killed: list[tuple[int, int | None]], injured: list[tuple[int, int | None]]
) -> None:
    casualties = only(text).casualties
    assert [(c.min, c.max) for c in casualties.killed] == killed
    assert [(c.min, c.max) for c in casualties.injured] == injured


DAMAGE = [
    ("A bomb destroyed a bakery in Tarn on Monday.", "destroyed"),
    ("A rocket hit the depot in Tarn on Monday, causing minor damage.", "minor"),
    ("A rocket hit the depot in Tarn on Monday but there was no damage.", "none"),
    ("The blast in Tarn on Monday badly damaged a school bus.", "severe"),
]


@pytest.mark.parametrize(("text", "level"), DAMAGE)
def test_damage_has_the_level_that_its_words_give(text: str, level: str) -> None:
    damage = only(text).damage
    assert damage is not None
    assert damage.level == level


OUTCOMES = [
    ("Gunners shot down two drones over the port on Monday.", "intercepted"),
    ("Sappers defused a car bomb outside the courthouse in Tarn on Monday.", "foiled"),
    ("Gunmen tried to kidnap a banker in Calder on Monday.", "failed"),
    ("A bomb exploded in a hotel in Calder on Monday.", "succeeded"),
]


@pytest.mark.parametrize(("text", "outcome"), OUTCOMES)
def test_what_was_stopped_or_failed_is_an_incident_with_its_outcome(text: str, outcome: str) -> None:
    assert only(text).outcome == outcome


def test_a_list_behind_a_colon_names_those_harmed() -> None:
    text = "The following clerks died in the blast: Adam Rusk, Nora Veil, and Peter Lund."
    assert words(only(text).victims)[1:] == ["Adam Rusk", "Nora Veil", "Peter Lund"]


def test_a_list_behind_a_colon_may_say_what_they_are() -> None:
    text = "Wounded in the blast were: an unidentified driver; Adam Rusk, a baker; and Nora Veil."
    assert words(only(text).victims)[-2:] == ["Adam Rusk", "Nora Veil"]


def test_a_statement_behind_a_colon_names_nobody_harmed() -> None:
    found = words(only("Two clerks died in the blast on Monday: Adam Rusk had locked the door.").victims)
    assert found == ["Two clerks"]


def test_a_clock_time_is_no_target() -> None:
    found = only("A bomb exploded at 1530 GMT in a bakery in Tarn on Monday.")
    assert words(found.targets) == ["a bakery"]


@pytest.mark.parametrize(
    "text",
    ["The men were driving a stolen car in Tarn on Monday.", "Troops raided four farms near Tarn on Monday."],
)
def test_a_description_and_a_search_are_no_attack(text: str) -> None:
    assert incidents_of(text) == []


TARGETS = [
    ("Masked men set fire to the barn in Tarn on Monday.", ["the barn"]),
    ("Rebels set a restaurant on fire in Tarn on Monday.", ["a restaurant"]),
    ("Unidentified men threw a bomb onto the diplomatic premises on Monday.", ["the diplomatic premises"]),
    ("A bomb went off on Monday, causing damage to nearby houses.", ["nearby houses"]),
    ("Gunmen machinegunned the mayor's car in Tarn on Monday.", ["the mayor's car"]),
]


@pytest.mark.parametrize(("text", "targets"), TARGETS)
def test_what_was_hit_stands_where_its_verb_wants_it(text: str, targets: list[str]) -> None:
    assert words(only(text).targets) == targets


def test_whose_the_thing_attacked_is_did_not_attack_it() -> None:
    summary = summary_of("The attack on five offices of the Barley Front in Tarn on Monday left two dead.")
    assert names(summary, summary.incidents[0].perpetrators) == []


DOERS = [
    ("Soldiers foiled an attempt by rebels to kidnap bishop Juan Soler in Tarn on Monday.", ["rebels"]),
    ("The army foiled the attempt to kidnap the bishop in Tarn on Monday.", []),
    ("Rebels made an attempt to kidnap a judge in Tarn on Monday.", ["Rebels"]),
    ("A gunman killed the mayor in Tarn on Monday. Bodyguards shot the gunman to death.", ["gunman"]),
]


@pytest.mark.parametrize(("text", "doers"), DOERS)
def test_who_stops_an_act_or_those_who_do_it_is_no_perpetrator(text: str, doers: list[str]) -> None:
    summary = summary_of(text)
    assert names(summary, summary.incidents[0].perpetrators) == doers


def test_an_attempt_on_a_life_is_aimed_at_the_person() -> None:
    text = "There was an attempt on the life of Juan Soler, a judge of Tarn, on Monday."
    assert words(only(text).targets) == ["Juan Soler"]


def test_a_date_before_a_description_is_no_part_of_it() -> None:
    summary = summary_of("On Monday army troops burned a mill near Tarn.")
    assert names(summary, summary.incidents[0].perpetrators) == ["army troops"]


def test_a_harsh_word_is_no_attack() -> None:
    assert incidents_of("The admiral harshly attacked President Juan Soler in a speech on Monday.") == []


def test_who_is_held_for_a_murder_was_not_murdered() -> None:
    text = "Police hold two men over the murder of Juan Soler: Adam Rusk and Peter Lund."
    assert [words(i.victims) for i in incidents_of(text) if i.type == "killing"] == [["Juan Soler"]]


BEHIND = [
    ("Army helicopters bombed a school in Tarn on Monday.", ["Army"]),
    (
        "A baker was murdered in Tarn on Monday. The crime was committed by two masked men.",
        ["two masked men"],
    ),
    ("The tanks were destroyed by blasts set off by guerrillas in Tarn on Monday.", ["guerrillas"]),
]


@pytest.mark.parametrize(("text", "doers"), BEHIND)
def test_who_did_it_may_stand_by_another_word_for_the_event(text: str, doers: list[str]) -> None:
    summary = summary_of(text)
    assert names(summary, only(text).perpetrators) == doers


def test_a_description_that_opens_a_sentence_is_no_part_of_the_name() -> None:
    text = "Nora Veil was shot in Tarn on Monday. Magistrate Nora Veil was 44."
    summary = summary_of(text)
    assert [a.name for a in summary.actors if "Veil" in a.name] == ["Nora Veil"]


def test_a_name_goes_on_over_its_particles() -> None:
    summary = summary_of("Rebels kidnapped Carlos Paim de Oliveira in Tarn on Monday.")
    assert "Carlos Paim de Oliveira" in [a.name for a in summary.actors]
