"""An upstream that fails every call is left alone, and tried by one at a time."""

from contextlib import ExitStack

import pytest

from wirebrief.service.engines.llm.breaker import Breaker


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(clock: Clock) -> Breaker:
    """After ten failures in a row."""
    breaker = Breaker(clock)
    for _ in range(10):
        assert breaker.wait() == 0
        breaker.failed()
    return breaker


def test_failures_among_successes_do_not_open_it(clock: Clock) -> None:
    breaker = Breaker(clock)
    for _ in range(20):
        for _ in range(9):
            breaker.failed()
        breaker.succeeded()
    assert breaker.wait() == 0


def test_ten_in_a_row_do(opened: Breaker) -> None:
    assert opened.wait() == pytest.approx(1.0)


def test_failures_that_come_before_any_answer_can_do_not(clock: Clock) -> None:
    """Of sixty calls under way a third fails at once; the others take longer."""
    breaker = Breaker(clock)
    with ExitStack() as calls:
        for _ in range(40):
            calls.enter_context(breaker.call())
        for _ in range(20):
            breaker.failed()
        assert breaker.wait() == 0


def test_then_one_tries_while_the_others_wait(opened: Breaker, clock: Clock) -> None:
    clock.now = 1.1
    assert opened.wait() == 0
    assert opened.wait() > 0
    opened.succeeded()
    assert opened.wait() == 0


def test_each_trial_that_fails_doubles_the_pause_up_to_a_minute(opened: Breaker, clock: Clock) -> None:
    pauses = []
    for _ in range(9):
        clock.now += opened.wait() + 0.01
        assert opened.wait() == 0
        opened.failed()
        pauses.append(round(opened.wait()))
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60, 60]


def test_calls_that_were_under_way_do_not_lengthen_it(opened: Breaker) -> None:
    for _ in range(50):
        opened.failed()
    assert opened.wait() == pytest.approx(1.0)


def test_a_trial_that_is_given_up_lets_another_try(opened: Breaker, clock: Clock) -> None:
    clock.now = 1.1
    assert opened.wait() == 0
    opened.left()
    assert opened.wait() == 0
