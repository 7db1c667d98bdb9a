"""Worker processes: what no text can do to the server, because it happens in a process that is killed."""

import asyncio
import os
import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from strain import MIB, end, hold_the_lock, take_memory

from wirebrief.service.errors import EmptyArticle, TooDemanding
from wirebrief.service.function import Source, read
from wirebrief.service.http.parsing import summarize_by_rules
from wirebrief.service.processes.workers import Workers


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def workers() -> AsyncIterator[Workers]:
    made = Workers(number=1, seconds=1.0, mebibytes=128, politeness=5)
    await made.warm_up()
    yield made
    made.close()


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_what_takes_too_long_is_killed_though_it_holds_the_interpreters_lock(workers: Workers) -> None:
    start = time.monotonic()
    with pytest.raises(TooDemanding, match="longer than 1 seconds"):
        await workers(hold_the_lock)
    assert time.monotonic() - start < 2.0
    assert await workers(take_memory, 1) == MIB, "the next process works"


async def test_who_leaves_costs_no_process_where_the_call_soon_ends(workers: Workers) -> None:
    """Else clients that come and go would have the machine do nothing but begin processes."""
    before = await workers(os.getpid)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(workers(time.sleep, 0.3), 0.1)
    assert await workers(os.getpid) == before


async def test_the_processes_stand_back_for_the_server(workers: Workers) -> None:
    """Where all processors are busy it still tells that it lives."""
    theirs = await workers(os.getpriority, os.PRIO_PROCESS, 0)
    assert theirs == min(19, os.getpriority(os.PRIO_PROCESS, 0) + 5)


async def test_what_takes_too_much_memory_is_refused(workers: Workers) -> None:
    with pytest.raises(TooDemanding, match="128 MiB"):
        await workers(take_memory, 400)
    assert await workers(take_memory, 1) == MIB


async def test_what_ends_its_process_is_refused(workers: Workers) -> None:
    with pytest.raises(TooDemanding):
        await workers(end)
    assert await workers(take_memory, 1) == MIB


async def test_a_caller_who_leaves_a_long_call_has_the_process_killed() -> None:
    """Else what nobody waits for would keep out what somebody does."""
    patient = Workers(number=1, seconds=60.0, mebibytes=128)
    try:
        before = await patient(os.getpid)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(patient(hold_the_lock), 0.2)
        async with asyncio.timeout(30):
            assert await patient(os.getpid) != before
    finally:
        patient.close()


async def test_our_errors_come_back_as_they_are(workers: Workers) -> None:
    with pytest.raises(EmptyArticle, match="no article in the text") as caught:
        await workers(read, Source(text="..."))
    assert caught.value.hint == "Pass the words of a news article."


async def test_documents_and_summaries_travel(workers: Workers) -> None:
    source = Source(text='A ferry sank. "We drifted," Ann Bell said.')
    assert await workers(read, source) == read(source)
    made = await workers(summarize_by_rules, source)
    here = await asyncio.to_thread(summarize_by_rules, source)
    assert made.model_dump(exclude={"provenance"}) == here.model_dump(exclude={"provenance"})
