"""How sure each record is: whether a second reader says the same, what its evidence is, what was doubted.

Levels are shares of right records among those recorded answers of a large model that had the same signs
(docs/benchmarks.md, Confidence). An engine that measures its own records is left alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal, TypeVar

from wirebrief.schemas import Span
from wirebrief.service.grounding.records import (
    Finding,
    GroundedAttribution,
    GroundedIncident,
    GroundedQuote,
    GroundedQuotedText,
    Grounding,
)

Agreement = Literal["agrees", "differs", "silent", "absent"]
"""What a second reader says of a record: the same, something else of its words, nothing; or there is none."""
Record = TypeVar("Record", GroundedIncident, GroundedAttribution, GroundedQuote, GroundedQuotedText)

LEVELS: dict[str, dict[Agreement, float]] = {
    "marked quote": {"agrees": 0.99, "differs": 0.95, "silent": 0.93, "absent": 0.97},
    "reported speech": {"agrees": 0.98, "differs": 0.81, "silent": 0.72, "absent": 0.94},
    "incident": {"agrees": 0.98, "differs": 0.96, "silent": 0.94, "absent": 0.97},
    "attribution": {"agrees": 0.98, "differs": 0.6, "silent": 0.95, "absent": 0.96},
    "quoted text": {"agrees": 0.98, "differs": 0.9, "silent": 0.95, "absent": 0.96},
}
DOUBTED = 0.6
"""Times the level where a finding doubts the record or cut something of it."""


def weighed(grounding: Grounding, second: Grounding | None) -> Grounding:
    """A grounding in which every record has a confidence.

    Args:
        second: what a second reader makes of the same article, grounded.
    """
    doubted = _doubted(grounding.findings)
    views = _Views(grounding, second)

    def sure(kind: str, name: str, record: Record) -> Record:
        if record.confidence is not None:
            return record
        level = LEVELS[kind][views.of(record)]
        return replace(record, confidence=level * (DOUBTED if f"{name}[{record.index}]" in doubted else 1))

    return replace(
        grounding,
        incidents=tuple(sure("incident", "incidents", one) for one in grounding.incidents),
        attributions=tuple(sure("attribution", "attributions", one) for one in grounding.attributions),
        quotes=tuple(
            sure("reported speech" if one.quotation is None else "marked quote", "quotes", one)
            for one in grounding.quotes
        ),
        quoted_text=tuple(sure("quoted text", "quoted_text", one) for one in grounding.quoted_text),
    )


def _doubted(findings: Iterable[Finding]) -> frozenset[str]:
    """Paths of the items that a finding doubts or cut."""
    return frozenset(
        f.path.partition("]")[0] + "]" for f in findings if f.severity != "note" and "[" in f.path
    )


class _Views:
    """What the second reader says of each record."""

    def __init__(self, grounding: Grounding, second: Grounding | None) -> None:
        self._second = second
        self._mentions = {actor.index: actor.mentions for actor in grounding.actors}
        self._theirs = {actor.index: actor.mentions for actor in second.actors} if second else {}

    def of(self, record: Record) -> Agreement:
        if self._second is None:
            return "absent"
        found = list(self._said_of(record))
        if not found:
            return "silent"
        return "agrees" if any(found) else "differs"

    def _said_of(self, record: Record) -> Iterator[bool]:
        """For each record of the second reader about the same words, whether it says the same."""
        assert self._second is not None
        if isinstance(record, GroundedQuote):
            for quote in self._second.quotes:
                if _shared(record.span, quote.span) >= 0.5:
                    yield self._same(record.speakers, quote.speakers)
        elif isinstance(record, GroundedAttribution):
            for blame in self._second.attributions:
                if blame.cue.overlaps(record.cue) or blame.clause.overlaps(record.clause):
                    yield blame.act == record.act and self._same_one(record.responsible, blame.responsible)
        elif isinstance(record, GroundedIncident):
            for incident in self._second.incidents:
                if any(one.overlaps(other) for one in record.evidence for other in incident.evidence):
                    yield incident.type == record.type
        else:
            yield from (
                text.kind == record.kind or True
                for text in self._second.quoted_text
                if text.quotation == record.quotation
            )
            yield from (False for quote in self._second.quotes if quote.quotation == record.quotation)

    def _same(self, ours: tuple[int, ...], theirs: tuple[int, ...]) -> bool:
        return any(self._same_one(one, other) for one in ours for other in theirs)

    def _same_one(self, one: int | None, other: int | None) -> bool:
        """Whether an actor of each reader is the same: a mention of one lies on a mention of the other."""
        if one is None or other is None:
            return one is None and other is None
        return any(a.overlaps(b) for a in self._mentions.get(one, ()) for b in self._theirs.get(other, ()))


def _shared(one: Span, other: Span) -> float:
    """The share of the characters of two stretches that both have."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / (max(one.end, other.end) - min(one.start, other.start)) if both > 0 else 0.0
