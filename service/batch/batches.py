"""Questions in batches: sent, looked at, fetched into the journal; what failed is sent once more."""

import asyncio
import hashlib
from collections.abc import Iterable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from openai.types import Batch

from wirebrief.service.batch.collect import Collector
from wirebrief.service.batch.pending import Pending, PendingBatches
from wirebrief.service.batch.provider import MOST_BYTES, MOST_QUESTIONS, OVER, Line, Provider, question
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.errors import WirebriefError
from wirebrief.service.function import Article, Summarizer
from wirebrief.service.journal.entry import Recorded, is_final, maker
from wirebrief.service.journal.identity import Identity
from wirebrief.service.journal.journal import Request
from wirebrief.service.journal.store import Kept, Store

_MOST_ROUNDS = 3
"""How often a question is sent that the provider fails to answer."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of articles that were submitted.

    Attributes:
        batches: those that were begun; none where every question is answered or under way.
        questions: put in them.
        under_way: open questions that are in other batches already.
        answered: articles that need no further answer.
        failures: articles that cannot be asked about, by their places in the input.
    """

    batches: tuple[Pending, ...]
    questions: int
    under_way: int
    answered: int
    failures: Mapping[int, WirebriefError]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of batches.

    Attributes:
        answers: put into the journal.
        refused: answers among them that are the server's refusals.
        again: questions that the provider failed to answer, and that were sent once more.
        lost: those that it failed to answer too often.
        under_way: batches that are not over.
    """

    answers: int = 0
    refused: int = 0
    again: int = 0
    lost: int = 0
    under_way: tuple[Pending, ...] = ()

    def __add__(self, other: "Fetched") -> "Fetched":
        return Fetched(
            self.answers + other.answers,
            self.refused + other.refused,
            self.again + other.again,
            self.lost + other.lost,
            other.under_way,
        )


class Batches:
    """The batches at one endpoint; use as an async context manager.

    Args:
        store: the journal's file, which keeps the answers and what is under way.
    """

    def __init__(self, settings: LLMSettings, store: Store) -> None:
        self._settings, self._store = settings, store
        self._pending = PendingBatches(store)
        self._provider = Provider(settings)
        self._closing = AsyncExitStack()

    async def __aenter__(self) -> Self:
        self._closing.push_async_callback(self._provider.aclose)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._closing.aclose()

    async def submit(self, articles: Iterable[Article]) -> Submitted:
        """Send the open questions about articles, but for those that are under way.

        To be called again with the same articles when the answers are there: then come the questions that
        only an answer raises, such as repairs.
        """
        await self._recover()
        sending = _Sending(self, self._pending.keys_under_way(self._provider.endpoint))
        collector = Collector(self._store)
        answered, failures = 0, {}
        async with Summarizer(LLMEngine(self._settings, journal=collector)) as summarizer:
            for index, article in enumerate(articles):
                result = await summarizer.attempt(index, article)
                if result.error is not None and result.error.code != "deferred":
                    failures[index] = result.error
                elif not collector.wanted:
                    answered += 1
                await sending.add(collector.taken())
        await sending.send()
        return Submitted(tuple(sending.begun), sending.questions, sending.under_way, answered, failures)

    async def status(self) -> list[Pending]:
        """The batches that are not fetched yet, with what the provider says of them."""
        await self._recover()
        for one in self._pending.under_way(self._provider.endpoint):
            if one.id is not None:
                self._pending.update(one.digest, (await self._provider.look(one.id)).status)
        return self._pending.under_way(self._provider.endpoint)

    async def fetch(self, *, wait: bool = False, every: float = 30.0) -> Fetched:
        """Put the answers of batches that are over into the journal.

        Args:
            wait: until all batches are over, those among them that are begun meanwhile.
            every: seconds between two looks.
        """
        fetched = Fetched()
        while True:
            for one in await self.status():
                if one.status in OVER and one.id is not None:
                    fetched += await self._fetch(one, await self._provider.look(one.id))
            left = tuple(self._pending.under_way(self._provider.endpoint))
            fetched += Fetched(under_way=left)
            if not wait or not left:
                return fetched
            await asyncio.sleep(every)

    async def _recover(self) -> None:
        """Find the batches again of which a crash kept us from learning the id."""
        for one in self._pending.under_way(self._provider.endpoint):
            if one.id is None:
                found = await self._provider.find(one.digest)
                if found is None:
                    self._pending.drop(one.digest)
                else:
                    self._pending.update(one.digest, found.status, found.id)

    async def send(
        self, lines: Mapping[str, bytes], questions: Mapping[str, Identity], round_: int = 1
    ) -> Pending | None:
        """Begin a batch; None where the same one is under way, begun before a crash."""
        digest = hashlib.sha256("".join(sorted(lines)).encode() + bytes([round_])).hexdigest()
        endpoint = self._provider.endpoint
        if any(one.digest == digest for one in self._pending.under_way(endpoint)):
            return None
        self._pending.begin(digest, endpoint, [questions[key] for key in lines], round_)
        batch = await self._provider.begin(digest, lines.values())
        self._pending.update(digest, batch.status, batch.id)
        return next(one for one in self._pending.under_way(endpoint) if one.digest == digest)

    async def _fetch(self, pending: Pending, batch: Batch) -> Fetched:
        """Keep what a batch answered, and send again what it did not."""
        questions = self._pending.questions(pending.digest)
        unanswered, answers, refused = dict(questions), 0, 0
        async for line in self._provider.answers(batch):
            if line.key in unanswered and line.status is not None and is_final(line.status):
                self._keep(unanswered.pop(line.key), line)
                answers += 1
                refused += line.status >= 300
        again = 0
        if unanswered and pending.round < _MOST_ROUNDS:
            lines = {key: line async for key, line in self._provider.asked(batch) if key in unanswered}
            await self.send(lines, questions, pending.round + 1)
            again = len(lines)
        self._pending.end(pending.digest)
        return Fetched(answers, refused, again, len(unanswered) - again)

    def _keep(self, identity: Identity, line: Line) -> None:
        recorded = Recorded(
            identity=identity,
            status=line.status or 0,
            response=line.body,
            made_by=maker(line.body),
            seconds=0.0,
            batch=True,
        )
        self._store.write([Kept(self._provider.endpoint, recorded)])


class _Sending:
    """Questions on their way into batches, each as large as a batch may be.

    Attributes:
        begun: the batches.
        questions: in them.
        under_way: questions that are in other batches.
    """

    def __init__(self, batches: Batches, busy: frozenset[str]) -> None:
        self._batches, self._busy = batches, busy
        self._lines: dict[str, bytes] = {}
        self._identities: dict[str, Identity] = {}
        self._size = 0
        self.begun: list[Pending] = []
        self.questions = self.under_way = 0

    async def add(self, wanted: Mapping[str, tuple[Identity, Request]]) -> None:
        """Add open questions; begins a batch when one is full."""
        for key, (identity, body) in wanted.items():
            if key in self._busy:
                self.under_way += 1
                continue
            line = question(key, body)
            if len(self._lines) >= MOST_QUESTIONS or self._size + len(line) > MOST_BYTES:
                await self.send()
            self._lines[key], self._identities[key] = line, identity
            self._size += len(line)

    async def send(self) -> None:
        """Begin a batch of what was added since the last."""
        if self._lines and (one := await self._batches.send(self._lines, self._identities)) is not None:
            self.begun.append(one)
            self.questions += len(self._lines)
        self._lines, self._identities, self._size = {}, {}, 0
