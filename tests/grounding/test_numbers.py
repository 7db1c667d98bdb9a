"""How many a phrase says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirebrief.service.grounding.numbers import count_in, numbers, ordinals, total_in


def bounds(phrase: str, before: str = "", after: str = "") -> tuple[int | None, int | None] | None:
    count = count_in(phrase, before, after)
    return (count.min, count.max) if count else None


@pytest.mark.parametrize(
    ("phrase", "least", "most"),
    [
        ("five rockets", 5, 5),
        ("1,200 people", 1200, 1200),
        ("1.2 million", 1_200_000, 1_200_000),
        ("twenty-five", 25, 25),
        ("two hundred and five", 205, 205),
        ("half a dozen", 6, 6),
        ("two dozen shells", 24, 24),
        ("a hundred", 100, 100),
        ("nearly 40", 40, 40),
        ("about 40 fighters", 40, 40),
        ("at least 12", 12, None),
        ("no fewer than 12", 12, None),
        ("12 or more", 12, None),
        ("12+", 12, None),
        ("more than 80", 81, None),
        ("more than a dozen", 13, None),
        ("up to 30", None, 30),
        ("no more than 12", None, 12),
        ("fewer than 10", None, 9),
        ("10 to 12", 10, 12),
        ("10-12", 10, 12),
        ("between 5 and 7", 5, 7),
        ("five or six", 5, 6),
        ("dozens", 24, None),
        ("scores of people", 40, None),
        ("hundreds", 200, None),
        ("tens of thousands", 20_000, None),
        ("several rockets", 2, None),
        ("no casualties", 0, 0),
        ("nobody", 0, 0),
        ("did not cause any casualties", 0, 0),
        ("were not injured", 0, 0),
        ("a soldier", 1, 1),
        ("another two", 2, 2),
        ("a pair of drones", 2, 2),
        ("three 122mm rockets", 3, 3),
        ("five 107-mm rockets", 5, 5),
        ("a 500-pound bomb", 1, 1),
        ("two AK-47 rifles", 2, 2),
        ("a 12-gauge shotgun", 1, 1),
        ("a 41-year-old man", 1, 1),
        ("ten to twelve shells", 10, 12),
        ("a barrage of 12 rockets", 12, 12),
        ("١٢ صاروخا", 12, 12),
    ],
)
def test_a_phrase_says_its_number(phrase: str, least: int | None, most: int | None) -> None:
    """The rules of the module's docstring, one by one."""
    assert bounds(phrase) == (least, most)


@pytest.mark.parametrize(
    "phrase",
    ["rockets", "a barrage of rockets", "107mm rockets", "the driver", "", "rockets that did not explode"],
)
def test_a_phrase_without_a_number_says_none(phrase: str) -> None:
    """Collectives, calibres and plain plurals are no counts."""
    assert bounds(phrase) is None


@pytest.mark.parametrize(
    ("before", "phrase", "after", "expected"),
    [
        ("He said at least ", "12 people", "", (12, None)),
        ("reported no ", "casualties", "", (0, 0)),
        ("did not cause any ", "casualties", "", (0, 0)),
        ("more than twenty-", "five rockets", "", (26, None)),
        ("", "21", " thousand died", (21_000, 21_000)),
        ("killed five, ", "12 people", "", (12, 12)),
        ("in 2020 ", "five rockets", "", (5, 5)),
    ],
)
def test_words_around_a_span_belong_to_its_number(
    before: str, phrase: str, after: str, expected: tuple[int | None, int | None]
) -> None:
    """A span that leaves out "at least" or "million" does not change how many there were."""
    assert bounds(phrase, before, after) == expected


@pytest.mark.parametrize(
    ("phrase", "least", "most"),
    [
        ("two officers and five demonstrators", 7, 7),
        ("a driver, two nurses and at least four guards", 7, None),
        ("two hundred and five people", 205, 205),
        ("three people, two of them children", 3, 3),
        ("between 5 and 7", 5, 7),
        ("two and wounded three", 2, 2),
        ("no officers and no demonstrators", 0, 0),
    ],
)
def test_the_parts_of_a_list_are_added_up(phrase: str, least: int | None, most: int | None) -> None:
    """Only where each part begins with a number of its own."""
    count = total_in(phrase)
    assert count
    assert (count.min, count.max) == (least, most)


def test_numbers_of_a_text_are_composed() -> None:
    """ "Two hundred and five" is one number and not three."""
    found = [value for value, _, _ in numbers("two hundred and five of 1.2 million, twenty-five, one two")]
    assert found == [205, 1_200_000, 25, 1, 2]


def test_ordinals_are_seen_in_words_and_digits() -> None:
    """ "Second" and "21st"."""
    assert ordinals("the second, the 21st") == {2, 21}


@given(st.text(max_size=80))
@settings(deadline=None, max_examples=300)
def test_any_text_has_an_answer(text: str) -> None:
    """No text makes the reader of numbers fail, and bounds are in order."""
    count = count_in(text, text, text)
    assert count is None or count.min is None or count.max is None or count.min <= count.max


@given(st.integers(0, 999_999))
@settings(deadline=None, max_examples=200)
def test_a_number_is_read_as_it_is_printed(number: int) -> None:
    """With and without a separator of thousands."""
    assert bounds(f"{number} people") == bounds(f"{number:,} people") == (number, number)
