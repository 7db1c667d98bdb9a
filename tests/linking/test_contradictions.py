"""What the sources of one event say against each other, and what only looks like it."""

from datetime import timedelta

import pytest
from told import DAY, article, attribution, figure, incident, span

from wirebrief.schemas import Incident, Where
from wirebrief.schemas.events import Event
from wirebrief.service.desk.summaries import Summarised
from wirebrief.service.linking.function import link_incidents

NEXT = DAY + timedelta(1)


def event_of(*articles: Summarised) -> Event:
    (event,) = link_incidents(articles).events
    return event


def sides(event: Event) -> dict[str, list[tuple[str, list[str]]]]:
    """By kind, what each side says, and in which articles."""
    return {
        one.kind: [(side.says, [s.article for s in side.statements]) for side in one.sides]
        for one in event.contradictions
    }


def test_two_tolls_of_one_day_contradict_each_other() -> None:
    event = event_of(
        article("a", incident(killed=[figure(9, source="A1")]), actors={"A1": "police"}),
        article("b", incident(killed=[figure(12)])),
    )
    assert sides(event) == {"killed": [("9", ["a"]), ("12", ["b"])]}
    statement = event.contradictions[0].sides[0].statements[0]
    assert (statement.source, statement.spans) == ("police", [span("9")])


def test_a_later_higher_toll_is_an_update() -> None:
    event = event_of(
        article("a", incident(killed=[figure(9)])),
        article("b", incident(killed=[figure(12)]), published=NEXT),
    )
    assert event.contradictions == []
    assert [side.says for side in event.updates[0].sides] == ["9", "12"]


def test_a_later_lower_toll_contradicts() -> None:
    event = event_of(
        article("a", incident(killed=[figure(12)])),
        article("b", incident(killed=[figure(9)]), published=NEXT),
    )
    assert sides(event) == {"killed": [("12", ["a"]), ("9", ["b"])]}


def test_a_lower_toll_that_corrects_the_higher_one_is_an_update() -> None:
    event = event_of(
        article("a", incident(killed=[figure(12)])),
        article("b", incident(killed=[figure(12, superseded=True), figure(9)]), published=NEXT),
    )
    assert event.contradictions == []
    assert [one.kind for one in event.updates] == ["killed"]


def test_figures_that_do_not_exclude_each_other_agree() -> None:
    event = event_of(
        article("a", incident(killed=[figure(9, None)])), article("b", incident(killed=[figure(12)]))
    )
    assert (event.contradictions, event.updates) == ([], [])
    assert event.killed is not None
    assert event.killed.min == 12


def test_the_missing_become_fewer_as_they_are_found() -> None:
    event = event_of(
        article("a", incident(missing=[figure(20)])),
        article("b", incident(missing=[figure(11)]), published=NEXT),
    )
    assert event.contradictions == []


def test_figures_without_publication_days_contradict() -> None:
    """Which came later cannot be told."""
    event = event_of(
        article("a", incident(killed=[figure(9)]), published=None),
        article("b", incident(killed=[figure(12)]), published=None),
    )
    assert set(sides(event)) == {"killed"}


def test_two_days_contradict() -> None:
    target = "the central market"
    event = event_of(
        article("a", incident(target=target, killed=[figure(19)])),
        article("b", incident(target=target, killed=[figure(19)], day=DAY - timedelta(1))),
    )
    assert sides(event) == {"day": [("2026-03-03", ["a"]), ("2026-03-02", ["b"])]}


def test_a_day_that_is_told_long_after_is_no_contradiction() -> None:
    target = "the central market"
    loose = incident(target=target, killed=[figure(19)], day=DAY - timedelta(1), background=True)
    told = article("a", incident(target=target, killed=[figure(19)]))
    assert sides(event_of(told, article("b", loose, published=DAY + timedelta(30)))) == {}


def test_an_attack_that_hit_and_that_was_stopped() -> None:
    target = "the central market"
    event = event_of(
        article("a", incident(outcome="succeeded", target=target)),
        article("b", incident(outcome="intercepted", target=target)),
        article("c", incident(outcome="unknown", target=target)),
    )
    assert sides(event) == {"outcome": [("succeeded", ["a"]), ("intercepted", ["b"])]}


def test_who_says_that_it_happened_and_who_denies_it() -> None:
    denied = incident(factuality="disputed", disputed_by=["A1"])
    event = event_of(article("a", incident()), article("b", denied, actors={"A1": "the mayor"}))
    assert [side.statements[0].source for side in event.contradictions[0].sides] == [None, "the mayor"]
    assert set(sides(event)) == {"occurrence"}


def test_one_party_is_blamed_and_denies_it() -> None:
    """Under two forms of its name."""
    event = event_of(
        article(
            "a",
            incident(),
            actors={"A1": "army", "A2": "Lake Brigade"},
            attributions=[attribution("blames", "A1", "A2")],
        ),
        article(
            "b",
            incident(),
            actors={"A1": "Lake Brigade militia"},
            attributions=[attribution("denies_responsibility", "A1", "A1")],
        ),
    )
    assert sides(event) == {"responsibility": [("did it", ["a"]), ("did not", ["b"])]}
    assert event.contradictions[0].about == "Lake Brigade militia"


def _blaming(name: str, *parties: str) -> Summarised:
    actors = {"A0": f"source of {name}"} | {f"A{n}": party for n, party in enumerate(parties, 1)}
    blames = [attribution("blames", "A0", id_) for id_ in actors if id_ != "A0"]
    return article(name, incident(), actors=actors, attributions=blames)


def test_two_sources_blame_two_parties() -> None:
    event = event_of(_blaming("a", "Lake Brigade"), _blaming("b", "Velmaria"))
    assert sides(event) == {"doer": [("Lake Brigade", ["a"]), ("Velmaria", ["b"])]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(["Lake Brigade", "Velmaria"], ["Velmaria"], id="one source blames both together"),
        pytest.param(["Velmaria"], ["army of Velmaria"], id="one is the other's"),
    ],
)
def test_parties_that_may_have_done_it_together_are_no_rivals(one: list[str], other: list[str]) -> None:
    assert sides(event_of(_blaming("a", *one), _blaming("b", *other))) == {}


def test_two_towns_for_one_event() -> None:
    """The site is the same."""

    def at(city: str) -> Incident:
        where = Where(site=span("Rupali Knitwear"), city=span(city))
        return incident(killed=[figure(19)], target="the knitwear factory").model_copy(
            update={"where": where}
        )

    (event, *others) = link_incidents([article("a", at("Gazirhat")), article("b", at("Tongipara"))]).events
    assert not others
    assert sides(event) == {"place": [("Gazirhat", ["a"]), ("Tongipara", ["b"])]}
