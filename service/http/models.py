"""What a client sends, and what it gets when something is wrong."""

import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from wirebrief.service.errors import InputError
from wirebrief.service.function import Source

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _written_out(day: object) -> object:
    if isinstance(day, str) and _DAY.fullmatch(day):
        return day
    raise ValueError("a day is written YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_written_out)]
"""A day in words; pydantic would take a number, too, for seconds since 1970."""


Name = Annotated[str, Field(max_length=200)]
"""What is looked up, and told again where it is not found."""

_MOST_UNKNOWN = 3
"""Unknown fields that are named one by one."""


class Sent(BaseModel):
    """What a client sends. Fields that are not known are refused; many in one word, for each takes time."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    @model_validator(mode="before")
    @classmethod
    def _few_unknown(cls, given: object) -> object:
        if isinstance(given, dict):
            unknown = len(given.keys() - cls.model_fields.keys())
            if unknown > _MOST_UNKNOWN:
                raise PydanticCustomError(
                    "unknown_fields", "{number} fields are not known", {"number": unknown}
                )
        return given


class Article(Sent):
    """One article: exactly one of `text` and `html`, and how to read it."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": [one], "properties": {one: {"type": "string"}, other: {"type": "null"}}}
                for one, other in (("text", "html"), ("html", "text"))
            ]
        }
    )

    text: str | None = None
    """The article as plain text; spans are code-point offsets into exactly this string."""
    html: str | None = None
    """Or a page; the extracted text comes back as `article.text`, and spans are offsets into it."""
    published: Day | None = None
    """The publication day, where known; else it is looked for in the article."""
    timezone: Name | None = Field(default=None, examples=["Europe/Oslo"])
    """Where the publisher of a page is; for a page that stamps its day in UTC."""

    def source(self) -> Source:
        """The article to be read.

        Raises:
            InputError: there are two, or none, or there is no such timezone.
        """
        if (self.text is None) == (self.html is None):
            raise InputError("An article comes as exactly one of text and html.", hint="Send one of the two.")
        return Source(text=self.text, html=self.html, published=self.published, timezone=self.timezone)


class SummaryRequest(Article):
    """One article, and by what it is to be summarised."""

    engine: Name | None = Field(default=None, examples=["rules"])
    """One of the engines on offer; by default the first of them."""
    model: Name | None = None
    """One of the models on offer, for the `llm` engine; by default the first of them."""


class Fault(BaseModel):
    """One thing that is wrong with a request."""

    path: str
    message: str


class Problem(BaseModel):
    """A problem as RFC 9457 has it, with this service's own code and hint."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    type: str = "about:blank"
    title: str
    """The HTTP status in words."""
    status: int
    detail: str
    """What is wrong."""
    code: str
    """Stable name of the error, such as `too_long`."""
    hint: str = ""
    """What to do next."""
    retryable: bool = False
    """Whether the same request may succeed later; a `Retry-After` header says when, if that is known."""
    errors: list[Fault] = []
    """Which parts of the request are wrong, where several may be."""


class EngineOffered(BaseModel):
    """An engine that a request may name."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    name: str
    default: bool
    """Whether it is used where a request names none."""
    models: list[str] = []
    """What may be asked for, the default one first."""


class Health(BaseModel):
    """Whether the service lives, or is ready."""

    status: str


class Room(BaseModel):
    """The room for one engine's articles."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    working: int
    """Articles that are worked on."""
    waiting: int
    """Articles that wait for their turn."""
    at_once: int
    """The most that are worked on at a time."""
    most_waiting: int
    """The most that may wait."""


class Readiness(Health):
    """Whether articles should be sent here."""

    room: dict[str, Room] = {}
