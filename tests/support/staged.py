"""Six articles of our own invention, each with a complete and correct draft: what an honest engine says.

Events, persons and groups are made up. The marks differ on purpose: curly, straight, « », „ “, nested, and
one text whose apostrophes an encoding fault has removed; one has Windows line ends, one is in German.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from wirebrief.schemas.draft import (
    ActorDraft,
    AttributionDraft,
    CasualtyDraft,
    Draft,
    IncidentDraft,
    KeyPointDraft,
    PlaceDraft,
    QuoteDraft,
    QuotedTextDraft,
    RelatedDraft,
    WeaponDraft,
)
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.render import address
from wirebrief.service.reading.text import read_text


class Pointer:
    """Finds the ids and addresses of an article by its words, so that drafts can be written down by hand."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def _stretch(self, words: str, nth: int) -> tuple[int, int]:
        at = -1
        for _ in range(nth):
            at = self.document.text.index(words, at + 1)
        return at, at + len(words)

    def at(self, words: str, nth: int = 1) -> str:
        """Address of the nth place of these words in the article."""
        return address(self.document, *self._stretch(words, nth))

    def s(self, *parts: str) -> list[str]:
        """Ids of the sentences that hold these words."""
        found = (self.document.sentences_over(*self._stretch(words, 1))[0].id for words in parts)
        return list(found)

    def q(self, words: str) -> str:
        """Id of the quotation that begins with these words."""
        text = self.document.text
        return next(q.id for q in self.document.quotations if text[q.start : q.end].strip().startswith(words))


@dataclass(frozen=True)
class Staged:
    """An article and its correct draft."""

    name: str
    document: Document
    draft: Draft


HARBOUR = """\
Rockets hit supply harbour on Lake Turva
Joensuu (NNA) — Five rockets struck the supply harbour at Varela in northern Finland on Friday, wounding at \
least 12 dock workers, the Northern Command said.
“This was a deliberate attack on civilians,” Colonel Aino Hirvonen, the Northern Command’s spokeswoman, told \
reporters in Joensuu. “We are looking for two launchers.”
She said that the rockets had come from the eastern shore and had not been intercepted.
No group has claimed responsibility for the strike.
Hirvonen blamed the attack on the Lake Brigade, a militia of former border guards.
The Lake Brigade denied any part in it, calling the accusation “a fairy tale”.
A day earlier, soldiers had shot down an armed drone near the village of Kello, the Northern Command said.
The drone caused no damage, according to the mayor of Kello, Pekka Lund.
On March 2, 2019, a bomb destroyed the old ferry terminal at Varela and killed three sailors.
The harbour, nicknamed “the Pantry”, supplies more than 80 villages.
"""


