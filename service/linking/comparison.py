"""How much two incidents speak for being one event: a sum of weights, one for each thing compared.

Record linkage after Fellegi and Sunter (1969): of each feature it is said how far the two agree, and each
such level has a weight in bits. Names that many incidents share say less, and so do common words.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from wirebrief.schemas.events import Feature, Reason
from wirebrief.service.linking.mentions import Mention, Range, Words
from wirebrief.service.linking.names import Name, compatible
from wirebrief.service.linking.weights import Weights

_VAGUE: Final = "other"
"""The type of whatever has no other: it excludes none."""
_SPOTS: Final = ("site", "city")
_SOON, _NEAR, _LARGE = 2, 7, 10
_CLOSE, _SOME, _FEW = 0.5, 0.3, 0.15
_ALIKE, _PARTLY = 0.5, 0.2

Level = tuple[Feature, str, float]
"""How far two incidents agree in a feature, and what it weighs."""


class Rarity:
    """How rare words and places are among the incidents that are linked."""

    _SUPPOSED: Final = 200
    """Incidents that are supposed beside those at hand, so that in a small set nothing counts as common."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._incidents = len(mentions) + self._SUPPOSED
        self._words: Counter[str] = Counter()
        self._places: Counter[Name] = Counter()
        for mention in mentions:
            self._words.update({*mention.words, *mention.parties})
            self._places.update({name for _, name in mention.names} | _as_name(mention.country))
        self._weight = {
            word: math.log(self._incidents / (1 + count)) ** 2 for word, count in self._words.items()
        }

    def alike(self, a: Words, b: Words) -> float:
        """The cosine of two sets of words, each as heavy as it is rare."""
        shared = set(a).intersection(b)
        return self._sum(shared) / math.sqrt(self._sum(a) * self._sum(b)) if shared else 0.0

    def _sum(self, words: Iterable[str]) -> float:
        return sum(map(self._weight.__getitem__, words))

    def place_bits(self, name: Name) -> float:
        """What its rarity adds to a shared place: 0 where 1 incident in 100 has it, 1 where 1 in 200."""
        bits = math.log2(self._incidents / (1 + self._places[name])) - math.log2(100)
        return max(-2.5, min(1.5, bits))

    def rarest(self, words: Iterable[str], most: int) -> list[str]:
        """Those that the fewest incidents have, but two at least."""
        shared = [word for word in words if self._words[word] > 1]
        return sorted(shared, key=lambda word: (self._words[word], word))[:most]


