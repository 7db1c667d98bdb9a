"""Silence rather than guesses: words of violence on everyday pages tell of no incident and accuse nobody.

Passages of our own; none of them is among those that the judge was fitted on.
"""

import pytest

pytest.importorskip("spacy", reason="the rules engine is an extra")

from incident_cases import summary_of

_HALF = 0.5
"""A bar below those of the product: what is silent here is silent there."""

NOTHING = [
    ("The Otters beat the Herons 4-2 on Sunday, and Mia Renn scored twice.", "sport: beat"),
    ("Odum's late strike sank the visitors after their defence had collapsed.", "sport: strike"),
    ("Batsman Joe Tarrant hit two sixes before he was run out for 41.", "sport: hit"),
    ("Shares in Kelmscott crashed 9% on Monday as traders attacked the currency.", "markets"),
    ("The grocer slashed the price of butter and fired its marketing chief.", "business"),
    ("The senator launched a blistering attack on the budget in Tuesday's debate.", "politics"),
    ("The mayor was cheered at a campaign rally in Leeds on Friday.", "a rally"),
    ("Critics savaged the musical, which bombed and closed after a week.", "reviews"),
    ("In chapter three a hooded stranger stabs the duke on the stairs.", "fiction"),
    ("A weak disturbance will bring snow to the hills on Friday, forecasters said.", "weather"),
    ("Deputies executed a search warrant on Monday at a garage in Milford.", "a warrant"),
    ("The new drug killed nine in ten of the bacteria in mice, the study found.", "science"),
    ("Peter Vance, who fought for clean rivers, died on Monday at 91 after a long illness.", "an obituary"),
    ("Soldiers stormed a mock village in the exercise and shot at cardboard men.", "an exercise"),
    ('"Is anyone being attacked in your house?" the operator asked.', "a question"),
    ("The county buries unclaimed bodies on an island.", "unclaimed bodies"),
    ("The bakery fought on in court against the mill over the price of flour.", "a lawsuit"),
    ("Whisk the eggs, beat in the sugar and fire up the grill.", "a recipe"),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=what) for text, what in NOTHING])
def test_nothing_happened(text: str) -> None:
    summary = summary_of(text, _HALF)
    assert [incident.summary for incident in summary.incidents] == []
    assert [attribution.evidence.text for attribution in summary.attributions] == []


HAPPENED = [
    "A man was shot dead outside a bakery in Leeds on Monday, police said.",
    "A bomb exploded near the port of Kelmscott on Tuesday, wounding nine people.",
    "Gunmen kidnapped two engineers near the mine on Sunday.",
    "Rebels attacked an army post near the border on Friday, killing six soldiers.",
    "A bus overturned on the coast road on Monday, killing four.",
    "Two masked men robbed a jeweller's in Hull on Saturday.",
    "Police arrested a 30-year-old man on Monday after a stabbing in the park.",
    "An earthquake struck the island on Thursday and destroyed 40 houses, killing nine people.",
]


@pytest.mark.parametrize("text", HAPPENED)
def test_what_happened_is_told(text: str) -> None:
    summary = summary_of(text, _HALF)
    assert summary.incidents
    assert all(_HALF <= (incident.confidence or 0) <= 1 for incident in summary.incidents)


def test_a_higher_bar_tells_less() -> None:
    text = "A bomb exploded near the port on Tuesday. The mayor slammed the plan. A strike hit the shop."
    told = [len(summary_of(text, bar).incidents) for bar in (0.0, 0.5, 0.99)]
    assert told == sorted(told, reverse=True)
    assert told[-1] == 0
