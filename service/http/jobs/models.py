"""What a client sends to `/v1/jobs`, and what it sees of a job."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from wirebrief.schemas import ArticleSummary
from wirebrief.service.http.models import Article, Name, Problem, Sent

MOST_ARTICLES = 1000
State = Literal["running", "done", "cancelled"]


class JobRequest(Sent):
    """Articles to be summarised, and by what."""

    articles: Annotated[list[Article], Field(min_length=1, max_length=MOST_ARTICLES)]
    engine: Name | None = Field(default=None, examples=["rules"])
    """One of the engines on offer; by default the first of them."""
    model: Name | None = None
    """One of the models on offer, for the `llm` engine; by default the first of them."""
    webhook: str | None = Field(default=None, max_length=2000, examples=["https://example.org/wirebrief"])
    """An address of the public internet that is told, by a signed POST, when the job has ended."""


class Webhook(BaseModel):
    """Whether the end of a job has been told."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    tries: int
    """Those that failed."""
    delivered: datetime | None
    given_up: bool


class Cost(BaseModel):
    """What was spent on models; answers that were kept before cost nothing."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    calls: int
    tokens: int
    """In and out."""
    usd: float
    """US dollars, of the answers whose price is known."""


class Job(BaseModel):
    """A job and how far it is."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    id: str
    state: State
    engine: str
    model: str | None
    total: int
    done: int
    """Articles that have a result, failed ones included."""
    failed: int
    created: datetime
    finished: datetime | None
    spent: Cost
    webhook: Webhook | None = None
    """Where one was asked for."""


class JobEnded(BaseModel):
    """What a webhook is told."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    type: str = Field(examples=["job.done", "job.cancelled"])
    timestamp: datetime
    """When the job ended."""
    data: Job


class JobResult(BaseModel):
    """What became of one article of a job: a summary or a problem."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    position: int
    """Its place in the request, from 0."""
    summary: ArticleSummary | None = None
    problem: Problem | None = None
