"""What is compared, how much of it, and what two incidents weigh."""

from datetime import timedelta
from itertools import combinations

import pytest
from told import DAY, article, figure, incident

from wirebrief.schemas import Incident
from wirebrief.service.linking.blocking import WINDOW, candidates
from wirebrief.service.linking.comparison import Comparer, Comparison, Rarity
from wirebrief.service.linking.mentions import Mention, Reader
from wirebrief.service.linking.weights import weights


def mentions(*incidents: Incident) -> list[Mention]:
    """Each of an article of its own, published on the day of its incident."""
    reader = Reader()
    return [
        mention
        for n, one in enumerate(incidents)
        for mention in reader.mentions(n, article(str(n), one, published=one.when.start or DAY).summary)
    ]


def compared(a: Incident, b: Incident) -> Comparison:
    pair = mentions(a, b)
    return Comparer(Rarity(pair), weights()).compare(*pair)


def level(feature: str, a: Incident, b: Incident) -> str:
    return next(found for name, found, _ in compared(a, b).levels if name == feature)


def test_it_does_not_matter_which_is_named_first() -> None:
    one = incident(killed=[figure(9)], target="the fish market")
    other = incident(day=DAY + timedelta(1), city="Kello", killed=[figure(12)], target="a market")
    assert compared(one, other) == compared(other, one)


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (9, 9, "same"),
        (14, 14, "same_large"),
        (9, 40, "rising"),
        (12, 9, "near"),
        (2, 0, "near"),
        (12, 2, "different"),
    ],
)
def test_figures_agree_in_steps(earlier: int, later: int, expected: str) -> None:
    next_day = DAY + timedelta(1)
    assert (
        level("killed", incident(killed=[figure(earlier)]), incident(day=next_day, killed=[figure(later)]))
        == expected
    )


def test_a_place_that_few_incidents_share_says_more() -> None:
    everywhere = [incident(city="Varela") for _ in range(300)]
    found = mentions(*everywhere, incident(city="Kello"), incident(city="Kello"))
    comparer = Comparer(Rarity(found), weights())
    assert comparer.bits(found[-1], found[-2]) > comparer.bits(found[0], found[1]) + 1


def test_a_country_with_many_incidents_says_little() -> None:
    """A war has many on one day."""
    at_war = [incident(city=f"Town{n}", country="XX", words=f"It hit street {n}.") for n in range(300)]
    told = {code: incident(city=None, country=code, words="Nobody was hurt.") for code in ("XX", "YY")}
    found = mentions(*at_war, told["XX"], incident(country="YY"), told["YY"])
    comparer = Comparer(Rarity(found), weights())
    assert comparer.bits(found[0], found[-3]) < 0 < comparer.bits(found[-2], found[-1])


def test_a_town_that_the_other_only_tells_of_is_some_evidence() -> None:
    told = incident(city=None, words="A bomb went off at a market in Kello.")
    assert level("place", incident(city="Kello"), told) == "told"


def test_an_incident_is_not_placed_where_its_article_has_another() -> None:
    """One sentence tells of both."""
    words = "Bombs went off in Kello and in Varela."
    both = article("a", incident("I1", city="Kello", words=words), incident("I2", city="Varela", words=words))
    first, second = Reader().mentions(0, both.summary)
    assert "varela" not in first.words
    assert "kello" not in second.words


def test_words_are_left_out_only_where_they_could_not_decide() -> None:
    made = [
        incident(day=DAY + timedelta(days), city=city, words=words, killed=[figure(killed)])
        for days in (0, 1, 9)
        for city in ("Varela", "Kello")
        for words in ("A bomb went off at a market.", "Nine people lost their lives in Varela.")
        for killed in (2, 14)
    ]
    found = mentions(*made)
    comparer, threshold = Comparer(Rarity(found), weights()), weights().threshold
    for a, b in combinations(found, 2):
        bits = comparer.bits(a, b)
        assert comparer.bits_above(threshold, a, b) == (pytest.approx(bits) if bits > threshold else None)


def test_a_day_with_a_thousand_incidents_of_one_town_costs_a_thousand_times_a_window() -> None:
    found = mentions(*(incident(killed=[figure(n % 7)]) for n in range(1000)))
    most_keys = 20
    assert len(list(candidates(found, Rarity(found)))) < len(found) * WINDOW * most_keys / 4


def test_what_lies_months_apart_is_not_compared() -> None:
    found = mentions(incident(), incident(day=DAY + timedelta(400)))
    assert list(candidates(found, Rarity(found))) == []
