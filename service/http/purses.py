"""What each key may spend in a day, and what it has spent; a day is one of UTC.

What was spent is kept in the database every second, so that a restart gives nobody a new day.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from wirebrief.service.errors import BudgetExceeded
from wirebrief.service.http.jobs.database import Database
from wirebrief.service.http.refusals import BudgetSpent, StoreUnavailable
from wirebrief.service.spending import Account, Budget, spending

_TABLE = (
    "CREATE TABLE IF NOT EXISTS spent ("
    " key TEXT NOT NULL, day TEXT NOT NULL, calls INTEGER NOT NULL, tokens BIGINT NOT NULL,"
    " usd DOUBLE PRECISION NOT NULL, PRIMARY KEY (key, day))"
)
_BETWEEN_KEEPING = 1.0

Now = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Spent:
    """Calls to models, tokens in and out, and US dollars where the price is known."""

    calls: int = 0
    tokens: int = 0
    usd: float = 0.0

    @classmethod
    def by(cls, account: Account) -> "Spent":
        """What an account has spent so far."""
        return cls(account.calls, account.tokens, account.usd)


class Spendings:
    """What keys have spent, in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.transaction() as tables:
            tables.run(_TABLE)

    def of(self, day: date) -> dict[str, Spent]:
        """What was spent on a day, by key."""
        with self._database.transaction() as tables:
            rows = tables.all("SELECT key, calls, tokens, usd FROM spent WHERE day = ?", day.isoformat())
        return {key: Spent(*spent) for key, *spent in rows}

    def keep(self, day: date, key: str, spent: Spent) -> None:
        """Keep what a key has spent on a day in all."""
        with self._database.transaction() as tables:
            tables.run(
                "INSERT INTO spent VALUES (?, ?, ?, ?, ?) ON CONFLICT (key, day) DO UPDATE SET"
                " calls = excluded.calls, tokens = excluded.tokens, usd = excluded.usd",
                *(key, day.isoformat(), spent.calls, spent.tokens, spent.usd),
            )

    def forget(self, before: date) -> None:
        """Remove what was spent before a day."""
        with self._database.transaction() as tables:
            tables.run("DELETE FROM spent WHERE day < ?", before.isoformat())


@dataclass
class Purse:
    """One key's.

    Attributes:
        name: of the key.
        budget: of a day.
    """

    name: str
    budget: Budget
    now: Now = _now
    _days: dict[date, Account] = field(default_factory=dict)
    _kept: dict[date, Spent] = field(default_factory=dict)

    def today(self) -> Account:
        """The account of the day, with what has been spent."""
        day = self.now().date()
        if day not in self._days:
            self._days[day] = Account("key", self.budget)
        return self._days[day]

    def begin(self, day: date, spent: Spent) -> None:
        """Go on with what an earlier process spent on a day."""
        account = self._days[day] = Account("key", self.budget)
        account.calls, account.tokens, account.usd = spent.calls, spent.tokens, spent.usd
        self._kept[day] = spent

    def unkept(self) -> Iterator[tuple[date, Spent]]:
        """Days on which more was spent than is kept, with all that was."""
        for day, account in sorted(self._days.items()):
            if (spent := Spent.by(account)) != self._kept.get(day, Spent()):
                yield day, spent

    def kept(self, day: date, spent: Spent) -> None:
        """Note what is kept; the day before yesterday is let go."""
        self._kept[day] = spent
        for past in [one for one in self._days if one < self.now().date() - timedelta(days=1)]:
            del self._days[past]
            self._kept.pop(past, None)

    def spent_out(self) -> BudgetSpent:
        """The refusal of a call beyond the budget."""
        now = self.now()
        error = BudgetSpent(
            f"The key {self.name!r} has spent what it may in a day.",
            hint="The day ends at midnight (UTC); the Retry-After header says in how many seconds.",
        )
        error.retry_after = (_midnight_after(now) - now).total_seconds()
        return error


class Purses:
    """Those of all keys.

    Args:
        budgets: of a day, by the keys' names.
    """

    def __init__(self, budgets: Mapping[str, Budget], now: Now = _now) -> None:
        self.all = {name: Purse(name, budget, now) for name, budget in budgets.items()}
        self._now = now

    @contextmanager
    def paying(self, name: str | None) -> Iterator[Account]:
        """Inside is work that a key pays for; gives the account of that work alone.

        Args:
            name: of the key; None where nobody keeps count.

        Raises:
            BudgetSpent: the key's budget does not allow a call.
        """
        purse = self.all.get(name) if name else None
        try:
            with spending(Account("key", above=purse.today() if purse else None)) as account:
                yield account
        except BudgetExceeded as error:
            if purse is None or error.scope != "key":
                raise
            raise purse.spent_out() from error

    async def begin(self, spendings: Spendings) -> None:
        """Go on with what an earlier process spent today."""
        day = self._now().date()
        for name, spent in (await asyncio.to_thread(spendings.of, day)).items():
            if name in self.all:
                self.all[name].begin(day, spent)

    async def keep(self, spendings: Spendings) -> None:
        """Keep what was spent since the last time.

        Raises:
            StoreUnavailable: not now.
        """
        for purse in self.all.values():
            for day, spent in purse.unkept():
                await asyncio.to_thread(spendings.keep, day, purse.name, spent)
                purse.kept(day, spent)

    async def keep_on(self, spendings: Spendings) -> None:
        """Keep what is spent, for ever."""
        while True:
            await asyncio.sleep(_BETWEEN_KEEPING)
            with suppress(StoreUnavailable):
                await self.keep(spendings)


def _midnight_after(now: datetime) -> datetime:
    return datetime.combine(now.date() + timedelta(days=1), time(), UTC)
