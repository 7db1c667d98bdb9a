"""Five articles of our own invention in which much depends on who says what of whom, each with its draft.

Their sentences stand one a line, so that the ids in the drafts can be counted; the drafts are correct, and
written in lines (`schemas/lines.py`). Events, persons and groups are made up.
"""

from staged import Staged

from wirebrief.schemas.draft import Draft
from wirebrief.schemas.lines import read_line
from wirebrief.service.reading.text import read_text

Lines = dict[str, list[str]]

DEPOT = """\
Blast at fuel depot near Oskarne wounds 31
OSKARNE, Latvia, May 4, 2019 (NNA) — A bomb of 40 kilograms exploded at a fuel depot near Oskarne on \
Saturday, killing two guards, wounding 31 people and damaging three shops, police said.
Up to 60 workers may have been inside, the depot’s manager, Inga Balode, told Interior Minister Karlis Ozols.
“We heard one bang and then nothing,” Balode said.
Ozols said investigators suspected the Free Bolt, a group that wants the depot closed.
The Free Bolt did not claim the attack.
Its lawyer, Martins Krauze, denied that the group had planted the bomb.
The blast damaged a warehouse but did not reach the tanks.
"""
DEPOT_LINES: Lines = {
    "actors": [
        "S2: police | government_body",
        "S3: Inga Balode | person | role S3: the depot’s manager | mentions S4: Balode",
        "S3: Karlis Ozols | person | role S3: Interior Minister | mentions S5: Ozols",
        "S5: investigators | government_body",
        "S5: Free Bolt | political_group | mentions S6: The Free Bolt; S7: the group",
        "S7: Martins Krauze | person | role S7: lawyer | affiliation Free Bolt",
    ],
    "incidents": [
        "I1 | S2 S8 | bombing succeeded asserted | when S2: on Saturday "
        "| at S2: at a fuel depot near Oskarne "
        "| city S2: Oskarne | country LV | target S2: a fuel depot "
        "| weapon bomb S2: A bomb of 40 kilograms "
        "| killed S2: two guards = police | injured S2: 31 people = police "
        "| damage unspecified S2: damaging three shops "
        "| summary A bomb of 40 kilograms killed two guards and wounded 31 people near Oskarne on Saturday."
    ],
    "attributions": [
        "suspects | source investigators | responsible Free Bolt | cue S5: suspected "
        "| clause S5: investigators suspected >> closed | incidents I1",
        "denies_responsibility | source Martins Krauze | responsible Free Bolt | cue S7: denied "
        "| clause S7: denied that >> the bomb | incidents I1",
    ],
    "quotes": [
        "S3: Up to 60 workers may have been inside | indirect asserts | speaker Inga Balode "
        "| speaker_at S3: Inga Balode | cue S3: told | incidents I1",
        "Q1 | direct asserts | speaker Inga Balode | speaker_at S4: Balode | cue S4: said | incidents I1",
        "S7: the group had planted the bomb | indirect denies | speaker Martins Krauze "
        "| speaker_at S7: Martins Krauze | cue S7: denied | incidents I1",
    ],
    "key_points": [
        "S2 | A bomb of 40 kilograms killed two guards and wounded 31 people at a fuel depot near Oskarne.",
        "S3 | Up to 60 workers may have been inside, Inga Balode told Karlis Ozols.",
        "S5 | Investigators suspected the Free Bolt, Karlis Ozols said.",
        "S7 | Martins Krauze denied that the group had planted the bomb.",
        "S8 | The blast damaged a warehouse but did not reach the tanks.",
    ],
}
DEPOT_HEADLINE = "Bomb near Oskarne kills two guards and wounds 31"

