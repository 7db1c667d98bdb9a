"""What may be spent and what has been: calls, tokens, money and time, of one article and of a whole run.

An account of an article stands under that of its run, or of the key that pays for it, if there is one; what
the article spends, that spends. The current account goes with the task (a context variable): an engine holds
no state of an article.
"""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, fields
from typing import Literal

from wirebrief.service.errors import BudgetExceeded, ConfigurationError


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The most that may be spent; None for no limit.

    Tokens and money are known when an answer is there: the calls that are under way are taken to cost what
    the others did, and can go beyond the budget by what they cost more.

    Attributes:
        calls: calls to a model's server; answers out of the journal are none.
        tokens: in and out.
        usd: US dollars.
        seconds: from the beginning, waits included.
    """

    calls: int | None = None
    tokens: int | None = None
    usd: float | None = None
    seconds: float | None = None

    def __post_init__(self) -> None:
        for one in fields(self):
            value = getattr(self, one.name)
            if value is not None and not value > 0:
                raise ConfigurationError(
                    f"A budget of {value} {one.name} was set.", hint="It has to be greater than 0."
                )


Scope = Literal["article", "run", "key"]


@dataclass
class Account:
    """What one article, one run or one key has spent.

    Attributes:
        above: the account of what an article belongs to.
        calls: begun, whatever became of them.
        usd: of the answers whose price is known.
        unpriced: calls that cost something nobody can tell.
    """

    scope: Scope
    budget: Budget = field(default_factory=Budget)
    above: "Account | None" = None
    clock: Callable[[], float] = time.monotonic
    calls: int = 0
    tokens: int = 0
    usd: float = 0.0
    unpriced: int = 0
    under_way: int = 0
    started: float = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.clock()

    def left(self) -> float:
        """Seconds left, in this account and those above."""
        seconds = self.budget.seconds
        own = math.inf if seconds is None else seconds - (self.clock() - self.started)
        return min(own, self.above.left()) if self.above else own

    @property
    def counts_money(self) -> bool:
        """Whether a budget here or above is in money."""
        return any(account.budget.usd is not None for account in self._line())

    @property
    def in_run(self) -> bool:
        """Whether it is that of a run, or belongs to one."""
        return any(account.scope == "run" for account in self._line())

    def check(self) -> None:
        """Raise where nothing may be spent any more.

        Raises:
            BudgetExceeded: of this account or of one above.
        """
        budget, done = self.budget, self.calls - self.under_way
        # What is under way is taken to cost what the others did.
        ahead = self.calls / done if done else 1.0
        if budget.calls is not None and self.calls >= budget.calls:
            raise self._exceeded(f"its {budget.calls} calls", "calls")
        if budget.tokens is not None and self.tokens * ahead >= budget.tokens:
            raise self._exceeded(f"{self.tokens} of its {budget.tokens} tokens", "tokens")
        if budget.usd is not None and self.usd * ahead >= budget.usd:
            raise self._exceeded(f"${self.usd:.4f} of its ${budget.usd:g}", "money")
        if budget.seconds is not None and self.clock() - self.started >= budget.seconds:
            raise self.out_of_time()
        if self.above:
            self.above.check()

    def open_call(self) -> None:
        """Count a call that begins.

        Raises:
            BudgetExceeded: it may not begin.
        """
        self.check()
        for account in self._line():
            account.calls += 1
            account.under_way += 1

    def close_call(self) -> None:
        """Count a call that ended."""
        for account in self._line():
            account.under_way -= 1

    def spend(self, tokens: int, usd: float | None) -> None:
        """Count what an answer took; `usd` is None where nobody can tell."""
        for account in self._line():
            account.tokens += tokens
            account.usd += usd or 0.0
            account.unpriced += usd is None

    def out_of_time(self) -> BudgetExceeded:
        """The error of an account without time left: this one's, or one's above."""
        seconds = self.budget.seconds
        if self.above and (seconds is None or self.clock() - self.started < seconds):
            return self.above.out_of_time()
        return self._exceeded(f"its {seconds:g} seconds", "time")

    def _line(self) -> "Iterator[Account]":
        account: Account | None = self
        while account is not None:
            yield account
            account = account.above

    def _exceeded(self, used: str, what: str) -> BudgetExceeded:
        error = BudgetExceeded(f"The {self.scope} has used {used}.", hint=_HINTS[self.scope][what])
        error.scope, error.for_all = self.scope, self.scope != "article"
        return error


_HINTS = {
    "article": {
        "calls": "Allow more (WIREBRIEF_CALL_BUDGET).",
        "tokens": "Allow more (WIREBRIEF_TOKEN_BUDGET), or send a shorter article.",
        "money": "Allow more (WIREBRIEF_COST_BUDGET), or use a cheaper model.",
        "time": "Allow more (WIREBRIEF_TIME_BUDGET), or use a faster model.",
    },
    "run": dict.fromkeys(
        ("calls", "tokens", "money", "time"),
        "Run it again with a larger budget; what the journal holds is not paid for again.",
    ),
    "key": dict.fromkeys(("calls", "tokens", "money", "time"), "Wait for another day."),
}

_CURRENT: ContextVar[Account | None] = ContextVar("wirebrief_account", default=None)


def current_account() -> Account | None:
    """The account of the article, or else of the run, that this task works for."""
    return _CURRENT.get()


@contextmanager
def spending(account: Account) -> Iterator[Account]:
    """Whatever is spent inside goes to this account."""
    token = _CURRENT.set(account)
    try:
        yield account
    finally:
        _CURRENT.reset(token)


@contextmanager
def spending_on_article() -> Iterator[Account]:
    """The current article's account; a new one, under the run's, where no article has one yet."""
    account = _CURRENT.get()
    if account is not None and account.scope == "article":
        yield account
        return
    with spending(Account("article", above=account)) as fresh:
        yield fresh
