"""TIMEX3 values in invented sentences, given the day of creation: what the annotation guidelines ask for."""

from datetime import date

import pytest

from wirebrief.service.reading.dates.timex import timexes
from wirebrief.service.reading.text import draft_document

CREATED = date(2019, 11, 6)
"""A Wednesday."""


def values(text: str) -> list[tuple[str, str]]:
    """The words and the value of each TIMEX3, in order."""
    return [(text[t.start : t.end], t.value) for t in timexes(draft_document(text), CREATED)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The kiln opened on Monday.", "Monday", "2019-11-04"),
        ("The ferry runs daily.", "daily", "P1D"),
        ("The guild pays annually.", "annually", "P1Y"),
        ("The guild pays every month.", "every month", "P1M"),
        ("The kiln cools for two to three weeks.", "two to three weeks", "P2W"),
        ("The mill ran in the last 24 hours.", "the last 24 hours", "PT24H"),
        ("The mill earned less after several quarters of losses.", "several quarters", "PXQ"),
        ("The mill closed in the last half of 2016.", "the last half of 2016", "2016-H2"),
        ("Write to us as soon as possible.", "as soon as possible", "FUTURE_REF"),
        ("It is quiet now that the kiln is shut.", "now", "PRESENT_REF"),
    ],
)
def test_one_expression_has_its_value(text: str, words: str, value: str) -> None:
    """The value as ISO-TimeML writes it."""
    assert (words, value) in values(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It is part of the plan to mend the weir by March.", "2020-03"),
        ("The weir was mended by March.", "2019-03"),
        ("The grant would be paid on an unspecified date in January.", "2020-01"),
    ],
)
def test_a_month_without_a_year_lies_where_its_clause_points(text: str, value: str) -> None:
    """A deadline without a past verb lies ahead."""
    assert values(text)[-1][1] == value


def test_a_comparison_counts_from_the_quarter_that_the_report_is_about() -> None:
    """However many comparisons stand between."""
    text = (
        "Osk Mills said profit fell in the third quarter, from 4 million crowns a year earlier. Sales rose. "
        "Costs rose. Rents rose. Wages in the quarter were up. Debt shrank from 9 million a year ago."
    )
    assert values(text) == [
        ("the third quarter", "2019-Q3"),
        ("a year earlier", "2018-Q3"),
        ("the quarter", "2019-Q3"),
        ("a year ago", "2018-Q3"),
    ]


def test_the_year_ago_quarter_is_the_numbered_one() -> None:
    """One expression, not a year and a quarter."""
    assert values("Profit beat that of the year-ago third quarter.") == [
        ("the year-ago third quarter", "2018-Q3")
    ]


def test_the_latest_period_is_the_one_that_the_report_is_about() -> None:
    """Not the one that it was compared with."""
    text = "Third-quarter profit fell from 4 million a year earlier. Sales in the latest period rose."
    assert values(text)[-1] == ("the latest period", "2019-Q3")


def test_after_months_a_comparison_is_of_the_year() -> None:
    """ "For the nine months" ends the tale of the quarter."""
    text = "It lost 2 million in the third quarter. For the nine months, it earned 5, from 6 a year earlier."
    assert values(text)[-1] == ("a year earlier", "2018")
