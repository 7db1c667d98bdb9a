"""Intervals, paired tests and verdicts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirebrief.evals.scoring import Counts
from wirebrief.evals.stats.bootstrap import Interval, f1_intervals
from wirebrief.evals.stats.ledger import Ledger, Sums
from wirebrief.evals.stats.paired import Difference, difference, holm, randomisation
from wirebrief.evals.stats.verdict import Outcome, outcome

ROW = ("quote", "record", "strict")
documents = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)).map(
        lambda t: (t[0], t[0] + t[1], t[0] + t[2])
    ),
    min_size=2,
    max_size=20,
)


def sums(rows: list[tuple[int, int, int]]) -> Sums:
    return np.array(rows, dtype=np.float64)


def found(effect: float, *, count: int = 30, detectable: float = 0.01) -> Difference:
    return Difference(effect, 0.5, None, detectable, count)


@settings(deadline=None, max_examples=20)
@given(documents)
def test_an_interval_is_the_same_on_every_run(rows: list[tuple[int, int, int]]) -> None:
    assert f1_intervals([sums(rows)], resamples=200) == f1_intervals([sums(rows)], resamples=200)


@settings(deadline=None, max_examples=20)
@given(documents)
def test_an_interval_does_not_hang_on_the_rows_beside_it(rows: list[tuple[int, int, int]]) -> None:
    alone, beside = f1_intervals([sums(rows)], resamples=200), f1_intervals([sums(rows)] * 2, resamples=200)
    assert beside == alone * 2


def test_of_one_document_there_is_no_interval() -> None:
    assert f1_intervals([sums([(3, 4, 4)])]) == [None]


def test_of_one_document_with_slots_among_many_there_is_no_interval() -> None:
    assert f1_intervals([sums([(3, 4, 4), (0, 0, 0), (0, 0, 0)])]) == [None]


def test_trials_of_a_document_are_one_document() -> None:
    ledger = Ledger()
    for _ in range(3):
        ledger.add("kiln", {ROW: Counts(cor=1)})
    assert (ledger.documents, ledger.total(ROW)) == (["kiln"], Counts(cor=3))


def test_a_macro_average_leaves_out_documents_without_slots() -> None:
    ledger = Ledger()
    ledger.add("kiln", {ROW: Counts(cor=1)})
    ledger.add("ferry", {})
    assert ledger.macro_f1(ROW) == 1.0


@settings(deadline=None, max_examples=20)
@given(documents)
def test_two_equal_runs_do_not_differ(rows: list[tuple[int, int, int]]) -> None:
    assert randomisation(sums(rows), sums(rows)) == 1.0


@settings(deadline=None, max_examples=20)
@given(documents, documents)
def test_a_difference_turns_its_sign_with_the_sides(
    a: list[tuple[int, int, int]], b: list[tuple[int, int, int]]
) -> None:
    size = min(len(a), len(b))
    one = difference(sums(a[:size]), sums(b[:size]), shuffles=200, resamples=100)
    other = difference(sums(b[:size]), sums(a[:size]), shuffles=200, resamples=100)
    assert (one and one.effect) == (other and -other.effect)


def test_few_documents_are_exchanged_in_every_way() -> None:
    """Five of five better: only the two extremes of 32 are as large."""
    assert randomisation(sums([(1, 4, 4)] * 5), sums([(3, 4, 4)] * 5)) == pytest.approx(2 / 32)


def test_many_documents_that_all_got_better_are_no_chance() -> None:
    assert randomisation(sums([(1, 4, 4)] * 40), sums([(3, 4, 4)] * 40)) < 0.001


def test_holm_multiplies_the_smallest_by_all_and_never_falls() -> None:
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == {"a": 0.03, "b": 0.06, "c": 0.06}


NARROW, WIDE = Interval(0.80, 0.82), Interval(0.7, 0.9)


@pytest.mark.parametrize(
    ("difference_", "p", "baseline", "same", "expected"),
    [
        (found(-0.1), 0.01, NARROW, True, Outcome.REGRESSION),
        (found(0.1), 0.01, NARROW, True, Outcome.IMPROVEMENT),
        (found(-0.1), 0.01, NARROW, False, Outcome.UNRELIABLE),
        (found(-0.01), 0.5, NARROW, True, Outcome.TIED),
        (found(-0.01), 0.5, WIDE, True, Outcome.UNRELIABLE),
        (found(-0.01), 0.5, None, True, Outcome.UNRELIABLE),
        (found(-0.01, detectable=0.2), 0.5, NARROW, True, Outcome.INSUFFICIENT),
        (found(-0.1, count=4), 0.01, NARROW, True, Outcome.INSUFFICIENT),
        (None, 1.0, NARROW, True, Outcome.INSUFFICIENT),
    ],
)
def test_a_verdict_follows_from_what_was_found(
    difference_: Difference | None, p: float, baseline: Interval | None, same: bool, expected: Outcome
) -> None:
    assert outcome(difference_, p, baseline, effect=0.05, same_hashes=same) is expected


def test_the_interval_covers_at_fifty_documents() -> None:
    """A quick look at what bench/intervals.py measures: 95% within the noise of 200 repetitions."""
    generator = np.random.default_rng(7)
    held = 0
    for n in range(200):
        gold = 1 + generator.poisson(6, 50)
        earned = generator.binomial(gold, generator.beta(8, 3, 50))
        drawn = np.stack([earned, gold, gold], axis=1).astype(np.float64)
        interval = f1_intervals([drawn], resamples=400, seed=n)[0]
        held += interval is not None and interval.low <= 8 / 11 <= interval.high
    assert 0.90 <= held / 200 <= 0.99
