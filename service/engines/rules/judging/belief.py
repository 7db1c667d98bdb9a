"""How likely a record is right: a small linear model for each kind of record, fitted on pages of our own.

The judge of words (`judge.py`) says whether a word tells of something that happened; a record may be wrong in
more than that: type, parties, speaker. What is known of the whole record, that judge's answer among it, goes
into a logistic model whose answer is the record's `confidence` (`python -m wirebrief.evals.senses fit`).
"""

from collections.abc import Callable
from typing import Literal

from wirebrief.service.engines.rules.judging.features import Features
from wirebrief.service.engines.rules.judging.judge import probability, weights

RecordKind = Literal["incidents", "attributions", "quotes"]
Believe = Callable[[RecordKind, Features], float]
"""From what is known of a record to how likely it is right, in [0, 1]."""

LESS_WELL = frozenset({"interview", "transcript", "opinion", "letters", "list", "other"})
"""Kinds of article that the rules were not made for, so that less is right of what they say."""


def believed(kind: RecordKind, found: Features) -> float:
    """How likely a record with these features is right, by the shipped models."""
    return round(probability(weights(f"records/{kind}"), found), 2)


def of_article(kind: str) -> str:
    """The feature that says of what sort of article a record is."""
    return "in an article " + ("read less well" if kind in LESS_WELL else "read well")
