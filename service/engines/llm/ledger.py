"""What one question has taken: calls, tokens, money; and what its article may still spend."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from openai.types import CompletionUsage

from wirebrief.schemas import Usage
from wirebrief.service.engines.llm.prices import Prices
from wirebrief.service.engines.llm.transport import was_sent
from wirebrief.service.errors import BudgetExceeded, ConfigurationError, WirebriefError
from wirebrief.service.spending import Account


@dataclass(frozen=True, slots=True)
class Taken:
    """What one answer took; None for what is not known."""

    usage: Usage | None
    cost_usd: float | None


@dataclass
class Ledger:
    """Calls, tokens and money of one question, whatever became of it.

    Attributes:
        account: the article's; answers out of the journal cost it nothing.
        asked: the model that is asked.
        attempts: calls to the server.
        usage: what the answers took that were used, the journal's among them.
        model: the model that answered, as the server says.
    """

    account: Account
    prices: Prices
    asked: str
    clock: Callable[[], float] = time.monotonic
    attempts: int = 0
    usage: Usage = field(default_factory=Usage)
    model: str | None = None
    _cost: float | None = 0.0

    @property
    def cost_usd(self) -> float | None:
        """US dollars for the answers, or None where one of them cost nobody knows what."""
        return self._cost

    def left(self) -> float:
        """Seconds left for the article."""
        return self.account.left()

    @property
    def in_run(self) -> bool:
        """Whether the article is one of a run, where waiting pays more than giving up."""
        return self.account.in_run

    def check(self) -> None:
        """Raise where no call may begin.

        Raises:
            BudgetExceeded: nothing is left for it.
            ConfigurationError: there is a budget in money, and no price.
        """
        self.account.check()
        if self.account.counts_money and self.prices.cost(Usage(input_tokens=1), (self.asked,)) is None:
            raise ConfigurationError(
                f"A budget in money is set, and the price of {self.asked!r} is not known.",
                hint="Say what it costs (WIREBRIEF_PRICES), or set a budget in tokens.",
            )

    @contextmanager
    def call(self) -> Iterator[None]:
        """Inside is one call; what it may have cost is unknown where it breaks off after it was sent.

        Raises:
            BudgetExceeded: it may not begin.
        """
        self.account.open_call()
        self.attempts += 1
        try:
            yield
        except WirebriefError as error:
            if was_sent(error):  # it may be charged all the same
                self._cost = None
                self.account.spend(0, None)
            raise
        finally:
            self.account.close_call()

    def out_of_time(self) -> BudgetExceeded:
        return self.account.out_of_time()

    def count(
        self, usage: CompletionUsage | None, model: str | None, *, bought: bool = True, batch: bool = False
    ) -> Taken:
        """Add what the server says an answer took, and give it.

        Args:
            bought: the article pays for it now; else the journal had it.
            batch: it was asked in a batch, at a batch's price.
        """
        taken = _taken(usage)
        told = bool(taken.input_tokens and taken.output_tokens)
        self.model = model or self.asked
        cost = self.prices.cost(taken, (self.model, self.asked), batch=batch) if told else None
        self._cost = None if self._cost is None or cost is None else self._cost + cost
        self.usage = Usage(
            **{name: getattr(self.usage, name) + getattr(taken, name) for name in Usage.model_fields}
        )
        if bought:
            self.account.spend(taken.input_tokens + taken.output_tokens, cost)
        return Taken(taken if told else None, cost)


def _taken(usage: CompletionUsage | None) -> Usage:
    """Token counts as the server gives them; what it does not give, and nonsense, counts as 0."""
    entry = getattr(usage, "prompt_tokens_details", None)
    answer = getattr(usage, "completion_tokens_details", None)
    given = _count(usage, "prompt_tokens")
    return Usage(
        input_tokens=given,
        output_tokens=_count(usage, "completion_tokens"),
        cached_tokens=min(_count(entry, "cached_tokens"), given),
        reasoning_tokens=_count(answer, "reasoning_tokens"),
    )


def _count(holder: object, name: str) -> int:
    value = holder.get(name) if isinstance(holder, dict) else getattr(holder, name, None)
    return value if isinstance(value, int) and value > 0 else 0
