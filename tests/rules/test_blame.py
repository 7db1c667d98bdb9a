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


CLAIMS = ("Red Column", "claims_responsibility", "Red Column")
DENIES = ("Red Column", "denies_responsibility", "Red Column")
NOBODY = ("", "no_claim", "")
PHENOMENA = [
    # nouns that point
    ("Suspicion for the bombing fell on the Red Column.", [("", "suspects", "Red Column")]),
    (
        "“All signs point to the Red Column,” Jan Rao said after the bombing.",
        [("Jan Rao", "suspects", "Red Column")],
    ),
    # a copula under doubt, in a quotation
    (
        "Rockets hit a depot on Monday. “It is still our best guess that those were Dasht-trained fighters,” "
        "Jan Rao told reporters.",
        [("Jan Rao", "suspects", "Dasht-trained fighters")],
    ),
    (
        "“The working hypothesis is that it was the Red Column,” Jan Rao said of the bombing.",
        [("Jan Rao", "suspects", "Red Column")],
    ),
    # degrees of doubt
    ("The raid was most likely the work of smugglers, the mayor said.", [("mayor", "suspects", "smugglers")]),
    # one's own part, disowned or avowed
    ("“We had nothing to do with the bombing,” the Red Column said.", [DENIES]),
    ("The Red Column said it had nothing to do with the bombing.", [DENIES]),
    (
        "“We were not involved in this attack,” said Ann Ulm, a spokeswoman for the Red Column.",
        [("Ann Ulm", "denies_responsibility", "Red Column")],
    ),
    (
        "The company insisted that its ship was not to blame for the collision.",
        [("company", "denies_responsibility", "company")],
    ),
    (
        "Jan Okel pleaded not guilty to the murder of the clerk.",
        [("Jan Okel", "denies_responsibility", "Jan Okel")],
    ),
    (
        "Jan Okel pleaded guilty to the murder of the clerk.",
        [("Jan Okel", "claims_responsibility", "Jan Okel")],
    ),
    ("“We bombed the bridge,” read a note signed by the Red Column.", [CLAIMS]),
    # admissions
    (
        "The army acknowledged that one of its shells had struck the school.",
        [("army", "claims_responsibility", "army")],
    ),
    ("The minister acknowledged that soldiers had shot the farmer.", [("minister", "confirms", "soldiers")]),
    # a claim told by a noun, and the answer to it
    (
        "The mayor laughed off the Red Column's boast that it had bombed the bridge.",
        [("mayor", "rejects", "Red Column"), CLAIMS],
    ),
    (
        "Police confirmed the Red Column's claim of responsibility for the bombing.",
        [("Police", "confirms", "Red Column"), CLAIMS],
    ),
    # disbelief
    (
        "The family do not believe the theory that the pilot caused the crash.",
        [("family", "rejects", "pilot")],
    ),
    (
        "Police do not accept that the Red Column was behind the bombing.",
        [("Police", "rejects", "Red Column")],
    ),
    # none claims
    ("No group immediately issued a claim for the bombing.", [NOBODY]),
    ("No group has come forward to say it bombed the bridge.", [NOBODY]),
]


@pytest.mark.parametrize(("text", "expected"), PHENOMENA)
def test_blame_is_read_in_nouns_answers_and_disowned_parts(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert acts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Evidence points to a recovery of exports, the bank said.",
        "The council denied that it planned to close the pool.",
        "“We won and we did it in style,” said the coach.",
        "The union said it had nothing to do with the festival.",
        "There were no claims for compensation after the flood, the insurer said.",
        "The bank confirmed reports that its chief would resign.",
        "The mayor dismissed reports that the bridge had collapsed.",
        "Police believe it was an accident.",
        "The judge accepted the resignation of the general who ordered the shooting.",
    ],
)
def test_the_same_words_about_something_harmless_are_no_attributions(text: str) -> None:
    assert acts(text) == []


def test_the_quote_that_speaks_of_an_incident_points_at_it() -> None:
    summary = summary_of("Police said a bomb had exploded in a hotel in Calder on Monday.")
    assert summary.quotes[0].incidents == ["I1"]
    assert names(summary, summary.quotes[0].speakers) == ["Police"]


@pytest.mark.parametrize(
    ("file", "floor"), [("dev.toml", 0.9), ("heldout.toml", 0.78), ("second_hand.toml", 0.85)]
)
def test_the_labelled_passages_keep_their_f1(file: str, floor: float) -> None:
    tallies, _ = evaluate(load(GOLD / file))
    assert tallies["all"].f1 >= floor


def test_the_crime_is_the_one_told_before() -> None:
    text = (
        "A judge was shot dead in Tarn on Monday. The town mourned.\n\nShops were shut. Flags flew low.\n\n"
        "Schools were empty. Police have charged Adam Rusk with being an accomplice to the crime."
    )
    summary = summary_of(text)
    assert [a.incidents for a in summary.attributions] == [["I1"]]
