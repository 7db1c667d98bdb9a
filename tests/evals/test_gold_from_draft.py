"""Gold made of labels that were written as a draft."""

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SCRIPT = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "gold_from_draft.py"))
gold_of: Callable[..., Any] = SCRIPT["gold_of"]
TEXT = 'A bomb killed two men in Orm on Monday, police said.\n\n"A black day," mayor Ida Poe said.\n'
LABELS: dict[str, Any] = {
    "split": "dev",
    "published": "2026-03-04",
    "draft": {
        "kind": "report",
        "actors": ["S2: Ida Poe | person | role S2: mayor", "S1: police | government_body"],
        "incidents": [
            "I1 | S1 | bombing succeeded reported | when S1: on Monday | at S1: in Orm | city S1: Orm | "
            "killed S1: two men = police | reported_by police | summary A bomb killed two men in Orm."
        ],
        "quotes": [
            "Q1 | direct asserts | speaker S2: mayor Ida Poe = Ida Poe | cue S2: said",
            "S1: A bomb >> on Monday | indirect asserts | speaker S1: police | cue S1: said | incidents I1",
        ],
        "headline": "Bomb kills two in Orm",
    },
    "facts": [{"text": "Two died.", "evidence": ["S1"], "weight": 3}],
    "alternatives": {"quotes[1].stance": ["denies"], "quotes[0].cue": ["S2: mayor"]},
    "optional": ["quotes[0]"],
}


def test_labels_become_gold_that_is_dated_and_numbered() -> None:
    gold = gold_of("orm", TEXT, LABELS)
    assert gold.summary.incidents[0].when.start.isoformat() == "2026-03-02"
    assert gold.facts[0].evidence[0].text.startswith("A bomb killed")


def test_places_in_the_draft_become_places_in_the_summary() -> None:
    """The draft lists the second quote first."""
    gold = gold_of("orm", TEXT, LABELS)
    assert gold.optional == ["Q2"]
    assert gold.alternatives["quotes[0].stance"] == ["denies"]
    assert gold.alternatives["quotes[1].cue"][0]["text"] == "mayor"


def test_what_cannot_be_grounded_is_told_and_makes_no_gold() -> None:
    draft = LABELS["draft"] | {"quotes": ["S1: no such words | indirect asserts | speaker police"]}
    with pytest.raises(SCRIPT["Unlabelled"], match="no such words"):
        gold_of("orm", TEXT, LABELS | {"draft": draft})
