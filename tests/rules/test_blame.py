"""Who is held responsible by whom. Passages of our own."""

from pathlib import Path

import pytest

pytest.importorskip("spacy", reason="the rules engine is an extra")

from incident_cases import names, summary_of

from wirebrief.evals.benchmarks.responsibility import evaluate, load

GOLD = Path(__file__).parents[2] / "evals" / "gold" / "responsibility"


def acts(text: str) -> list[tuple[str, str, str]]:
    """(source, act, responsible) of every attribution."""
    summary = summary_of(text)
    one = {a.id: a.name for a in summary.actors}
    return [
        (one.get(a.source or "", ""), a.act, one.get(a.responsible or "", "")) for a in summary.attributions
    ]


ACTS = [
    ("The mayor blamed smugglers for the fire at the depot.", ("mayor", "blames", "smugglers")),
    ("The mayor blamed the fire at the depot on smugglers.", ("mayor", "blames", "smugglers")),
    ("The mayor accused smugglers of burning the depot.", ("mayor", "blames", "smugglers")),
    ("Smugglers were suspected of burning the depot.", ("", "suspects", "Smugglers")),
    (
        "The Red Column claimed responsibility for the bombing.",
        ("Red Column", "claims_responsibility", "Red Column"),
    ),
    ("No group has claimed responsibility for the bombing.", ("", "no_claim", "")),
    ("The bombing has never been claimed.", ("", "no_claim", "")),
    (
        "The Red Column denied involvement in the bombing.",
        ("Red Column", "denies_responsibility", "Red Column"),
    ),
    (
        "The embassy rejected accusations that Norland was behind the bombing.",
        ("embassy", "rejects", "Norland"),
    ),
    ("A commander confirmed that the brigade was behind the ambush.", ("commander", "confirms", "brigade")),
]


@pytest.mark.parametrize(("text", "expected"), ACTS)
def test_each_frame_says_who_answers_for_it(text: str, expected: tuple[str, str, str]) -> None:
    assert acts(text) == [expected]


def test_an_attribution_points_at_the_incident_of_its_clause() -> None:
    summary = summary_of(
        "A bomb exploded in a hotel in Calder on Monday. The mayor blamed smugglers for the blast."
    )
    assert summary.attributions[0].incidents == ["I1"]


def test_a_claim_without_its_object_goes_back_to_the_event_before() -> None:
    summary = summary_of(
        "A bomb exploded in a hotel in Calder on Monday. No group has claimed responsibility."
    )
    assert summary.attributions[0].incidents == ["I1"]


@pytest.mark.parametrize(
    "text",
    [
        "The coach took the blame for the defeat.",
        "Analysts blamed the fall in prices on a good harvest.",
        "Gunmen opened fire on a bus near Halden on Monday.",
    ],
)
def test_blame_for_no_violence_and_plain_report_are_no_attributions(text: str) -> None:
    assert acts(text) == []


def test_the_quote_that_speaks_of_an_incident_points_at_it() -> None:
    summary = summary_of("Police said a bomb had exploded in a hotel in Calder on Monday.")
    assert summary.quotes[0].incidents == ["I1"]
    assert names(summary, [summary.quotes[0].speaker]) == ["Police"]


@pytest.mark.parametrize(("file", "floor"), [("dev.toml", 0.9), ("heldout.toml", 0.78)])
def test_the_labelled_passages_keep_their_f1(file: str, floor: float) -> None:
    tallies, _ = evaluate(load(GOLD / file))
    assert tallies["all"].f1 >= floor
