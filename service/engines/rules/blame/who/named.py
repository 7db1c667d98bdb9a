"""Where each actor was named, for those who look back from a word, in time that grows with how far they look
and not with the article."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator

from wirebrief.service.engines.rules.actors import Actor, Cast
from wirebrief.service.engines.rules.blame.who.naming import is_proper
from wirebrief.service.engines.rules.parse import Parsed


class Named:
    """The names of a cast's actors in the order of the words. A cast grows while it is asked, so that each
    question takes in first what is new."""

    def __init__(self, parsed: Parsed, cast: Cast) -> None:
        self._parsed, self._cast = parsed, cast
        self._taken = 0
        self._heads: list[tuple[int, int]] = []
        """The head of each name, and its actor's index; sorted."""
        self._first_longer: dict[int, int] = {}
        """Head of an actor's first name of several words."""
        self._ending: dict[str, set[int]] = defaultdict(set)
        """The actors with a proper name of several words that ends in this one."""

    def before(self, head: int, low: int) -> Iterator[Actor]:
        """The actors named from token `low` up to a word, the last named first, each once."""
        self._take_in()
        seen: set[int] = set()
        for _, index in reversed(
            self._heads[bisect_left(self._heads, (low,)) : bisect_left(self._heads, (head,))]
        ):
            if index not in seen:
                seen.add(index)
                yield self._cast.actors[index]

    def only_short_until(self, actor: Actor, head: int) -> bool:
        """Whether an actor has been called by one word alone, up to this one."""
        self._take_in()
        return self._first_longer.get(actor.index, head + 1) > head

    def ending_in(self, word: str) -> list[Actor]:
        """The actors with a longer proper name that ends in a word, in order of first mention."""
        self._take_in()
        return [self._cast.actors[index] for index in sorted(self._ending.get(word, ()))]

    def _take_in(self) -> None:
        for index, mention in self._cast.named[self._taken :]:
            insort(self._heads, (mention.head, index))
            first, last = mention.name
            if last > first:
                known = self._first_longer.get(index, mention.head)
                self._first_longer[index] = min(known, mention.head)
                if is_proper(self._parsed, mention.name):
                    self._ending[self._parsed.lower[last]].add(index)
        self._taken = len(self._cast.named)
