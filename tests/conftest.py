"""Fixtures for every room."""

import sys
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


@pytest.fixture(autouse=True)
def unknown_servers() -> Iterator[None]:
    """What one test's server could not do, or bear, is no news of another's at the same port."""
    yield
    if dialect := sys.modules.get("wirebrief.service.engines.llm.dialect"):
        dialect.forget_dialects()
    if upstream := sys.modules.get("wirebrief.service.engines.llm.upstream"):
        upstream.forget_upstreams()


@pytest.fixture
def upstream() -> Iterator[ScriptedUpstream]:
    """A scripted model server on loopback, gone when the test is."""
    with ScriptedUpstream() as server:
        yield server
