"""The models that an engine fills: flat, few, no unions, made for a language model to write.

An engine never copies a quotation or a sentence. It points: at sentences (`S12`) and quotations (`Q3`) by
the ids that reading gave them, and at anything smaller by an *address*, one string:

- `S12`                               the whole sentence
- `S12: five rockets`                 those words in sentence 12
- `S12: the base #2`                  their second occurrence in it
- `S12: it had fired >> near the port`  from the first words to the last ones, for a long clause

Whoever has a part in a record is a *party*, one string too, the same in every field that takes one:

- `Ada Lund`                           an actor, by the words of its `name` in `actors`
- `S12: the ferry`                     words that name no listed actor
- `S12: the harbour master = Ada Lund`   words, and the actor that they name

Every field is required and none is nullable (the strict subset of structured outputs): the empty string and
the empty list say "the article does not say". Labels are enumerated in the JSON Schema but held as plain
strings here: a label that a model made up is a finding about one item, found by grounding, and must not make
a paid answer unreadable.

`docs/drafts.md` says field by field how a draft becomes the contract.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from wirebrief.schemas.vocabulary import (
    Act,
    ActorKind,
    ArticleKind,
    DamageLevel,
    Factuality,
    IncidentType,
    Outcome,
    QuotedTextKind,
    QuoteKind,
    Relation,
    Stance,
    WeaponKind,
    values,
)


def label(vocabulary: object, *, or_none: bool = False) -> WithJsonSchema:
    """A string that the JSON Schema limits to a vocabulary, or to it and the empty string."""
    return WithJsonSchema({"type": "string", "enum": [*values(vocabulary), *([""] if or_none else [])]})


def _strict(schema: dict[str, Any]) -> None:
    """Every property required, no others, no defaults: what strict structured outputs ask for."""
    schema["required"] = list(schema["properties"])
    schema["additionalProperties"] = False
    for field in schema["properties"].values():
        field.pop("default", None)
        field.pop("title", None)
    schema.pop("title", None)


class DraftModel(BaseModel):
    """Asks for every field and forgives a missing or an extra one: grounding reports what matters."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", use_attribute_docstrings=True, json_schema_extra=_strict
    )


class DraftRecord(DraftModel):
    confidence: SkipJsonSchema[float | None] = None
    """Set by engines that can measure it; a language model is not asked."""


class KeyPointDraft(DraftModel):
    text: str = ""
    """One sentence of the summary. Only numbers and names that the cited sentences have."""
    evidence: list[str] = []
    """Ids of the sentences that bear it out, such as ["S4", "S7"]."""


class ActorDraft(DraftModel):
    name: str = ""
    """Address of the fullest name in the article, without determiner, rank or title."""
    kind: Annotated[str, label(ActorKind)] = ""
    role: str = ""
    """Address of the rank, title or post as printed, or "" if none is."""
    affiliation: str = ""
    """Name of another actor of this list that this one belongs to or speaks for, or ""."""
    anonymous: bool = False
    """True for an unnamed source such as "a senior official"."""
    mentions: list[str] = []
    """Addresses of other words for this actor, once per wording: short names, roles, pronouns."""


class PlaceDraft(DraftModel):
    at: str = ""
    """Address of the words that say where, or ""."""
    site: str = ""
    """Address of the name of a building, base, street or other spot, or ""."""
    city: str = ""
    """Address of the name of the city, town or village, or ""."""
    area: str = ""
    """Address of the name of a sea, valley, island or border, or ""."""
    admin1: str = ""
    """Address of the name of the province or state, or ""."""
    country: str = ""
    """ISO 3166-1 alpha-2 code of the country, or "" if the article does not say."""


class WeaponDraft(DraftModel):
    at: str = ""
    """Address of the weapon with its number, such as "S7: five rockets"."""
    kind: Annotated[str, label(WeaponKind)] = ""


class CasualtyDraft(DraftModel):
    at: str = ""
    """Address of the words that give the figure, such as "S7: no casualties" or "S9: at least 12 people"."""
    named: int = 0
    """How many are named one by one where no figure is printed, else 0."""
    source: str = ""
    """The party who gives the figure, or "" if the article itself does."""
    superseded: bool = False
    """True for a figure that the article says was corrected or overtaken by a later one."""


class RelatedDraft(DraftModel):
    incident: str = ""
    """Id of the other incident."""
    relation: Annotated[str, label(Relation)] = ""


