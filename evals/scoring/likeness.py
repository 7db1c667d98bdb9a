"""How alike two values are: a degree for the alignment, a verdict each for the lenient and the strict count.

Every function takes two values that are both there, the gold one first, and the context of the document.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from pydantic import JsonValue

from wirebrief.evals.scoring.context import Context
from wirebrief.evals.scoring.counts import Verdict
from wirebrief.evals.scoring.node import bounds


@dataclass(frozen=True, slots=True)
class Likeness:
    soft: float
    """In [0, 1]; 1 for the same, 0 for nothing in common."""
    lenient: Verdict
    strict: Verdict


Compare = Callable[[JsonValue, JsonValue, Context], Likeness]

SAME: Final = Likeness(1.0, Verdict.COR, Verdict.COR)
DIFFERENT: Final = Likeness(0.0, Verdict.INC, Verdict.INC)
SAME_IN_OTHER_WORDS: Final = Likeness(0.9, Verdict.COR, Verdict.INC)
HALF: Final = Likeness(0.5, Verdict.PAR, Verdict.INC)


def exact(gold: JsonValue, predicted: JsonValue, context: Context) -> Likeness:
    """Labels, codes and numbers."""
    return SAME if gold == predicted else DIFFERENT


def span(gold: JsonValue, predicted: JsonValue, context: Context) -> Likeness:
    """Strict: the same characters. Lenient: half of their union shared; half right for any overlap."""
    shared = overlap(gold, predicted)
    if shared == 1.0:
        return SAME
    if not shared:
        return DIFFERENT
    return Likeness(shared, Verdict.COR if shared >= 0.5 else Verdict.PAR, Verdict.INC)


def overlap(gold: JsonValue, predicted: JsonValue) -> float:
    """Shared characters over all characters of two spans, in [0, 1]."""
    first, last = bounds(gold)
    start, end = bounds(predicted)
    shared = min(last, end) - max(first, start)
    return shared / (max(last, end) - min(first, start)) if shared > 0 else 0.0


def name(gold: JsonValue, predicted: JsonValue, context: Context) -> Likeness:
    """Names, roles, titles. Lenient: the same but for case, articles, punctuation; half for a part of it."""
    if gold == predicted:
        return SAME
    known = context.wording
    ours, theirs = known.fold(str(gold)), known.fold(str(predicted))
    if ours == theirs:
        return SAME_IN_OTHER_WORDS
    ours_set, theirs_set = known.words(ours), known.words(theirs)
    if ours_set and theirs_set and (ours_set <= theirs_set or theirs_set <= ours_set):
        return HALF
    return DIFFERENT


def period(gold: JsonValue, predicted: JsonValue, context: Context) -> Likeness:
    """`[start, end]` in ISO days. Lenient: the same first day; half for periods that share a day."""
    if gold == predicted:
        return SAME
    first, last = _days(gold)
    start, end = _days(predicted)
    if first is not None and first == start:
        return SAME_IN_OTHER_WORDS
    shares = (first or date.min) <= (end or date.max) and (start or date.min) <= (last or date.max)
    return HALF if shares else DIFFERENT


def _days(value: JsonValue) -> tuple[date | None, date | None]:
    start, end = value if isinstance(value, list) else (None, None)
    return tuple(date.fromisoformat(d) if isinstance(d, str) else None for d in (start, end))  # type: ignore[return-value]  # two of them


def amount(gold: JsonValue, predicted: JsonValue, context: Context) -> Likeness:
    """`[min, max]` of a count. Half right where one bound is right and given: "12" for "at least 12"."""
    if gold == predicted:
        return SAME
    if isinstance(gold, list) and isinstance(predicted, list):
        agree = [g == p for g, p in zip(gold, predicted, strict=True) if g is not None]
        return HALF if any(agree) else DIFFERENT
    return DIFFERENT


def actor(gold: JsonValue, predicted: JsonValue, context: Context) -> Likeness:
    """Ids of actors. Lenient: also another actor of the prediction with a name that gold has for this one."""
    if context.actors.get(str(predicted)) == gold:
        return SAME
    if context.known_as(str(gold), str(predicted)):
        return SAME_IN_OTHER_WORDS
    return DIFFERENT


def incident(gold: JsonValue, predicted: JsonValue, context: Context) -> Likeness:
    """Ids of incidents, and `published` as an anchor."""
    return SAME if context.incidents.get(str(predicted), str(predicted)) == gold else DIFFERENT


def quote(gold: JsonValue, predicted: JsonValue, context: Context) -> Likeness:
    """Ids of quotes."""
    return SAME if context.quotes.get(str(predicted)) == gold else DIFFERENT
