"""Fixtures for every room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from upstream import ScriptedUpstream

from wirebrief.service.journal.place import close_journals


@pytest.fixture(autouse=True)
def journal_path(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the test's own journal is, should an engine be selected that keeps one."""
    path = tmp_path_factory.mktemp("journal") / "journal.sqlite3"
    monkeypatch.setenv("WIREBRIEF_JOURNAL", str(path))
    yield path
    close_journals()


@pytest.fixture
def upstream() -> Iterator[ScriptedUpstream]:
    """A scripted model server on loopback, gone when the test is."""
    with ScriptedUpstream() as server:
        yield server
