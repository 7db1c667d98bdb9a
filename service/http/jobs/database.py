"""Where the service keeps what has to outlive it: SQLite, asked in words that Postgres knows too."""

import asyncio
import fcntl
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, ParamSpec, Protocol, Self, TypeVar

from wirebrief.service.errors import ConfigurationError
from wirebrief.service.http.refusals import StoreUnavailable

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

Row = tuple[Any, ...]
_BETWEEN_TRIES = 1.0


class Cursor(Protocol):
    """What the databases' libraries have in common (PEP 249)."""

    @property
    def rowcount(self) -> int: ...

    def execute(self, statement: str, values: Sequence[object], /) -> object: ...

    def executemany(self, statement: str, rows: Sequence[Sequence[object]], /) -> object: ...

    def fetchall(self) -> list[Row]: ...


class Transaction:
    """Statements that count together or not at all; `?` stands for a value.

    Args:
        mark: what stands for a value in the database's own words.
    """

    def __init__(self, cursor: Cursor, mark: str = "?") -> None:
        self._cursor = cursor
        self._mark = mark

    def run(self, statement: str, *values: object) -> int:
        """Change rows; gives how many."""
        self._cursor.execute(self._in_own_words(statement), values)
        return self._cursor.rowcount

    def run_many(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """Run a statement once for each row of values."""
        self._cursor.executemany(self._in_own_words(statement), rows)

    def all(self, statement: str, *values: object) -> list[Row]:
        """The rows that are found."""
        self._cursor.execute(self._in_own_words(statement), values)
        return self._cursor.fetchall()

    def one(self, statement: str, *values: object) -> Row | None:
        """The first row that is found, or None."""
        return next(iter(self.all(statement, *values)), None)

    def _in_own_words(self, statement: str) -> str:
        return statement.replace("?", self._mark)


class Database(Protocol):
    """A database that this server alone has; it may be used from any thread."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Begin a transaction; it is kept for good when the block ends, and never was when that fails.

        Raises:
            StoreUnavailable: the database cannot be used now.
        """
        ...

    def close(self) -> None:
        """Let another server have it."""
        ...


class SQLite:
    """A file, which keeps a commit through the end of the process.

    Raises:
        ConfigurationError: another server has the file, or it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._held = path.with_suffix(".lock").open("w")
            fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._connection = sqlite3.connect(path, check_same_thread=False)
            path.chmod(0o600)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA secure_delete = ON")
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

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """One at a time.

        Raises:
            StoreUnavailable: the file cannot be read or written.
        """
        try:
            with self._lock, self._connection as connection:
                yield Transaction(connection.cursor())
        except sqlite3.OperationalError as error:
            raise StoreUnavailable("The file of the jobs cannot be used.") from error

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()
            self._held.close()


async def persistently(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Call what uses a database, in a thread, until the database can be used."""
    while True:
        try:
            return await asyncio.to_thread(function, *args, **kwargs)
        except StoreUnavailable as error:
            log.warning("The jobs cannot be kept for now.", exc_info=error)
            await asyncio.sleep(_BETWEEN_TRIES)


def database_at(store: Path | str) -> Database:
    """Open where jobs are kept: a file, or an address of Postgres.

    Raises:
        ConfigurationError: it cannot be opened.
    """
    if isinstance(store, Path):
        return SQLite(store)
    from wirebrief.service.http.jobs.postgres import Postgres

    return Postgres(store)
