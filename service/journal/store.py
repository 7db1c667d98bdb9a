"""The file under a journal: SQLite, written ahead (WAL) and synced at every commit.

No request is in it, only the hashes of its parts: of the article there is what the model repeated.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wirebrief.service.errors import ConfigurationError
from wirebrief.service.journal.entry import Recorded
from wirebrief.service.journal.identity import Identity

_VERSION = 2
_TABLES = """
CREATE TABLE IF NOT EXISTS answers (
  number INTEGER PRIMARY KEY,
  endpoint TEXT NOT NULL,
  key TEXT NOT NULL,
  model TEXT NOT NULL,
  article TEXT NOT NULL,
  identity TEXT NOT NULL,
  status INTEGER NOT NULL,
  response TEXT NOT NULL,
  made_by TEXT,
  seconds REAL NOT NULL,
  answered_at TEXT NOT NULL,
  batch INTEGER NOT NULL,
  UNIQUE (endpoint, key)
);
CREATE INDEX IF NOT EXISTS answers_by_article ON answers (article);
CREATE INDEX IF NOT EXISTS answers_by_time ON answers (answered_at);
CREATE TABLE IF NOT EXISTS batches (
  digest TEXT PRIMARY KEY,
  endpoint TEXT NOT NULL,
  id TEXT,
  status TEXT NOT NULL,
  round INTEGER NOT NULL,
  begun_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS batched (
  digest TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  key TEXT NOT NULL,
  identity TEXT NOT NULL,
  PRIMARY KEY (digest, key)
);
"""
_COLUMNS = "identity, status, response, made_by, seconds, answered_at, batch"
_PATIENCE = 5.0
"""Seconds to wait for another process that is writing."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with where it came from."""

    endpoint: str
    recorded: Recorded

    @property
    def key(self) -> str:
        return self.recorded.identity.key


class Store:
    """An open file of answers; for one thread at a time.

    Args:
        path: made, with its folder, where it does not exist; readable for nobody else.

    Raises:
        sqlite3.Error, OSError: it cannot be opened, or is no journal.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # SQLite gives its other files the same mode
        # Commits are ours, and so is the promise of one thread at a time.
        self._db = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            self._prepare()
        except BaseException:
            self._db.close()
            raise

    def _prepare(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > _VERSION:
            raise sqlite3.DatabaseError(f"a journal of version {version}, which this release does not know")
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        if version < _VERSION:  # every version so far has only added tables
            self._db.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {_VERSION}; COMMIT;")

    def close(self) -> None:
        self._db.close()

    def find(self, endpoint: str, key: str, *, refusals: bool = False) -> Recorded | None:
        """What an endpoint once answered to a request: a success, or with `refusals` whatever it was."""
        row = self._db.execute(
            f"SELECT {_COLUMNS} FROM answers WHERE endpoint = ? AND key = ? AND (? OR status < 300)",
            (endpoint, key, refusals),
        ).fetchone()
        return _recorded(row) if row else None

    def write(self, kept: Iterable[Kept]) -> None:
        """Write answers, all or none; a later answer takes the place of an earlier one."""
        rows = [_row(one) for one in kept]
        with self.together() as db:
            db.executemany(
                "INSERT OR REPLACE INTO answers (endpoint, key, model, article, identity, status, response,"
                " made_by, seconds, answered_at, batch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )

    @contextmanager
    def together(self) -> Iterator[sqlite3.Connection]:
        """Inside, all statements are carried out or none."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def forget(self, endpoint: str, key: str) -> None:
        """Remove an answer."""
        self._db.execute("DELETE FROM answers WHERE endpoint = ? AND key = ?", (endpoint, key))

    def kept(self, *, key: str = "", article: str = "", model: str = "") -> Iterator[Kept]:
        """Answers in the order in which they came; `key` and `article` are hashes or beginnings of them."""
        rows = self._db.execute(
            f"SELECT endpoint, {_COLUMNS} FROM answers WHERE substr(key, 1, ?) = ?"
            " AND substr(article, 1, ?) = ? AND (? = '' OR model = ?) ORDER BY number",
            (len(key), key, len(article), article, model, model),
        )
        for endpoint, *row in rows:
            yield Kept(endpoint, _recorded(row))

    def prune(self, before: datetime | None = None, *, failures: bool = False, model: str = "") -> int:
        """Remove answers and give their number.

        Args:
            before: only those answered before then.
            failures: only refusals (status 400 and above).
            model: only those of a model.
        """
        done = self._db.execute(
            "DELETE FROM answers WHERE (? IS NULL OR answered_at < ?) AND (NOT ? OR status >= 400)"
            " AND (? = '' OR model = ?)",
            (_stamp(before), _stamp(before), failures, model, model),
        )
        return done.rowcount

    def compact(self) -> None:
        """Give the room of removed answers back."""
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def opened(path: Path, *, days: float | None = None) -> Store:
    """A store, without what is older than so many days.

    Raises:
        ConfigurationError: the file is no journal, or cannot be opened.
    """
    try:
        store = Store(path)
        if days is not None:
            store.prune(datetime.now(UTC) - timedelta(days=days))
    except (sqlite3.Error, OSError) as error:
        raise ConfigurationError(
            f"The journal {path} cannot be opened: {error}.",
            hint="Name another file (WIREBRIEF_JOURNAL), or switch it off with WIREBRIEF_JOURNAL=off.",
        ) from error
    return store


def _row(kept: Kept) -> tuple[object, ...]:
    one = kept.recorded
    return (
        kept.endpoint,
        one.identity.key,
        one.identity.model,
        one.identity.article,
        json.dumps(one.identity.model_dump(mode="json")),
        one.status,
        one.response.encode("utf-8", "replace").decode(),
        one.made_by,
        one.seconds,
        _stamp(one.answered_at or datetime.now(UTC)),
        one.batch,
    )


def _recorded(row: Sequence[object]) -> Recorded:
    identity, status, response, made_by, seconds, answered_at, batch = row
    return Recorded.model_validate(
        {
            "identity": Identity.model_validate_json(str(identity)),
            "status": status,
            "response": response,
            "made_by": made_by,
            "seconds": seconds,
            "answered_at": answered_at,
            "batch": batch,
        }
    )


def _stamp(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="milliseconds") if at else None
