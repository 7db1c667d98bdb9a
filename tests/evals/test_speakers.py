"""How well the embedded engine tells who says it, on passages of our own."""

from pathlib import Path

import pytest

from wirebrief.evals.benchmarks.speakers import Outcome, evaluate, load

PASSAGES = Path(__file__).parents[2] / "evals" / "gold" / "speakers"


@pytest.mark.parametrize(("part", "floor"), [("dev", 0.95), ("heldout", 0.9)])
def test_the_right_person_speaks(part: str, floor: float) -> None:
    """Found and tied to the right actor, of all reports of the part."""
    outcomes = evaluate(load(PASSAGES / f"{part}.toml"))
    assert sum(outcome.right for outcome in outcomes) / len(outcomes) >= floor


def test_a_shorter_form_of_the_name_is_right() -> None:
    assert Outcome("the lock was old", gold="Miles Oakley", speaker="Oakley").right


def test_nobody_is_not_right() -> None:
    assert not Outcome("the lock was old", gold="Miles Oakley", speaker="").right
