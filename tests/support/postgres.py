"""A server of Postgres for tests, from Debian's package: in a folder of its own, on a socket in it.

with PostgresServer() as server:
    address = server.new_schema()      # postgresql://…
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

import psycopg

_FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=16MB".split()


def _program(name: str) -> str:
    """A program of the newest version there is."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[4]))
    return str(found[-1]) if found else name


class PostgresServer:
    """The server; a context manager."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="wb-pg-"))  # short: a socket's path has 107 characters
        self._numbers = count(1)
        self._as: dict[str, Any] = {"cwd": self._folder, "stdout": subprocess.DEVNULL}
        if os.geteuid() == 0:  # which postgres refuses to run as
            nobody = pwd.getpwnam("nobody")
            os.chown(self._folder, nobody.pw_uid, nobody.pw_gid)
            self._as |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    def __enter__(self) -> Self:
        data = str(self._folder / "data")
        made = [_program("initdb"), "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C"]
        subprocess.run([*made, "--no-sync"], check=True, **self._as)
        served = [_program("postgres"), "-D", data, "-k", str(self._folder), "-c", "listen_addresses="]
        self._process = subprocess.Popen([*served, *_FAST], stderr=subprocess.DEVNULL, **self._as)
        until = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self._address()).close()
            except psycopg.OperationalError:
                assert self._process.poll() is None, "the server has ended"
                assert time.monotonic() < until, "the server does not answer"
                time.sleep(0.02)
            else:
                return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGQUIT)  # at once: nobody wants its files
        self._process.wait(30)
        shutil.rmtree(self._folder)

    def new_schema(self) -> str:
        """The address of an empty schema; all are in one database, which makes them cheap."""
        name = f"t{next(self._numbers)}"
        self.run(f"CREATE SCHEMA {name}")
        return f"{self._address()}&options=-csearch_path%3D{name}"

    def run(self, statement: str) -> None:
        """Run a statement as the database's owner, in a session of its own."""
        with psycopg.connect(self._address(), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _address(self) -> str:
        return f"postgresql://tests@/postgres?host={quote(str(self._folder), safe='')}"