class IncidentDraft(DraftRecord):
    id: str = ""
    """I1, I2, ...: how the other records refer to it."""
    evidence: list[str] = []
    """Ids of every sentence that reports this event, such as ["S7", "S9"]."""
    type: Annotated[str, label(IncidentType)] = ""
    outcome: Annotated[str, label(Outcome)] = ""
    factuality: Annotated[str, label(Factuality)] = ""
    """Of the occurrence alone. disputed: a source denies it or knows of none; else reported: only a source
    says so; else asserted.
    """
    reported_by: list[str] = []
    """The parties who report it, if only they do."""
    disputed_by: list[str] = []
    """The parties who deny it or know of none."""
    aggregate: bool = False
    """True for a pattern of many events told as one."""
    when: str = ""
    """Address of the words that say when, such as "S7: On Wednesday", or ""."""
    anchor: str = ""
    """What those words count from: "published", or the id of an incident; "" for a full date."""
    where: PlaceDraft = PlaceDraft()
    perpetrators: list[str] = []
    """The parties who did it, if the article itself says so; unnamed doers ("gunmen") in any case."""
    targets: list[str] = []
    """The parties or things aimed at."""
    victims: list[str] = []
    """The parties harmed."""
    weapons: list[WeaponDraft] = []
    killed: list[CasualtyDraft] = []
    """One entry per source; for "no casualties" one here and one in injured; empty if not mentioned."""
    injured: list[CasualtyDraft] = []
    missing: list[CasualtyDraft] = []
    damage: str = ""
    """Address of the words about damage, or "" if not mentioned."""
    damage_level: Annotated[str, label(DamageLevel, or_none=True)] = ""
    related: list[RelatedDraft] = []
    summary: str = ""
    """One sentence. Only numbers and names that the cited sentences have."""


class AttributionDraft(DraftRecord):
    source: str = ""
    """The party who says it, or "" if the article gives no source."""
    via: str = ""
    """The party who passes the source's words on, or ""."""
    act: Annotated[str, label(Act)] = ""
    responsible: str = ""
    """The party held responsible, accused or cleared, or "" with no_claim."""
    incidents: list[str] = []
    """Ids of the incidents that the clause names or plainly includes."""
    cue: str = ""
    """Address of the word that does it, such as "S4: blamed"."""
    clause: str = ""
    """Address of the clause, with >> between its first and last words."""


class QuoteDraft(DraftRecord):
    quotation: str = ""
    """Id of the quotation, such as "Q3"; "" for reported speech without marks."""
    content: str = ""
    """For reported speech without marks: address of what is said, without "that". Else ""."""
    clause: str = ""
    """For a fragment in marks: address of the whole reported clause around it, with >>. Else ""."""
    kind: Annotated[str, label(QuoteKind)] = ""
    """direct: a whole sentence or clause in marks; partial: a fragment in marks; indirect: without marks."""
    speakers: list[str] = []
    """The parties who say it, one each."""
    speaker_at: str = ""
    """Address of the words nearest to the quotation that name the speakers; "" if `speakers` has them."""
    via: str = ""
    """The party who passes the words on, or ""."""
    cue: str = ""
    """Address of the reporting word, such as "S6: said", or "" if there is none."""
    stance: Annotated[str, label(Stance)] = ""
    continues: bool = False
    """True if it goes on from this speaker's last quote: broken by its cue, re-opened, or without a cue."""
    incidents: list[str] = []
    """Ids of the incidents that it is about."""


class QuotedTextDraft(DraftRecord):
    quotation: str = ""
    """Id of a quotation that nobody says: a title, a nickname, a term, an inscription."""
    kind: Annotated[str, label(QuotedTextKind)] = ""


class Draft(DraftModel):
    """Everything that an engine says about one article, before any of it is believed."""

    kind: Annotated[str, label(ArticleKind, or_none=True)] = ""
    """What sort of text it is."""
    actors: list[ActorDraft] = []
    incidents: list[IncidentDraft] = []
    attributions: list[AttributionDraft] = []
    quotes: list[QuoteDraft] = []
    quoted_text: list[QuotedTextDraft] = []
    key_points: list[KeyPointDraft] = []
    """Up to 7, the most important first."""
    headline: str = ""
    """One line of at most 120 characters."""
