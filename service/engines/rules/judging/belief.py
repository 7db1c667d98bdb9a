"""How likely a record is right: a small linear model for each kind of record, fitted on pages of our own.

The judge of words (`judge.py`) says whether a word tells of something that happened; a record may be wrong in
more than that: type, parties, speaker. What is known of the whole record, that judge's answer among it, goes
into a logistic model whose answer is the record's `confidence` (`python -m wirebrief.evals.senses fit`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from wirebrief.service.engines.rules.judging.features import Features
from wirebrief.service.engines.rules.judging.judge import probability, weights

RecordKind = Literal["incidents", "attributions", "quotes"]
Believe = Callable[[RecordKind, Features], float]
"""From what is known of a record to how likely it is right, in [0, 1]."""

LESS_WELL = frozenset({"interview", "transcript", "opinion", "letters", "list", "other"})
"""Kinds of article that the rules were not made for, so that less is right of what they say."""


@dataclass(frozen=True, slots=True)
class Bars:
    """The least confidence with which a record of each kind is said."""

    incidents: float
    attributions: float
    accusations: float
    """Of what accuses somebody by name: an attribution, or a doer of an incident."""
    quotes: float

    @classmethod
    def at(cls, bar: float) -> "Bars":
        """One bar for all."""
        return cls(bar, bar, bar, bar)


DEFAULT = Bars(incidents=0.8, attributions=0.7, accusations=0.75, quotes=0.8)
"""Where nothing else is asked for. On pages of hands that the judges were not fitted on, 92 of 100 incidents
and 93 of 100 quotes are right there; of attributions no bar makes more than three in four right."""


def believed(kind: RecordKind, found: Features) -> float:
    """How likely a record with these features is right, by the shipped models."""
    return round(probability(weights(f"records/{kind}"), found), 2)


def of_article(kind: str) -> str:
    """The feature that says of what sort of article a record is."""
    return "in an article " + ("read less well" if kind in LESS_WELL else "read well")
