"""Calibration: bins, the expected error, and the plot."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirebrief.evals.benchmarks.reliability import Record, bins, expected_error, svg_plot, table

RECORDS = st.lists(st.builds(Record, st.floats(0, 1), st.booleans()), max_size=40)


def test_certainty_that_is_always_right_has_no_error() -> None:
    assert expected_error(table([Record(1.0, True)] * 5)) == 0.0


def test_certainty_that_is_always_wrong_has_all_of_it() -> None:
    assert expected_error(table([Record(1.0, False)] * 5)) == 1.0


def test_the_error_is_weighed_by_the_records_of_a_bin() -> None:
    records = [Record(0.95, True)] * 3 + [Record(0.15, True)]
    assert expected_error(table(records)) == pytest.approx((3 * 0.05 + 0.85) / 4)


def test_a_level_on_a_border_belongs_to_the_bin_above() -> None:
    (found,) = bins(table([Record(0.3, True), Record(0.3, False)]))
    assert (found.low, found.n, found.right) == (0.3, 2, 0.5)


def test_nothing_measured_is_no_error() -> None:
    assert expected_error(table([])) == 0.0


@settings(deadline=None)
@given(RECORDS)
def test_bins_hold_every_record(records: list[Record]) -> None:
    assert sum(b.n for b in bins(table(records))) == len(records)


@settings(deadline=None)
@given(RECORDS, RECORDS)
def test_tables_of_documents_add_up(first: list[Record], second: list[Record]) -> None:
    assert np.allclose(table(first) + table(second), table([*first, *second]))


@settings(deadline=None)
@given(RECORDS)
def test_the_error_is_a_share(records: list[Record]) -> None:
    assert 0 <= expected_error(table(records)) <= 1


def test_the_plot_has_a_dot_for_each_bin_and_escapes_its_title() -> None:
    drawn = svg_plot(bins(table([Record(0.2, True), Record(0.9, False)])), "a < b")
    assert (drawn.count("<circle"), "a &lt; b" in drawn) == (2, True)
