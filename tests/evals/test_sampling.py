"""Parts of a benchmark's split."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebrief.evals.benchmarks.sampling import sampled
from wirebrief.evals.errors import HarnessError


@given(st.lists(st.integers(), unique=True))
def test_the_samples_share_nothing_and_leave_nothing_out(documents: list[int]) -> None:
    a, b = sampled(documents, "a"), sampled(documents, "b")
    assert (set(a) & set(b), set(a) | set(b)) == (set(), set(documents))


@given(st.integers(1, 50), st.integers(1, 50))
def test_a_limit_is_kept_without_repeats(n: int, limit: int) -> None:
    assert len(set(sampled(range(n), limit=limit))) == min(n, limit)


def test_a_limit_is_spread_over_the_split() -> None:
    assert sampled(range(10), limit=3) == [0, 3, 6]


def test_an_unknown_sample_is_refused() -> None:
    with pytest.raises(HarnessError, match="no sample 'c'"):
        sampled([1], "c")
