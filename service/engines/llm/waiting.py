"""When to call again after a failure, and how long to wait before."""

import random
from collections.abc import Callable

from tenacity import RetryCallState

from wirebrief.service.errors import WirebriefError

FIRST_WAIT = 0.5
LONGEST_WAIT = 20.0


def worth_another_call(error: BaseException) -> bool:
    """Whether the same request may succeed later."""
    return isinstance(error, WirebriefError) and error.retryable


def wait(jitter: Callable[[float, float], float] = random.uniform) -> Callable[[RetryCallState], float]:
    """What the server asks for, or exponential backoff with full jitter; never less than the server asks."""

    def seconds(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = getattr(error, "retry_after", None)
        backoff = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** (state.attempt_number - 1))
        return asked + jitter(0, FIRST_WAIT) if asked is not None else jitter(backoff / 2, backoff)

    return seconds


def stop(max_attempts: int, left: Callable[[], float]) -> Callable[[RetryCallState], bool]:
    """After so many calls, or where the wait would outlast the time that `left` says is left."""
    return lambda state: state.attempt_number >= max_attempts or state.upcoming_sleep >= left()
