"""Key points and headline, scored by gold's atomic facts: deterministic, with no model as judge.

A key point covers a fact when it rests on the same passage and says the fact's words: at least two thirds of
its content, in which numbers and names count double, with every number of it, in the same polarity. Between
a third and two thirds it covers half of it. Wording beyond that is not judged (docs/scoring.md). The headline
is held to the facts in the same way, wherever they stand, and to the headlines that gold accepts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from wirebrief.evals.scoring.counts import Verdict
from wirebrief.evals.scoring.names import fold
from wirebrief.evals.scoring.slots import Slot
from wirebrief.schemas import ArticleSummary, KeyPoint
from wirebrief.schemas.gold import Fact, Gold

KIND: Final = "key_point"
HEADLINE: Final = "headline"
WHOLE, HALF = 2 / 3, 1 / 3
_WORD = re.compile(r"\d[\d.,]*\d|\w+")
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        """a an the and or but of in on at by to from for with as it its his her their they he she that this
        these those was were is are be been had has have who which what when where after before into over than
        then there said says say s""",
    )
)
_NEGATION = frozenset(
    re.findall(r"\w+", "no not never none nobody nothing neither nor without denied denies")
)
_NUMBERS = {
    word: str(n)
    for n, word in enumerate(
        re.findall(
            r"\w+",
            """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
            sixteen seventeen eighteen nineteen twenty""",
        )
    )
}
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "ly", "e")


def score_key_points(gold: Gold, predicted: ArticleSummary | None) -> list[Slot]:
    """A slot per fact, worth the fact's weight, and a SPU per key point that covers none.

    Gold without facts asks for nothing, and no key point is then spurious.
    """
    points = predicted.key_points if predicted else []
    degrees = [[covers(point, fact) for point in points] for fact in gold.facts]
    slots = [_fact_slot(gold, n, degrees[n], points) for n in range(len(gold.facts))]
    if gold.facts:
        for k, point in enumerate(points):
            covered = [gold.facts[n] for n, row in enumerate(degrees) if row[k]]
            if covered:
                slots += _evidence_slots(gold, covered, k, point)
            else:
                path = f"key_points[{k}]"
                slots.append(Slot(KIND, "facts", Verdict.SPU, Verdict.SPU, None, path, None, point.text))
    return slots


def _evidence_slots(gold: Gold, covered: Sequence[Fact], k: int, point: KeyPoint) -> Iterator[Slot]:
    """A slot per cited passage: right where a fact that the key point covers rests on it too.

    So are the passages of gold's own key points for that fact.
    """
    right = [span for fact in covered for span in fact.evidence]
    for ours in gold.summary.key_points:
        if any(covers(ours, fact) for fact in covered):
            right += ours.evidence
    for n, span in enumerate(point.evidence):
        shared = next((ours.text for ours in right if ours.overlaps(span)), None)
        verdict = Verdict.SPU if shared is None else Verdict.COR
        yield Slot(
            KIND, "evidence", verdict, verdict, None, f"key_points[{k}].evidence[{n}]", shared, span.text
        )


def score_headline(gold: Gold, predicted: ArticleSummary | None) -> list[Slot]:
    """One slot: whether the headline says what a fact, or a headline that gold accepts, says."""
    wanted = [gold.summary.headline, *map(str, gold.alternatives.get("headline", ()))]
    if not any(wanted):
        return []
    said = predicted.headline if predicted else ""
    if not said:
        missing = Verdict.MIS
        return [Slot(HEADLINE, "facts", missing, missing, "headline", None, wanted[0], None)]
    strange = _numbers_of(said) - _numbers_of(*wanted, *(fact.text for fact in gold.facts))
    best = 0.0 if strange else max(_said_by(said, text) for text in (*wanted, *(f.text for f in gold.facts)))
    lenient = {1.0: Verdict.COR, 0.5: Verdict.PAR}.get(best, Verdict.INC)
    strict = Verdict.COR if best == 1.0 else Verdict.INC
    return [Slot(HEADLINE, "facts", lenient, strict, "headline", "headline", wanted[0], said)]


def _numbers_of(*texts: str) -> set[str]:
    return {word for text in texts for word in _content(text) if word[0].isdigit()}


def _fact_slot(gold: Gold, n: int, degrees: Sequence[float], points: Sequence[KeyPoint]) -> Slot:
    fact = gold.facts[n]
    best = max(degrees, default=0.0)
    if not best:
        return Slot(
            KIND, "facts", Verdict.MIS, Verdict.MIS, f"facts[{n}]", None, fact.text, None, weight=fact.weight
        )
    lenient = Verdict.COR if best == 1.0 else Verdict.PAR
    strict = Verdict.COR if best == 1.0 else Verdict.MIS
    k = degrees.index(best)
    path, point = f"key_points[{k}]", points[k].text
    return Slot(KIND, "facts", lenient, strict, f"facts[{n}]", path, fact.text, point, weight=fact.weight)


def covers(point: KeyPoint, fact: Fact) -> float:
    """1 for a covered fact, 0.5 for half of it, 0 for none."""
    if not any(ours.overlaps(theirs) for ours in fact.evidence for theirs in point.evidence):
        return 0.0
    return _said_by(point.text, fact.text)


def _said_by(text: str, fact: str) -> float:
    """How far a text says what a fact says, wherever either stands."""
    wanted, said = _content(fact), _content(text)
    if not wanted or not _same_polarity(text, fact):
        return 0.0
    if any(word[0].isdigit() and word not in said for word in wanted):
        return 0.0
    share = sum(worth for word, worth in wanted.items() if word in said) / sum(wanted.values())
    return 1.0 if share >= WHOLE else 0.5 if share >= HALF else 0.0


def _same_polarity(point: str, fact: str) -> bool:
    return _negated(point) == _negated(fact) or _mixed(point, fact)


def _mixed(point: str, fact: str) -> bool:
    """Whether a longer key point could hold the fact beside another clause of the other polarity."""
    return _negated(point) and not _negated(fact) and len(point) > 1.5 * len(fact)


@lru_cache(maxsize=4096)
def _negated(text: str) -> bool:
    return any(word in _NEGATION for word in fold(text).split()) or "n't" in text or "n’t" in text


@lru_cache(maxsize=4096)
def _content(text: str) -> Mapping[str, int]:
    """The content words of a sentence, cut to a stem, with their worth: 2 for numbers and names, else 1."""
    found = {}
    for n, match in enumerate(_WORD.finditer(text)):
        word = match.group()
        low = fold(word)
        low = _NUMBERS.get(low, low)
        if low and low not in _EMPTY:
            found[_stem(low)] = 2 if low[0].isdigit() or (n and word[0].isupper()) else 1
    return found


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
