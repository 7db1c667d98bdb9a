"""Where jobs are handed in: the store, who works them off, and who is let do what."""

import asyncio
import json
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from wirebrief.service.errors import WirebriefError
from wirebrief.service.http.engines import EnginePool, Offer
from wirebrief.service.http.jobs.answers import Answers
from wirebrief.service.http.jobs.database import Database, database_at, persistently
from wirebrief.service.http.jobs.models import Job, JobEnded
from wirebrief.service.http.jobs.outbox import Outbox
from wirebrief.service.http.jobs.runner import Runner
from wirebrief.service.http.jobs.seen import job_of
from wirebrief.service.http.jobs.store import JobRow, JobStore
from wirebrief.service.http.jobs.webhooks import Webhooks
from wirebrief.service.http.models import Article
from wirebrief.service.http.notes import Note
from wirebrief.service.http.once import Once
from wirebrief.service.http.problems import told
from wirebrief.service.http.purses import Spendings
from wirebrief.service.http.refusals import NoSuchJob, StoreUnavailable
from wirebrief.service.http.summaries import Desk

_BETWEEN_FORGETTING = 3600.0


@dataclass
class Office:
    """The jobs of one server; the file is opened when it is first needed."""

    desk: Desk
    at_once: int
    _background: list[asyncio.Task[None]] = field(default_factory=list)

    @property
    def pool(self) -> EnginePool:
        return self.desk.pool

    @cached_property
    def database(self) -> Database:
        return database_at(self.desk.settings.store)

    @cached_property
    def store(self) -> JobStore:
        return JobStore(self.database)

    @cached_property
    def answers(self) -> Answers:
        return Answers(self.database)

    @cached_property
    def spendings(self) -> Spendings:
        return Spendings(self.database)

    @cached_property
    def runner(self) -> Runner:
        return Runner(self.store, self._work, _as_json, self.webhooks.begin, self.at_once)

    @cached_property
    def webhooks(self) -> Webhooks:
        settings = self.desk.settings
        return Webhooks(
            Outbox(self.database),
            self._message,
            settings.webhook_keys,
            anywhere=settings.webhook_private,
            told=lambda outcome: self.desk.metrics.webhooks.labels(outcome).inc(),
        )

    @cached_property
    def once(self) -> Once:
        return Once(lambda: self.answers)

    async def open(self) -> None:
        """Go on with what an earlier process left, and begin to forget what is old."""
        await self.desk.purses.begin(self.spendings)
        self._background.append(asyncio.create_task(self.desk.purses.keep_on(self.spendings)))
        await self.runner.resume()
        await self.webhooks.resume()
        self._background.append(asyncio.create_task(self._forget_old()))

    async def hand_in(
        self,
        job: str,
        sources: Sequence[dict[str, str | None]],
        offer: Offer,
        owner: str | None,
        webhook: str | None,
    ) -> None:
        """Keep a job, and begin it."""
        await asyncio.to_thread(
            self.store.add, job, sources, engine=offer.engine, model=offer.model, owner=owner
        )
        if webhook is not None:
            await asyncio.to_thread(self.webhooks.outbox.add, job, webhook)
        self.runner.begin(job)

    async def job(self, job: str, owner: str | None) -> JobRow:
        """A job of somebody's.

        Args:
            owner: name of the key that asks; None where keys are not used.

        Raises:
            NoSuchJob: there is none of this id, or it is another's.
        """
        row = await asyncio.to_thread(self.store.job, job)
        if row is None or (owner is not None and row.owner != owner):
            raise NoSuchJob("There is no such job.", hint="Finished jobs are kept for some days only.")
        return row

    async def seen(self, job: str, owner: str | None) -> Job:
        """A job of somebody's, as a client sees it.

        Raises:
            NoSuchJob: as `job`.
        """
        row = await self.job(job, owner)
        return job_of(row, await asyncio.to_thread(self.webhooks.outbox.get, job))

    async def cancel(self, job: str, owner: str | None) -> Job:
        """Give a job up, and tell its webhook; what is done stays to be taken.

        Raises:
            NoSuchJob: as `job`.
        """
        await self.job(job, owner)
        await self.runner.cancel(job)
        self.webhooks.begin(job)
        return await self.seen(job, owner)

    async def remove(self, job: str, owner: str | None) -> None:
        """Give a job up, and forget it.

        Raises:
            NoSuchJob: as `job`.
        """
        await self.job(job, owner)
        await self.runner.cancel(job)
        await asyncio.to_thread(self.store.remove, job)
        await asyncio.to_thread(self.webhooks.outbox.forget)

    async def aclose(self) -> None:
        """Stop; the next process goes on."""
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        if "runner" in vars(self):
            await self.runner.aclose()
            await self.webhooks.aclose()
            with suppress(StoreUnavailable):
                await self.desk.purses.keep(self.spendings)
        if "database" in vars(self):
            self.database.close()

    async def _forget_old(self) -> None:
        """Remove what has been kept for long enough, for ever."""
        while True:
            before = time.time() - self.desk.settings.keep
            for kept in (self.store, self.answers):
                await persistently(kept.forget, before)
            await persistently(self.webhooks.outbox.forget)
            await persistently(self.spendings.forget, datetime.fromtimestamp(before, UTC).date())
            await asyncio.sleep(_BETWEEN_FORGETTING)

    async def _work(self, job: str, position: int) -> str:
        row = await self.job(job, None)
        article = Article.model_validate(await asyncio.to_thread(self.store.source, job, position))
        offer = self.pool.get(row.engine, row.model)
        note = Note(job, key=row.owner)
        try:
            summary = await self.desk.summarize(offer, article.source(), note)
        finally:
            if (paid := note.account) is not None and paid.calls:
                await asyncio.to_thread(self.store.spend, job, paid.calls, paid.tokens, paid.usd)
        return json.dumps({"summary": summary.model_dump(mode="json")})

    def _message(self, job: str) -> bytes | None:
        """What a webhook is told of a job that has ended; None where the job has been forgotten."""
        row = self.store.job(job)
        if row is None:
            return None
        seen = job_of(row, None)
        assert seen.finished is not None, "the job has ended"
        ended = JobEnded(type=f"job.{row.state}", timestamp=seen.finished, data=seen)
        return ended.model_dump_json().encode()


def _as_json(error: WirebriefError) -> str:
    return json.dumps({"problem": told(error).model_dump(mode="json")})
