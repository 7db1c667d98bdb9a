"""What requests with a key were answered, as it is kept."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from wirebrief.service.http.jobs.database import Database

_TABLE = (
    "CREATE TABLE IF NOT EXISTS answers ("
    " key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, answer TEXT NOT NULL,"
    " created DOUBLE PRECISION NOT NULL)"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was answered to a request with a key."""

    fingerprint: str
    answer: str


class Answers:
    """The answers in a database.

    Args:
        clock: seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock
        with database.transaction() as tables:
            tables.run(_TABLE)

    def get(self, key: str) -> Kept | None:
        """What was answered to a request with a key, or None."""
        with self._database.transaction() as tables:
            found = tables.one("SELECT fingerprint, answer FROM answers WHERE key = ?", key)
        return Kept(*found) if found else None

    def keep(self, key: str, fingerprint: str, answer: str) -> None:
        """Keep what was answered to a request with a key; the first one stays."""
        with self._database.transaction() as tables:
            tables.run(
                "INSERT INTO answers VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                *(key, fingerprint, answer, self._clock()),
            )

    def forget(self, before: float) -> None:
        """Remove answers of before a time."""
        with self._database.transaction() as tables:
            tables.run("DELETE FROM answers WHERE created < ?", before)
