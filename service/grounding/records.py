"""What grounding makes of a draft: the same records with spans for addresses, and what was wrong.

Actors and incidents are referred to by their index in the draft's lists; ids are given by `assemble`.
"""

from dataclasses import dataclass
from typing import Literal

from wirebrief.schemas import Count, Span
from wirebrief.schemas.draft import Draft
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
    WarningCode,
    WeaponKind,
)

Severity = Literal["item", "field", "detail", "doubt", "note"]
"""item: the item cannot stand; field: that field is dropped or replaced; detail: likewise, but not worth
asking again; doubt: what is said stays, and counts for less; note: nothing is dropped, nothing in doubt.
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong or doubtful."""

    code: WarningCode
    message: str
    """A sentence that a model can act on."""
    path: str
    """Where in the draft, such as `incidents[2].where.at`."""
    severity: Severity = "field"
    because: str = ""
    """Path of the item whose failure alone is the reason; asking for that one again is enough."""


@dataclass(frozen=True, slots=True)
class GroundedActor:
    index: int
    """Of the item in the draft's list."""
    name: Span
    kind: ActorKind
    role: Span | None
    affiliation: int | None
    anonymous: bool
    mentions: tuple[Span, ...]
    """The name's place and those of the other words, as the draft cited them."""


@dataclass(frozen=True, slots=True)
class GroundedPlace:
    span: Span | None = None
    site: Span | None = None
    city: Span | None = None
    area: Span | None = None
    admin1: Span | None = None
    country: str | None = None
    country_span: Span | None = None
    """Found by `verify`, never drafted."""

    @property
    def named(self) -> tuple[Span, ...]:
        """The names of the place, the finest first; without the country's."""
        return tuple(s for s in (self.site, self.city, self.area, self.admin1) if s is not None)


@dataclass(frozen=True, slots=True)
class GroundedParty:
    span: Span | None
    actor: int | None


@dataclass(frozen=True, slots=True)
class GroundedWeapon:
    span: Span
    kind: WeaponKind
    count: Count | None


@dataclass(frozen=True, slots=True)
class GroundedFigure:
    """One source's figure for the dead, the injured or the missing."""

    span: Span
    count: Count
    source: int | None
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class GroundedDamage:
    span: Span
    level: DamageLevel


@dataclass(frozen=True, slots=True)
class GroundedIncident:
    index: int
    opens: int
    """Where the first sentence that the draft cites begins: its place in the article's order."""
    evidence: tuple[Span, ...]
    type: IncidentType
    outcome: Outcome
    factuality: Factuality
    reported_by: tuple[int, ...]
    disputed_by: tuple[int, ...]
    aggregate: bool
    when: Span | None
    anchor: int | Literal["published"] | None
    where: GroundedPlace
    perpetrators: tuple[int, ...]
    targets: tuple[GroundedParty, ...]
    victims: tuple[GroundedParty, ...]
    weapons: tuple[GroundedWeapon, ...]
    killed: tuple[GroundedFigure, ...]
    injured: tuple[GroundedFigure, ...]
    missing: tuple[GroundedFigure, ...]
    damage: GroundedDamage | None
    related: tuple[tuple[int, Relation], ...]
    summary: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class GroundedAttribution:
    index: int
    source: int | None
    via: int | None
    act: Act
    responsible: int | None
    incidents: tuple[int, ...]
    cue: Span
    clause: Span
    confidence: float | None


@dataclass(frozen=True, slots=True)
class GroundedQuote:
    index: int
    kind: QuoteKind
    span: Span
    quotation: str | None
    """Id of the quotation, None for reported speech without marks."""
    clause: Span | None
    speakers: tuple[int, ...]
    speaker_span: Span | None
    via: int | None
    cue: Span | None
    stance: Stance
    continues: bool
    incidents: tuple[int, ...]
    confidence: float | None


@dataclass(frozen=True, slots=True)
class GroundedQuotedText:
    index: int
    span: Span
    quotation: str
    kind: QuotedTextKind
    confidence: float | None


@dataclass(frozen=True, slots=True)
class GroundedKeyPoint:
    index: int
    text: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Grounding:
    """A draft with its feet on the article; `verify` takes one and returns one."""

    draft: Draft
    kind: ArticleKind | None = None
    actors: tuple[GroundedActor, ...] = ()
    incidents: tuple[GroundedIncident, ...] = ()
    attributions: tuple[GroundedAttribution, ...] = ()
    quotes: tuple[GroundedQuote, ...] = ()
    quoted_text: tuple[GroundedQuotedText, ...] = ()
    key_points: tuple[GroundedKeyPoint, ...] = ()
    headline: str = ""
    findings: tuple[Finding, ...] = ()
