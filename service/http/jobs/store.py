"""Jobs on disk: what is to be done, what is done, and what requests with a key were answered.

An article of a job is one step that either has a result or has none, so a table says all there is to know
after a crash: whatever waits is done again, whatever is done is not. SQLite keeps a commit through the end of
the process. One server at a time has the file.
"""

import fcntl
import json
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from wirebrief.service.errors import ConfigurationError

State = Literal["running", "done", "cancelled"]

_TABLES = """
PRAGMA journal_mode = WAL;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS jobs (
    id TEXT PRIMARY KEY, engine TEXT NOT NULL, model TEXT, owner TEXT, created REAL NOT NULL,
    finished REAL, cancelled INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS articles (
    job TEXT NOT NULL REFERENCES jobs(id), position INTEGER NOT NULL, source TEXT, result TEXT,
    failed INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (job, position)
);
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, answer TEXT NOT NULL, created REAL NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job and how far it is.

    Attributes:
        owner: name of the API key that it came with.
        created, finished: seconds since 1970.
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


@dataclass(frozen=True, slots=True)
class Kept:
    """What was answered to a request with a key."""

    fingerprint: str
    answer: str


class JobStore:
    """The file; its methods may be called from any thread.

    Args:
        clock: seconds since 1970.

    Raises:
        ConfigurationError: another server has the file, or it cannot be written.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._held = path.with_suffix(".lock").open("w")
            fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._connection = sqlite3.connect(path, check_same_thread=False)
            path.chmod(0o600)
            self._connection.executescript(_TABLES)
        except BlockingIOError as error:
            self._held.close()
            raise ConfigurationError(
                "Another server keeps its jobs in the same file.",
                hint="Give each server a file of its own (WIREBRIEF_SERVE_STORE).",
            ) from error
        except (OSError, sqlite3.Error) as error:
            raise ConfigurationError(
                f"Jobs cannot be kept: {error}",
                hint="Set WIREBRIEF_SERVE_STORE to a file that can be written.",
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, and let another server have it."""
        with self._lock:
            self._connection.close()
            self._held.close()

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
        with self._lock, self._connection as connection:
            connection.execute(
                "INSERT INTO jobs (id, engine, model, owner, created) VALUES (?, ?, ?, ?, ?)",
                (job, engine, model, owner, self._clock()),
            )
            connection.executemany("INSERT INTO articles (job, position, source) VALUES (?, ?, ?)", rows)

    def job(self, job: str) -> JobRow | None:
        """A job, or None where there is none of that id."""
        with self._lock:
            found = self._connection.execute(
                "SELECT j.id, j.engine, j.model, j.owner, j.created, j.finished, j.cancelled, COUNT(*),"
                " COUNT(a.result), SUM(a.failed) FROM jobs j JOIN articles a ON a.job = j.id"
                " WHERE j.id = ? GROUP BY j.id",
                (job,),
            ).fetchone()
        if found is None:
            return None
        name, engine, model, owner, created, finished, cancelled, total, done, failed = found
        state: State = "cancelled" if cancelled else "done" if done == total else "running"
        return JobRow(name, engine, model, owner, created, finished, state, total, done, failed)

    def unfinished(self) -> list[str]:
        """Ids of the jobs that have articles to do, oldest first."""
        with self._lock:
            rows = self._connection.execute("SELECT id FROM jobs WHERE finished IS NULL ORDER BY created")
            return [job for (job,) in rows]

    def waiting(self, job: str) -> list[int]:
        """Positions of the articles of a job that are to be done."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT position FROM articles WHERE job = ? AND result IS NULL ORDER BY position", (job,)
            )
            return [position for (position,) in rows]

    def source(self, job: str, position: int) -> dict[str, str | None]:
        """An article that waits."""
        with self._lock:
            (source,) = self._connection.execute(
                "SELECT source FROM articles WHERE job = ? AND position = ?", (job, position)
            ).fetchone()
        made: dict[str, str | None] = json.loads(source)
        return made

    def finish(self, job: str, position: int, result: str, *, failed: bool) -> None:
        """Keep what became of an article, and forget its text; the job's last one finishes the job."""
        with self._lock, self._connection as connection:
            connection.execute(
                "UPDATE articles SET result = ?, failed = ?, source = NULL WHERE job = ? AND position = ?",
                (result, failed, job, position),
            )
            connection.execute(
                "UPDATE jobs SET finished = ? WHERE id = ? AND finished IS NULL AND NOT EXISTS"
                " (SELECT 1 FROM articles WHERE job = ? AND result IS NULL)",
                (self._clock(), job, job),
            )

    def cancel(self, job: str) -> None:
        """Give a job up, where it is not finished; the texts that wait are forgotten."""
        with self._lock, self._connection as connection:
            changed = connection.execute(
                "UPDATE jobs SET cancelled = 1, finished = ? WHERE id = ? AND finished IS NULL",
                (self._clock(), job),
            )
            if changed.rowcount:
                connection.execute("UPDATE articles SET source = NULL WHERE job = ?", (job,))

    def results(self, job: str, after: int, most: int) -> list[tuple[int, str]]:
        """What became of articles, by position: at most so many, behind a position."""
        with self._lock:
            return self._connection.execute(
                "SELECT position, result FROM articles WHERE job = ? AND position > ? AND result IS NOT NULL"
                " ORDER BY position LIMIT ?",
                (job, after, most),
            ).fetchall()

    def answer(self, key: str) -> Kept | None:
        """What was answered to a request with a key, or None."""
        with self._lock:
            found = self._connection.execute(
                "SELECT fingerprint, answer FROM answers WHERE key = ?", (key,)
            ).fetchone()
        return Kept(*found) if found else None

    def keep_answer(self, key: str, fingerprint: str, answer: str) -> None:
        """Keep what was answered to a request with a key; the first one stays."""
        with self._lock, self._connection as connection:
            connection.execute(
                "INSERT OR IGNORE INTO answers VALUES (?, ?, ?, ?)",
                (key, fingerprint, answer, self._clock()),
            )

    def forget(self, before: float) -> None:
        """Remove jobs that finished before a time, whichever way, and answers of before it."""
        with self._lock, self._connection as connection:
            connection.execute(
                "DELETE FROM articles WHERE job IN (SELECT id FROM jobs WHERE finished < ?)", (before,)
            )
            connection.execute("DELETE FROM jobs WHERE finished < ?", (before,))
            connection.execute("DELETE FROM answers WHERE created < ?", (before,))
