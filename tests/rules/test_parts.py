"""The parts of the engine can be left out one by one."""

from dataclasses import fields, replace

import pytest

from wirebrief.schemas.draft import Draft
from wirebrief.service.engines.rules.engine import draft_parsed
from wirebrief.service.engines.rules.judging.belief import Bars
from wirebrief.service.engines.rules.lexicon import read
from wirebrief.service.engines.rules.parse import Parsed, parse
from wirebrief.service.engines.rules.parts import ALL, RULES, Parts
from wirebrief.service.reading.text import draft_document

TEXT = (
    "Rebels killed four miners in Osk on Monday, mayor Ann Lund said. "
    "According to the union, the pit had no guards. "
    "The killing of the miners was condemned by bishops. "
    "She blamed the rebels for the raid. "
    "“We will bury them tomorrow,” she added.\n\n“Nobody will work this week.”\n\n"
    "Its claim that the gate stood open surprised the mayor. The sign read “Keep Out Of Here”."
)

_EVERYTHING = Bars.at(0.0)


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    return parse(draft_document(TEXT))


@pytest.fixture(scope="module")
def whole(parsed: Parsed) -> Draft:
    return draft_parsed(parsed, bars=_EVERYTHING)


def test_all_parts_are_the_product(parsed: Parsed, whole: Draft) -> None:
    assert draft_parsed(parsed, ALL, bars=_EVERYTHING) == whole


@pytest.mark.parametrize("part", [part.name for part in fields(Parts)])
def test_any_part_can_be_left_out(parsed: Parsed, part: str) -> None:
    assert isinstance(draft_parsed(parsed, replace(ALL, **{part: False}), bars=_EVERYTHING), Draft)


@pytest.mark.parametrize("part", ["verbs", "nouns", "according_to", "continuity"])
def test_without_a_way_of_saying_fewer_quotes_are_found(parsed: Parsed, part: str) -> None:
    by_rules = draft_parsed(parsed, RULES, _EVERYTHING)
    without = draft_parsed(parsed, replace(RULES, **{part: False}), _EVERYTHING)
    assert len(without.quotes) < len(by_rules.quotes)


def test_without_blame_nobody_is_held_responsible(parsed: Parsed, whole: Draft) -> None:
    without = draft_parsed(parsed, replace(ALL, blame=False), bars=_EVERYTHING)
    assert (bool(whole.attributions), without.attributions) == (True, [])


def test_without_merging_each_mention_is_an_incident(parsed: Parsed, whole: Draft) -> None:
    assert len(draft_parsed(parsed, replace(ALL, merging=False), bars=_EVERYTHING).incidents) >= len(
        whole.incidents
    )


def test_levels_of_confidence_are_shares() -> None:
    table = read("confidence")
    levels = [level for place in table["quote"].values() for level in place.values()]
    assert all(0 < level <= 1 for level in levels)


def test_every_record_of_the_engine_has_a_confidence(whole: Draft) -> None:
    records = [*whole.quotes, *whole.incidents, *whole.attributions]
    assert all(record.confidence is not None for record in records)
