"""The gate's own rules: what it refuses, what it lets a person do."""

import pytest
from labelled import labelled, perfect, report_of

from wirebrief.evals.baseline import Baseline, make_baseline, updated
from wirebrief.evals.errors import HarnessError, HashMismatch
from wirebrief.evals.gate import gate
from wirebrief.evals.stats.verdict import Outcome
from wirebrief.schemas import ArticleSummary

RIGHT = perfect(labelled())
WORSE = RIGHT.model_copy(update={"quotes": RIGHT.quotes[:1]})


def baseline_of(*answers: ArticleSummary | None, trials: int = 1) -> Baseline:
    report = report_of(*answers, trials=trials)
    return make_baseline(report, report.arms[0])


def rehashed(baseline: Baseline) -> Baseline:
    return baseline.model_copy(update={"hashes": baseline.hashes.model_copy(update={"gold": "another"})})


def test_another_gold_is_refused() -> None:
    report = report_of(RIGHT)
    with pytest.raises(HashMismatch, match="another gold"):
        gate(report, report.arms[0], rehashed(baseline_of(RIGHT)))


def test_a_known_mistake_passes() -> None:
    report = report_of(WORSE)
    assert gate(report, report.arms[0], baseline_of(WORSE)).passed


def test_getting_better_passes() -> None:
    report = report_of(RIGHT)
    assert gate(report, report.arms[0], baseline_of(WORSE)).passed


def test_lowering_a_floor_is_refused() -> None:
    with pytest.raises(HarnessError, match=r"lower the floor of quote\.record\.strict"):
        updated(baseline_of(RIGHT), baseline_of(WORSE), lower_floors=False)


def test_lowering_a_floor_on_purpose_is_allowed() -> None:
    new = baseline_of(WORSE)
    assert updated(baseline_of(RIGHT), new, lower_floors=True) == new


def test_raising_floors_is_allowed() -> None:
    new = baseline_of(RIGHT)
    assert updated(baseline_of(WORSE), new, lower_floors=False) == new


def test_floors_of_another_gold_are_not_compared() -> None:
    with pytest.raises(HashMismatch):
        updated(rehashed(baseline_of(WORSE)), baseline_of(RIGHT), lower_floors=False)


def test_sampled_trials_are_judged_by_significance() -> None:
    """One document of seven worse, in three trials each: that may well be chance."""
    before = baseline_of(*[RIGHT] * 7, trials=3)
    report = report_of(WORSE, *[RIGHT] * 6, trials=3)
    assert gate(report, report.arms[0], before).passed


def test_sampled_trials_that_are_all_worse_fail() -> None:
    before = baseline_of(*[RIGHT] * 12, trials=2)
    report = report_of(*[WORSE] * 12, trials=2)
    verdict = gate(report, report.arms[0], before)
    assert ("quote", "record", "strict") in {field.row for field in verdict.regressions}


def test_sampled_trials_that_cannot_decide_say_so() -> None:
    before = baseline_of(RIGHT, RIGHT, trials=2)
    report = report_of(WORSE, RIGHT, trials=2)
    outcomes = {field.outcome for field in gate(report, report.arms[0], before).fields}
    assert outcomes == {Outcome.INSUFFICIENT}


def test_two_scorings_of_the_same_answers_are_the_same_to_the_byte() -> None:
    assert report_of(RIGHT, WORSE).model_dump_json() == report_of(RIGHT, WORSE).model_dump_json()
