"""Reading the seed article: a smoke test over a real wire story that lost its apostrophes."""

from pathlib import Path

import pytest

from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import read_text

SEED = Path(__file__).parents[2] / "evals" / "gold" / "seed" / "article.txt"


@pytest.fixture(scope="module")
def seed() -> Document:
    return read_text(SEED.read_bytes())


def test_its_furniture_is_seen(seed: Document) -> None:
    zones = [p.zone for p in seed.paragraphs]
    assert zones[:4] == ["section", "title", "standfirst", "body"]
    assert (zones.count("crosshead"), zones[-1]) == (2, "credit")
    assert (seed.section, seed.agency, seed.language) == ("World", "AFP", "en")
    assert seed.dateline is not None


def test_all_nine_marked_stretches_are_quotations(seed: Document) -> None:
    assert len(seed.quotations) == 9
    assert all(q.closed and q.parent is None for q in seed.quotations)


def test_lost_apostrophes_are_read(seed: Document) -> None:
    for read in ("Iraq's", "We've", "country's", "Syria's", "hadn't"):
        assert read in seed.view.text


def test_a_rank_and_a_name_do_not_end_a_sentence(seed: Document) -> None:
    assert any("Maj. Gen. John W. Brennan, Jr. said" in seed.text[s.start : s.end] for s in seed.sentences)


def test_a_pause_does_not_end_a_sentence(seed: Document) -> None:
    assert any("rounds... the" in seed.text[s.start : s.end] for s in seed.sentences)
