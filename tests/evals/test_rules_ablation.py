"""What a rule is worth: silencing one of the embedded engine's functions, and what then changes."""

import pytest

from wirebrief.evals.benchmarks import rules
from wirebrief.evals.benchmarks.responsibility import Passage
from wirebrief.evals.benchmarks.silencing import Rule, rules_of, silenced
from wirebrief.service.engines.rules.parse import parse
from wirebrief.service.reading.text import read_text

TEXT = "Police said the Red Hand was behind the bombing that killed nine people in Velm on Monday."
LABEL = ("Police", "blames", "Red Hand")


@pytest.fixture(scope="module")
def case() -> rules.Case:
    parsed = parse(read_text(TEXT))
    return rules.Case(parsed, rules.answered_by(Passage(TEXT, (LABEL,))))


def _rule(name: str) -> Rule:
    (found,) = (r for r in rules_of(["blame.charges"]) if r.name.endswith(name))
    return found


def test_a_rule_that_an_answer_rests_on_costs_a_right_record(case: rules.Case) -> None:
    rule = _rule("predicative.by_predicate")
    whole = rules.where_rules_speak([rule], [case])
    (silence,) = rule.silences
    worth = rules.worth(rule, silence, [case], whole, most=1)
    assert (worth.speaks, worth.differ, worth.right) == (1, 1, -1)


def test_a_rule_that_says_nothing_of_a_text_is_not_asked_about_it(case: rules.Case) -> None:
    rule = _rule("traces.by_likeness")
    whole = rules.where_rules_speak([rule], [case])
    worth = rules.worth(rule, rule.silences[0], [case], whole, most=1)
    assert (worth.speaks, worth.asked) == (0, 0)


def test_a_silenced_rule_speaks_again_afterwards(case: rules.Case) -> None:
    rule, before = _rule("predicative.by_predicate"), case.answered()
    with silenced(rule, rule.silences[0]):
        assert case.answered() != before
    assert case.answered() == before


def test_a_condition_can_be_silenced_both_ways() -> None:
    assert [silence.what for silence in _rule("predicative.concerns_harm").silences] == ["no", "yes"]
