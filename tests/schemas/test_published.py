"""What docs/ publishes of the contract is what the code says."""

import runpy
from pathlib import Path

import pytest

from wirebrief import ArticleSummary, violations
from wirebrief.schemas.taxonomy import ACLED, codes, homes
from wirebrief.schemas.vocabulary import IncidentType, Outcome, values

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = runpy.run_path(str(ROOT / "scripts/publish_contract.py"))["published"]()


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_file_is_current(name: str) -> None:
    """`make schema` would change nothing."""
    assert (ROOT / name).read_bytes().decode() == PUBLISHED[name]


def test_example_is_complete() -> None:
    """Every list of the example has a record, and no law is broken."""
    text = PUBLISHED["docs/example/article.txt"]
    example = ArticleSummary.model_validate_json(PUBLISHED["docs/example/summary.json"])
    lists = ("key_points", "actors", "incidents", "attributions", "quotes", "quoted_text")
    assert [name for name in lists if not getattr(example, name)] == []
    assert violations(example, text) == []


def test_stopped_weapon_is_disrupted_use() -> None:
    """ACLED has a sub-event type of its own for weapons that were stopped."""
    assert codes("drone_attack", "intercepted").acled == "Disrupted weapons use"
    assert codes("drone_attack", "succeeded").acled == "Air/drone strike"


def test_disaster_has_no_code() -> None:
    """Neither taxonomy describes what nobody did."""
    assert codes("natural_disaster", "succeeded") == (None, None, ())


def test_every_acled_sub_event_type_has_a_home() -> None:
    """What they tell apart, we can write down, under some type and outcome; and we use no other names."""
    there = homes()
    assert [name for name, written in there.items() if not written] == []
    assert list(there) == list(ACLED)


def test_every_type_that_acled_knows_leads_back_to_itself() -> None:
    """From a type and outcome to the sub-event type and back: the pair is among those listed."""
    there = homes()
    pairs = [(kind, outcome) for kind in values(IncidentType) for outcome in values(Outcome)]
    assert all(
        pair in there[name] for pair in pairs for name in (codes(*pair).acled, *codes(*pair).also) if name
    )