def _harbour(p: Pointer) -> Draft:
    strike = p.s("Five rockets")
    return Draft(
        kind="report",
        headline="Rockets hit supply harbour in northern Finland, wounding at least 12",
        key_points=[
            KeyPointDraft(text="Five rockets struck the harbour at Varela on Friday.", evidence=strike),
            KeyPointDraft(
                text="No group has claimed the strike, which Aino Hirvonen blamed on the Lake Brigade.",
                evidence=p.s("No group has", "Hirvonen blamed"),
            ),
            KeyPointDraft(text="The Lake Brigade denied any part.", evidence=p.s("The Lake Brigade denied")),
        ],
        actors=[
            ActorDraft(
                name=p.at("Aino Hirvonen"),
                kind="person",
                role=p.at("Colonel"),
                affiliation="Northern Command",
                mentions=[p.at("She"), p.at("Hirvonen", 2)],
            ),
            ActorDraft(name=p.at("Northern Command"), kind="military"),
            ActorDraft(name=p.at("Lake Brigade"), kind="armed_group", mentions=[p.at("The Lake Brigade")]),
            ActorDraft(name=p.at("Pekka Lund"), kind="person", role=p.at("mayor of Kello")),
            ActorDraft(name=p.at("soldiers"), kind="military"),
            ActorDraft(name=p.at("dock workers"), kind="people"),
        ],
        incidents=[
            IncidentDraft(
                id="I1",
                evidence=strike,
                type="rocket_attack",
                outcome="succeeded",
                factuality="asserted",
                when=p.at("on Friday"),
                anchor="published",
                where=PlaceDraft(
                    at=p.at("the supply harbour at Varela in northern Finland"),
                    city=p.at("Varela"),
                    country="FI",
                ),
                targets=[p.at("the supply harbour at Varela")],
                victims=[f"{p.at('at least 12 dock workers')} = dock workers"],
                weapons=[WeaponDraft(at=p.at("Five rockets"), kind="rocket")],
                injured=[CasualtyDraft(at=p.at("at least 12 dock workers"), source="Northern Command")],
                summary="Five rockets struck the supply harbour at Varela on Friday, wounding at least 12.",
            ),
            IncidentDraft(
                id="I2",
                evidence=p.s("A day earlier", "The drone caused"),
                type="drone_attack",
                outcome="intercepted",
                factuality="reported",
                reported_by=["Northern Command"],
                when=p.at("A day earlier"),
                anchor="I1",
                where=PlaceDraft(at=p.at("near the village of Kello"), city=p.at("Kello")),
                weapons=[WeaponDraft(at=p.at("an armed drone"), kind="drone")],
                damage=p.at("no damage"),
                damage_level="none",
                summary="Soldiers shot down an armed drone near Kello; it caused no damage.",
            ),
            IncidentDraft(
                id="I3",
                evidence=p.s("On March 2"),
                type="bombing",
                outcome="succeeded",
                factuality="asserted",
                when=p.at("On March 2, 2019"),
                where=PlaceDraft(at=p.at("the old ferry terminal at Varela"), city=p.at("Varela", 2)),
                weapons=[WeaponDraft(at=p.at("a bomb"), kind="bomb")],
                killed=[CasualtyDraft(at=p.at("three sailors"))],
                damage=p.at("destroyed the old ferry terminal"),
                damage_level="destroyed",
                summary="A bomb destroyed the ferry terminal at Varela in 2019 and killed three sailors.",
            ),
        ],
        attributions=[
            AttributionDraft(
                act="no_claim",
                incidents=["I1"],
                cue=p.at("claimed"),
                clause=p.at("No group has claimed responsibility for the strike"),
            ),
            AttributionDraft(
                source="Aino Hirvonen",
                act="blames",
                responsible="Lake Brigade",
                incidents=["I1"],
                cue=p.at("blamed"),
                clause=p.at("Hirvonen blamed the attack on the Lake Brigade"),
            ),
            AttributionDraft(
                source="Lake Brigade",
                act="denies_responsibility",
                responsible="Lake Brigade",
                incidents=["I1"],
                cue=p.at("denied"),
                clause=p.at("The Lake Brigade denied any part in it"),
            ),
        ],
        quotes=[
            QuoteDraft(
                quotation=p.q("This was"),
                kind="direct",
                speakers=["Aino Hirvonen"],
                speaker_at=p.at("Colonel Aino Hirvonen, the Northern Command’s spokeswoman"),
                cue=p.at("told"),
                stance="asserts",
                incidents=["I1"],
            ),
            QuoteDraft(
                quotation=p.q("We are looking"),
                kind="direct",
                speakers=["Aino Hirvonen"],
                speaker_at=p.at("Colonel Aino Hirvonen, the Northern Command’s spokeswoman"),
                stance="asserts",
                continues=True,
            ),
            QuoteDraft(
                content=p.at("the rockets had come from the eastern shore and had not been intercepted"),
                kind="indirect",
                speakers=["Aino Hirvonen"],
                speaker_at=p.at("She"),
                cue=p.at("said", 2),
                stance="asserts",
                incidents=["I1"],
            ),
            QuoteDraft(
                quotation=p.q("a fairy tale"),
                clause=p.at("the accusation “a fairy tale”"),
                kind="partial",
                speakers=["Lake Brigade"],
                speaker_at=p.at("The Lake Brigade"),
                cue=p.at("calling"),
                stance="denies",
                incidents=["I1"],
            ),
            QuoteDraft(
                content=p.at("The drone caused no damage"),
                kind="indirect",
                speakers=["Pekka Lund"],
                speaker_at=p.at("the mayor of Kello, Pekka Lund"),
                cue=p.at("according to"),
                stance="asserts",
                incidents=["I2"],
            ),
        ],
        quoted_text=[QuotedTextDraft(quotation=p.q("the Pantry"), kind="nickname")],
    )


