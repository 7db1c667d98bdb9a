"""Our scorer against two public ones, in an environment that has them:

    pip install metametric stickler-eval && python bench/differential.py [repetitions]

First what must agree: the total similarity of the optimal alignment of random lists of quotes. Then the cases
in which we differ on purpose, with what each says; docs/scoring.md explains them.
"""

import random
import sys
from collections.abc import Iterator
from typing import Any

from metametric.core.matching_metrics import SetMatchingMetric
from metametric.core.metric import DiscreteMetric, Metric
from stickler import ComparableField, StructuredModel
from stickler.comparators.exact import ExactComparator

from wirebrief.evals.scoring.alignment import align

Record = tuple[str, str]
"""Words and speaker of a quote."""


class Quote(StructuredModel):
    words: str = ComparableField(comparator=ExactComparator(), threshold=1.0)
    speaker: str = ComparableField(comparator=ExactComparator(), threshold=1.0)


class Summary(StructuredModel):
    quotes: list[Quote] = ComparableField()


class Item:
    def __init__(self, record: Record) -> None:
        self.key = repr(record)


def similarity(gold: Record, predicted: Record) -> float:
    """Mean of exact matches, as stickler weighs two fields."""
    return sum(g == p for g, p in zip(gold, predicted, strict=True)) / 2


def ours(gold: list[Record], predicted: list[Record]) -> float:
    items = [Item(record) for record in gold], [Item(record) for record in predicted]
    return sum(m.similarity for m in align(*items, lambda i, j: similarity(gold[i], predicted[j])))


def by_metametric(gold: list[Record], predicted: list[Record]) -> float:
    return float(SetMatchingMetric(Metric.from_function(similarity)).score(gold, predicted))


def by_stickler(gold: list[Record], predicted: list[Record]) -> dict[str, Any]:
    both = (Summary(quotes=[Quote(words=w, speaker=s) for w, s in side]) for side in (gold, predicted))
    result: dict[str, Any] = next(both).compare_with(next(both), include_confusion_matrix=True)
    return dict(result["confusion_matrix"]["fields"]["quotes"])


def records(generator: random.Random) -> list[Record]:
    return [(generator.choice("abc"), generator.choice("xyz")) for _ in range(generator.randint(1, 5))]


def agreement(repetitions: int) -> Iterator[str]:
    """How often the totals are the same."""
    generator = random.Random(1)
    same_mm = same_stickler = 0
    for _ in range(repetitions):
        gold, predicted = records(generator), records(generator)
        total = ours(gold, predicted)
        same_mm += abs(by_metametric(gold, predicted) - total) < 1e-5
        mean = total / max(len(gold), len(predicted))
        same_stickler += abs(by_stickler(gold, predicted)["raw_similarity_score"] - mean) < 1e-5
    yield f"totals that agree, of {repetitions}: metametric {same_mm}, stickler {same_stickler}"


def divergences() -> Iterator[str]:
    """Cases in which we differ on purpose."""
    a, b = ("the line was new", "Brand"), ("they had been warned", "Strand")
    discrete = SetMatchingMetric(DiscreteMetric(tuple))
    theirs, own = discrete.score([a, a], [a, a]) / 2, ours([a, a], [a, a]) / 2
    yield f"a duplicate against itself: metametric {theirs}, we {own}"
    fields = by_stickler([a, b], [a])["fields"]["speaker"]["overall"]["derived"]
    yield f"recall of speakers when one of two quotes is missed: stickler {fields['cm_recall']}, we 0.5"
    fields = by_stickler([a], [a, b])["fields"]["speaker"]["overall"]["derived"]
    yield f"precision of speakers when a quote is invented: stickler {fields['cm_precision']}, we 0.5"
    wrong = by_stickler([a, b], [a, (b[0], "Brand")])
    words, recall = wrong["fields"]["words"]["overall"]["tp"], wrong["overall"]["derived"]["cm_recall"]
    yield f"right words of two quotes, one with the wrong speaker: stickler {words}, we 2"
    yield f"recall of quotes with one wrong speaker of two: stickler {recall}, we 0.5 strict"
    yield f"nothing against nothing: stickler {by_stickler([], [])['raw_similarity_score']}, we count nothing"


if __name__ == "__main__":
    for line in [*agreement(int(sys.argv[1]) if len(sys.argv) > 1 else 500), *divergences()]:
        print(line)
