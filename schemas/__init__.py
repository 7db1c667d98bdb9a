"""The data contract: what every caller gets back, and what an engine fills in. Pydantic only, no I/O."""

from wirebrief.schemas.actors import Actor
from wirebrief.schemas.base import ContractModel, Count, Span
from wirebrief.schemas.incidents import (
    Casualties,
    CasualtyFigure,
    Damage,
    Incident,
    Party,
    Related,
    Weapon,
    When,
    Where,
)
from wirebrief.schemas.references import violations
from wirebrief.schemas.speech import Attribution, Quote, QuotedText
from wirebrief.schemas.summary import (
    SCHEMA_VERSION,
    Article,
    ArticleSummary,
    KeyPoint,
    PromptUse,
    Provenance,
    Published,
    Usage,
    Warning,
)

__all__ = [
    "SCHEMA_VERSION",
    "Actor",
    "Article",
    "ArticleSummary",
    "Attribution",
    "Casualties",
    "CasualtyFigure",
    "ContractModel",
    "Count",
    "Damage",
    "Incident",
    "KeyPoint",
    "Party",
    "PromptUse",
    "Provenance",
    "Published",
    "Quote",
    "QuotedText",
    "Related",
    "Span",
    "Usage",
    "Warning",
    "Weapon",
    "When",
    "Where",
    "violations",
]
