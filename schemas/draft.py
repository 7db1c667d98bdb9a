"""The models that an engine fills: flat, few, no unions, made for a language model to write.

An engine never copies a quotation or a sentence. It points: at sentences (`S12`) and quotations (`Q3`) by
the ids that reading gave them, and at anything smaller by an *address*, one string:

- `S12`                               the whole sentence
- `S12: five rockets`                 those words in sentence 12
- `S12: the base #2`                  their second occurrence in it
- `S12: it had fired >> near the port`  from the first words to the last ones, for a long clause

Every field is required and none is nullable (the strict subset of structured outputs): the empty string and
the empty list say "the article does not say". An actor is named by literal, always with the words of its
`name` in `actors`. Labels are enumerated in the JSON Schema but held as plain strings here: a label that a
model made up is a finding about one item, found by grounding, and must not make a paid answer unreadable.

`docs/drafts.md` says field by field how a draft becomes the contract.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from wirebrief.schemas.vocabulary import (
    Act,
    ActorKind,
    DamageLevel,
    Factuality,
    IncidentType,
    Outcome,
    PlacePrecision,
    QuotedTextKind,
    QuoteKind,
    Relation,
    Stance,
    WeaponKind,
    values,
)


def _label(vocabulary: object, *, or_none: bool = False) -> WithJsonSchema:
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
    kind: Annotated[str, _label(ActorKind)] = ""
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
    name: str = ""
    """Address of the place's name alone, or ""."""
    admin1: str = ""
    """The province or state, in the article's words, or "" if the article does not say."""
    country: str = ""
    """ISO 3166-1 alpha-2 code of the country, or "" if the article does not say."""
    precision: Annotated[str, _label(PlacePrecision, or_none=True)] = ""


class PartyDraft(DraftModel):
    at: str = ""
    """Address of the words that name who or what it was, or ""."""
    actor: str = ""
    """Name of the actor in `actors`, or "" if it is none."""


class WeaponDraft(DraftModel):
    at: str = ""
    """Address of the weapon with its number, such as "S7: five rockets"."""
    kind: Annotated[str, _label(WeaponKind)] = ""


class CasualtyDraft(DraftModel):
    at: str = ""
    """Address of the words that give the figure, such as "S7: no casualties" or "S9: at least 12 people"."""
    named: int = 0
    """How many are named one by one where no figure is printed, else 0."""
    source: str = ""
    """Name of the actor who gives the figure, or "" if the article itself does."""


class RelatedDraft(DraftModel):
    incident: str = ""
    """Id of the other incident."""
    relation: Annotated[str, _label(Relation)] = ""


class IncidentDraft(DraftRecord):
    id: str = ""
    """I1, I2, ...: how the other records refer to it."""
    evidence: list[str] = []
    """Ids of every sentence that reports this event, such as ["S7", "S9"]."""
    type: Annotated[str, _label(IncidentType)] = ""
    outcome: Annotated[str, _label(Outcome)] = ""
    factuality: Annotated[str, _label(Factuality)] = ""
    """asserted: the article says so itself; reported: only a source does; disputed: another contradicts."""
    reported_by: list[str] = []
    """Names of the actors who report it, if only they do."""
    disputed_by: list[str] = []
    """Names of the actors who deny it or know of none."""
    aggregate: bool = False
    """True for a pattern of many events told as one."""
    when: str = ""
    """Address of the words that say when, such as "S7: On Wednesday", or ""."""
    anchor: str = ""
    """What those words count from: "published", or the id of an incident; "" for a full date."""
    where: PlaceDraft = PlaceDraft()
    perpetrators: list[str] = []
    """Names of the actors who did it, only if the article itself says so; blame is an attribution."""
    targets: list[PartyDraft] = []
    """Who or what was aimed at."""
    victims: list[PartyDraft] = []
    """Who was harmed."""
    weapons: list[WeaponDraft] = []
    killed: list[CasualtyDraft] = []
    """One entry per source; for "no casualties" one here and one in injured; empty if not mentioned."""
    injured: list[CasualtyDraft] = []
    damage: str = ""
    """Address of the words about damage, or "" if not mentioned."""
    damage_level: Annotated[str, _label(DamageLevel, or_none=True)] = ""
    related: list[RelatedDraft] = []
    summary: str = ""
    """One sentence. Only numbers and names that the cited sentences have."""


class AttributionDraft(DraftRecord):
    source: str = ""
    """Name of the actor who says it, or "" if the article gives no source."""
    act: Annotated[str, _label(Act)] = ""
    responsible: str = ""
    """Name of the actor held responsible, or "" with no_claim."""
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
    kind: Annotated[str, _label(QuoteKind)] = ""
    """direct: a whole sentence or clause in marks; partial: a fragment in marks; indirect: without marks."""
    speaker: str = ""
    """Name of the actor who says it."""
    speaker_at: str = ""
    """Address of the words nearest to the quotation that name the speaker."""
    cue: str = ""
    """Address of the reporting word, such as "S6: said", or "" if there is none."""
    stance: Annotated[str, _label(Stance)] = ""
    continues: bool = False
    """True if it goes on from this speaker's last quote: broken by its cue, re-opened, or without a cue."""
    incidents: list[str] = []
    """Ids of the incidents that it is about."""


class QuotedTextDraft(DraftRecord):
    quotation: str = ""
    """Id of a quotation that nobody says: a title, a nickname, a term, an inscription."""
    kind: Annotated[str, _label(QuotedTextKind)] = ""


class Draft(DraftModel):
    """Everything that an engine says about one article, before any of it is believed."""

    actors: list[ActorDraft] = []
    incidents: list[IncidentDraft] = []
    attributions: list[AttributionDraft] = []
    quotes: list[QuoteDraft] = []
    quoted_text: list[QuotedTextDraft] = []
    key_points: list[KeyPointDraft] = []
    """Up to 7, the most important first."""
    headline: str = ""
    """One line of at most 120 characters."""
