"""Texts and drafts by chance, cheap enough for tens of thousands: what no engine would say on purpose."""

import random

from strategies import BREAKS, CLAUSES, DATELINES, ENDS, HEADS, MARKS, NAMES, SPACES

from wirebrief.schemas import vocabulary
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

_JUNK = ("", "S0", "S99", "Q77", "S1:", "S1: ", "[S2]", "S1: said #9", "S1 >> said", "S1: a >> b", "⟦Q1⟧")
_JUNK += (
    "S1: the #1",
    "Ada Bell",
    "said",
    "S2: >>",
    "\ud800",
    "S1: " + "x" * 300,
    "Q1: over",
    "published",
    "I1",
)


def text_by_chance(rng: random.Random) -> str:
    """A short article with everything that breaks offsets; never empty."""
    parts = []
    for _ in range(rng.randint(1, 2)):
        if rng.random() < 0.2:
            parts.append(rng.choice(HEADS))
            continue
        sentences = [_sentence(rng) for _ in range(rng.choice((1, 1, 2)))]
        parts.append(rng.choice(DATELINES) + rng.choice(SPACES).join(sentences))
    return "".join(part + rng.choice(BREAKS) for part in parts)


def _sentence(rng: random.Random) -> str:
    opening, closing = rng.choice(MARKS)
    said = f"{opening}{rng.choice(CLAUSES)}{rng.choice(ENDS)}{'' if rng.random() < 0.1 else closing}"
    name, clause, end = rng.choice(NAMES), rng.choice(CLAUSES), rng.choice(ENDS)
    return rng.choice(
        (
            f"{said} {name} said{end}",
            f"{name} said that {clause}{end}",
            f"{clause.capitalize()}, {name} said{end}",
            f"{name} called it {said}",
        )
    )


