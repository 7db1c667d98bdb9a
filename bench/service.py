"""The service under more than it can do, and under hostile texts: what it serves, refuses, and how it lives.

    python bench/service.py load [--times 2] [--seconds 15]
    python bench/service.py hostile [--length 24000] [--limit 5]
    python bench/service.py requests [--only NAME] [--limit 5]
    python bench/service.py workers [--seconds 10]

`load` measures first how many small articles a second the `rules` engine serves to clients that wait for each
answer, then sends articles at a multiple of that rate whatever comes back (an open loop), and then waits for
a probe article to be served. `hostile` sends the texts of `hostile.py`, one after another, `requests` the
requests of `hostile_requests.py`. All three ask for liveness all the while, and read the memory of the server
and its workers together. `workers` measures what two worker processes serve beside one.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import time
from collections import Counter

from hostile import texts
from hostile_requests import requests
from served import ARTICLE, Client, Life, server

TIME_LIMIT = 30.0


async def capacity(client: Client, seconds: float, clients: int) -> float:
    """Articles a second with so many clients, each of which waits for its answer."""
    served, until = 0, time.monotonic() + seconds

    async def one() -> None:
        nonlocal served
        while time.monotonic() < until:
            answer = await client.summarize(text=ARTICLE)
            served += answer.status == 200

    await asyncio.gather(*(one() for _ in range(clients)))
    return served / seconds


async def load(times: float, seconds: float) -> int:
    async with server(time_limit=TIME_LIMIT) as served:
        client = served.client
        await capacity(client, 2, 4)
        rate = await capacity(client, seconds, 2 * (os.cpu_count() or 1))
        print(f"capacity: {rate:.1f} small articles a second")
        tasks, start = [], time.monotonic()
        for n in range(round(rate * times * seconds)):
            await asyncio.sleep(max(0.0, start + n / (rate * times) - time.monotonic()))
            tasks.append(asyncio.create_task(client.summarize(text=ARTICLE)))
        took = time.monotonic() - start
        answers = await asyncio.gather(*tasks)
        recovery = time.monotonic()
        while (await client.summarize(text=ARTICLE)).status != 200:  # noqa: ASYNC110 - nothing tells of room
            await asyncio.sleep(0.1)
        recovered = time.monotonic() - recovery
    counts = Counter(answer.status for answer in answers)
    good = sorted(answer.seconds for answer in answers if answer.status == 200)
    told = all(answer.told_when for answer in answers if answer.status == 429)
    goodput = len(good) / took
    p99 = good[round(len(good) * 0.99) - 1]
    print(f"offered: {len(answers) / took:.1f} a second for {took:.0f} s; answers: {dict(counts)}")
    print(f"goodput: {goodput:.1f} a second, {goodput / rate:.0%} of capacity; every 429 says when: {told}")
    print(
        f"served: median {statistics.median(good):.2f} s, p99 {p99:.2f} s; recovered {recovered:.2f} s after"
    )
    print(served.life)
    kept = set(counts) <= {200, 429} and told and p99 <= TIME_LIMIT and recovered <= 5
    return 0 if kept and goodput >= 0.9 * rate else 1


async def hostile(length: int, limit: float) -> int:
    failed = 0
    async with server(time_limit=limit, parse_limit=limit) as served:
        for name, made in texts(length, [ARTICLE]).items():
            source = made()
            body = {key: value for key in ("text", "html") if (value := getattr(source, key)) is not None}
            answer = await served.client.summarize(**body)
            fine = answer.status in (200, 413, 415, 422, 504) and answer.seconds <= limit + 1
            failed += not fine
            print(f"{'' if fine else 'FAILED '}{name}: {answer.status} {answer.code} {answer.seconds:.2f} s")
    print(served.life)
    return 1 if failed or max(served.life.probes) > 0.5 or served.life.mebibytes > 1024 else 0


async def workers(seconds: float) -> int:
    async with server(workers=1) as alone, server(workers=2) as both:
        rates: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(4):  # in turn, because the machine is not the same from one minute to the next
            for number, served in ((1, alone), (2, both)):
                rates[number].append(await capacity(served.client, seconds / 4, 4))
    one, two = (statistics.fmean(rates[number][1:]) for number in (1, 2))  # the first round warms up
    print(f"one worker: {one:.1f} small articles a second; two: {two:.1f}, {two / one:.2f} times as many")
    return 0 if two >= 1.8 * one else 1


async def odd_requests(only: str, limit: float) -> int:
    failed = 0
    wires = [(odd, odd.wire()) for odd in requests() if only in odd.name]  # before: it takes its time
    slow = {"header_timeout": limit - 1, "body_timeout": limit - 1}
    async with server(time_limit=limit, parse_limit=limit, **slow) as served:
        life = served.life
        for odd, wire in wires:
            before = len(life.probes)
            said, took = await answer_to(wire, served.client.port, limit + 1)
            await _probed(life, before)
            fine = took <= limit + 1 and (is_answer(said) or (not odd.is_http and said == "closed"))
            failed += not fine
            alive_after = max(life.probes[before:])
            print(f"{'' if fine else 'FAILED '}{odd.name}: {said} {took:.2f} s, alive {alive_after:.3f} s")
        alive = (await served.client.summarize(text=ARTICLE)).status == 200
    print(f"{len(wires)} sent, {failed} failed; then an honest article is {'' if alive else 'NOT '}served")
    print(life)
    return 0 if alive and not failed and max(life.probes) <= 0.5 and life.mebibytes <= 1024 else 1


async def _probed(life: Life, before: int) -> None:
    """Wait until liveness has been asked for twice since."""
    while len(life.probes) < before + 2:  # noqa: ASYNC110 - nothing tells of it
        await asyncio.sleep(0.01)


async def answer_to(wire: bytes, port: int, limit: float) -> tuple[str, float]:
    """Status and code of the first answer, or how the connection ended; and the seconds that it took."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    start = time.monotonic()
    try:
        writer.write(wire)
        async with asyncio.timeout(limit):
            status = "100"
            while status == "100":
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
                status = head.split(maxsplit=2)[1]
            typed = "content-type: application/problem+json" in head
            code = json.loads(await _body(reader, head))["code"] if typed else ""
        return f"{status} {code}", time.monotonic() - start
    except TimeoutError:
        return "nothing", limit + 1
    except (asyncio.IncompleteReadError, ConnectionError):
        return "closed", time.monotonic() - start
    finally:
        writer.transport.abort()