def _as_name(country: str | None) -> set[Name]:
    """A country's code among the names of places; it is in capitals, which names are not."""
    return {(country,)} if country else set()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found of each feature, and its weight; features of which nothing is known weigh nothing."""

    levels: tuple[Level, ...]
    prior: float

    @property
    def bits(self) -> float:
        return self.prior + sum(weight for _, _, weight in self.levels)

    @property
    def probability(self) -> float:
        return probability(self.bits)

    def reasons(self) -> list[Reason]:
        """What weighs something, the heaviest first."""
        told = [Reason(feature=f, level=level, weight=round(w, 2)) for f, level, w in self.levels if w]
        return sorted(told, key=lambda reason: -abs(reason.weight))


def probability(bits: float) -> float:
    """Log odds in bits as a probability."""
    return 1 / (1 + 2 ** -max(-60.0, min(60.0, bits)))


class Comparer:
    """Compares mentions of one set."""

    def __init__(self, rarity: Rarity, weights: Weights) -> None:
        self._rarity, self._weights = rarity, weights
        self._most_of_words = sum(max(weights.bits[feature].values()) for feature in ("parties", "words"))

    def compare(self, a: Mention, b: Mention) -> Comparison:
        """Two mentions, in either order."""
        a, b = _in_order(a, b)
        return Comparison((*self._records(a, b), *self._wording(a, b)), self._weights.prior)

    def bits(self, a: Mention, b: Mention) -> float:
        return self.compare(a, b).bits

    def bits_above(self, threshold: float, a: Mention, b: Mention) -> float | None:
        """The bits where they are above a threshold, else None; words are compared only where they decide."""
        a, b = _in_order(a, b)
        bits = self._weights.prior + sum(weight for _, _, weight in self._records(a, b))
        if bits + self._most_of_words <= threshold:
            return None
        bits += sum(weight for _, _, weight in self._wording(a, b))
        return bits if bits > threshold else None

    def _records(self, a: Mention, b: Mention) -> list[Level]:
        """What the records say, in the order of their publication."""
        place, rare = self._place(a, b)
        found = [
            self._level("kind", self._kind(a, b)),
            self._level("time", _time(a, b)),
            self._level("place", place, rare),
            self._level("killed", _figure(a.killed, b.killed)),
            self._level("injured", _figure(a.injured, b.injured)),
            self._level("doers", _doers(a, b)),
            self._level("outcome", _outcome(a, b)),
        ]
        if a.article == b.article:  # compared at all only where the article leaves it open
            found.append(self._level("said", "possibly_same"))
        return found

    def _wording(self, a: Mention, b: Mention) -> list[Level]:
        return [self._level("parties", self._parties(a, b)), self._level("words", self._words(a, b))]

    def _level(self, feature: Feature, level: str, more: float = 0.0) -> Level:
        return feature, level, self._weights.bits[feature][level] + more

    def _kind(self, a: Mention, b: Mention) -> str:
        if a.type == b.type:
            return "same"
        if _VAGUE in (a.type, b.type) or (a.type, b.type) in self._weights.akin:
            return "akin"
        return "different"

    def _place(self, a: Mention, b: Mention) -> tuple[str, float]:
        """How far the places agree, and what the rarity of the shared name adds."""
        shared = [(ka, kb, na) for (ka, na), (kb, nb) in product(a.names, b.names) if compatible(na, nb)]
        spot = next((name for ka, kb, name in shared if ka in _SPOTS or kb in _SPOTS), None)
        if spot is not None:
            if not _meet(a, b, "site") and not _meet(a, b, "city", "site"):
                return "other_site", 0.0
            return "same_place", self._rarity.place_bits(spot)
        if a.country and b.country and a.country != b.country:
            return "other_country", 0.0
        told = _told(a, b) or _told(b, a)
        if not _meet(a, b, "city") or not (shared or _meet(a, b, "site")):
            return "unknown" if told else "other_place", 0.0
        if told:
            return "told", self._rarity.place_bits(told)
        if shared:
            return "same_area", self._rarity.place_bits(shared[0][2])
        if not _meet(a, b, "area"):
            return "other_area", 0.0
        if a.country and b.country:
            return "same_country", self._rarity.place_bits((a.country,))
        return "unknown", 0.0

    def _parties(self, a: Mention, b: Mention) -> str:
        if not a.parties or not b.parties:
            return "unknown"
        alike = self._rarity.alike(a.parties, b.parties)
        return "alike" if alike >= _ALIKE else "partly" if alike >= _PARTLY else "unlike"

    def _words(self, a: Mention, b: Mention) -> str:
        alike = self._rarity.alike(a.words, b.words)
        return (
            "close" if alike >= _CLOSE else "some" if alike >= _SOME else "few" if alike >= _FEW else "hardly"
        )


def _in_order(a: Mention, b: Mention) -> tuple[Mention, Mention]:
    """By publication, those without a day last."""
    if b.published is not None and (a.published is None or b.published < a.published):
        return b, a
    return a, b


def _meet(a: Mention, b: Mention, *kinds: str) -> bool:
    """False where both have names of these kinds and none of them agree."""
    ours = [name for kind, name in a.names if kind in kinds]
    theirs = [name for kind, name in b.names if kind in kinds]
    return not ours or not theirs or any(compatible(x, y) for x, y in product(ours, theirs))


def _told(a: Mention, b: Mention) -> Name | None:
    """A town or site of the one that stands among the words of the other."""
    return next((name for kind, name in a.names if kind in _SPOTS and set(name).issubset(b.words)), None)


def _time(a: Mention, b: Mention) -> str:
    if a.days and b.days:
        return _known_days(a.days, b.days, a.exact and b.exact)
    first = a.days[0] if a.days else a.published
    second = b.days[0] if b.days else b.published
    if first is None or second is None:
        return "unknown"
    gap = abs(second - first)
    return "soon" if gap <= _SOON else "near" if gap <= _NEAR else "far"


def _known_days(a: Range, b: Range, exact: bool) -> str:
    gap = max(a[0], b[0]) - min(a[1], b[1])
    if gap <= 0:
        return "same_day" if exact else "overlapping"
    return "day_off" if gap == 1 else "apart"


def _figure(earlier: Sequence[Range], later: Sequence[Range]) -> str:
    if not earlier or not later:
        return "unknown"
    if shared := set(earlier) & set(later):
        return "same_large" if max(low for low, _ in shared) >= _LARGE else "same"
    if any(a[0] <= b[1] and b[0] <= a[1] for a, b in product(earlier, later)):
        return "overlapping"
    if max(high for _, high in earlier) < min(low for low, _ in later):
        return "rising"
    return "near" if any(_near(a, b) for a, b in product(earlier, later)) else "different"


def _near(a: Range, b: Range) -> bool:
    """Whether two figures differ by no more than sources do: by half of the larger, or by two."""
    low, high = sorted((a[0], b[0]))
    return high <= max(2 * low, low + 2)


def _doers(a: Mention, b: Mention) -> str:
    if not a.doers or not b.doers:
        return "unknown"
    return "same" if any(compatible(x, y) for x, y in product(a.doers, b.doers)) else "different"


def _outcome(a: Mention, b: Mention) -> str:
    return "same" if a.outcome == b.outcome or "unknown" in (a.outcome, b.outcome) else "different"
