"""The gold format: a hand-labelled summary and what else counts as right.

A gold file lies beside the article it labels: `evals/gold/NAME/article.txt` and `evals/gold/NAME/gold.json`.
"""

from typing import Literal, Self

from pydantic import Field, JsonValue, model_validator

from wirebrief.schemas.base import ContractModel, Span
from wirebrief.schemas.summary import ArticleSummary
from wirebrief.schemas.vocabulary import WarningCode


class Fact(ContractModel):
    """One atomic fact that good key points cover."""

    id: str
    text: str
    evidence: list[Span]
    weight: int = Field(default=1, ge=1, le=3)


class Gold(ContractModel):
    """One labelled article."""

    name: str
    synthetic: bool
    """True for an article of our own writing."""
    split: Literal["dev", "holdout"]
    """No engine work looks at the holdout."""
    phenomena: list[str] = []
    """What is hard about it."""
    summary: ArticleSummary
    """The contract's own shape, with no warnings and no provenance."""
    alternatives: dict[str, list[JsonValue]] = {}
    """Further right values by path into `summary`, such as `incidents[3].where.span`."""
    optional: list[str] = []
    """Ids of records that are fine to return and fine to miss."""
    facts: list[Fact] = []
    expected_warnings: list[WarningCode] = []

    @model_validator(mode="after")
    def _optional_ids_exist(self) -> Self:
        summary = self.summary
        kinds = (summary.incidents, summary.attributions, summary.quotes, summary.quoted_text, summary.actors)
        known = {record.id for records in kinds for record in records}
        if missing := sorted(set(self.optional) - known):
            raise ValueError(f"optional names records that do not exist: {missing}")
        return self
