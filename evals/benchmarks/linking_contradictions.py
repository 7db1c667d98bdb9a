"""Contradictions that were found against those of the gold."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations, product

from wirebrief.evals.benchmarks.linking_corpus import Corpus
from wirebrief.evals.benchmarks.linking_gold import GoldContradiction
from wirebrief.schemas.events import Contradiction, Event


@dataclass(frozen=True)
class Judged:
    """How many were right, of how many in the gold and how many found; and what was wrong."""

    right: int
    gold: int
    found: int
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        counted = f"{self.right} right, {self.gold} gold, {self.found} found"
        return f"P {100 * precision:.1f} R {100 * recall:.1f} ({counted})"


def judged(of: Corpus, events: Sequence[Event]) -> Judged:
    """One to one: the event is mostly the gold's, the kind the same, and two sides meet two of the gold's."""
    missed = [(topic.name, one) for topic in of.topics for one in topic.contradictions]
    gold, spurious = len(missed), []
    for event in events:
        about = _mostly(of, event)
        for one in event.contradictions:
            match = next((g for g in missed if about == f"{g[0]}/{g[1].event}" and _same(one, g[1])), None)
            if match is None:
                spurious.append(f"spurious {one.kind} of {about}: {' | '.join(s.says for s in one.sides)}")
            else:
                missed.remove(match)
    right = gold - len(missed)
    wrong = [f"missed {one.kind} of {topic}/{one.event}" for topic, one in missed]
    return Judged(right, gold, right + len(spurious), (*wrong, *spurious))


def _mostly(of: Corpus, event: Event) -> str | None:
    """The gold's event of most members."""
    named = (of.event(of.mentions[member.article, member.incident.id]) for member in event.members)
    counted = Counter(name for name in named if name is not None)
    return counted.most_common(1)[0][0] if counted else None


def _same(found: Contradiction, gold: GoldContradiction) -> bool:
    sides = [{one.article.rpartition("/")[2] for one in side.statements} for side in found.sides]
    return found.kind == gold.kind and any(
        one & ours and other & theirs
        for (one, other), (ours, theirs) in product(permutations(sides, 2), permutations(gold.sides, 2))
    )
