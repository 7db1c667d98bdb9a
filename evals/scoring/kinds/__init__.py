"""The record kinds of the contract, one module each: what is compared, with what weight, behind what gate."""

from wirebrief.evals.scoring.kinds.actor import ACTOR
from wirebrief.evals.scoring.kinds.article import ARTICLE, WHOLE
from wirebrief.evals.scoring.kinds.attribution import ATTRIBUTION
from wirebrief.evals.scoring.kinds.incident import INCIDENT
from wirebrief.evals.scoring.kinds.quote import QUOTE, QUOTED_TEXT

__all__ = ["ACTOR", "ARTICLE", "ATTRIBUTION", "INCIDENT", "QUOTE", "QUOTED_TEXT", "WHOLE"]
