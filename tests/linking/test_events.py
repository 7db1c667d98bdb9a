"""Which incidents of many articles are one event."""

import random
from datetime import date, timedelta

import pytest
from told import DAY, article, figure, incident

from wirebrief.schemas.events import Event, Events
from wirebrief.service.desk.summaries import Failure, Summarised
from wirebrief.service.linking.function import link_incidents

NEXT = DAY + timedelta(1)


def members(events: Events) -> list[list[str]]:
    return [[f"{m.article}.{m.incident.id}" for m in event.members] for event in events.events]


def linked(*articles: Summarised) -> list[list[str]]:
    return members(link_incidents(articles))


def test_two_articles_on_one_event_are_joined() -> None:
    assert linked(article("a", incident()), article("b", incident(), published=NEXT)) == [["a.I1", "b.I1"]]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(incident(city="Kello"), id="in another town"),
        pytest.param(incident(day=DAY - timedelta(9)), id="on another day"),
        pytest.param(incident(type="arrest"), id="of another kind"),
        pytest.param(
            incident(city=None, words="Nine people lost their lives."), id="of which too little is said"
        ),
    ],
)
def test_what_is_likely_another_event_stays_apart(other: object) -> None:
    assert len(linked(article("a", incident()), article("b", other))) == 2  # type: ignore[arg-type]  # parametrised


def test_a_place_is_met_by_its_hierarchy() -> None:
    """One names the base, the other the town by the base's name, a third both."""
    told = [
        incident(city=None, site="Umm Sidra air base"),
        incident(city="Umm Sidra"),
        incident(city="Umm Sidra", site="the air base"),
    ]
    assert len(linked(*(article(str(n), one) for n, one in enumerate(told)))) == 1


def test_an_event_without_a_day_is_dated_by_the_publication() -> None:
    undated = incident(day=None, target="the market")
    assert len(linked(article("a", incident(target="a market")), article("b", undated, published=NEXT))) == 1


def test_two_incidents_of_one_article_are_never_joined() -> None:
    """Not even by a third article that is like both."""
    twin = article("a", incident("I1"), incident("I2"))
    assert linked(twin) == [["a.I1"], ["a.I2"]]
    events = linked(twin, article("b", incident()))
    assert not any({"a.I1", "a.I2"} <= set(event) for event in events)


def test_they_are_joined_where_the_article_says_that_they_may_be_one() -> None:
    assert linked(article("a", incident("I1"), incident("I2", possibly="I1"))) == [["a.I1", "a.I2"]]


def test_a_pattern_of_events_is_left_out() -> None:
    assert linked(article("a", incident(aggregate=True))) == []


def test_failures_are_left_out_and_of_an_id_the_last_summary_counts() -> None:
    failed = Failure("f", "empty_article", "", "", {})
    events = link_incidents([article("a", incident(city="Kello")), failed, article("a", incident())])
    assert [event.place for event in events.events] == ["Varela"]


def test_the_order_of_the_articles_does_not_matter() -> None:
    articles = [
        article(f"{town}{n}", incident(city=town, killed=[figure(9 + n)]), published=DAY + timedelta(n))
        for town in ("Varela", "Kello", "Joensuu")
        for n in range(4)
    ]
    expected = linked(*articles)
    assert len(expected) == 3
    random.Random(3).shuffle(articles)
    assert linked(*articles) == expected


@pytest.mark.parametrize("seed", range(5))
def test_each_incident_is_in_one_event_and_no_event_has_two_of_an_article(seed: int) -> None:
    chance = random.Random(seed)
    articles = [
        article(
            f"a{n}",
            *(
                incident(
                    f"I{k}",
                    city=chance.choice(["Varela", "Kello", None]),
                    day=chance.choice([DAY, NEXT, None]),
                    killed=[figure(chance.randrange(4))],
                    words=chance.choice(["A bomb went off.", "Nine people lost their lives."]),
                )
                for k in range(chance.randrange(4))
            ),
            published=chance.choice([DAY, NEXT, None]),
        )
        for n in range(30)
    ]
    told = sorted(f"{s.id}.{i.id}" for s in articles for i in s.summary.incidents)
    events = linked(*articles)
    assert sorted(member for event in events for member in event) == told
    assert all(len({member.partition(".")[0] for member in event}) == len(event) for event in events)


def test_every_version_is_kept_with_the_reasons_for_its_place() -> None:
    first, second = article("a", incident()), article("b", incident(), published=NEXT)
    (event,) = link_incidents([first, second]).events
    assert [member.incident for member in event.members] == [s.summary.incidents[0] for s in (first, second)]
    tie = event.members[0].tie
    assert tie is not None
    assert (tie.article, tie.incident) == ("b", "I1")
    assert tie.probability > 0.5
    assert {"kind same", "time same_day", "place same_place"} <= {
        f"{r.feature} {r.level}" for r in tie.reasons
    }


def test_an_event_says_what_most_of_its_members_say() -> None:
    articles = [
        article("a", incident(killed=[figure(9)])),
        article("b", incident(killed=[figure(12)]), published=NEXT),
        article("c", incident(day=NEXT, type="explosion"), published=NEXT),
    ]
    (event,) = link_incidents(articles).events
    assert (event.type, event.start, event.end, event.place) == ("bombing", DAY, DAY, "Varela")
    assert event.killed is not None
    assert (event.killed.min, event.killed.max) == (12, 12)


def test_an_incident_that_one_article_tells_is_an_event_without_a_tie() -> None:
    (event,) = link_incidents([article("a", incident())]).events
    assert event.id == "E1"
    assert event.members[0].tie is None


def test_an_older_event_that_is_told_again_is_found_among_the_old_ones() -> None:
    """A year alone is known of it."""
    then = date(2019, 5, 4)
    old = article("a", incident(day=then, words="A bomb destroyed the ferry terminal."), published=then)
    year = incident(words="A bomb destroyed the ferry terminal.").model_copy(
        update={
            "when": incident(day=date(2019, 1, 1)).when.model_copy(
                update={"end": date(2019, 12, 31), "precision": "year"}
            )
        }
    )
    assert linked(old, article("b", year)) == [["a.I1", "b.I1"]]


def test_events_print_on_one_line() -> None:
    contradicting = [article("a", incident(killed=[figure(9)])), article("b", incident(killed=[figure(12)]))]
    assert repr(link_incidents(contradicting)) == "<Events: 1 events, 2 incidents, 1 contradictions>"


def test_nothing_gives_nothing() -> None:
    assert link_incidents([]).events == list[Event]()