FACTORY = """\
Fire guts paint factory in Radom

RADOM, Poland, 14 May 2018 - A fire broke out at the Barwex paint factory in Radom on Sunday evening, \
killing two \
night watchmen, the fire brigade said.

"We heard three explosions and then the roof came down," said Marta Zielinska, a nurse who lives across \
the road.

Fire chief Tomasz Wilk put the number of injured at nine, while the hospital in Radom spoke of 15 injured \
people.

"There is no sign of arson," Wilk told Radio Vistula. "A faulty cable is the most likely cause."

Barwex said it would pay for the funerals and called for an independent inquiry.

The company did not say whether its sprinklers had worked.

In 2011 a smaller fire at the same factory damaged one warehouse but hurt nobody.

About 200 residents were told to keep their windows shut, the mayor's office said.
"""


def _factory(p: Pointer) -> Draft:
    fire = p.s("A fire broke out")
    return Draft(
        kind="report",
        headline="Two night watchmen killed in fire at paint factory in Radom",
        key_points=[
            KeyPointDraft(
                text="A fire at the Barwex paint factory in Radom killed two night watchmen on Sunday.",
                evidence=fire,
            ),
            KeyPointDraft(text="Tomasz Wilk saw no sign of arson.", evidence=p.s("There is no sign")),
        ],
        actors=[
            ActorDraft(name=p.at("Marta Zielinska"), kind="person", role=p.at("nurse")),
            ActorDraft(
                name=p.at("Tomasz Wilk"),
                kind="person",
                role=p.at("Fire chief"),
                affiliation="fire brigade",
                mentions=[p.at("Wilk", 2)],
            ),
            ActorDraft(name=p.at("fire brigade"), kind="government_body"),
            ActorDraft(name=p.at("hospital in Radom"), kind="other"),
            ActorDraft(
                name=p.at("Barwex", 2),
                kind="company",
                mentions=[p.at("The company"), p.at("it would pay")[:-10]],
            ),
            ActorDraft(name=p.at("mayor's office"), kind="government_body"),
            ActorDraft(name=p.at("night watchmen"), kind="people"),
        ],
        incidents=[
            IncidentDraft(
                id="I1",
                evidence=[*fire, *p.s("Fire chief Tomasz")],
                type="fire",
                outcome="succeeded",
                factuality="asserted",
                when=p.at("on Sunday evening"),
                anchor="published",
                where=PlaceDraft(
                    at=p.at("at the Barwex paint factory in Radom"),
                    site=p.at("Barwex paint factory"),
                    city=p.at("Radom", 3),
                    country="PL",
                ),
                victims=[f"{p.at('two night watchmen')} = night watchmen"],
                killed=[CasualtyDraft(at=p.at("two night watchmen"), source="fire brigade")],
                injured=[
                    CasualtyDraft(at=p.at("nine"), source="Tomasz Wilk"),
                    CasualtyDraft(at=p.at("15 injured people"), source="hospital in Radom"),
                ],
                related=[],
                summary="A fire at the Barwex paint factory in Radom killed two night watchmen.",
            ),
            IncidentDraft(
                id="I2",
                evidence=p.s("In 2011"),
                type="fire",
                outcome="succeeded",
                factuality="asserted",
                when=p.at("In 2011"),
                where=PlaceDraft(at=p.at("at the same factory")),
                injured=[CasualtyDraft(at=p.at("hurt nobody"))],
                damage=p.at("damaged one warehouse"),
                damage_level="minor",
                summary="In 2011 a fire at the same factory damaged one warehouse but hurt nobody.",
            ),
        ],
        quotes=[
            QuoteDraft(
                quotation=p.q("We heard"),
                kind="direct",
                speakers=["Marta Zielinska"],
                speaker_at=p.at("Marta Zielinska, a nurse who lives across the road"),
                cue=p.at("said", 2),
                stance="asserts",
                incidents=["I1"],
            ),
            QuoteDraft(
                quotation=p.q("There is no sign"),
                kind="direct",
                speakers=["Tomasz Wilk"],
                speaker_at=p.at("Wilk", 2),
                cue=p.at("told Radio")[:-6],
                stance="denies",
                incidents=["I1"],
            ),
            QuoteDraft(
                quotation=p.q("A faulty cable"),
                kind="direct",
                speakers=["Tomasz Wilk"],
                speaker_at=p.at("Wilk", 2),
                stance="asserts",
                continues=True,
                incidents=["I1"],
            ),
            QuoteDraft(
                content=p.at("it would pay for the funerals"),
                kind="indirect",
                speakers=["Barwex"],
                speaker_at=p.at("Barwex", 2),
                cue=p.at("said", 3),
                stance="promises_or_threatens",
            ),
            QuoteDraft(
                content=p.at("an independent inquiry"),
                kind="indirect",
                speakers=["Barwex"],
                speaker_at=p.at("Barwex", 2),
                cue=p.at("called for"),
                stance="calls_for",
                incidents=["I1"],
            ),
            QuoteDraft(
                content=p.at("About 200 residents were told to keep their windows shut"),
                kind="indirect",
                speakers=["mayor's office"],
                speaker_at=p.at("the mayor's office"),
                cue=p.at("said", 4),
                stance="asserts",
            ),
        ],
    )


