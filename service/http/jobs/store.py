"""Jobs as they are kept: what is to be done, and what is done.

An article of a job is one step that either has a result or has none, so a table says all there is to know
after a crash: whatever waits is done again, whatever is done is not.
"""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wirebrief.service.http.jobs.database import Database
from wirebrief.service.http.jobs.models import State
from wirebrief.service.http.refusals import NoSuchJob

_TABLES = (
    "CREATE TABLE IF NOT EXISTS jobs ("
    " id TEXT PRIMARY KEY, engine TEXT NOT NULL, model TEXT, owner TEXT, created DOUBLE PRECISION NOT NULL,"
    " finished DOUBLE PRECISION, cancelled INTEGER NOT NULL DEFAULT 0)",
    "CREATE TABLE IF NOT EXISTS articles ("
    " job TEXT NOT NULL REFERENCES jobs(id), position INTEGER NOT NULL, source TEXT, result TEXT,"
    " failed INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (job, position))",
    "CREATE TABLE IF NOT EXISTS costs ("
    " job TEXT PRIMARY KEY, calls INTEGER NOT NULL, tokens BIGINT NOT NULL, usd DOUBLE PRECISION NOT NULL)",
)

_REMOVE = (
    "DELETE FROM articles WHERE job = ?",
    "DELETE FROM costs WHERE job = ?",
    "DELETE FROM jobs WHERE id = ?",
)


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job and how far it is.

    Attributes:
        owner: name of the API key that it came with.
        created, finished: seconds since 1970.
        calls, tokens, usd: spent on models; the money where prices are known.
    """

    id: str
    engine: str
    model: str | None
    owner: str | None
    created: float
    finished: float | None
    state: State
    total: int
    done: int
    failed: int
    calls: int
    tokens: int
    usd: float


class JobStore:
    """The jobs in a database.

    Args:
        clock: seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock
        with database.transaction() as tables:
            for table in _TABLES:
                tables.run(table)

    def add(
        self,
        job: str,
        sources: Sequence[dict[str, str | None]],
        *,
        engine: str,
        model: str | None,
        owner: str | None = None,
    ) -> None:
        """Keep a new job."""
        rows = [(job, position, json.dumps(source)) for position, source in enumerate(sources)]
        with self._database.transaction() as tables:
            tables.run(
                "INSERT INTO jobs (id, engine, model, owner, created) VALUES (?, ?, ?, ?, ?)",
                *(job, engine, model, owner, self._clock()),
            )
            tables.run_many("INSERT INTO articles (job, position, source) VALUES (?, ?, ?)", rows)

    def job(self, job: str) -> JobRow | None:
        """A job, or None where there is none of that id."""
        with self._database.transaction() as tables:
            found = tables.one(
                "SELECT j.id, j.engine, j.model, j.owner, j.created, j.finished, j.cancelled, COUNT(*),"
                " COUNT(a.result), SUM(a.failed),"
                " COALESCE(c.calls, 0), COALESCE(c.tokens, 0), COALESCE(c.usd, 0)"
                " FROM jobs j JOIN articles a ON a.job = j.id LEFT JOIN costs c ON c.job = j.id"
                " WHERE j.id = ? GROUP BY j.id, c.job",
                job,
            )
        if found is None:
            return None
        name, engine, model, owner, created, finished, cancelled, total, done, failed, *spent = found
        state: State = "cancelled" if cancelled else "done" if done == total else "running"
        return JobRow(name, engine, model, owner, created, finished, state, total, done, failed, *spent)

    def unfinished(self) -> list[str]:
        """Ids of the jobs that have articles to do, oldest first."""
        with self._database.transaction() as tables:
            rows = tables.all("SELECT id FROM jobs WHERE finished IS NULL ORDER BY created")
        return [job for (job,) in rows]

    def waiting(self, job: str) -> list[int]:
        """Positions of the articles of a job that are to be done."""
        with self._database.transaction() as tables:
            rows = tables.all(
                "SELECT position FROM articles WHERE job = ? AND result IS NULL ORDER BY position", job
            )
        return [position for (position,) in rows]

    def source(self, job: str, position: int) -> dict[str, str | None]:
        """An article that waits.

        Raises:
            NoSuchJob: the job was given up meanwhile.
        """
        with self._database.transaction() as tables:
            found = tables.one("SELECT source FROM articles WHERE job = ? AND position = ?", job, position)
        if found is None or found[0] is None:
            raise NoSuchJob("The job was given up.")
        made: dict[str, str | None] = json.loads(found[0])
        return made

    def finish(self, job: str, position: int, result: str, *, failed: bool) -> None:
        """Keep what became of an article, and forget its text; the job's last one finishes the job."""
        with self._database.transaction() as tables:
            tables.run(
                "UPDATE articles SET result = ?, failed = ?, source = NULL"
                " WHERE job = ? AND position = ? AND source IS NOT NULL",
                *(result, int(failed), job, position),
            )
            tables.run(
                "UPDATE jobs SET finished = ? WHERE id = ? AND finished IS NULL AND NOT EXISTS"
                " (SELECT 1 FROM articles WHERE job = ? AND result IS NULL)",
                *(self._clock(), job, job),
            )

    def spend(self, job: str, calls: int, tokens: int, usd: float) -> None:
        """Add to what a job has cost."""
        with self._database.transaction() as tables:
            tables.run(
                "INSERT INTO costs VALUES (?, ?, ?, ?) ON CONFLICT (job) DO UPDATE SET"
                " calls = costs.calls + excluded.calls, tokens = costs.tokens + excluded.tokens,"
                " usd = costs.usd + excluded.usd",
                *(job, calls, tokens, usd),
            )

    def cancel(self, job: str) -> None:
        """Give a job up, where it is not finished; the texts that wait are forgotten."""
        with self._database.transaction() as tables:
            changed = tables.run(
                "UPDATE jobs SET cancelled = 1, finished = ? WHERE id = ? AND finished IS NULL",
                *(self._clock(), job),
            )
            if changed:
                tables.run("UPDATE articles SET source = NULL WHERE job = ?", job)

    def remove(self, job: str) -> None:
        """Remove a job, and all that is known of its articles."""
        with self._database.transaction() as tables:
            for statement in _REMOVE:
                tables.run(statement, job)

    def results(self, job: str, after: int, most: int) -> list[tuple[int, str]]:
        """What became of articles, by position: at most so many, behind a position."""
        with self._database.transaction() as tables:
            rows = tables.all(
                "SELECT position, result FROM articles WHERE job = ? AND position > ? AND result IS NOT NULL"
                " ORDER BY position LIMIT ?",
                *(job, after, most),
            )
        return [(position, result) for position, result in rows]

    def forget(self, before: float) -> None:
        """Remove jobs that finished before a time, whichever way."""
        with self._database.transaction() as tables:
            tables.run("DELETE FROM articles WHERE job IN (SELECT id FROM jobs WHERE finished < ?)", before)
            tables.run("DELETE FROM costs WHERE job IN (SELECT id FROM jobs WHERE finished < ?)", before)
            tables.run("DELETE FROM jobs WHERE finished < ?", before)
