"""Where jobs are handed in: the store, who works them off, and who is let do what."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from wirebrief.service.errors import WirebriefError
from wirebrief.service.http.engines import EnginePool, Offer
from wirebrief.service.http.jobs.runner import Runner
from wirebrief.service.http.jobs.store import JobRow, JobStore
from wirebrief.service.http.models import Article
from wirebrief.service.http.notes import Note
from wirebrief.service.http.once import Once
from wirebrief.service.http.problems import told
from wirebrief.service.http.refusals import NoSuchJob
from wirebrief.service.http.summaries import Desk


@dataclass
class Office:
    """The jobs of one server; the file is opened when it is first needed."""

    desk: Desk
    path: Path
    keep: float
    at_once: int
    _background: list[asyncio.Task[None]] = field(default_factory=list)

    @property
    def pool(self) -> EnginePool:
        return self.desk.pool

    @cached_property
    def store(self) -> JobStore:
        return JobStore(self.path)

    @cached_property
    def runner(self) -> Runner:
        return Runner(self.store, self._work, _as_json, self.at_once, self.keep)

    @cached_property
    def once(self) -> Once:
        return Once(lambda: self.store)

    async def open(self) -> None:
        """Go on with what an earlier process left, and begin to forget what is old."""
        await self.runner.resume()
        self._background.append(asyncio.create_task(self.runner.forget_old()))

    async def hand_in(
        self, job: str, sources: Sequence[dict[str, str | None]], offer: Offer, owner: str | None
    ) -> None:
        """Keep a job, and begin it."""
        await asyncio.to_thread(
            self.store.add, job, sources, engine=offer.engine, model=offer.model, owner=owner
        )
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

    async def aclose(self) -> None:
        """Stop; the next process goes on."""
        for task in self._background:
            task.cancel()
        if "runner" in vars(self):
            await self.runner.aclose()
        if "store" in vars(self):
            self.store.close()

    async def _work(self, job: str, position: int) -> str:
        row = await self.job(job, None)
        article = Article.model_validate(await asyncio.to_thread(self.store.source, job, position))
        offer = self.pool.get(row.engine, row.model)
        summary = await self.desk.summarize(offer, article.source(), Note(job))
        return json.dumps({"summary": summary.model_dump(mode="json")})


def _as_json(error: WirebriefError) -> str:
    return json.dumps({"problem": told(error).model_dump(mode="json")})
