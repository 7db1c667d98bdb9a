"""How often each way to agree or differ is seen between two versions of one event, and between two events."""

import math
from collections import Counter
from collections.abc import Iterator

from wirebrief.evals.benchmarks.linking_corpus import Corpus
from wirebrief.service.linking.blocking import candidates
from wirebrief.service.linking.comparison import Comparer, Rarity
from wirebrief.service.linking.mentions import Reader
from wirebrief.service.linking.weights import weights

Levelled = tuple[str, str]
"""A feature and a level of it."""

_SMOOTHED = 0.5
"""Added to every count."""


def levels(of: Corpus) -> Iterator[str]:
    """A line for each level: pairs of one event, pairs of two, log2 of the ratio of their shares, the weight.

    Only pairs that are compared at all, and that the gold knows both incidents of.
    """
    ones, twos, pairs = _counted(of)
    yield f"levels of {pairs[True]} pairs of one event and {pairs[False]} of two: bits counted, weight"
    for feature, told in weights().bits.items():
        for level, weight in told.items():
            one, two = ones[feature, level], twos[feature, level]
            share, other = (one + _SMOOTHED) / (pairs[True] + 1), (two + _SMOOTHED) / (pairs[False] + 1)
            yield f"  {feature:8} {level:14} {one:6} {two:6} {math.log2(share / other):+6.1f} {weight:+6.1f}"


def _counted(of: Corpus) -> tuple[Counter[Levelled], Counter[Levelled], Counter[bool]]:
    """Levels of pairs of one event, of pairs of two, and how many pairs there are of either."""
    read = Reader()
    known = [
        (mention, event)
        for number, one in enumerate(of.summaries)
        for mention in read.mentions(number, one.summary)
        if (event := of.event(of.mentions[one.id, one.summary.incidents[mention.incident].id]))
    ]
    known.sort(key=lambda pair: (pair[0].time, pair[0].article, pair[0].incident))
    mentions = [mention for mention, _ in known]
    rarity = Rarity(mentions)
    comparer = Comparer(rarity, weights())
    counted: dict[bool, Counter[Levelled]] = {True: Counter(), False: Counter()}
    pairs: Counter[bool] = Counter()
    for a, b in candidates(mentions, rarity):
        same = known[a][1] == known[b][1]
        pairs[same] += 1
        counted[same].update((f, level) for f, level, _ in comparer.compare(mentions[a], mentions[b]).levels)
    return counted[True], counted[False], pairs
