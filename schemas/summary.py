"""The whole answer for one article."""

import datetime as dt
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from wirebrief.schemas.actors import Actor
from wirebrief.schemas.base import ContractModel, Span
from wirebrief.schemas.incidents import Incident
from wirebrief.schemas.references import dangling
from wirebrief.schemas.showing import Showing
from wirebrief.schemas.speech import Attribution, Quote, QuotedText
from wirebrief.schemas.vocabulary import ArticleKind, PublishedBasis, Status, WarningCode

SCHEMA_VERSION: Final = "2.0.0"


class Published(ContractModel):
    """The day the article was published, and how it is known."""

    date: dt.date | None = None
    basis: PublishedBasis = "unknown"
    evidence: list[Span] = []
    """For `stated` and `inferred`: what in the text says so."""


class Article(ContractModel):
    id: str
    """SHA-256 of the text (UTF-8), in hexadecimal."""
    kind: ArticleKind | None = None
    """What sort of text it is; null in gold that does not say."""
    section: str | None = None
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    agency: str | None = None
    """The wire it credits."""
    dateline: str | None = None
    """The place the report is filed from."""
    published: Published = Published()
    language: str | None = None
    """ISO 639-1 code."""
    text: str | None = None
    """The extracted text that the offsets are into; only for HTML or a URL."""


class KeyPoint(ContractModel):
    text: str
    evidence: list[Span]


class Warning(ContractModel):
    """Something dropped, repaired or doubtful."""

    code: WarningCode
    message: str
    path: str | None = None
    """Where in this document, such as `incidents[2].where`; null where nothing of it is left."""


class PromptUse(ContractModel):
    name: str
    version: str
    sha256: str


class Usage(ContractModel):
    """Tokens as the upstream counted them, over all attempts that were answered."""

    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    reasoning_tokens: int = 0


class Provenance(ContractModel):
    """How this answer came about: the only part that may differ between two identical runs."""

    engine: str
    model: str | None = None
    prompts: list[PromptUse] = []
    schema_sha256: str | None = None
    """Hash of the JSON Schema that the model was asked to fill."""
    usage: Usage = Usage()
    cost_usd: float | None = None
    """Null where no price is known."""
    latency_ms: float
    attempts: int = 0
    """Calls to the model, failed ones included; 0 for an engine without one, and for answers kept before."""
    instead_of: list[str] = []
    """Engines and models that were asked before and gave no answer, each with the error that it met."""
    started_at: dt.datetime
    finished_at: dt.datetime
    software_version: str


class ArticleSummary(Showing, ContractModel):
    """What every caller gets back for one article.

    Spans are offsets in Unicode code points into the text that the caller passed in, or into
    `article.text` where the article was extracted from HTML or a URL.
    A list is never null: `[]` means none; null on a single field means that the article does not say.
    """

    schema_version: Literal["2.0.0"] = SCHEMA_VERSION
    status: Status
    article: Article
    headline: str = Field(max_length=120)
    key_points: list[KeyPoint] = Field(default=[], max_length=7)
    actors: list[Actor] = []
    incidents: list[Incident] = []
    attributions: list[Attribution] = []
    quotes: list[Quote] = []
    quoted_text: list[QuotedText] = []
    warnings: list[Warning] = []
    provenance: Provenance | None = None
    """Null only in gold files."""

    @model_validator(mode="after")
    def _ids_resolve(self) -> Self:
        if missing := dangling(self):
            raise ValueError("ids that no record has: " + "; ".join(missing))
        return self
