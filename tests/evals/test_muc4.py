"""The MUC-4 adapter on messages of our own in the same format."""

from pathlib import Path

import pytest

from wirebrief.evals.benchmarks.muc4 import load, run
from wirebrief.evals.benchmarks.muc4_confidence import Voices
from wirebrief.evals.benchmarks.muc4_score import entity_tallies
from wirebrief.evals.errors import HarnessError

TEXT = """DEV-MUC3-9001 (OURS)

   VELMAR, 3 FEB 90 (VELMAR RADIO) -- [TEXT] GENERAL ARNO PELL BLAMED THE
RED COLUMN FOR THE MURDER OF JUDGE TERESA OLIN IN VELMAR YESTERDAY.

DEV-MUC3-9002 (OURS)

   VELMAR, 4 FEB 90 (VELMAR RADIO) -- [TEXT] THE HARVEST WAS GOOD.
"""
KEY = """0.  MESSAGE: ID                     DEV-MUC3-9001 (OURS)
1.  MESSAGE: TEMPLATE               1
4.  INCIDENT: TYPE                  ATTACK
9.  PERP: INDIVIDUAL ID             -
10. PERP: ORGANIZATION ID           "RED COLUMN" / "THE COLUMN"
                                    ? "BLUE COLUMN"
11. PERP: ORGANIZATION CONFIDENCE   SUSPECTED OR ACCUSED BY AUTHORITIES: "RED COLUMN" / "THE COLUMN"
18. HUM TGT: NAME                   "TERESA OLIN"

0.  MESSAGE: ID                     DEV-MUC3-9002 (OURS)
1.  MESSAGE: TEMPLATE               *
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two messages, one of them without an incident."""
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "dev-muc3-9001-9002").write_text(TEXT, encoding="latin-1")
    (tmp_path / "dev" / "key-dev-9001-9002").write_text(KEY, encoding="latin-1")
    return tmp_path


def test_a_key_is_read_with_its_alternatives_and_options(corpus: Path) -> None:
    message, none = load(corpus, "dev")
    red, blue = message.templates[0].entities["perp_organization"]
    assert (red.mentions, red.optional) == (("RED COLUMN", "THE COLUMN"), False)
    assert (blue.mentions, blue.optional) == (("BLUE COLUMN",), True)
    assert none.templates == ()


def test_a_folder_without_the_split_is_an_error(corpus: Path) -> None:
    with pytest.raises(HarnessError, match="tst1"):
        load(corpus, "tst1")


def test_an_entity_is_right_by_any_wording_of_the_key() -> None:
    key = [{"victim": [["TERESA OLIN", "JUDGE OLIN"]]}]
    found = entity_tallies([{"victim": [["judge olin"], ["the judge"]]}], key)["victim"]
    assert (found.right, found.predicted, found.gold) == (1, 2, 1)


def test_the_engine_is_scored_on_every_article(corpus: Path) -> None:
    report = run(corpus)
    assert report.documents == 2
    assert report.systems["engine"].strict["victim"].right == 1


def test_a_voice_is_counted_in_the_row_of_the_key(corpus: Path) -> None:
    assert run(corpus).voices.table == {("accused", "accused"): 1}


def test_voices_of_nobody_have_no_lines() -> None:
    assert list(Voices().lines()) == []
