"""Calls go as fast as the server bears, and everybody stops when it says so. In virtual time."""

import asyncio
import random
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from virtual_time import in_virtual_time

from wirebrief.service.engines.llm.pace import Pace


@dataclass
class Server:
    """Answers after some time; refuses what goes beyond so many calls in a window that slides.

    Attributes:
        refusing: share of calls that are refused by chance.
        hint: headers of a refusal.
    """

    limit: float = float("inf")
    window: float = 1.0
    latency: float = 0.2
    refusing: float = 0.0
    hint: Mapping[str, str] = field(default_factory=dict)
    calls: list[float] = field(default_factory=list)
    refused: int = 0
    _accepted: deque[float] = field(default_factory=deque)
    _rng: random.Random = field(default_factory=lambda: random.Random(1))

    async def call(self) -> tuple[int, Mapping[str, str]]:
        now = asyncio.get_running_loop().time()
        self.calls.append(now)
        while self._accepted and self._accepted[0] <= now - self.window:
            self._accepted.popleft()
        if len(self._accepted) >= self.limit or self._rng.random() < self.refusing:
            self.refused += 1
            await asyncio.sleep(0.01)
            return 429, self.hint
        self._accepted.append(now)
        await asyncio.sleep(self.latency * self._rng.uniform(0.5, 1.5))
        return 200, {}


async def run(
    server: Server, articles: int, *, concurrency: int = 64, attempts: int = 4, **limits: float
) -> int:
    """So many articles, each tried again where it is refused; the number of those that were lost."""
    pace = Pace(clock=asyncio.get_running_loop().time, **limits)
    slots = asyncio.Semaphore(concurrency)

    async def one() -> bool:
        async with slots:
            for _ in range(attempts):
                turn = await pace.turn(100, 600)
                assert turn is not None
                status, headers = await server.call()
                turn.heard(status, headers, "")
                if status == 200:
                    return True
                await asyncio.sleep(0.3)
            return False

    return (await asyncio.gather(*(one() for _ in range(articles)))).count(False)


def test_without_limits_nothing_waits() -> None:
    server = Server()
    lost, seconds = in_virtual_time(run(server, 1000))
    assert (lost, len(server.calls)) == (0, 1000)
    assert seconds < 1000 * 0.2 / 64 * 1.3


@pytest.mark.parametrize("latency", [0.05, 0.5, 2.0])
@pytest.mark.parametrize("limit", [10, 30, 100])
def test_an_unknown_limit_is_found(limit: int, latency: float) -> None:
    """Without any hint: at most 1.1 calls an article, none lost, and not much slower.

    Of ten a second the first burst of 64 is too large a part of a thousand to be within that.
    """
    server = Server(limit=limit, latency=latency)
    lost, seconds = in_virtual_time(run(server, 1000))
    borne = min(limit, 64 / latency)
    assert lost == 0
    assert len(server.calls) - (64 if limit == 10 else 0) <= 1100, len(server.calls)
    assert seconds <= 1000 / borne * 1.25 + 5, (seconds, 1000 / borne)


def test_a_limit_by_the_minute_is_found() -> None:
    server = Server(limit=300, window=60.0)
    lost, seconds = in_virtual_time(run(server, 1000))
    assert lost == 0
    assert len(server.calls) <= 1150, len(server.calls)
    assert seconds <= 1000 / 5 * 1.5


def test_refusals_by_chance_do_not_slow_it_down() -> None:
    """Others use the same quota: waiting longer would change nothing."""
    server = Server(refusing=0.05)
    lost, seconds = in_virtual_time(run(server, 2000, attempts=8))
    assert lost == 0
    assert seconds < 2000 * 0.2 / 64 * 2


def test_a_wait_that_is_asked_for_holds_for_everybody_at_once() -> None:
    """From the moment that one is told, no call goes out before the time is up."""
    server = Server(limit=20, window=5.0, latency=0.1, hint={"retry-after": "5"})
    lost, _ = in_virtual_time(run(server, 100, concurrency=10))
    assert lost == 0
    told = [now for now in server.calls if now < 5.0]
    assert len(told) <= 20 + 10


@pytest.mark.parametrize("per_minute", [30, 60, 600])
def test_the_callers_own_limit_is_never_exceeded(per_minute: int) -> None:
    server = Server()
    in_virtual_time(run(server, 200, requests_per_minute=per_minute))
    for at in server.calls:
        assert sum(at <= other < at + 60 for other in server.calls) <= per_minute


def test_so_is_one_of_tokens() -> None:
    """A call is taken to need a hundred."""
    server = Server()
    in_virtual_time(run(server, 100, tokens_per_minute=6000))
    for at in server.calls:
        assert sum(100 for other in server.calls if at <= other < at + 60) <= 6000


def test_more_tokens_than_expected_are_made_up_for() -> None:
    async def work() -> list[float]:
        loop = asyncio.get_running_loop()
        pace, at = Pace(tokens_per_minute=6000, clock=loop.time), []
        for _ in range(3):
            turn = await pace.turn(100, 600)
            assert turn is not None
            at.append(loop.time())
            turn.took(1000)
        return at

    at, _ = in_virtual_time(work())
    assert at == pytest.approx([0.0, 10.0, 20.0])


def test_a_quota_that_is_used_up_is_waited_for() -> None:
    """Before anything is refused."""

    async def work() -> float:
        loop = asyncio.get_running_loop()
        pace = Pace(clock=loop.time)
        turn = await pace.turn(1, 600)
        assert turn is not None
        turn.heard(200, {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1m5s"}, "")
        await pace.turn(1, 600)
        return loop.time()

    assert in_virtual_time(work())[0] == pytest.approx(65.0)


def test_a_turn_that_would_come_too_late_is_not_waited_for() -> None:
    async def work() -> float:
        loop = asyncio.get_running_loop()
        pace = Pace(clock=loop.time)
        turn = await pace.turn(1, 10)
        assert turn is not None
        turn.heard(429, {"retry-after": "3600"}, "")
        assert await pace.turn(1, 10) is None
        return loop.time()

    assert in_virtual_time(work())[0] == 0.0


def test_a_pause_voids_the_turns_that_were_given_out() -> None:
    """Who sleeps until his turn sleeps on."""

    async def work() -> float:
        loop = asyncio.get_running_loop()
        pace = Pace(requests_per_minute=60, clock=loop.time)
        first = await pace.turn(1, 600)
        assert first is not None
        waiting = asyncio.create_task(pace.turn(1, 600))
        await asyncio.sleep(0.5)
        first.heard(429, {"retry-after": "30"}, "")
        await waiting
        return loop.time()

    assert in_virtual_time(work())[0] == pytest.approx(30.5)
