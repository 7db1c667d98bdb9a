"""The sentences that summarise an article, and its headline."""

import pytest

pytest.importorskip("spacy", reason="the rules engine is an extra")

from incident_cases import summary_of

ARTICLE = """PORT ALDEN (Coastal News) - Three rockets struck a fuel depot near Harrow on Tuesday, killing two
drivers.

The interior minister, Dana Holt, blamed the Red Coast Front for the attack.

The Red Coast Front denied any involvement in the attack on the depot.

He also spoke of the weather.

Schools in Harrow will stay closed until Friday, the council said, and buses will not run at night.
"""


def test_the_lead_comes_first() -> None:
    assert summary_of(ARTICLE).key_points[0].text.startswith("Three rockets struck a fuel depot")


def test_each_point_is_its_evidence_without_the_dateline() -> None:
    for point in summary_of(ARTICLE).key_points:
        assert point.text.rstrip(".") in point.evidence[0].text


def test_no_point_repeats_another() -> None:
    texts = [p.text for p in summary_of(ARTICLE + ARTICLE.split("\n", 1)[0]).key_points]
    assert len(texts) == len(set(texts)) <= 7


def test_a_headline_without_a_title_is_the_lead_within_120_characters() -> None:
    headline = summary_of(ARTICLE).headline
    assert headline.startswith("Three rockets struck a fuel depot")
    assert len(headline) <= 120
