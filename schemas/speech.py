"""Who said what, and who holds whom responsible."""

from pydantic import Field

from wirebrief.schemas.base import ContractModel, Span
from wirebrief.schemas.vocabulary import Act, QuotedTextKind, QuoteKind, Stance


class Attribution(ContractModel):
    """A source says who is responsible: one record per source, act, responsible and clause."""

    id: str
    source: str | None = None
    """Actor id; null where the article passes it on without a source."""
    via: str | None = None
    """Actor id of whoever passes the source's words on ("the agency said that the group claims"), or null."""
    act: Act
    responsible: str | None = None
    """Actor id of whoever is held to have done it, or not to have; null with `no_claim`."""
    incidents: list[str] = []
    """Ids of the incidents that the clause names or plainly includes."""
    cue: Span
    """The word that does it."""
    evidence: Span
    """The clause."""
    confidence: float | None = Field(default=None, ge=0, le=1)


class Quote(ContractModel):
    """Something that somebody said: one record per contiguous span, marks outside."""

    id: str
    kind: QuoteKind
    span: Span
    clause: Span | None = None
    """For `partial`: the whole reported clause, marks and all; null where the marks hold everything."""
    continues: str | None = None
    """Id of the quote that this goes on from."""
    speakers: list[str] = []
    """Actor ids, resolved; several where several say it together, `[]` only with a warning."""
    speaker_span: Span | None = None
    """The noun phrase nearest to the quotation that names the speakers."""
    via: str | None = None
    """Actor id of whoever passes the words on ("the Post quoted a rebel leader"), or null."""
    cue: Span | None = None
    """The reporting word."""
    stance: Stance = "asserts"
    incidents: list[str] = []
    """Ids of the incidents that the content is about."""
    confidence: float | None = Field(default=None, ge=0, le=1)


class QuotedText(ContractModel):
    """Words in marks that nobody says."""

    id: str
    span: Span
    kind: QuotedTextKind
    confidence: float | None = Field(default=None, ge=0, le=1)
