"""Fixtures for every room."""

from collections.abc import Iterator

import pytest
from upstream import ScriptedUpstream


@pytest.fixture
def upstream() -> Iterator[ScriptedUpstream]:
    """A scripted model server on loopback, gone when the test is."""
    with ScriptedUpstream() as server:
        yield server
