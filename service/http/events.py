"""What is told of one article while it is worked on."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from wirebrief.schemas import Actor, ArticleSummary, Attribution, Incident, Quote, QuotedText
from wirebrief.service.http.models import Problem
from wirebrief.service.streaming import Kind

NDJSON = "application/x-ndjson"
EVENT_STREAM = "text/event-stream"


class RecordEvent(BaseModel):
    """A record that has been verified."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    event: Literal["record"] = "record"
    kind: Kind
    """The list of the summary that it belongs to."""
    record: Actor | Incident | Attribution | Quote | QuotedText
    """The record; the summary numbers all records anew."""
    names: dict[str, str]
    """Of the ids in the record: names of actors, summaries of incidents."""


class SummaryEvent(BaseModel):
    """The end: the whole summary. It is what counts, and may lack a record that was given."""

    event: Literal["summary"] = "summary"
    summary: ArticleSummary


class ProblemEvent(BaseModel):
    """The end, where there is no summary."""

    event: Literal["problem"] = "problem"
    problem: Problem


Event = RecordEvent | SummaryEvent | ProblemEvent


class LiveEvent(RootModel[Annotated[Event, Field(discriminator="event")]]):
    """A line of a stream, or the data of a server-sent event."""