CONVOY = """\
Aid convoy ambushed in southern Colombia
By Inés Calder
SAN LUCAS, Colombia, June 9, 2020 — Gunmen opened fire on an aid convoy near San Lucas on Monday, killing \
a driver \
and wounding four nurses, the charity Puente Verde said.
« Our people were unarmed, » said its director, Rosa Quintero. « They carried vaccines. »
Two trucks were burned and a third was looted, Quintero added.
Police chief Darío Mena said dozens of fighters had taken part in the ambush.
« We suspect the Black Heron column, » he told local radio.
In a leaflet found at the scene, the Black Heron column claimed the attack.
The leaflet was signed « Commander Silva ».
The army, however, said it had received no reports of fighters in the area.
Three days later, nobody had been arrested.
"""


def _convoy(p: Pointer) -> Draft:
    ambush = p.s("Gunmen opened fire")
    return Draft(
        kind="report",
        headline="Gunmen attack aid convoy in Colombia, killing a driver",
        key_points=[
            KeyPointDraft(
                text="Gunmen fired on an aid convoy near San Lucas on Monday, killing a driver.",
                evidence=ambush,
            ),
            KeyPointDraft(text="The Black Heron column claimed the attack.", evidence=p.s("In a leaflet")),
        ],
        actors=[
            ActorDraft(
                name=p.at("Rosa Quintero"),
                kind="person",
                role=p.at("director"),
                affiliation="Puente Verde",
                mentions=[p.at("Quintero", 2)],
            ),
            ActorDraft(name=p.at("Puente Verde"), kind="ngo", mentions=[p.at("its director")[:-9]]),
            ActorDraft(
                name=p.at("Darío Mena"),
                kind="person",
                role=p.at("Police chief"),
                mentions=[p.at("he told")[:-5]],
            ),
            ActorDraft(name=p.at("Black Heron column"), kind="armed_group"),
            ActorDraft(name=p.at("army"), kind="military", mentions=[p.at("it had received")[:-13]]),
            ActorDraft(name=p.at("Gunmen"), kind="armed_group", anonymous=True),
            ActorDraft(name=p.at("four nurses"), kind="people", anonymous=True),
        ],
        incidents=[
            IncidentDraft(
                id="I1",
                evidence=[*ambush, *p.s("Two trucks", "Police chief", "The army")],
                type="shooting",
                outcome="succeeded",
                factuality="asserted",
                when=p.at("on Monday"),
                anchor="published",
                where=PlaceDraft(at=p.at("near San Lucas"), city=p.at("San Lucas"), country="CO"),
                perpetrators=["Gunmen"],
                targets=[f"{p.at('an aid convoy')} = Puente Verde"],
                victims=[f"{p.at('four nurses')} = four nurses"],
                killed=[CasualtyDraft(at=p.at("a driver"), source="Puente Verde")],
                injured=[CasualtyDraft(at=p.at("four nurses"), source="Puente Verde")],
                damage=p.at("Two trucks were burned"),
                damage_level="severe",
                summary="Gunmen fired on an aid convoy near San Lucas, killing a driver.",
            )
        ],
        attributions=[
            AttributionDraft(
                source="Darío Mena",
                act="suspects",
                responsible="Black Heron column",
                incidents=["I1"],
                cue=p.at("suspect"),
                clause=p.at("We suspect the Black Heron column"),
            ),
            AttributionDraft(
                source="Black Heron column",
                act="claims_responsibility",
                responsible="Black Heron column",
                incidents=["I1"],
                cue=p.at("claimed"),
                clause=p.at("the Black Heron column claimed the attack"),
            ),
        ],
        quotes=[
            QuoteDraft(
                quotation=p.q("Our people"),
                kind="direct",
                speakers=["Rosa Quintero"],
                speaker_at=p.at("its director, Rosa Quintero"),
                cue=p.at("said", 2),
                stance="asserts",
                incidents=["I1"],
            ),
            QuoteDraft(
                quotation=p.q("They carried"),
                kind="direct",
                speakers=["Rosa Quintero"],
                speaker_at=p.at("its director, Rosa Quintero"),
                stance="asserts",
                continues=True,
                incidents=["I1"],
            ),
            QuoteDraft(
                content=p.at("Two trucks were burned and a third was looted"),
                kind="indirect",
                speakers=["Rosa Quintero"],
                speaker_at=p.at("Quintero", 2),
                cue=p.at("added"),
                stance="asserts",
                incidents=["I1"],
            ),
            QuoteDraft(
                content=p.at("dozens of fighters had taken part in the ambush"),
                kind="indirect",
                speakers=["Darío Mena"],
                speaker_at=p.at("Police chief Darío Mena"),
                cue=p.at("said", 3),
                stance="asserts",
                incidents=["I1"],
            ),
            QuoteDraft(
                quotation=p.q("We suspect"),
                kind="direct",
                speakers=["Darío Mena"],
                speaker_at=p.at("he told")[:-5],
                cue=p.at("told"),
                stance="asserts",
                incidents=["I1"],
            ),
            QuoteDraft(
                content=p.at("it had received no reports of fighters in the area"),
                kind="indirect",
                speakers=["army"],
                speaker_at=p.at("The army"),
                cue=p.at("said", 4),
                stance="denies",
                incidents=["I1"],
            ),
        ],
        quoted_text=[QuotedTextDraft(quotation=p.q("Commander Silva"), kind="inscription")],
    )


