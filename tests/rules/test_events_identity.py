"""One event or two, when, where, and in whose voice. Sentences of our own."""

from datetime import date

import pytest

pytest.importorskip("spacy", reason="the rules engine is an extra")

from incident_cases import incidents_of, names, only, summary_of


def test_cause_and_effect_in_one_sentence_are_one_event() -> None:
    assert only("A bomb exploded in a hotel in Calder on Monday, killing two guests.").type == "bombing"


def test_a_definite_noun_goes_back_to_the_event_before() -> None:
    only("A bomb exploded in a hotel in Calder on Monday. The blast wounded nine guests.")


def test_another_day_makes_another_event() -> None:
    text = (
        "A bomb exploded in a hotel in Calder on Monday. Another bomb exploded in a bank in Tarn on Sunday."
    )
    assert len(incidents_of(text)) == 2


def test_two_named_victims_killed_apart_are_two_events() -> None:
    text = "Gunmen killed Adam Rusk in Calder on Monday. On Sunday, gunmen killed Nora Veil in Tarn."
    assert len(incidents_of(text)) == 2


def test_a_past_weekday_is_the_nearest_before_publication() -> None:
    when = only("A bomb exploded in a hotel in Calder on Monday.").when
    assert (when.start, when.end, when.anchor) == (date(2031, 5, 12), date(2031, 5, 12), "published")


def test_the_time_of_the_report_is_not_the_time_of_the_event() -> None:
    when = only("Police said on Tuesday that a bomb had exploded in a hotel on Sunday.").when
    assert when.start == date(2031, 5, 11)


def test_an_old_event_is_background() -> None:
    assert only("A bomb exploded in a hotel in Calder on March 2, 2029.").background is True


def test_the_town_after_in_is_the_place() -> None:
    where = only("Gunmen killed a judge in the town of Harrow on Monday.").where
    assert (where.name, where.precision) == ("Harrow", "city")


def test_a_province_is_a_first_level_region() -> None:
    where = only("Armed men kidnapped two surveyors in Velm province on Monday.").where
    assert (where.admin1 and where.admin1.text, where.precision) == ("Velm", "region")


def test_a_city_has_its_country_where_the_article_names_it() -> None:
    text = "A bomb exploded in a hotel in Basra on Monday. Iraqi police closed the road."
    assert only(text).where.country == "IQ"


def test_the_article_s_own_voice_asserts() -> None:
    assert only("A bomb exploded in a hotel in Calder on Monday.").factuality == "asserted"


def test_what_only_a_source_states_is_reported_by_it() -> None:
    summary = summary_of("The coast guard said smugglers had burned a patrol boat on Monday.")
    (incident,) = summary.incidents
    assert incident.factuality == "reported"
    assert names(summary, incident.reported_by) == ["coast guard"]


def test_a_denial_by_another_source_disputes_it() -> None:
    text = (
        "Residents said soldiers had shelled the village of Linden on Monday. "
        "The army denied that it had shelled the village."
    )
    summary = summary_of(text)
    assert summary.incidents[0].factuality == "disputed"
    assert names(summary, summary.incidents[0].disputed_by) == ["army"]


def test_a_summary_has_only_words_of_the_article() -> None:
    text = "A bomb exploded in a hotel in Calder on Monday, killing two guests."
    assert only(text).summary.rstrip(".") in text