EMBASSY = """\
Sarenia blames Kestrel Movement for attack on embassy
VELGRAD, Sarenia, June 9, 2020 (NNA) — Three grenades hit the embassy of Tolmark in Velgrad on Monday night \
and injured a gardener, the city’s police chief, Dana Ilves, said.
Foreign Minister Oren Halasz blamed the Kestrel Movement for the attack.
“It was cowardly,” Halasz told Ambassador Lise Marin.
“It will not go unanswered.”
Marin said that her staff were safe and that the alleged attackers had fled by car.
“A man at the gate shouted, ‘Leave our city!’ and ran,” the gardener, Pavel Roth, recalled.
The Kestrel Movement rejected the accusation, its spokesman Ilan Dorr said.
Dorr called the minister “a liar”.
The grenades damaged a window.
"""
EMBASSY_LINES: Lines = {
    "actors": [
        "S2: Dana Ilves | person | role S2: police chief",
        "S3: Oren Halasz | person | role S3: Foreign Minister | mentions S4: Halasz; S9: the minister",
        "S3: Kestrel Movement | political_group | mentions S8: The Kestrel Movement",
        "S4: Lise Marin | person | role S4: Ambassador | mentions S6: Marin",
        "S7: Pavel Roth | person | role S7: gardener | mentions S2: a gardener",
        "S7: A man at the gate | people | anonymous",
        "S8: Ilan Dorr | person | role S8: spokesman | affiliation Kestrel Movement | mentions S9: Dorr",
    ],
    "incidents": [
        "I1 | S2 S10 | bombing succeeded asserted | when S2: on Monday night "
        "| at S2: the embassy of Tolmark in Velgrad | city S2: Velgrad | target S2: the embassy of Tolmark "
        "| victim S2: a gardener = Pavel Roth | weapon grenade S2: Three grenades "
        "| injured S2: a gardener = Dana Ilves | damage minor S10: damaged a window "
        "| summary Three grenades hit the embassy of Tolmark in Velgrad on Monday night, injuring a gardener."
    ],
    "attributions": [
        "blames | source Oren Halasz | responsible Kestrel Movement | cue S3: blamed "
        "| clause S3: blamed >> the attack | incidents I1",
        "denies_responsibility | source Kestrel Movement | responsible Kestrel Movement | cue S8: rejected "
        "| clause S8: The Kestrel Movement rejected the accusation | incidents I1",
    ],
    "quotes": [
        "Q1 | direct asserts | speaker Oren Halasz | speaker_at S4: Halasz | cue S4: told | incidents I1",
        "Q2 | direct promises_or_threatens | speaker Oren Halasz | continues | incidents I1",
        "S6: her staff were safe >> by car | indirect asserts | speaker Lise Marin | speaker_at S6: Marin "
        "| cue S6: said | incidents I1",
        "Q3 | direct asserts | speaker Pavel Roth | speaker_at S7: Pavel Roth | cue S7: recalled "
        "| incidents I1",
        "Q4 | direct calls_for | speaker A man at the gate | speaker_at S7: A man at the gate "
        "| cue S7: shouted",
        "Q5 | partial asserts | speaker Ilan Dorr | speaker_at S9: Dorr | cue S9: called",
    ],
    "key_points": [
        "S2 | Three grenades hit the embassy of Tolmark in Velgrad on Monday night and injured a gardener.",
        "S3 | Oren Halasz blamed the Kestrel Movement for the attack.",
        "S6 | Lise Marin said that the alleged attackers had fled by car.",
        "S8 | The Kestrel Movement rejected the accusation.",
        "S10 | The grenades damaged a window.",
    ],
}
EMBASSY_HEADLINE = "Oren Halasz blames Kestrel Movement for attack on embassy"

FERRY = """\
Ferry captain arrested after collision off Port Maren
PORT MAREN, Oct. 2, 2018 (NNA) — A ferry collided with a barge off Port Maren on Monday; at least 14 \
passengers drowned and nine people were injured, the coastguard said.
Police arrested the captain, Tomas Brel, on Tuesday.
Brel denied that he had been drunk.
“The captain may have fallen asleep,” prosecutor Nadia Okoro said.
Okoro told Simon Hart, the lawyer of Brel, that charges were likely.
Hart said his client had seen no lights on the barge.
The owner of the ferry, Blue Line, said the barge had damaged the hull of the ferry.
The ferry carried 200 tonnes of cement.
Survivors called it “the night of the whistle”.
Three passengers are missing.
"""
FERRY_LINES: Lines = {
    "actors": [
        "S2: coastguard | government_body",
        "S3: Police | government_body",
        "S3: Tomas Brel | person | role S3: captain | mentions S4: Brel",
        "S5: Nadia Okoro | person | role S5: prosecutor | mentions S6: Okoro",
        "S6: Simon Hart | person | role S6: the lawyer of Brel | mentions S7: Hart",
        "S8: Blue Line | company | role S8: owner of the ferry",
        "S10: Survivors | people | anonymous",
    ],
    "incidents": [
        "I1 | S2 S8 S11 | accident succeeded asserted | when S2: on Monday | at S2: off Port Maren "
        "| city S2: Port Maren | victim S2: at least 14 passengers "
        "| killed S2: at least 14 passengers = coastguard | injured S2: nine people = coastguard "
        "| missing S11: Three passengers | damage unspecified S8: damaged the hull of the ferry "
        "| summary A ferry collided with a barge off Port Maren on Monday; at least 14 passengers drowned.",
        "I2 | S3 | arrest succeeded asserted | when S3: on Tuesday | perpetrator Police "
        "| target S3: the captain, Tomas Brel = Tomas Brel "
        "| summary Police arrested Tomas Brel on Tuesday.",
    ],
    "attributions": [],
    "quotes": [
        "S4: he had been drunk | indirect denies | speaker Tomas Brel | speaker_at S4: Brel | cue S4: denied",
        "Q1 | direct asserts | speaker Nadia Okoro | speaker_at S5: Nadia Okoro | cue S5: said "
        "| incidents I1",
        "S6: charges were likely | indirect asserts | speaker Nadia Okoro | speaker_at S6: Okoro "
        "| cue S6: told",
        "S7: his client had seen no lights >> barge | indirect asserts | speaker Simon Hart "
        "| speaker_at S7: Hart "
        "| cue S7: said | incidents I1",
        "S8: the barge had damaged the hull of the ferry | indirect asserts | speaker Blue Line "
        "| speaker_at S8: Blue Line | cue S8: said | incidents I1",
    ],
    "quoted_text": ["Q2 | nickname"],
    "key_points": [
        "S2 | A ferry collided with a barge on Monday; at least 14 passengers drowned and nine were injured.",
        "S3 | Police arrested Tomas Brel on Tuesday.",
        "S5 | The captain may have fallen asleep, Nadia Okoro said.",
        "S7 | Simon Hart said his client had seen no lights on the barge.",
        "S9 | The ferry carried 200 tonnes of cement.",
    ],
}
FERRY_HEADLINE = "Police arrest Tomas Brel after collision off Port Maren"

