"""The same in Postgres, for a service whose jobs belong with other data that is looked after.

One session does everything, and holds a lock for as long as it lives, so that no other server works off the
same jobs.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from wirebrief.service.errors import ConfigurationError, MissingExtra
from wirebrief.service.http.jobs.database import Cursor, Transaction
from wirebrief.service.http.refusals import StoreUnavailable

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow

_LOCK = 0x77697265  # any number that nobody else has
_SESSION = "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3"
"""So that the database soon lets go of a server that vanished."""
_TO_CONNECT = 10


class Postgres:
    """A database of Postgres.

    Args:
        address: as libpq takes it: `postgresql://user@host/name`.

    Raises:
        ConfigurationError: it cannot be reached, or another server has it.
        MissingExtra: psycopg is not installed.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._lock = threading.Lock()
        try:
            self._connection = self._connected()
        except StoreUnavailable as error:
            raise ConfigurationError(
                f"Jobs cannot be kept: {error.message}", hint="WIREBRIEF_SERVE_STORE says where."
            ) from error

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """One at a time; a session that was lost is begun anew with the next.

        Raises:
            StoreUnavailable: the database cannot be reached, or was lost on the way.
        """
        from psycopg import InterfaceError, OperationalError

        with self._lock:
            try:
                if self._connection.closed:
                    self._connection = self._connected()
                with self._connection.transaction(), self._connection.cursor() as cursor:
                    yield Transaction(cast(Cursor, cursor), "%s")
            except (InterfaceError, OperationalError) as error:
                raise StoreUnavailable("The database of the jobs cannot be reached.") from error

    def close(self) -> None:
        """End the session, and with it the lock."""
        with self._lock:
            self._connection.close()

    def _connected(self) -> "Connection[TupleRow]":
        try:
            import psycopg
        except ImportError as error:
            raise MissingExtra(
                "Postgres needs psycopg.", hint="Install it with: pip install 'wirebrief[postgres]'"
            ) from error
        try:
            connection = psycopg.connect(self._address, autocommit=True, connect_timeout=_TO_CONNECT)
            connection.execute(_SESSION)
        except psycopg.Error as error:
            raise StoreUnavailable("The database of the jobs cannot be reached.") from error
        (held,) = connection.execute("SELECT pg_try_advisory_lock(%s)", (_LOCK,)).fetchone() or (False,)
        if not held:
            connection.close()
            raise StoreUnavailable("Another server keeps its jobs in the same database.")
        return connection