CLINIC = """\
Hackers shut down clinic s computers in Tartu
TARTU, Estonia, 3 February 2021 (NNA) -- A cyber attack shut down the computers of the Emajogi clinic in \
Tartu on \
Tuesday, the clinic s manager said.
"We ve gone back to paper and pencil," manager Liis Tamm said. "No patient was harmed."
Tamm said the attackers hadn t asked for money.
A message on the screens read "Sleep well".
Estonia s cyber agency confirmed the attack but didn t name a culprit.
A senior official at the agency said that the code "looked Russian", without giving evidence.
Moscow has rejected such claims in the past.
About 1,200 appointments were cancelled, and 30 operations were postponed.
The clinic hopes to work normally again by Friday.
"""


def _clinic(p: Pointer) -> Draft:
    attack = p.s("A cyber attack")
    return Draft(
        kind="report",
        headline="Cyber attack shuts down clinic in Tartu",
        key_points=[
            KeyPointDraft(
                text="A cyber attack shut down the computers of the Emajogi clinic in Tartu on Tuesday.",
                evidence=attack,
            ),
            KeyPointDraft(text="About 1,200 appointments were cancelled.", evidence=p.s("About 1,200")),
            KeyPointDraft(
                text="Liis Tamm said no patient was harmed.", evidence=p.s("No patient", "manager Liis")
            ),
        ],
        actors=[
            ActorDraft(
                name=p.at("Liis Tamm"),
                kind="person",
                role=p.at("manager", 2),
                mentions=[p.at("the clinic s manager"), p.at("Tamm", 2)],
            ),
            ActorDraft(name=p.at("cyber agency"), kind="government_body", mentions=[p.at("the agency")]),
            ActorDraft(
                name=p.at("senior official"),
                kind="person",
                anonymous=True,
                affiliation="cyber agency",
                mentions=[p.at("A senior official")],
            ),
            ActorDraft(name=p.at("Emajogi clinic"), kind="other", mentions=[p.at("The clinic")]),
        ],
        incidents=[
            IncidentDraft(
                id="I1",
                evidence=[*attack, *p.s("No patient", "Estonia s cyber")],
                type="cyber_attack",
                outcome="succeeded",
                factuality="asserted",
                when=p.at("on Tuesday"),
                anchor="published",
                where=PlaceDraft(
                    at=p.at("the Emajogi clinic in Tartu"),
                    site=p.at("Emajogi clinic"),
                    city=p.at("Tartu", 2),
                    country="EE",
                ),
                targets=[f"{p.at('the computers of the Emajogi clinic')} = Emajogi clinic"],
                injured=[CasualtyDraft(at=p.at("No patient"), source="Liis Tamm")],
                summary="A cyber attack shut down the computers of the Emajogi clinic in Tartu.",
            )
        ],
        quotes=[
            QuoteDraft(
                quotation=p.q("We ve gone"),
                kind="direct",
                speakers=["Liis Tamm"],
                speaker_at=p.at("manager Liis Tamm"),
                cue=p.at("said", 2),
                stance="asserts",
                incidents=["I1"],
            ),
            QuoteDraft(
                quotation=p.q("No patient"),
                kind="direct",
                speakers=["Liis Tamm"],
                speaker_at=p.at("manager Liis Tamm"),
                stance="asserts",
                continues=True,
                incidents=["I1"],
            ),
            QuoteDraft(
                content=p.at("the attackers hadn t asked for money"),
                kind="indirect",
                speakers=["Liis Tamm"],
                speaker_at=p.at("Tamm", 2),
                cue=p.at("said", 3),
                stance="asserts",
                incidents=["I1"],
            ),
            QuoteDraft(
                quotation=p.q("looked Russian"),
                kind="partial",
                speakers=["senior official"],
                speaker_at=p.at("A senior official at the agency"),
                cue=p.at("said", 4),
                stance="asserts",
                incidents=["I1"],
            ),
        ],
        quoted_text=[QuotedTextDraft(quotation=p.q("Sleep well"), kind="inscription")],
    )


