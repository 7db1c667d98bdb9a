"""How two incidents of one article hang together: part of, retaliation for, same operation, possibly the
same."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import permutations

from wirebrief.schemas.draft import RelatedDraft
from wirebrief.schemas.vocabulary import Relation
from wirebrief.service.engines.rules.events.conflict import compatible
from wirebrief.service.engines.rules.events.find import Event
from wirebrief.service.engines.rules.parse import Parsed

_RETALIATION = frozenset(
    {"retaliation", "revenge", "response", "reprisal", "reprisals", "retaliated", "avenge"}
)
_SIMULTANEOUS = frozenset({"simultaneously", "simultaneous", "coordinated", "meanwhile"})
_AGAIN = frozenset({"another", "second", "third", "also", "separate"})


@dataclass(frozen=True, slots=True)
class Link:
    source: Event
    target: Event
    relation: Relation

    def draft(self, labels: dict[int, str]) -> RelatedDraft:
        return RelatedDraft(incident=labels[id(self.target)], relation=self.relation)


def relations(parsed: Parsed, events: list[Event]) -> list[Link]:
    """The links that words of the article tell; none are guessed from likeness alone."""
    in_sentence: dict[int, list[int]] = defaultdict(list)
    for n, event in enumerate(events):
        for sentence in {m.sentence for m in event.mentions}:
            in_sentence[sentence].append(n)
    pairs = {pair for told in in_sentence.values() for pair in permutations(told[:_CROWDED], 2)}
    links = []
    for one, two in sorted(pairs):
        relation = _relation(parsed, events[one], events[two])
        if relation is not None:
            links.append(Link(events[one], events[two], relation))
    return links


_CROWDED = 12
"""Events of one sentence that are compared."""


def _relation(parsed: Parsed, event: Event, other: Event) -> Relation | None:
    if _retaliates(parsed, event, other):
        return "retaliation_for"
    if event.group.first_token > other.group.first_token and _same_sentence(event, other):
        first, last = parsed.bounds[event.mentions[0].sentence]
        words = set(parsed.lower[first:last])
        if words & _SIMULTANEOUS and compatible(event.group.type, other.group.type):
            return "same_operation"
        between = set(parsed.lower[other.group.first_token : event.group.first_token + 3])
        if event.group.type == other.group.type and between & _AGAIN:
            return "same_operation"
    return None


def _retaliates(parsed: Parsed, event: Event, other: Event) -> bool:
    """ "in retaliation for the killing of …": the word stands between the two triggers, the other one
    after it."""
    told = defaultdict(list)
    for theirs in other.mentions:
        told[theirs.sentence].append(theirs.token)
    return any(
        _RETALIATION & set(parsed.lower[mine.token : token])
        for mine in event.mentions
        for token in told.get(mine.sentence, ())
    )


def _same_sentence(event: Event, other: Event) -> bool:
    return bool({m.sentence for m in event.mentions} & {m.sentence for m in other.mentions})
