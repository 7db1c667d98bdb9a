"""Which incidents are compared at all: those that share a key, near each other in time.

Mentions come in the order of their days. Each has few keys, each key a period (a day, a month, a year), and
is compared with the last few before it under each key; a key whose period has passed is forgotten. So the
number of comparisons grows with the number of mentions, however many there are of one town.
"""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from wirebrief.service.linking.comparison import Rarity
from wirebrief.service.linking.mentions import Mention, Range

WINDOW: Final = 24
"""Mentions before it, under one key, with which a mention is compared."""
_RARE: Final = 3
"""Rare words of a mention that are keys."""
_MONTH: Final = 31
_BEFORE: Final = 2
"""Days before its publication that an article mostly tells of."""


class Key(NamedTuple):
    """Attributes:
    unit: how long the period is; `always` for mentions without any day.
    period: its number; days as ordinals, months and years counted on.
    """

    unit: Literal["day", "month", "year", "always"]
    period: int
    what: Hashable


def candidates(mentions: Sequence[Mention], rarity: Rarity) -> Iterator[tuple[int, int]]:
    """Pairs of places in `mentions` to be compared, each once, without those of one article.

    Two incidents of one article are a pair only where the article says that they are possibly the same.

    Args:
        mentions: in the order of their `time`.
    """
    blocks: dict[tuple[str, int], dict[Hashable, deque[int]]] = {}
    for n, mention in enumerate(mentions):
        _forget(blocks, mention.time)
        met: set[int] = set()
        for unit, period, what in set(_keys(mention, rarity)):
            block = blocks.setdefault((unit, period), defaultdict(lambda: deque(maxlen=WINDOW)))[what]
            met.update(block)
            block.append(n)
        yield from ((other, n) for other in sorted(met) if may_join(mentions[other], mention))


def may_join(a: Mention, b: Mention) -> bool:
    """False for two incidents that one article keeps apart."""
    return a.article != b.article or b.incident in a.may_be or a.incident in b.may_be


def _keys(mention: Mention, rarity: Rarity) -> Iterator[Key]:
    """A place or a rare word, or the country and the figures, with each period in which a match may stand."""
    times = list(_periods(mention))
    names = [name[-1] for _, name in mention.names] + [name[0] for _, name in mention.names]
    for unit, period in times:
        for name in names:
            yield Key(unit, period, name)
        if unit != "year":
            for word in rarity.rarest(mention.words, _RARE):
                yield Key(unit, period, ("word", word))
        if unit == "day":
            yield Key(unit, period, ("kind", mention.country, mention.type))
            for figure in mention.killed:
                yield Key(unit, period, ("killed", figure))


def _periods(mention: Mention) -> Iterator[tuple[Literal["day", "month", "year", "always"], int]]:
    span = mention.days or _around(mention.published)
    if span is None:
        yield "always", 0
        return
    first, last = span
    if mention.exact:
        yield from (("day", day) for day in (first, first + 1))
    if last - first <= _MONTH:
        yield from (("month", month) for month in sorted({_month(first), _month(last)}))
    yield "year", date.fromordinal(first).year


def _around(published: int | None) -> Range | None:
    """The days that an article of this day mostly tells of."""
    return None if published is None else (max(1, published - _BEFORE), published)


def _month(day: int) -> int:
    that = date.fromordinal(day)
    return 12 * that.year + that.month


def _forget(blocks: dict[tuple[str, int], dict[Hashable, deque[int]]], day: int) -> None:
    """Drop the keys whose period is over; later mentions cannot have them."""
    day -= _BEFORE
    if day < 1:
        return
    oldest = {"day": day, "month": _month(day), "year": date.fromordinal(day).year, "always": 0}
    for unit, period in _past(blocks, oldest):
        del blocks[unit, period]


def _past(blocks: Iterable[tuple[str, int]], oldest: dict[str, int]) -> list[tuple[str, int]]:
    return [(unit, period) for unit, period in blocks if period < oldest[unit]]