VALLEY = """\
Dovrin Front attacks army post in valley
KASHTAR, July 12, 2017 (NNA) — The Dovrin Front attacked an army post in the Dovrin valley on Tuesday and \
killed six soldiers, the army said.
Artem Koval, the chief of staff, said the post had been destroyed.
Lev Sarin, the commander of the Dovrin Front, said his fighters had lost one man.
The Dovrin Front claimed responsibility in a statement.
Koval accused the neighbouring state of Belmar of arming the front.
Belmar denied it.
“We have sent no weapons,” Ana Reyes, the foreign minister of Belmar, told reporters.
Villagers found two rockets of 107 millimetres near the post.
Sarin told Koval in a letter that more attacks would follow.
"""
VALLEY_LINES: Lines = {
    "actors": [
        "S2: Dovrin Front | armed_group | mentions S2: The Dovrin Front; S5: The Dovrin Front; S6: the front",
        "S2: army | military | mentions S2: the army",
        "S3: Artem Koval | person | role S3: the chief of staff | affiliation army | mentions S6: Koval",
        "S4: Lev Sarin | person | role S4: the commander | affiliation Dovrin Front | mentions S10: Sarin",
        "S6: Belmar | state | mentions S7: Belmar",
        "S8: Ana Reyes | person | role S8: the foreign minister | affiliation Belmar",
        "S9: Villagers | people | anonymous",
    ],
    "incidents": [
        "I1 | S2 S3 | armed_clash succeeded asserted | when S2: on Tuesday | at S2: in the Dovrin valley "
        "| area S2: Dovrin valley | perpetrator Dovrin Front | target S2: an army post = army "
        "| victim S2: six soldiers | killed S2: six soldiers = army "
        "| damage destroyed S3: the post had been destroyed "
        "| summary The Dovrin Front attacked an army post on Tuesday and killed six soldiers.",
    ],
    "attributions": [
        "claims_responsibility | source Dovrin Front | responsible Dovrin Front | cue S5: claimed "
        "| clause S5: The Dovrin Front claimed responsibility | incidents I1",
    ],
    "quotes": [
        "S3: the post had been destroyed | indirect asserts | speaker Artem Koval "
        "| speaker_at S3: Artem Koval "
        "| cue S3: said | incidents I1",
        "S4: his fighters had lost one man | indirect asserts | speaker Lev Sarin "
        "| speaker_at S4: Lev Sarin "
        "| cue S4: said | incidents I1",
        "Q1 | direct denies | speaker Ana Reyes | speaker_at S8: Ana Reyes | cue S8: told",
        "S10: more attacks would follow | indirect promises_or_threatens | speaker Lev Sarin "
        "| speaker_at S10: Sarin | cue S10: told",
    ],
    "key_points": [
        "S2 "
        "| The Dovrin Front attacked an army post in the Dovrin valley on Tuesday and killed six soldiers.",
        "S5 | The Dovrin Front claimed responsibility in a statement.",
        "S6 | Artem Koval accused Belmar of arming the front.",
        "S8 | Ana Reyes told reporters that Belmar had sent no weapons.",
        "S9 | Villagers found two rockets of 107 millimetres near the post.",
    ],
}
VALLEY_HEADLINE = "Dovrin Front attacks army post, killing six soldiers"

