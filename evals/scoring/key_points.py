"""Key points and headline, scored by gold's atomic facts: deterministic, with no model as judge.

A key point covers a fact when it rests on the same passage and says the fact's words: at least two thirds of
its content, in which numbers and names count double, with every number of it, in the same polarity. Between
a third and two thirds it covers half of it. Wording beyond that is not judged (docs/scoring.md). The headline
is held to the facts in the same way, wherever they stand, and to the headlines that gold accepts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from wirebrief.evals.scoring.counts import Verdict
from wirebrief.evals.scoring.slots import Slot
from wirebrief.evals.scoring.wording import Wording, wording
from wirebrief.schemas import ArticleSummary, KeyPoint
from wirebrief.schemas.gold import Fact, Gold

KIND: Final = "key_point"
HEADLINE: Final = "headline"
WHOLE, HALF = 2 / 3, 1 / 3


def score_key_points(gold: Gold, predicted: ArticleSummary | None) -> list[Slot]:
    """A slot per fact, worth the fact's weight, and a SPU per key point that covers none.

    Gold without facts asks for nothing, and no key point is then spurious.
    """
    points = predicted.key_points if predicted else []
    known = _wording(gold)
    degrees = [[covers(point, fact, known) for point in points] for fact in gold.facts]
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
        if any(covers(ours, fact, _wording(gold)) for fact in covered):
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
    known = _wording(gold)
    strange = _numbers_of(known, said) - _numbers_of(known, *wanted, *(fact.text for fact in gold.facts))
    best = (
        0.0
        if strange
        else max(_said_by(said, text, known) for text in (*wanted, *(f.text for f in gold.facts)))
    )
    lenient = {1.0: Verdict.COR, 0.5: Verdict.PAR}.get(best, Verdict.INC)
    strict = Verdict.COR if best == 1.0 else Verdict.INC
    return [Slot(HEADLINE, "facts", lenient, strict, "headline", "headline", wanted[0], said)]


def _wording(gold: Gold) -> Wording:
    return wording(gold.summary.article.language)


def _numbers_of(known: Wording, *texts: str) -> set[str]:
    return {word for text in texts for word in known.content(text) if word[0].isdigit()}


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


def covers(point: KeyPoint, fact: Fact, known: Wording) -> float:
    """1 for a covered fact, 0.5 for half of it, 0 for none."""
    if not any(ours.overlaps(theirs) for ours in fact.evidence for theirs in point.evidence):
        return 0.0
    return _said_by(point.text, fact.text, known)


def _said_by(text: str, fact: str, known: Wording) -> float:
    """How far a text says what a fact says, wherever either stands."""
    wanted, said = known.content(fact), known.content(text)
    if not wanted or not _same_polarity(text, fact, known):
        return 0.0
    if any(word[0].isdigit() and word not in said for word in wanted):
        return 0.0
    share = sum(worth for word, worth in wanted.items() if word in said) / sum(wanted.values())
    return 1.0 if share >= WHOLE else 0.5 if share >= HALF else 0.0


def _same_polarity(point: str, fact: str, known: Wording) -> bool:
    """A longer key point may hold the fact beside another clause of the other polarity."""
    turned, wanted = known.negates(point), known.negates(fact)
    return turned == wanted or (turned and not wanted and len(point) > 1.5 * len(fact))
