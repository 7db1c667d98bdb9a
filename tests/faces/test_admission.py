"""Who is let in when there is more to do than can be done."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from starlette.types import Message, Receive, Scope, Send

from wirebrief.service.errors import Busy
from wirebrief.service.http.admission import Share
from wirebrief.service.http.turnstile import Turnstile


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


async def work(share: Share, until: asyncio.Event) -> None:
    async with share.place():
        await until.wait()


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_so_many_work_so_many_wait_and_the_rest_is_sent_away() -> None:
    share, done = Share("rules", at_once=2, most_waiting=3, patience=10), asyncio.Event()
    tasks = [asyncio.create_task(work(share, done)) for _ in range(8)]
    await settle()
    assert (share.working, share.waiting, share.full) == (2, 3, True)
    refused = [task for task in tasks if task.done()]
    assert len(refused) == 3
    for task in refused:
        assert isinstance(task.exception(), Busy)
    done.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert (share.working, share.waiting, share.full) == (0, 0, False)


async def test_who_waits_longer_than_is_patient_is_sent_away() -> None:
    share = Share("rules", at_once=1, most_waiting=3, patience=0.02)
    async with share.place():
        with pytest.raises(Busy):
            await work(share, asyncio.Event())
    assert share.waiting == 0


async def test_who_would_wait_too_long_is_sent_away_at_once_and_told_how_long() -> None:
    """By what articles took lately: eight seconds each, two at a time, two who wait already."""
    clock, done = Clock(), asyncio.Event()
    share = Share("llm", at_once=2, most_waiting=100, patience=11.0, clock=clock)
    async with share.place():
        clock.now += 8.0
    tasks = [asyncio.create_task(work(share, done)) for _ in range(4)]
    await settle()
    assert share.waiting == 2
    with pytest.raises(Busy) as caught:
        async with share.place():
            pass
    assert caught.value.retry_after == 12.0
    done.set()
    await asyncio.gather(*tasks)


async def test_while_all_is_full_an_article_is_refused_unread() -> None:
    """Its body is not even asked for; what has a key may have been answered before, and goes on."""
    share, done = Share("rules", at_once=1, most_waiting=1, patience=10), asyncio.Event()
    reached: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        reached.append(scope["path"])

    async def ask(path: str, *headers: tuple[bytes, bytes]) -> Message | None:
        sent: list[Message] = []

        async def receive() -> Message:
            raise AssertionError("the body is read")

        async def send(message: Message) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "POST", "path": path, "headers": list(headers)}
        await Turnstile(app, {"rules": share})(scope, receive, send)
        return sent[0] if sent else None

    assert await ask("/v1/summaries") is None
    tasks = [asyncio.create_task(work(share, done)) for _ in range(2)]
    await settle()
    refused = await ask("/v1/summaries")
    assert refused is not None
    assert refused["status"] == 429
    assert b"retry-after" in dict(refused["headers"])
    assert await ask("/v1/summaries", (b"idempotency-key", b"k")) is None
    assert await ask("/v1/jobs") is None
    assert reached == ["/v1/summaries", "/v1/summaries", "/v1/jobs"]
    done.set()
    await asyncio.gather(*tasks)


async def test_an_article_that_fails_leaves_its_place() -> None:
    share = Share("rules", at_once=1, most_waiting=1, patience=1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            async with share.place():
                raise ZeroDivisionError
    assert share.working == 0


async def test_shares_do_not_touch_each_other() -> None:
    rules, llm = (Share(name, at_once=1, most_waiting=1, patience=1) for name in ("rules", "llm"))
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(rules.place())
        async with llm.place():
            assert not llm.full or llm.waiting == 0
