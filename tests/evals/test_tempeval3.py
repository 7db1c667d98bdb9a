"""Scoring TIMEX3 as TempEval-3 did."""

from datetime import date
from pathlib import Path

import pytest

from wirebrief.evals.benchmarks.tempeval3 import Score, align, read_timeml, run
from wirebrief.service.errors import ConfigurationError
from wirebrief.service.reading.dates.timex import Timex

TIMEML = """<?xml version="1.0" ?>
<TimeML>
<DOCID>osk</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2018-05-04">05/04/2018</TIMEX3></DCT>
<TEXT>
The bridge <EVENT eid="e1">fell</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2018-05-02">Wednesday</TIMEX3>.
Rain &amp; wind lasted <TIMEX3 tid="t2" type="DURATION" value="P2D">two days</TIMEX3>, said a clerk
<TIMEX3 tid="t3" type="DATE" value="2018-05-01">earlier this week</TIMEX3>. He leaves in June.
</TEXT>
</TimeML>
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "Osk").mkdir()
    (tmp_path / "Osk" / "osk.tml").write_text(TIMEML, "utf-8")
    return tmp_path


def test_a_timeml_file_is_read_as_text_and_spans(corpus: Path) -> None:
    """Tags and entities are gone, offsets point at the words, the creation time is set apart."""
    document = read_timeml(corpus / "Osk" / "osk.tml")
    assert document.dct == date(2018, 5, 4)
    assert [document.text[t.start : t.end] for t in document.gold] == [
        "Wednesday",
        "two days",
        "earlier this week",
    ]
    assert "Rain & wind" in document.text


def test_a_report_counts_extent_type_and_value(corpus: Path) -> None:
    """Four found, three wanted: all overlap, one value differs, one is spurious."""
    report = run(corpus, "Osk")
    assert report.relaxed == Score(hits=3, found=4, wanted=3)
    assert report.strict == Score(hits=3, found=4, wanted=3)
    assert report.value == Score(hits=2, found=4, wanted=3)
    assert {(m.cause, m.gold or m.found) for m in report.misses} == {
        ("spurious", "June [DATE 2018-06]"),
        ("value", "earlier this week [DATE 2018-05-01]"),
    }


def test_an_exact_pair_goes_before_a_partial_one() -> None:
    """One of ours cannot serve two of theirs."""
    gold = Timex(0, 9, "DATE", "a"), Timex(10, 14, "DATE", "b")
    ours = Timex(5, 14, "DATE", "c"), Timex(10, 14, "DATE", "d")
    assert [(g.value, o.value) for g, o in align(gold, ours)] == [("a", "c"), ("b", "d")]


def test_an_empty_folder_is_a_configuration_error(tmp_path: Path) -> None:
    """It says what to do."""
    with pytest.raises(ConfigurationError, match="one split"):
        run(tmp_path, "Nothing")
