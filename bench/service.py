"""The service under more than it can do, and under hostile texts: what it serves, refuses, and how it lives.

    python bench/service.py load [--times 2] [--seconds 15]
    python bench/service.py hostile [--length 24000] [--limit 5]

`load` measures first how many small articles a second the `rules` engine serves to clients that wait for each
answer, then sends articles at a multiple of that rate whatever comes back (an open loop), and then waits for
a probe article to be served. `hostile` sends the texts of `hostile.py`, one after another. Both ask for
liveness all the while, and read the memory of the server and its workers together.
"""

import argparse
import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import httpx
from hostile import texts

ARTICLE = (
    "A ferry lost power off Tolmark on Monday, and two deckhands were hurt. Captain Runa Olsby blamed the "
    'Brenn Line. "We drifted for an hour," she said. The company denied it.'
)
TIME_LIMIT = 30.0


@dataclass
class Life:
    """What was seen of the server beside the articles.

    Attributes:
        probes: seconds that liveness took, each time.
        mebibytes: resident memory of all its processes, at its highest.
    """

    probes: list[float] = field(default_factory=list)
    mebibytes: float = 0.0

    def __str__(self) -> str:
        return f"liveness at most {max(self.probes):.3f} s, memory at most {self.mebibytes:.0f} MiB"


@asynccontextmanager
async def server(**settings: object) -> AsyncIterator[tuple[httpx.AsyncClient, Life]]:
    """A server in a process of its own, a client of it, and its life."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    variables = {f"WIREBRIEF_SERVE_{name.upper()}": str(value) for name, value in settings.items()}
    with tempfile.TemporaryDirectory() as state:
        environ = {**os.environ, "XDG_STATE_HOME": state, **variables}
        command = [sys.executable, "-m", "wirebrief", "serve", "--engine", "rules", "--port", str(port)]
        process = await asyncio.to_thread(_started, command, environ)
        limits = httpx.Limits(max_connections=None)
        base, life = f"http://127.0.0.1:{port}", Life()
        try:
            async with httpx.AsyncClient(
                base_url=base, timeout=300, limits=limits, trust_env=False
            ) as client:
                await _ready(client)
                watching = asyncio.create_task(_watch(client, process.pid, life))
                yield client, life
                watching.cancel()
        finally:
            process.terminate()
            process.wait(60)


def _started(command: list[str], environ: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL)


async def _ready(client: httpx.AsyncClient) -> None:
    while True:
        try:
            if (await client.get("/readyz")).status_code == 200:
                return
        except httpx.TransportError:
            pass
        await asyncio.sleep(0.1)


async def _watch(client: httpx.AsyncClient, pid: int, life: Life) -> None:
    async with httpx.AsyncClient(base_url=client.base_url, timeout=60, trust_env=False) as prober:
        while True:
            start = time.monotonic()
            await prober.get("/livez")
            life.probes.append(time.monotonic() - start)
            life.mebibytes = max(life.mebibytes, sum(map(_resident, [pid, *_descendants(pid)])))
            await asyncio.sleep(0.05)


def _descendants(pid: int) -> list[int]:
    told = [_read(file).split() for file in Path(f"/proc/{pid}/task").glob("*/children")]
    return [one for child in chain(*told) for one in (int(child), *_descendants(int(child)))]


def _resident(pid: int) -> float:
    """MiB of a process, of which those it shares are counted for each."""
    pages = _read(Path(f"/proc/{pid}/statm")).split()
    return int(pages[1]) * os.sysconf("SC_PAGESIZE") / 2**20 if pages else 0.0


def _read(file: Path) -> str:
    try:
        return file.read_text("ascii")
    except OSError:  # the process has ended
        return ""


async def post(client: httpx.AsyncClient, **body: object) -> tuple[int, str, float, bool]:
    """Status (0 for none), code, seconds, and whether it says when to come back."""
    start = time.monotonic()
    try:
        response = await client.post("/v1/summaries", json=body)
    except httpx.TransportError as error:
        return 0, type(error).__name__, time.monotonic() - start, False
    code = "" if response.status_code == 200 else response.json()["code"]
    return response.status_code, code, time.monotonic() - start, "retry-after" in response.headers


async def capacity(client: httpx.AsyncClient, seconds: float, clients: int) -> float:
    """Articles a second with so many clients, each of which waits for its answer."""
    served, until = 0, time.monotonic() + seconds

    async def one() -> None:
        nonlocal served
        while time.monotonic() < until:
            await post(client, text=ARTICLE)
            served += 1

    await asyncio.gather(*(one() for _ in range(clients)))
    return served / seconds


async def load(times: float, seconds: float) -> int:
    async with server(time_limit=TIME_LIMIT) as (client, life):
        await capacity(client, 2, 4)
        rate = await capacity(client, seconds, 2 * (os.cpu_count() or 1))
        print(f"capacity: {rate:.1f} small articles a second")
        tasks, start = [], time.monotonic()
        for n in range(round(rate * times * seconds)):
            await asyncio.sleep(max(0.0, start + n / (rate * times) - time.monotonic()))
            tasks.append(asyncio.create_task(post(client, text=ARTICLE)))
        took = time.monotonic() - start
        answers = await asyncio.gather(*tasks)
        recovery = time.monotonic()
        while (await post(client, text=ARTICLE))[0] != 200:  # noqa: ASYNC110 - nothing tells of room
            await asyncio.sleep(0.1)
        recovered = time.monotonic() - recovery
    counts = Counter(status for status, *_ in answers)
    good = sorted(took for status, _, took, _ in answers if status == 200)
    told = all(when for status, _, _, when in answers if status == 429)
    goodput = len(good) / took
    p99 = good[round(len(good) * 0.99) - 1]
    print(f"offered: {len(answers) / took:.1f} a second for {took:.0f} s; answers: {dict(counts)}")
    print(f"goodput: {goodput:.1f} a second, {goodput / rate:.0%} of capacity; every 429 says when: {told}")
    print(
        f"served: median {statistics.median(good):.2f} s, p99 {p99:.2f} s; recovered {recovered:.2f} s after"
    )
    print(life)
    kept = set(counts) <= {200, 429} and told and p99 <= TIME_LIMIT and recovered <= 5
    return 0 if kept and goodput >= 0.9 * rate else 1


async def hostile(length: int, limit: float) -> int:
    failed = 0
    async with server(time_limit=limit, parse_limit=limit) as (client, life):
        for name, made in texts(length, [ARTICLE]).items():
            source = made()
            body = {key: value for key in ("text", "html") if (value := getattr(source, key)) is not None}
            status, code, took, _ = await post(client, **body)
            fine = status in (200, 413, 415, 422, 504) and took <= limit + 1
            failed += not fine
            print(f"{'' if fine else 'FAILED '}{name}: {status} {code} {took:.2f} s")
    print(life)
    return 1 if failed or max(life.probes) > 0.5 or life.mebibytes > 1024 else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    loading = commands.add_parser("load")
    loading.add_argument("--times", type=float, default=2.0)
    loading.add_argument("--seconds", type=float, default=15.0)
    hostility = commands.add_parser("hostile")
    hostility.add_argument("--length", type=int, default=24_000)
    hostility.add_argument("--limit", type=float, default=5.0)
    given = parser.parse_args()
    if given.command == "load":
        return asyncio.run(load(given.times, given.seconds))
    return asyncio.run(hostile(given.length, given.limit))


if __name__ == "__main__":
    sys.exit(main())
