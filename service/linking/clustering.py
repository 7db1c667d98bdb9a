"""From pairs to events: groups are joined, the surest pair first, where their members agree on the whole.

Average linkage with constraints. Two groups are one event when the mean weight between their members is above
the threshold and no article stands in both with incidents that it keeps apart. Of large groups only so many
members are asked, so that the cost stays linear.
"""

from array import array
from collections.abc import Mapping, Sequence
from itertools import chain, islice, product
from typing import Final

from wirebrief.service.linking.blocking import candidates, may_join
from wirebrief.service.linking.comparison import Comparer, Rarity
from wirebrief.service.linking.mentions import Mention
from wirebrief.service.linking.weights import Weights

_ASKED: Final = 6
"""Members of a group that speak for it."""


def cluster(mentions: Sequence[Mention], rarity: Rarity, weights: Weights) -> list[list[int]]:
    """Groups of places in `mentions`, one an event, each in order; the groups by their first member.

    Args:
        mentions: in the order of their `time`.
    """
    comparer = Comparer(rarity, weights)
    firsts, seconds, bits = array("l"), array("l"), array("f")
    for a, b in candidates(mentions, rarity):
        weight = comparer.bits_above(weights.threshold, mentions[a], mentions[b])
        if weight is not None:
            firsts.append(a)
            seconds.append(b)
            bits.append(weight)
    groups = _Groups(mentions, comparer, weights.threshold)
    for pair in sorted(range(len(bits)), key=lambda n: (-bits[n], firsts[n], seconds[n])):
        groups.join(firsts[pair], seconds[pair])
    return groups.found()


class _Groups:
    """Disjoint groups that know their members, by article."""

    def __init__(self, mentions: Sequence[Mention], comparer: Comparer, threshold: float) -> None:
        self._mentions, self._comparer, self._threshold = mentions, comparer, threshold
        self._group = array("l", range(len(mentions)))
        self._members: dict[int, dict[int, list[int]]] = {}

    def join(self, a: int, b: int) -> None:
        """Make one group of the groups of both, where nothing speaks against it."""
        large, small = self._group[a], self._group[b]
        if large == small:
            return
        into, given = self._of(large), self._of(small)
        if len(into) < len(given):
            large, small, into, given = small, large, given, into
        if not self._allowed(into, given) or self._mean(into, given) <= self._threshold:
            return
        for article, members in given.items():
            into.setdefault(article, []).extend(members)
            for member in members:
                self._group[member] = large
        self._members[large] = into
        self._members.pop(small, None)

    def found(self) -> list[list[int]]:
        joined = [sorted(chain.from_iterable(group.values())) for group in self._members.values()]
        alone = [[n] for n, group in enumerate(self._group) if group == n and n not in self._members]
        return sorted(joined + alone)

    def _of(self, group: int) -> dict[int, list[int]]:
        return self._members.get(group) or {self._mentions[group].article: [group]}

    def _allowed(self, into: Mapping[int, list[int]], given: Mapping[int, list[int]]) -> bool:
        return all(
            may_join(self._mentions[a], self._mentions[b])
            for article, members in given.items()
            for a, b in product(members, into.get(article, ()))
        )

    def _mean(self, into: Mapping[int, list[int]], given: Mapping[int, list[int]]) -> float:
        pairs = list(product(_asked(into), _asked(given)))
        total = sum(self._comparer.bits(self._mentions[a], self._mentions[b]) for a, b in pairs)
        return total / len(pairs)


def _asked(group: Mapping[int, list[int]]) -> list[int]:
    """Members that speak for a group: the first few articles' first."""
    return [members[0] for members in islice(group.values(), _ASKED)]
