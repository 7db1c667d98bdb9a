"""Highlights in a report: the whole text, cut where something begins or ends."""

from hypothesis import given, settings
from labelled import SUMMARY, TEXT
from summaries import TEXT as FERRY
from summaries import summaries

from wirebrief.evals.report.highlight import highlights, segments
from wirebrief.schemas import ArticleSummary


@settings(deadline=None, max_examples=30)
@given(summaries())
def test_the_segments_are_the_text(summary: ArticleSummary) -> None:
    assert "".join(part.text for part in segments(FERRY, highlights(summary))) == FERRY


@settings(deadline=None, max_examples=30)
@given(summaries())
def test_every_quote_is_somewhere(summary: ArticleSummary) -> None:
    shown = {path for part in segments(FERRY, highlights(summary)) for path in part.paths}
    assert {f"quotes[{n}]" for n in range(len(summary.quotes))} <= shown


def test_a_text_without_records_is_one_segment() -> None:
    assert [part.text for part in segments(TEXT, [])] == [TEXT]


def test_a_record_is_named_where_it_begins() -> None:
    opens = {part.text: part.opens for part in segments(TEXT, highlights(SUMMARY)) if part.opens}
    assert opens["The line was new,"] == ("Q1",)
