"""What happened: the type of an incident, from its verb, its noun or its weapon. Sentences of our own."""

import pytest

pytest.importorskip("spacy", reason="the rules engine is an extra")

from incident_cases import incidents_of, only

TYPES = [
    ("Six rockets hit an airfield near Dellmark on Tuesday.", "rocket_attack"),
    ("The navy fired two missiles at a radar station on Monday.", "missile_attack"),
    ("Mortar rounds landed in the grain market of Tarn on Sunday.", "shelling"),
    ("A drone exploded over the refinery at Osk on Tuesday.", "drone_attack"),
    ("Two jets strafed a convoy outside Perrin on Monday.", "airstrike"),
    ("A car bomb exploded outside the tax office in Perrin on Tuesday.", "bombing"),
    ("Gunmen opened fire on a bus near Halden and wounded six passengers.", "shooting"),
    ("A porter was stabbed twice outside the station on Monday.", "stabbing"),
    ("The councillor Mira Stell was assassinated on Tuesday.", "assassination"),
    ("The councillor Mira Stell was murdered on Tuesday.", "killing"),
    ("An explosion tore through the tax office in Perrin on Tuesday.", "explosion"),
    ("Armed men kidnapped two surveyors near the mine on Monday.", "abduction"),
    ("Masked youths set fire to two buses in Calder on Tuesday.", "arson"),
    ("Soldiers clashed with smugglers at the ford on Monday.", "armed_clash"),
    ("Police arrested five students in Calder on Tuesday.", "arrest"),
    ("A mob looted a warehouse in Tarn on Monday.", "looting"),
    ("Thousands of farmers protested in Calder on Tuesday.", "protest"),
    ("A ferry capsized off the northern coast on Monday, and eleven people died.", "accident"),
]


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_the_trigger_or_the_weapon_tells_the_type(text: str, expected: str) -> None:
    assert only(text).type == expected


NOT_INCIDENTS = [
    "The minister gave a speech on farming in Calder on Tuesday.",
    "The two armies plan to attack the port next month, a newspaper said.",
    "The governor warned that rebels could attack the dam.",
    "If the rebels attacked the dam, the valley would flood.",
    "The army deployed two battalions to the border on Monday.",
    "Crowds marked the anniversary of the bombing on Tuesday.",
    "The striker shot from twenty metres and the crowd exploded with joy.",
    "Parliament killed the bill on Monday.",
    "The union threatened to burn the warehouse.",
]


@pytest.mark.parametrize("text", NOT_INCIDENTS)
def test_plans_warnings_speeches_and_figures_of_speech_are_none(text: str) -> None:
    assert incidents_of(text) == []