MARCH = """\
Police break up student march in Valdivia\r
VALDIVIA, Chile, Oct. 21, 2022 (NNA) - Police arrested 37 students on Thursday when a march against fare \
rises in \
Valdivia turned violent, the governor's office said.\r
\r
"We shouted 'Let us ride' and they answered with batons," said Camila Soto, 19, who marched in the front \
row.\r
\r
Governor Hernán Paz denied that officers had used batons. "No baton was drawn," he said.\r
\r
"What we saw was a small group that threw stones," Paz went on.\r
\r
Six officers and a cameraman were hurt, the governor's office said.\r
\r
The student union FEV put the number of arrests at more than 50.\r
\r
On Wednesday, marchers in Osorno burned a bus; there were no injuries.\r
\r
The union has called another march for Saturday under the banner "Enough".\r
"""


def _march(p: Pointer) -> Draft:
    march = p.s("Police arrested")
    return Draft(
        kind="report",
        headline="Police arrest 37 students at march in Valdivia",
        key_points=[
            KeyPointDraft(text="Police arrested 37 students in Valdivia on Thursday.", evidence=march),
            KeyPointDraft(text="The FEV counted more than 50 arrests.", evidence=p.s("The student union")),
            KeyPointDraft(
                text="Hernán Paz denied that officers had used batons.", evidence=p.s("Governor Hernán")
            ),
        ],
        actors=[
            ActorDraft(name=p.at("Camila Soto"), kind="person"),
            ActorDraft(
                name=p.at("Hernán Paz"),
                kind="person",
                role=p.at("Governor"),
                affiliation="governor's office",
                mentions=[p.at("he said")[:-5], p.at("Paz", 2)],
            ),
            ActorDraft(name=p.at("governor's office"), kind="government_body"),
            ActorDraft(
                name=p.at("FEV"), kind="other", role=p.at("student union"), mentions=[p.at("The union")]
            ),
            ActorDraft(name=p.at("Police", 2), kind="government_body"),
            ActorDraft(name=p.at("37 students"), kind="people", anonymous=True),
            ActorDraft(name=p.at("marchers in Osorno")[:-10], kind="people", anonymous=True),
        ],
        incidents=[
            IncidentDraft(
                id="I1",
                evidence=[*march, *p.s("Six officers")],
                type="arrest",
                outcome="succeeded",
                factuality="asserted",
                when=p.at("on Thursday"),
                anchor="published",
                where=PlaceDraft(at=p.at("in Valdivia", 2), city=p.at("Valdivia", 2), country="CL"),
                perpetrators=["Police"],
                targets=[f"{p.at('37 students')} = 37 students"],
                injured=[CasualtyDraft(at=p.at("Six officers"), source="governor's office")],
                summary="Police arrested 37 students when a march in Valdivia turned violent.",
            ),
            IncidentDraft(
                id="I2",
                evidence=p.s("On Wednesday"),
                type="riot",
                outcome="succeeded",
                factuality="asserted",
                when=p.at("On Wednesday"),
                anchor="published",
                where=PlaceDraft(at=p.at("in Osorno"), city=p.at("Osorno")),
                perpetrators=["marchers"],
                injured=[CasualtyDraft(at=p.at("no injuries"))],
                damage=p.at("burned a bus"),
                damage_level="destroyed",
                related=[RelatedDraft(incident="I1", relation="possibly_same")],
                summary="Marchers in Osorno burned a bus; there were no injuries.",
            ),
        ],
        quotes=[
            QuoteDraft(
                quotation=p.q("We shouted"),
                kind="direct",
                speakers=["Camila Soto"],
                speaker_at=p.at("Camila Soto, 19, who marched in the front row"),
                cue=p.at("said", 2),
                stance="asserts",
                incidents=["I1"],
            ),
            QuoteDraft(
                content=p.at("officers had used batons"),
                kind="indirect",
                speakers=["Hernán Paz"],
                speaker_at=p.at("Governor Hernán Paz"),
                cue=p.at("denied"),
                stance="denies",
                incidents=["I1"],
            ),
            QuoteDraft(
                quotation=p.q("No baton"),
                kind="direct",
                speakers=["Hernán Paz"],
                speaker_at=p.at("he said")[:-5],
                cue=p.at("said", 3),
                stance="denies",
                incidents=["I1"],
            ),
            QuoteDraft(
                quotation=p.q("What we saw"),
                kind="direct",
                speakers=["Hernán Paz"],
                speaker_at=p.at("Paz", 2),
                cue=p.at("went on"),
                stance="asserts",
                continues=True,
                incidents=["I1"],
            ),
        ],
        quoted_text=[QuotedTextDraft(quotation=p.q("Enough"), kind="slogan")],
    )


