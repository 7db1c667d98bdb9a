"""What happened: one record per event as the article individuates it."""

from datetime import date

from pydantic import Field, computed_field, model_validator

from wirebrief.schemas.base import ContractModel, Count, Span
from wirebrief.schemas.vocabulary import (
    DamageLevel,
    Factuality,
    IncidentType,
    Outcome,
    PlacePrecision,
    Relation,
    TimePrecision,
    WeaponKind,
)


class When(ContractModel):
    """The day or period of an incident; resolved by code from the words."""

    span: Span | None = None
    """The words that say when ("a day earlier")."""
    start: date | None = None
    end: date | None = None
    """Last day, inclusive; equal to `start` for a single day."""
    precision: TimePrecision = "unknown"
    anchor: str | None = None
    """What relative words hang on: `published`, or the id of an incident."""


class Where(ContractModel):
    """The place of an incident, each part only as the text supports it."""

    span: Span | None = None
    """The words that say where ("near the port of Aden")."""
    site: Span | None = None
    """A building, base, street, camp or other spot, by its name."""
    city: Span | None = None
    """The city, town or village, by its name."""
    area: Span | None = None
    """A sea, valley, island, border or other stretch that is no state or province, by its name."""
    admin1: Span | None = None
    """First-level region: state or province, by its name."""
    country: str | None = Field(default=None, pattern="^[A-Z]{2}$")
    """ISO 3166-1 alpha-2."""
    country_span: Span | None = None
    """The words of the article for the country."""

    @property
    def named(self) -> dict[PlacePrecision, Span]:
        """The parts that have a name, the finest first; the words for the country last."""
        parts: dict[PlacePrecision, Span | None] = {
            "site": self.site,
            "city": self.city,
            "area": self.area,
            "region": self.admin1,
            "country": self.country_span,
        }
        return {precision: part for precision, part in parts.items() if part is not None}

    @computed_field  # type: ignore[prop-decorator]  # mypy knows no decorated properties
    @property
    def name(self) -> str | None:
        """The words of the finest part."""
        return next((part.text for part in self.named.values()), None)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def precision(self) -> PlacePrecision | None:
        """Which part is the finest; `region` for `admin1`."""
        return next(iter(self.named), "country" if self.country else None)

    @model_validator(mode="before")
    @classmethod
    def _without_computed(cls, given: object) -> object:
        """What was computed when a document was written is computed anew when it is read."""
        if not isinstance(given, dict):
            return given
        return {name: part for name, part in given.items() if name not in cls.model_computed_fields}


class Party(ContractModel):
    """Someone or something aimed at, or harmed; either part may be null."""

    span: Span | None = None
    actor: str | None = None


class Weapon(ContractModel):
    span: Span
    kind: WeaponKind
    count: Count | None = None
    """"Dozens" is min 24, "scores" 40, "hundreds" 200, with no max."""


class CasualtyFigure(ContractModel):
    """One source's figure for the dead, the injured or the missing."""

    min: int | None = Field(default=None, ge=0)
    max: int | None = Field(default=None, ge=0)
    span: Span
    source: str | None = None
    """Actor id, or null for the article's own voice."""
    superseded: bool = False
    """True for a figure that the article says was corrected or overtaken by a later one."""


class Casualties(ContractModel):
    """Empty lists mean "not mentioned", which is not zero."""

    killed: list[CasualtyFigure] = []
    injured: list[CasualtyFigure] = []
    missing: list[CasualtyFigure] = []


class Damage(ContractModel):
    level: DamageLevel
    span: Span


class Related(ContractModel):
    id: str
    """Id of the other incident."""
    relation: Relation


class Incident(ContractModel):
    """Something that happened at a place and time, that the article reports."""

    id: str
    type: IncidentType
    outcome: Outcome = "unknown"
    factuality: Factuality
    """Of the occurrence, not of each detail."""
    reported_by: list[str] = []
    """Actor ids, where only a source states it."""
    disputed_by: list[str] = []
    """Actor ids of those who deny it or say they know of none."""
    background: bool | None = None
    """True when it lies more than 7 days before publication; null when either date is unknown."""
    aggregate: bool = False
    """A pattern of events rather than one."""
    when: When = When()
    where: Where = Where()
    perpetrators: list[str] = []
    """Actor ids, where the article itself asserts it; unnamed doers whoever reports them."""
    targets: list[Party] = []
    victims: list[Party] = []
    weapons: list[Weapon] = []
    casualties: Casualties = Casualties()
    damage: Damage | None = None
    related: list[Related] = []
    evidence: list[Span]
    """The sentences that report it."""
    summary: str
    """One sentence; its numbers, names and negations are borne out by the evidence."""
    confidence: float | None = Field(default=None, ge=0, le=1)
