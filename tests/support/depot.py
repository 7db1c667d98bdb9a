"""An invented article with a draft in which every field that an engine fills says something."""

from datetime import date

from staged import Pointer

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
from wirebrief.service.reading.text import read_text

TEXT = """\
Rockets hit fuel depot at Oulunpuro
OULUNPURO, Finland, 7 March 2022 (NNA) — Masked men fired five rockets at the Kallio fuel depot in Oulunpuro \
in Lapland on Sunday, killing three guards, wounding nine and destroying two tanks, the Northern Command said.
Four drivers were missing.
The Northern Command had first spoken of two dead.
The mayor of Oulunpuro said he knew of no attack.
“We heard the rockets before we saw them,” Colonel Aino Hirvonen of the Northern Command said. “Then the \
tanks went up.”
The Kaiku quoted a rebel leader as saying that the depot “was a lawful target” for his men.
According to the Kaiku, the Lake Brigade claimed the strike.
Since January dozens of rockets have hit farms in the Turva valley.
The depot is known as “the Pantry”.
"""
DOCUMENT = read_text(TEXT, published=date(2022, 3, 7))
P = Pointer(DOCUMENT)


def _strike() -> IncidentDraft:
    guards = CasualtyDraft(at=P.at("three guards"), source="Northern Command")
    before = CasualtyDraft(at=P.at("two dead"), source="Northern Command", superseded=True)
    return IncidentDraft(
        id="I1",
        evidence=P.s("Masked men", "Four drivers", "had first spoken", "knew of no attack"),
        type="rocket_attack",
        outcome="succeeded",
        factuality="disputed",
        reported_by=["Northern Command"],
        disputed_by=["mayor of Oulunpuro"],
        when=P.at("on Sunday"),
        anchor="published",
        where=PlaceDraft(
            at=P.at("at the Kallio fuel depot in Oulunpuro in Lapland"),
            site=P.at("Kallio fuel depot"),
            city=P.at("Oulunpuro", 2),
            admin1=P.at("Lapland"),
            country="FI",
        ),
        perpetrators=["Masked men"],
        targets=[P.at("the Kallio fuel depot")],
        victims=[f"{P.at('three guards')} = three guards"],
        weapons=[WeaponDraft(at=P.at("five rockets"), kind="rocket")],
        killed=[guards, before],
        injured=[CasualtyDraft(at=P.at("nine"), source="Northern Command")],
        missing=[CasualtyDraft(at=P.at("Four drivers"))],
        damage=P.at("destroying two tanks"),
        damage_level="destroyed",
        related=[RelatedDraft(incident="I2", relation="part_of")],
        summary="Masked men fired five rockets at the Kallio fuel depot in Oulunpuro on Sunday.",
        confidence=0.9,
    )


def _pattern() -> IncidentDraft:
    return IncidentDraft(
        id="I2",
        evidence=P.s("Since January"),
        type="rocket_attack",
        outcome="succeeded",
        factuality="asserted",
        aggregate=True,
        when=P.at("Since January"),
        anchor="published",
        where=PlaceDraft(at=P.at("in the Turva valley"), area=P.at("Turva valley")),
        targets=[P.at("farms")],
        weapons=[WeaponDraft(at=P.at("dozens of rockets"), kind="rocket")],
        summary="Since January dozens of rockets have hit farms in the Turva valley.",
        confidence=0.8,
    )


DRAFT = Draft(
    kind="report",
    headline="Rockets hit fuel depot at Oulunpuro, killing three guards",
    key_points=[
        KeyPointDraft(
            text="Masked men fired five rockets at the Kallio fuel depot on Sunday, killing three guards.",
            evidence=P.s("Masked men"),
        )
    ],
    actors=[
        ActorDraft(name=P.at("Masked men"), kind="people", anonymous=True),
        ActorDraft(name=P.at("Northern Command"), kind="military"),
        ActorDraft(name=P.at("three guards"), kind="people"),
        ActorDraft(name=P.at("mayor of Oulunpuro"), kind="person"),
        ActorDraft(
            name=P.at("Aino Hirvonen"),
            kind="person",
            role=P.at("Colonel"),
            affiliation="Northern Command",
        ),
        ActorDraft(name=P.at("Kaiku"), kind="media"),
        ActorDraft(name=P.at("rebel leader"), kind="person", anonymous=True),
        ActorDraft(name=P.at("Lake Brigade"), kind="armed_group"),
    ],
    incidents=[_strike(), _pattern()],
    attributions=[
        AttributionDraft(
            source="Lake Brigade",
            via="Kaiku",
            act="claims_responsibility",
            responsible="Lake Brigade",
            incidents=["I1"],
            cue=P.at("claimed"),
            clause=P.at("the Lake Brigade claimed the strike"),
            confidence=0.7,
        )
    ],
    quotes=[
        QuoteDraft(
            content=P.at("he knew of no attack"),
            kind="indirect",
            speakers=["mayor of Oulunpuro"],
            speaker_at=P.at("The mayor of Oulunpuro"),
            cue=P.at("said", 2),
            stance="denies",
            incidents=["I1"],
            confidence=0.7,
        ),
        QuoteDraft(
            quotation=P.q("We heard"),
            kind="direct",
            speakers=["Aino Hirvonen"],
            speaker_at=P.at("Colonel Aino Hirvonen"),
            cue=P.at("said", 3),
            stance="asserts",
            incidents=["I1"],
            confidence=0.9,
        ),
        QuoteDraft(
            quotation=P.q("Then the tanks"),
            kind="direct",
            speakers=["Aino Hirvonen"],
            speaker_at=P.at("Colonel Aino Hirvonen"),
            stance="asserts",
            continues=True,
            incidents=["I1"],
            confidence=0.9,
        ),
        QuoteDraft(
            quotation=P.q("was a lawful target"),
            clause=P.at("the depot “was a lawful target” for his men"),
            kind="partial",
            speakers=["rebel leader"],
            speaker_at=P.at("a rebel leader"),
            via="Kaiku",
            cue=P.at("quoted"),
            stance="asserts",
            incidents=["I1"],
            confidence=0.6,
        ),
    ],
    quoted_text=[QuotedTextDraft(quotation=P.q("the Pantry"), kind="nickname", confidence=0.9)],
)
