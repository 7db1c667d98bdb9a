"""What many articles tell of one event: each version, why it was joined, and where they disagree."""

import datetime as dt
from typing import Final, Literal

from pydantic import Field

from wirebrief.schemas.actors import Actor
from wirebrief.schemas.base import ContractModel, Count, Span
from wirebrief.schemas.incidents import Incident
from wirebrief.schemas.speech import Attribution
from wirebrief.schemas.vocabulary import Act, IncidentType

EVENTS_VERSION: Final = "1.0.0"

ContradictionKind = Literal[
    "killed",
    "injured",
    "missing",
    "day",
    "place",
    "outcome",
    "occurrence",  # whether it happened at all
    "doer",  # several are held responsible, and nobody names them together
    "responsibility",  # whether one party did it: who claims or blames, and who denies
]
Feature = Literal[
    "kind", "time", "place", "killed", "injured", "parties", "doers", "outcome", "words", "said"
]


class Reason(ContractModel):
    """One part of the weight with which two incidents were compared."""

    feature: Feature
    level: str
    """How far they agree in it, such as `same_day`."""
    weight: float
    """Bits: above 0 it speaks for one event, below 0 for two."""


class Tie(ContractModel):
    """The incident of another article that speaks most for a member's being of this event."""

    article: str
    incident: str
    probability: float = Field(ge=0, le=1)
    reasons: list[Reason]


class Member(ContractModel):
    """One article's version, as its summary has it."""

    article: str
    """The caller's id of the article."""
    publisher: str | None = None
    published: dt.date | None = None
    incident: Incident
    attributions: list[Attribution] = []
    """Those of the article that name the incident."""
    actors: list[Actor] = []
    """Those to whom the two refer."""
    tie: Tie | None = None
    """Null where no other article tells of the event."""

    def name(self, actor: str) -> str:
        """The name of an actor, by its id in this article."""
        return next(one.name for one in self.actors if one.id == actor)


class Statement(ContractModel):
    """What one source says, in one article."""

    article: str
    incident: str
    published: dt.date | None = None
    source: str | None = None
    """Name of the source; null for the article's own voice."""
    act: Act | None = None
    """For who did it: how it is said."""
    spans: list[Span] = []


class Side(ContractModel):
    """Those who say the same."""

    says: str
    """A figure, a day, a name, an outcome; `did it` and `did not` of responsibility."""
    statements: list[Statement]


class Contradiction(ContractModel):
    """What sources say that cannot all be so. Nothing here decides who is right."""

    kind: ContradictionKind
    about: str | None = None
    """The party whose responsibility is in question."""
    sides: list[Side]
    """Two or more."""


class Update(ContractModel):
    """A figure that later articles overtook, or that was corrected: no contradiction."""

    kind: Literal["killed", "injured", "missing"]
    sides: list[Side]
    """In the order of publication."""


class Event(ContractModel):
    """One event, as one or more articles tell of it.

    Type, days and place are those that most members give; what they differ in stands in `contradictions`.
    """

    id: str
    """`E1`, `E2`, … in the order of their days."""
    type: IncidentType
    start: dt.date | None = None
    end: dt.date | None = None
    """Last day, inclusive."""
    place: str | None = None
    """The finest name that most members give."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    killed: Count | None = None
    """From the lowest to the highest standing figure of any source; null where nobody gives one."""
    injured: Count | None = None
    missing: Count | None = None
    members: list[Member]
    """In the order of publication."""
    contradictions: list[Contradiction] = []
    updates: list[Update] = []


class Events(ContractModel):
    """The events of a set of articles."""

    def __repr__(self) -> str:
        """One line: how much there is."""
        members = sum(len(event.members) for event in self.events)
        contradictions = sum(len(event.contradictions) for event in self.events)
        return f"<Events: {len(self.events)} events, {members} incidents, {contradictions} contradictions>"

    __str__ = __repr__

    schema_version: Literal["1.0.0"] = EVENTS_VERSION
    events: list[Event]