class _Drafter:
    def __init__(self, rng: random.Random, document: Document) -> None:
        self.rng = rng
        self.document = document
        self.names: list[str] = [""]

    def some(self, most: int) -> range:
        return range(self.rng.randint(0, most))

    def address(self) -> str:
        """Mostly words of a sentence under its id; at times another id, other words, or none at all."""
        rng, document = self.rng, self.document
        if not document.sentences or rng.random() < 0.15:
            return rng.choice(_JUNK)
        sentence = rng.choice(document.sentences)
        words = document.text[sentence.start : sentence.end].split()
        i = rng.randrange(len(words)) if words else 0
        j = rng.randint(i, min(i + 6, len(words)))
        shown = " ".join(words[i:j])
        shape = rng.random()
        if shape < 0.1:
            return sentence.id
        if shape < 0.2 and j - i > 2:
            shown = f"{words[i]} >> {words[j - 1]}"
        elif shape < 0.3:
            shown += f" #{rng.randint(1, 3)}"
        elif shape < 0.4:
            shown = shown.upper()
        ref = rng.choice(document.sentences).id if rng.random() < 0.1 else sentence.id
        return f"{ref}: {shown}"

    def sentence(self) -> str:
        known = [s.id for s in self.document.sentences]
        return self.rng.choice([*known, *known, "S99", "", self.address()])

    def quotation(self) -> str:
        known = [q.id for q in self.document.quotations]
        return self.rng.choice([*known, *known, *known, "Q99", "", "x"])

    def label(self, labels: object) -> str:
        return self.rng.choice([*vocabulary.values(labels), "nonsense", ""])

    def name(self) -> str:
        return self.rng.choice([*self.names, *self.names, "nobody", "said"])

    def incident_id(self) -> str:
        return self.rng.choice(["I1", "I2", "i1", "I9", "", "published"])

    def confidence(self) -> float | None:
        return self.rng.choice([None, 0.5, 1.0, -1.0, 7.0, float("nan"), float("inf")])

    def prose(self) -> str:
        """A sentence of the article, or one with words and numbers of its own."""
        own = self.rng.choice(("", "not", "77", "Zorbania"))
        return f"{self.rng.choice(CLAUSES)} {self.rng.choice(NAMES)} {own}"

    def actor(self) -> ActorDraft:
        name = self.address()
        self.names.append(name.partition(": ")[2] or name)
        return ActorDraft(
            name=name,
            kind=self.label(vocabulary.ActorKind),
            role=self.address() if self.rng.random() < 0.3 else "",
            affiliation=self.name(),
            anonymous=self.rng.random() < 0.3,
            mentions=[self.address() for _ in self.some(2)],
        )

    def party(self) -> str:
        """A name, an address, or both."""
        name, address = self.name(), self.address()
        return self.rng.choice((name, name, address, f"{address} = {name}"))

    def figure(self) -> CasualtyDraft:
        return CasualtyDraft(
            at=self.address(),
            named=self.rng.randint(-1, 3),
            source=self.party(),
            superseded=self.rng.random() < 0.2,
        )

    def incident(self, n: int) -> IncidentDraft:
        return IncidentDraft(
            id=f"I{n}",
            evidence=[self.sentence() for _ in range(self.rng.randint(0, 3))],
            type=self.label(vocabulary.IncidentType),
            outcome=self.label(vocabulary.Outcome),
            factuality=self.label(vocabulary.Factuality),
            reported_by=[self.party() for _ in self.some(1)],
            disputed_by=[self.party() for _ in self.some(1)],
            aggregate=self.rng.random() < 0.2,
            when=self.address(),
            anchor=self.incident_id(),
            where=PlaceDraft(
                at=self.address(),
                site=self.address(),
                city=self.rng.choice(("", "Lyon", "S1: Lyon", "Nowhere")),
                area=self.address(),
                admin1=self.rng.choice(("", "Lyon", "S1: Lyon", "Nowhere")),
                country=self.rng.choice(("", "FR", "fr", "XX", "France")),
            ),
            perpetrators=[self.party() for _ in self.some(2)],
            targets=[self.party() for _ in self.some(2)],
            victims=[self.party() for _ in self.some(1)],
            weapons=[
                WeaponDraft(at=self.address(), kind=self.label(vocabulary.WeaponKind)) for _ in self.some(2)
            ],
            killed=[self.figure() for _ in self.some(2)],
            injured=[self.figure() for _ in self.some(1)],
            missing=[self.figure() for _ in self.some(1)],
            damage=self.address(),
            damage_level=self.label(vocabulary.DamageLevel),
            related=[
                RelatedDraft(incident=self.incident_id(), relation=self.label(vocabulary.Relation))
                for _ in self.some(2)
            ],
            summary=self.prose(),
            confidence=self.confidence(),
        )

    def attribution(self) -> AttributionDraft:
        return AttributionDraft(
            source=self.party(),
            via=self.party(),
            act=self.label(vocabulary.Act),
            responsible=self.party(),
            incidents=[self.incident_id() for _ in self.some(2)],
            cue=self.address(),
            clause=self.address(),
            confidence=self.confidence(),
        )

    def quote(self) -> QuoteDraft:
        marked = self.rng.random() < 0.6
        return QuoteDraft(
            quotation=self.quotation() if marked else "",
            content=self.address() if not marked or self.rng.random() < 0.1 else "",
            clause=self.address(),
            kind=self.label(vocabulary.QuoteKind),
            speakers=[self.party() for _ in self.some(2)],
            speaker_at=self.rng.choice(("", self.address())),
            via=self.party(),
            cue=self.address(),
            stance=self.label(vocabulary.Stance),
            continues=self.rng.random() < 0.4,
            incidents=[self.incident_id() for _ in self.some(2)],
            confidence=self.confidence(),
        )

    def draft(self) -> Draft:
        actors = [self.actor() for _ in self.some(2)]
        return Draft(
            kind=self.label(vocabulary.ArticleKind),
            actors=actors,
            incidents=[self.incident(n + 1) for n in range(self.rng.choice((0, 1, 1, 2)))],
            attributions=[self.attribution() for _ in self.some(1)],
            quotes=[self.quote() for _ in self.some(2)],
            quoted_text=[
                QuotedTextDraft(quotation=self.quotation(), kind=self.label(vocabulary.QuotedTextKind))
                for _ in self.some(1)
            ],
            key_points=[
                KeyPointDraft(text=self.prose(), evidence=[self.sentence() for _ in self.some(2)])
                for _ in self.some(1)
            ],
            headline=self.rng.choice(("", self.prose(), "x " * 200)),
        )


def draft_by_chance(rng: random.Random, document: Document) -> Draft:
    """A draft that points anywhere, at times rightly."""
    return _Drafter(rng, document).draft()