async def _body(reader: asyncio.StreamReader, head: str) -> bytes:
    length = next(line for line in head.splitlines() if line.startswith("content-length:"))
    return await reader.readexactly(int(length.partition(":")[2]))


def is_answer(said: str) -> bool:
    """Whether it is what was asked for, or a refusal with a code, which is not a fault of the server's."""
    status, _, code = said.partition(" ")
    return status.startswith(("2", "3")) or (status.isdigit() and bool(code) and code != "error")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    loading = commands.add_parser("load")
    loading.add_argument("--times", type=float, default=2.0)
    loading.add_argument("--seconds", type=float, default=15.0)
    hostility = commands.add_parser("hostile")
    hostility.add_argument("--length", type=int, default=24_000)
    hostility.add_argument("--limit", type=float, default=5.0)
    working = commands.add_parser("workers")
    working.add_argument("--seconds", type=float, default=10.0)
    oddity = commands.add_parser("requests")
    oddity.add_argument("--only", default="", help="names that contain this")
    oddity.add_argument("--limit", type=float, default=5.0)
    given = parser.parse_args()
    if given.command == "requests":
        return asyncio.run(odd_requests(given.only, given.limit))
    if given.command == "load":
        return asyncio.run(load(given.times, given.seconds))
    if given.command == "workers":
        return asyncio.run(workers(given.seconds))
    return asyncio.run(hostile(given.length, given.limit))


if __name__ == "__main__":
    sys.exit(main())
