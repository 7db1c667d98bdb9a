"""Where a name is, as far as the text supports it."""

from collections import Counter

import pytest

pytest.importorskip("spacy", reason="the rules engine is an extra")

from wirebrief.service.engines.rules.places import countries_mentioned, find_place, gazetteer


def test_a_country_is_known_by_its_name() -> None:
    assert find_place("Norway", Counter()).country == "NO"


@pytest.mark.parametrize(
    ("word", "code"), [("Iraqi", "IQ"), ("Colombians", "CO"), ("Malian", "ML"), ("U.S.", "US")]
)
def test_a_people_stands_for_its_country(word: str, code: str) -> None:
    assert gazetteer().country_of_word(word) == code


def test_an_ambiguous_city_is_in_the_country_that_the_article_names() -> None:
    assert find_place("Cordoba", Counter({"AR": 2})).country == "AR"
    assert find_place("Cordoba", Counter({"ES": 1})).country == "ES"


def test_a_small_city_alone_supports_no_country() -> None:
    assert find_place("Springfield", Counter()).country is None


def test_a_capital_supports_its_country() -> None:
    assert find_place("Baghdad", Counter()).country == "IQ"


def test_a_name_that_the_gazetteer_lacks_supports_nothing() -> None:
    assert find_place("Quellmark", Counter({"FR": 3})).country is None


def test_a_us_state_is_a_region() -> None:
    found = find_place("Georgia", Counter({"US": 1}))
    assert (found.country, found.precision, found.region) == ("US", "region", True)


def test_small_words_are_no_countries() -> None:
    assert countries_mentioned(["turkey", "chad"]) == Counter()
