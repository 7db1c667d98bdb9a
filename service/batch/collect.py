"""Which questions are open: articles are worked on as ever, but what has no answer is noted and not asked.

So every question finds its way into a batch by the same code that would have put it to the server: the first
ones, those of long articles in their windows, those put again, and, once there are answers, the repairs.
"""

from wirebrief.service.errors import UpstreamError
from wirebrief.service.journal.identity import Identity
from wirebrief.service.journal.journal import Answered, Buy, Request
from wirebrief.service.journal.store import Store


class Deferred(UpstreamError):
    """A question that was noted for a batch."""

    code = "deferred"


class Collector:
    """Answers from a journal, and a list of the questions that it cannot answer.

    Attributes:
        wanted: by their keys, identity and body of the questions that were open since they were last taken.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.wanted: dict[str, tuple[Identity, Request]] = {}

    async def answer(self, endpoint: str, identity: Identity, request: Request, buy: Buy) -> Answered:
        """The answer that is kept, a refusal too: it says how to ask instead.

        Raises:
            Deferred: there is none.
        """
        kept = self._store.find(endpoint, identity.key, refusals=True)
        if kept is not None:
            return Answered(kept, bought=False)
        self.wanted[identity.key] = identity, dict(request)
        raise Deferred("The question waits for a batch.", hint="Send it with: wirebrief batch submit")

    def taken(self) -> dict[str, tuple[Identity, Request]]:
        """What is wanted, which then counts as taken care of."""
        wanted, self.wanted = self.wanted, {}
        return wanted

    async def forget(self, endpoint: str, identity: Identity) -> None:
        """Take an answer back that turned out to be none."""
        self._store.forget(endpoint, identity.key)
