"""Messages to be sent when jobs end, as they are kept: where to, how often tried, and when they go next."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from wirebrief.service.http.jobs.database import Database

_TABLE = (
    "CREATE TABLE IF NOT EXISTS messages ("
    " job TEXT PRIMARY KEY, url TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0, due DOUBLE PRECISION,"
    " delivered DOUBLE PRECISION, given_up INTEGER NOT NULL DEFAULT 0)"
)


@dataclass(frozen=True, slots=True)
class Message:
    """The message about a job.

    Attributes:
        url: where it goes.
        tries: that failed.
        due: not before this time, in seconds since 1970; None for as soon as the job ends.
        delivered: when it was, in seconds since 1970.
        given_up: nobody wants it.
    """

    url: str
    tries: int
    due: float | None
    delivered: float | None
    given_up: bool


class Outbox:
    """The messages in a database.

    Args:
        clock: seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock
        with database.transaction() as tables:
            tables.run(_TABLE)

    def add(self, job: str, url: str) -> None:
        """Keep that a message is wanted."""
        with self._database.transaction() as tables:
            tables.run("INSERT INTO messages (job, url) VALUES (?, ?)", job, url)

    def get(self, job: str) -> Message | None:
        """The message about a job, where one is wanted."""
        with self._database.transaction() as tables:
            found = tables.one("SELECT url, tries, due, delivered, given_up FROM messages WHERE job = ?", job)
        if found is None:
            return None
        url, tries, due, delivered, given_up = found
        return Message(url, tries, due, delivered, bool(given_up))

    def unsent(self) -> list[str]:
        """Jobs that have ended and whose message is still to be delivered."""
        with self._database.transaction() as tables:
            rows = tables.all(
                "SELECT m.job FROM messages m JOIN jobs j ON j.id = m.job"
                " WHERE j.finished IS NOT NULL AND m.delivered IS NULL AND m.given_up = 0"
            )
        return [job for (job,) in rows]

    def failed(self, job: str, due: float | None) -> None:
        """Note a try that failed, and when the next one is; None where that was the last."""
        with self._database.transaction() as tables:
            tables.run(
                "UPDATE messages SET tries = tries + 1, due = ?, given_up = ? WHERE job = ?",
                *(due, int(due is None), job),
            )

    def delivered(self, job: str) -> None:
        """Note that a message has arrived."""
        with self._database.transaction() as tables:
            tables.run("UPDATE messages SET delivered = ? WHERE job = ?", self._clock(), job)

    def forget(self) -> None:
        """Remove messages about jobs that are forgotten."""
        with self._database.transaction() as tables:
            tables.run("DELETE FROM messages WHERE job NOT IN (SELECT id FROM jobs)")