BRIDGE = """\
Bombe beschädigt Brücke bei Bregenz
BREGENZ (NNA) - Eine Bombe hat am Montag die alte Brücke bei Bregenz in Österreich beschädigt.
„Das war das Werk von Fachleuten“, sagte Polizeichefin Greta Moosbrugger. „Verletzt wurde niemand.“
Moosbrugger sprach von 12 Kilogramm Sprengstoff.
Der Bürgermeister, Alois Fink, forderte die Sperrung der Straße.
Die Gruppe „Freier Rhein“ bekannte sich zu dem Anschlag.
Am Dienstag fanden Taucher zwei weitere Sprengsätze.
"""


def _bridge(p: Pointer) -> Draft:
    bomb = p.s("Eine Bombe")
    return Draft(
        kind="report",
        headline="Bombe beschädigt Brücke bei Bregenz",
        key_points=[
            KeyPointDraft(text="Eine Bombe hat die alte Brücke bei Bregenz beschädigt.", evidence=bomb),
            KeyPointDraft(text="Die Gruppe „Freier Rhein“ bekannte sich.", evidence=p.s("Die Gruppe")),
        ],
        actors=[
            ActorDraft(
                name=p.at("Greta Moosbrugger"),
                kind="person",
                role=p.at("Polizeichefin"),
                mentions=[p.at("Moosbrugger", 2)],
            ),
            ActorDraft(name=p.at("Alois Fink"), kind="person", role=p.at("Bürgermeister")),
            ActorDraft(name=p.at("Freier Rhein"), kind="armed_group"),
        ],
        incidents=[
            IncidentDraft(
                id="I1",
                evidence=bomb,
                type="bombing",
                outcome="succeeded",
                factuality="asserted",
                where=PlaceDraft(at=p.at("die alte Brücke bei Bregenz"), city=p.at("Bregenz", 2)),
                weapons=[WeaponDraft(at=p.at("Bombe", 2), kind="bomb")],
                damage=p.at("beschädigt", 2),
                damage_level="unspecified",
                summary="Eine Bombe hat die Brücke bei Bregenz beschädigt.",
            )
        ],
        attributions=[
            AttributionDraft(
                source="Freier Rhein",
                act="claims_responsibility",
                responsible="Freier Rhein",
                incidents=["I1"],
                cue=p.at("bekannte sich"),
                clause=p.at("Die Gruppe „Freier Rhein“ bekannte sich zu dem Anschlag"),
            )
        ],
        quotes=[
            QuoteDraft(
                quotation=p.q("Das war"),
                kind="direct",
                speakers=["Greta Moosbrugger"],
                speaker_at=p.at("Polizeichefin Greta Moosbrugger"),
                cue=p.at("sagte"),
                stance="asserts",
                incidents=["I1"],
            ),
            QuoteDraft(
                quotation=p.q("Verletzt"),
                kind="direct",
                speakers=["Greta Moosbrugger"],
                speaker_at=p.at("Polizeichefin Greta Moosbrugger"),
                stance="asserts",
                continues=True,
                incidents=["I1"],
            ),
            QuoteDraft(
                content=p.at("die Sperrung der Straße"),
                kind="indirect",
                speakers=["Alois Fink"],
                speaker_at=p.at("Der Bürgermeister, Alois Fink"),
                cue=p.at("forderte"),
                stance="calls_for",
            ),
        ],
        quoted_text=[QuotedTextDraft(quotation=p.q("Freier Rhein"), kind="term")],
    )


_ARTICLES: dict[str, tuple[str, date | None, Callable[[Pointer], Draft]]] = {
    "harbour": (HARBOUR, date(2021, 8, 7), _harbour),
    "factory": (FACTORY, None, _factory),
    "convoy": (CONVOY, None, _convoy),
    "clinic": (CLINIC, None, _clinic),
    "march": (MARCH, None, _march),
    "bridge": (BRIDGE, date(2023, 4, 5), _bridge),
}


@cache
def staged(name: str) -> Staged:
    """One of the six articles, read, with its draft."""
    text, published, write = _ARTICLES[name]
    document = read_text(text, published=published)
    return Staged(name, document, write(Pointer(document)))


NAMES = tuple(_ARTICLES)


def all_staged() -> list[Staged]:
    """The six articles."""
    return [staged(name) for name in NAMES]
