"""When an article was published: given, stated, inferred, or unknown."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from wirebrief.service.reading.text import read_text

CASES = tomllib.loads(Path(__file__).with_name("inference_cases.toml").read_text("utf-8"))["case"]
SEED = Path(__file__).parents[2] / "evals" / "gold" / "seed" / "article.txt"
BODY = "\n\nThe mayor opened the bridge on Tuesday. Nobody was hurt when a crane fell in the river.\n"


def _ids(kind: str) -> list[object]:
    return [pytest.param(case, id=case["name"]) for case in CASES if kind in case]


@pytest.mark.parametrize("case", _ids("infers"))
def test_two_things_that_agree_give_the_day(case: dict[str, object]) -> None:
    """The day follows from an anniversary, or from a weekday's date and a year by arithmetic."""
    found = read_text(str(case["text"]).strip()).published
    assert (found.basis, found.date) == ("inferred", case["infers"])


@pytest.mark.parametrize("case", _ids("abstains"))
def test_anything_off_leaves_the_day_unknown(case: dict[str, object]) -> None:
    """A doubtful report is left without a date."""
    found = read_text(str(case["text"]).strip()).published
    assert (found.basis, found.date) == ("unknown", None), case["abstains"]


@pytest.mark.parametrize("case", _ids("infers"))
def test_an_inferred_day_shows_its_evidence(case: dict[str, object]) -> None:
    """The evidence holds at least the foothold and the date it was reckoned from, as spans of the text."""
    text = str(case["text"]).strip()
    document = read_text(text)
    evidence = document.published.evidence
    assert len(evidence) >= 2
    assert all(text[span.start : span.end] == span.text for span in evidence)
    assert [warning.code for warning in document.warnings] == ["published_inferred"]


def test_the_seed_article_was_published_on_its_wednesday() -> None:
    """The first article of the project, which prints no date of its own."""
    found = read_text(SEED.read_text("utf-8")).published
    assert (found.basis, found.date) == ("inferred", date(2022, 1, 5))


def test_the_caller_is_believed() -> None:
    """A date that is given wins over one in the text."""
    found = read_text("Published: 3 May 2018" + BODY, published=date(2018, 5, 4)).published
    assert (found.basis, found.date, found.evidence) == ("given", date(2018, 5, 4), [])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Bridge opens\nPublished: 3 May 2018" + BODY, date(2018, 5, 3)),
        ("Bridge opens\nPublished May 3, 2018 | Updated May 5, 2018" + BODY, date(2018, 5, 3)),
        ("Bridge opens\nLast updated: 2018-05-05" + BODY, date(2018, 5, 5)),
        ("Bridge opens\nThursday, 3 May 2018 10:30 GMT" + BODY, date(2018, 5, 3)),
        ("Bridge opens\nBy Ada Bell\nMay 3, 2018" + BODY, date(2018, 5, 3)),
        ("LUND BAY, 3 MAY 90 (PTS) -- The mayor opened the bridge on Tuesday.", date(1990, 5, 3)),
        ("LUND BAY, May 3, 2018 (Wire) - The mayor opened the bridge on Tuesday.", date(2018, 5, 3)),
        ("OSK, 3 May 2018 — The mayor opened the bridge on Tuesday.", date(2018, 5, 3)),
    ],
)
def test_a_date_where_publication_dates_stand_is_stated(text: str, day: date) -> None:
    """A labelled line, a line of its own, a byline's date or a dateline."""
    found = read_text(text).published
    assert (found.basis, found.date) == ("stated", day)


@pytest.mark.parametrize(
    "text",
    [
        "Bridge opens\n\nThe mayor opened the bridge on 3 May 2018.",
        "Bridge opens\n\nOn May 3, 2018 - a windy day - the mayor opened the bridge.",
        "Bridge opens\nPublished: 3 May 2018\nPublished: 9 June 2019" + BODY,
        "Bridge opens\n\nHis memoirs were published on 3 May 2018 and sold well all over the province.",
        "Bridge opens\n\nIssued on May 3, 2018, the report blames nobody.",
        "Bridge opens\n\n1. Ada Bell - announced May 3, 2018\n\n2. Carl Dorn - announced June 4, 2018",
        "LUND BAY, May 3 (Wire) - The mayor opened the bridge on Tuesday.",
        "Bridge opens\nWednesday, 3 May 2018" + BODY,
    ],
)
def test_other_dates_are_not_the_day_of_publication(text: str) -> None:
    """A date inside a sentence, two that disagree, one without a year, one with the wrong weekday."""
    document = read_text(text)
    assert document.published.basis == "unknown"
    assert [warning.code for warning in document.warnings] == ["published_unknown"]
