"""Whom a pronoun may stand for, each choice right or wrong by the labels of the tagger's pages: what the
judge of pronouns is fitted on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wirebrief.evals.senses.fitting import Example, fit
from wirebrief.evals.tagging.items import Item
from wirebrief.evals.tagging.windows import Words
from wirebrief.service.engines.rules.actors.antecedents import Choice, Chosen
from wirebrief.service.engines.rules.actors.cast import Cast
from wirebrief.service.engines.rules.actors.mentions import Mention
from wirebrief.service.engines.rules.judging.judge import probability
from wirebrief.service.engines.rules.parse import Parsed, parse_many
from wirebrief.service.engines.rules.tagger import Tags
from wirebrief.service.reading.text import read_text

_BATCH = 32
_PENALTY = 8.0
_LEAST = 3
Case = list[Example]
"""One pronoun: its choices, the right ones marked."""


def cases(items: Iterable[Item], *, tagged: bool) -> Iterator[Case]:
    """The pronouns of some pages. The group of an example is its hand's letter.

    Args:
        tagged: whether the tagger reads the pages, too.
    """
    labelled = [item for item in items if item.same]
    documents = (read_text(item.text) for item in labelled)
    for item, parsed in zip(labelled, parse_many(documents, batch_size=_BATCH), strict=True):
        same = Words(parsed).same(item.same)
        yield from _Labelled(parsed, same, ord(item.name[0]), Tags(parsed) if tagged else None).cases


def fitted(told: Sequence[Case]) -> dict[str, float]:
    """The weights of a model of all choices."""
    return fit([choice for case in told for choice in case], penalty=_PENALTY, least=_LEAST)


def lines(told: Sequence[Case], alone: Sequence[Case]) -> Iterator[str]:
    """What `check` prints: for how many pronouns of each hand the likeliest choice of a model of the other
    hands is right.

    Args:
        alone: choices that are learned from, too, and never judged.
    """
    right: Counter[int] = Counter()
    of_hand: Counter[int] = Counter(case[0].group for case in told if case)
    for hand in sorted(of_hand):
        weights = fitted([case for case in (*alone, *told) if case and case[0].group != hand])
        for case in told:
            if case and case[0].group == hand:
                right[hand] += max(case, key=lambda choice: probability(weights, choice.features)).real
        yield f"pronouns of hand {chr(hand)}: {right[hand]} of {of_hand[hand]} right"
    yield f"pronouns: {right.total()} of {of_hand.total()} right, {right.total() / of_hand.total():.3f}"


class _Labelled(Cast):
    """The actors of a page whose pronouns stand for whom the labels say."""

    def __init__(self, parsed: Parsed, same: Mapping[int, set[int]], hand: int, tags: Tags | None) -> None:
        self.cases: list[Case] = []
        self._same = same
        self._hand = hand
        super().__init__(parsed, tags=tags)

    def choose(self, found: Mention, among: Sequence[Choice]) -> Chosen | None:
        if found.head not in self._same:
            return None
        right = {self.actor_of(head) for head in self._same[found.head]}
        self.cases.append([Example(features, index in right, self._hand) for index, features in among])
        return next(((index, 1.0) for index, _ in among if index in right), None)