BANK = """\
Hackers stole 3 million dollars from Varda Bank, ministry says
TIRNAVA, March 3, 2022 (NNA) — Hackers stole about 3 million dollars from Varda Bank in Tirnava on \
Wednesday, the finance ministry said.
Mila Petrova, the director of the bank, said no customer had lost money.
“The thieves may have had help inside the bank,” Petrova told Deputy Finance Minister Goran Ilic.
Ilic confirmed that 40 computers had been damaged.
Police suspect a former employee, Stefan Novak.
Elena Novak, the wife of the suspect, told the newspaper Glas that he was at home.
“He said to me, ‘I have nothing to hide,’” she added.
No group has claimed responsibility.
The hackers called themselves “the Night Clerks”.
"""
BANK_LINES: Lines = {
    "actors": [
        "S2: Hackers | people | anonymous | mentions S10: The hackers",
        "S2: finance ministry | government_body",
        "S3: Mila Petrova | person | role S3: the director of the bank | mentions S4: Petrova",
        "S4: Goran Ilic | person | role S4: Deputy Finance Minister | mentions S5: Ilic",
        "S6: Police | government_body",
        "S6: Stefan Novak | person | role S6: former employee | mentions S7: the suspect; S8: He",
        "S7: Elena Novak | person | mentions S8: she",
        "S7: Glas | media",
    ],
    "incidents": [
        "I1 | S2 S5 | cyber_attack succeeded reported | reported_by finance ministry "
        "| when S2: on Wednesday "
        "| at S2: in Tirnava | city S2: Tirnava | perpetrator Hackers | target S2: Varda Bank "
        "| damage unspecified S5: 40 computers had been damaged "
        "| summary Hackers stole about 3 million dollars from Varda Bank in Tirnava on Wednesday.",
    ],
    "attributions": [
        "suspects | source Police | responsible Stefan Novak | cue S6: suspect "
        "| clause S6: Police suspect >> Stefan Novak | incidents I1",
        "no_claim | cue S9: claimed | clause S9: No group has claimed responsibility | incidents I1",
    ],
    "quotes": [
        "S3: no customer had lost money | indirect asserts | speaker Mila Petrova "
        "| speaker_at S3: Mila Petrova "
        "| cue S3: said | incidents I1",
        "Q1 | direct asserts | speaker Mila Petrova | speaker_at S4: Petrova | cue S4: told | incidents I1",
        "S5: 40 computers had been damaged | indirect asserts | speaker Goran Ilic | speaker_at S5: Ilic "
        "| cue S5: confirmed | incidents I1",
        "S7: he was at home | indirect asserts | speaker Elena Novak | speaker_at S7: Elena Novak "
        "| cue S7: told",
        "Q2 | direct asserts | speaker Elena Novak | speaker_at S8: she | cue S8: added",
        "Q3 | direct asserts | speaker Stefan Novak | speaker_at S8: He | cue S8: said",
    ],
    "quoted_text": ["Q4 | nickname"],
    "key_points": [
        "S2 | Hackers stole about 3 million dollars from Varda Bank in Tirnava on Wednesday.",
        "S3 | Mila Petrova said no customer had lost money.",
        "S4 | The thieves may have had help inside the bank, Mila Petrova said.",
        "S6 | Police suspect a former employee, Stefan Novak.",
        "S9 | No group has claimed responsibility.",
    ],
}
BANK_HEADLINE = "Hackers stole about 3 million dollars from Varda Bank"

_ARTICLES = {
    "depot": (DEPOT, DEPOT_LINES, DEPOT_HEADLINE),
    "embassy": (EMBASSY, EMBASSY_LINES, EMBASSY_HEADLINE),
    "ferry": (FERRY, FERRY_LINES, FERRY_HEADLINE),
    "valley": (VALLEY, VALLEY_LINES, VALLEY_HEADLINE),
    "bank": (BANK, BANK_LINES, BANK_HEADLINE),
}
DISPUTED = tuple(_ARTICLES)


def disputed(name: str) -> Staged:
    """One of the five articles, read, with its draft."""
    text, lines, headline = _ARTICLES[name]
    records = {facet: [read_line(facet, line) for line in given] for facet, given in lines.items()}
    draft = Draft.model_validate({**records, "headline": headline, "kind": "report"})
    return Staged(name, read_text(text), draft)
