"""Who: the persons, bodies and groups that a record refers to."""

from wirebrief.schemas.base import ContractModel, Span
from wirebrief.schemas.vocabulary import ActorKind


class Actor(ContractModel):
    """Someone a record refers to, or another listed actor's affiliation."""

    id: str
    """`A1`, `A2`, … in the order of first mention."""
    name: str
    """The fullest name in the text, without determiner, rank or title."""
    kind: ActorKind
    role: str | None = None
    """Rank, title or post as printed."""
    affiliation: str | None = None
    """Id of the actor this one belongs to or speaks for."""
    anonymous: bool = False
    """True for a source that the article does not name ("a coalition official")."""
    mentions: list[Span] = []
    """Where the article names this actor."""
