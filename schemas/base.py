"""What every model of the contract shares."""

from pydantic import BaseModel, ConfigDict, Field


class ContractModel(BaseModel):
    """An immutable value of the contract; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Span(ContractModel):
    """A stretch of the caller's own text: `caller_text[start:end] == text`."""

    start: int = Field(ge=0)
    """Offset of the first character, in Unicode code points."""
    end: int = Field(ge=0)
    """Offset after the last character, in Unicode code points."""
    text: str
    """The characters of the article between `start` and `end`, unchanged."""

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether the other span lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end


class Count(ContractModel):
    """How many, as a closed range; `max` is null where the text sets no upper bound."""

    min: int | None = Field(default=None, ge=0)
    max: int | None = Field(default=None, ge=0)
