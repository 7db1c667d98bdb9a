"""What linking costs as an archive grows, and whether what is one event is found in a large one.

    python bench/linking.py [--incidents 200000]

Events, their towns (few have many, most have few), days, figures and words are drawn at random; each is told
by one to nine articles, in their own words, with figures that differ and days that some leave out. Nothing is
kept of the summaries: each is made anew when it is asked for, as a file would be read again; the time that
this takes is not counted. Exits with 1 where four times as many incidents took over six times as long.
"""

import argparse
import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from wirebrief.schemas import (
    Article,
    ArticleSummary,
    Casualties,
    CasualtyFigure,
    Incident,
    Party,
    Published,
    Span,
    When,
    Where,
)
from wirebrief.service.desk.summaries import Summarised
from wirebrief.service.linking.function import linked

TYPES = "bombing shooting accident fire protest airstrike drone_attack abduction stabbing riot".split()
FIRST = date(2015, 1, 1)
DAYS = 3650
TOLD_BY = (1, 1, 1, 1, 2, 2, 3, 5, 9)
GROWTH = 6
WORDS = 20_000
"""Words of the language, drawn with a share of 1 / rank."""


class Archive:
    """Articles with one incident each, made of an event and a number.

    Args:
        incidents: how many, about.
    """

    def __init__(self, incidents: int) -> None:
        chance = random.Random(incidents)
        self.event_of: list[int] = []
        event = 0
        while len(self.event_of) < incidents:
            self.event_of += [event] * chance.choice(TOLD_BY)
            event += 1
        chance.shuffle(self.event_of)
        self.towns = max(100, incidents // 20)
        self.replaced: frozenset[int] = frozenset()
        self.spent = 0.0
        """Processor seconds that making summaries took."""

    def numbered(self) -> Iterator[tuple[int, Summarised]]:
        return ((n, self.at(n)) for n in range(len(self.event_of)))

    def at(self, number: int) -> Summarised:
        start = time.process_time()
        made = self._made(number)
        self.spent += time.process_time() - start
        return made

    def _made(self, number: int) -> Summarised:
        event = random.Random(self.event_of[number])
        telling = random.Random(f"{number}")
        town, day = f"Town{_zipf(event, self.towns)}", FIRST + timedelta(event.randrange(DAYS))
        kind, killed = event.choice(TYPES), event.randrange(40)
        words = [_word(event) for _ in range(10)]
        told = [word for word in words if telling.random() < 0.7] + [_word(telling) for _ in range(4)]
        sentence = f"{' '.join(told)} in {town}."
        dated = telling.random() < 0.8
        published = day + timedelta(telling.randrange(3))
        incident = Incident(
            id="I1",
            type=kind,  # type: ignore[arg-type]  # drawn from the vocabulary
            factuality="asserted",
            when=When(start=day, end=day, precision="day") if dated else When(),
            where=Where(city=_span(town), country="XX"),
            casualties=Casualties(killed=[_figure(killed + telling.choice((0, 0, 0, 1, 3)))]),
            targets=[Party(span=_span(words[0]))],
            evidence=[_span(sentence)],
            summary=sentence,
        )
        article = Article(id=f"{number}", published=Published(date=published, basis="given"))
        return Summarised(
            f"{number}",
            ArticleSummary(status="complete", article=article, headline=town, incidents=[incident]),
        )

    @cached_property
    def pairs(self) -> int:
        """Pairs of incidents that are one event."""
        sizes: dict[int, int] = {}
        for event in self.event_of:
            sizes[event] = sizes.get(event, 0) + 1
        return sum(map(_pairs, sizes.values()))


def _zipf(chance: random.Random, most: int) -> int:
    return int(most ** chance.random())


def _word(chance: random.Random) -> str:
    rank = _zipf(chance, WORDS)
    letters = "abcdefghijklmnopqrst"
    return "".join(letters[rank // 20**place % 20] for place in range(4))


def _span(text: str) -> Span:
    return Span(start=0, end=len(text), text=text)


def _figure(number: int) -> CasualtyFigure:
    return CasualtyFigure(min=number, max=number, span=_span(str(number)))


def measure(incidents: int) -> float:
    """Print one row: cost, memory, and how many of the pairs were found and right; returns the seconds."""
    archive, before, start = Archive(incidents), _rss(), time.process_time()
    found = right = events = 0
    for event in linked(archive):
        events += 1
        of = [archive.event_of[int(member.article)] for member in event.members]
        found += _pairs(len(of))
        right += sum(_pairs(of.count(one)) for one in set(of))
    spent = time.process_time() - start - archive.spent
    count = len(archive.event_of)
    print(
        f"{count:>9,} {events:>9,} {spent:8.1f} {1e6 * spent / count:8.0f}"
        f" {(_rss() - before) * 1024 / count:10.0f} {right / found:9.1%} {right / archive.pairs:7.1%}",
        flush=True,
    )
    return spent


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _rss() -> float:
    """The most memory that this process has had so far, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=200_000)
    most = parser.parse_args().incidents
    print("incidents    events        s  us each  bytes each  pairs right   found")
    spent = [measure(most // share) for share in (16, 4, 1)]
    return int(any(later > GROWTH * earlier for earlier, later in pairwise(spent)))


if __name__ == "__main__":
    sys.exit(main())
