"""Parties set against each other: "bandits, not rebels", "by thieves rather than by the firm", "not the
rebels but the army"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from wirebrief.service.engines.rules.blame.article import Article, Charge
from wirebrief.service.engines.rules.blame.who import can_answer
from wirebrief.service.engines.rules.parse import Parsed

_PREPOSITIONS = frozenset({"by", "with", "on", "to", "at"})
_INSTEAD = frozenset({("rather", "than"), ("instead", "of"), ("opposed", "to")})


def contrasted(article: Article, found: Iterable[Charge]) -> Iterator[Charge]:
    """The charges with those set against them: who is named after "not" is charged with the contrary."""
    for charge in found:
        parsed, head = article.parsed, charge.party
        excluded = is_excluded(parsed, head)
        yield replace(charge, denied=excluded or charge.denied)
        for other in _others(parsed, head):
            if can_answer(parsed, other) and is_excluded(parsed, other) != excluded:
                yield replace(charge, party=other, denied=not excluded)


def is_excluded(parsed: Parsed, head: int) -> bool:
    """Whether a phrase names who is set aside: "not the navy", "rather than by the firm"."""
    if "not" in parsed.lower[parsed.left[head] : head]:
        return True
    at = parsed.left[head] - 1
    at -= at > 0 and parsed.lower[at] in _PREPOSITIONS
    if at < 1:
        return False
    return parsed.lower[at] == "not" or (parsed.lower[at - 1], parsed.lower[at]) in _INSTEAD


def _others(parsed: Parsed, head: int) -> list[int]:
    """Those who stand beside a party and are none of those who are charged with it."""
    beside = [c for c in parsed.children[head] if parsed.dep[c] == "appos"]
    up, dep = parsed.head[head], parsed.dep[head]
    if dep == "nsubj":
        beside += [c for c in parsed.children[up] if c != head and parsed.dep[c] == dep]
    return beside
