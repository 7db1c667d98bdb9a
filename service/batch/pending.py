"""The batches that are under way, in the journal's file: a crash forgets none, and none is sent twice."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from wirebrief.service.journal.identity import Identity
from wirebrief.service.journal.store import Store

PREPARING = "preparing"
FETCHED = "fetched"


@dataclass(frozen=True, slots=True)
class Pending:
    """One batch.

    Attributes:
        digest: of the keys in it; the provider keeps it too, so that a batch is known again after a crash.
        id: the provider's, or None until it is known.
        status: the provider's word, `preparing` before it has one, `fetched` when all is in the journal.
        round: 1, or more for a batch of what failed in another.
        asked: questions in it.
    """

    digest: str
    endpoint: str
    id: str | None
    status: str
    round: int
    asked: int
    begun_at: datetime


class PendingBatches:
    """What the journal's file knows of batches."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, digest: str, endpoint: str, questions: Sequence[Identity], round_: int) -> None:
        """Note a batch before anything of it is sent."""
        now = datetime.now(UTC).isoformat()
        with self._store.together() as db:
            db.execute(
                "INSERT OR REPLACE INTO batches VALUES (?, ?, NULL, ?, ?, ?)",
                (digest, endpoint, PREPARING, round_, now),
            )
            db.executemany(
                "INSERT OR REPLACE INTO batched VALUES (?, ?, ?, ?)",
                [(digest, endpoint, one.key, json.dumps(one.model_dump(mode="json"))) for one in questions],
            )

    def update(self, digest: str, status: str, id_: str | None = None) -> None:
        """Note what the provider says."""
        with self._store.together() as db:
            db.execute(
                "UPDATE batches SET status = ?, id = coalesce(?, id) WHERE digest = ?", (status, id_, digest)
            )

    def end(self, digest: str) -> None:
        """Note that everything of a batch is in the journal, or has failed: it may be asked again."""
        with self._store.together() as db:
            db.execute("UPDATE batches SET status = ? WHERE digest = ?", (FETCHED, digest))
            db.execute("DELETE FROM batched WHERE digest = ?", (digest,))

    def drop(self, digest: str) -> None:
        """Forget a batch that was never sent."""
        with self._store.together() as db:
            db.execute("DELETE FROM batches WHERE digest = ?", (digest,))
            db.execute("DELETE FROM batched WHERE digest = ?", (digest,))

    def under_way(self, endpoint: str) -> list[Pending]:
        """The batches at an endpoint that are not fetched yet, the oldest first."""
        with self._store.together() as db:
            rows = db.execute(
                "SELECT digest, endpoint, id, status, round, begun_at,"
                " (SELECT count(*) FROM batched WHERE batched.digest = batches.digest) FROM batches"
                " WHERE endpoint = ? AND status != ? ORDER BY begun_at",
                (endpoint, FETCHED),
            ).fetchall()
        return [_pending(row) for row in rows]

    def keys_under_way(self, endpoint: str) -> frozenset[str]:
        """Keys of the questions in batches that are not fetched yet."""
        with self._store.together() as db:
            return frozenset(
                key for (key,) in db.execute("SELECT key FROM batched WHERE endpoint = ?", (endpoint,))
            )

    def questions(self, digest: str) -> dict[str, Identity]:
        """The questions of a batch by their keys."""
        with self._store.together() as db:
            rows = db.execute("SELECT key, identity FROM batched WHERE digest = ?", (digest,)).fetchall()
        return {key: Identity.model_validate_json(identity) for key, identity in rows}


def _pending(row: sqlite3.Row | tuple[object, ...]) -> Pending:
    digest, endpoint, id_, status, round_, begun_at, asked = row
    return Pending(
        digest=str(digest),
        endpoint=str(endpoint),
        id=str(id_) if id_ is not None else None,
        status=str(status),
        round=int(str(round_)),
        asked=int(str(asked)),
        begun_at=datetime.fromisoformat(str(begun_at)),
    )
