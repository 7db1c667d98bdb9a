"""Grammar that every reader of blame asks: voice, negation, phrases."""

from wirebrief.service.engines.rules.blame.grammar.negation import (
    auxiliaries,
    is_none,
    negated,
)
from wirebrief.service.engines.rules.blame.grammar.phrases import (
    NOMINAL,
    VERBAL,
    after,
    bearers,
    clause_of,
    inner,
    objects_of_preposition,
    owner_of,
    reach_of,
    within_clause,
)
from wirebrief.service.engines.rules.blame.grammar.voice import (
    COPULAS,
    DUMMIES,
    agents,
    companion_of,
    patients,
)
from wirebrief.service.engines.rules.syntax.voice import is_passive

__all__ = [
    "COPULAS",
    "DUMMIES",
    "NOMINAL",
    "VERBAL",
    "after",
    "agents",
    "auxiliaries",
    "bearers",
    "clause_of",
    "companion_of",
    "inner",
    "is_none",
    "is_passive",
    "negated",
    "objects_of_preposition",
    "owner_of",
    "patients",
    "reach_of",
    "within_clause",
]
