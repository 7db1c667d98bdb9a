"""What one question has cost so far, and what it may still cost."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from openai.types import CompletionUsage

from wirebrief.schemas import Usage
from wirebrief.service.errors import BudgetExceeded


@dataclass
class Ledger:
    """Calls, tokens and time of one question, whatever became of it.

    Attributes:
        time_budget: seconds from the first call to the last byte, waits included.
        token_budget: tokens in and out, or None.
        uncounted: calls that may have cost something and of which nobody said what.
    """

    time_budget: float
    token_budget: int | None = None
    clock: Callable[[], float] = time.monotonic
    attempts: int = 0
    uncounted: int = 0
    usage: Usage = field(default_factory=Usage)
    model: str | None = None
    started: float = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.clock()

    def left(self) -> float:
        """Seconds left."""
        return self.time_budget - (self.clock() - self.started)

    def open_call(self) -> None:
        """Count a call.

        Raises:
            BudgetExceeded: there is no time or no token left for it.
        """
        used = self.usage.input_tokens + self.usage.output_tokens
        if self.token_budget is not None and used >= self.token_budget:
            raise BudgetExceeded(
                f"The question has used {used} of {self.token_budget} tokens.",
                hint="Allow more (WIREBRIEF_TOKEN_BUDGET), or send a shorter article.",
            )
        if self.left() <= 0:
            raise self.out_of_time()
        self.attempts += 1

    def out_of_time(self) -> BudgetExceeded:
        return BudgetExceeded(
            f"The question has used its {self.time_budget:g} seconds.",
            hint="Allow more (WIREBRIEF_TIME_BUDGET), or use a faster model.",
        )

    def count(self, usage: CompletionUsage | None) -> None:
        """Add what the server says an answer took; of servers that say nothing, or nonsense, only that."""
        entry = getattr(usage, "prompt_tokens_details", None)
        answer = getattr(usage, "completion_tokens_details", None)
        sent, received = _count(usage, "prompt_tokens"), _count(usage, "completion_tokens")
        if not sent or not received:
            self.uncounted += 1
        self.usage = Usage(
            input_tokens=self.usage.input_tokens + sent,
            output_tokens=self.usage.output_tokens + received,
            cached_tokens=self.usage.cached_tokens + min(sent, _count(entry, "cached_tokens")),
            reasoning_tokens=self.usage.reasoning_tokens + _count(answer, "reasoning_tokens"),
        )

    def cost_usd(self, prices: tuple[float, float, float] | None) -> float | None:
        """US dollars at these prices per million tokens (input, cached input, output); None if unknown."""
        if prices is None or self.uncounted:
            return None
        fresh = self.usage.input_tokens - self.usage.cached_tokens
        tokens = (fresh, self.usage.cached_tokens, self.usage.output_tokens)
        return sum(n * price for n, price in zip(tokens, prices, strict=True)) / 1_000_000


def _count(holder: object, name: str) -> int:
    value = getattr(holder, name, None)
    return value if isinstance(value, int) and value > 0 else 0
