"""What a weapon is aimed at, or goes off near."""

from collections.abc import Iterable, Iterator

from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import is_part
from wirebrief.service.engines.rules.syntax.prepositions import prepositional

LOCAL = frozenset("in inside near outside under behind between opposite beside alongside across at".split())
"""Before what an explosion is at or beside."""
_AIMED = LOCAL | frozenset("on onto against into toward towards upon".split())


def aimed_at(parsed: Parsed, carriers: Iterable[int]) -> Iterator[int]:
    """Heads of the phrases that say what a weapon was aimed at or went off near."""
    for preposition, head in prepositional(parsed, carriers):
        if preposition in _AIMED and not is_part(parsed, head):
            yield head
