"""The service in front of a model: what it adds, what it buys twice, and how it lives through faults.

    python bench/service_models.py latency [--articles 60]
    python bench/service_models.py through [--seconds 10]
    python bench/service_models.py once
    python bench/service_models.py killed [--articles 500]
    python bench/service_models.py soak [--minutes 3]

The model's server is scripted, in a process of its own, and takes 200 ms. `latency` summarises articles with
the Python function and through the service, in turn. `through` counts small articles a second with 8 and with
64 clients, and the processor time of each. `once` sends one article a hundred times at once under one
idempotency key. `killed` ends the server with SIGKILL in the middle of a job, starts another, and counts what
was bought. `soak` mixes articles, hostile texts, clients that leave and jobs, over a model that fails in all
ways.
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter

from hostile import texts
from scripted_model import Deed, scripted_model
from served import ARTICLE, Served, server

from wirebrief import Summarizer
from wirebrief.service.function import Source

MODEL_SECONDS = 0.2
_FAULTS: tuple[Deed, ...] = ("answer", "answer", "busy", "answer", "cut", "answer", "slow", "nonsense")


def article(n: int) -> str:
    """A small article that nobody has seen."""
    return f"{ARTICLE} It was the company's incident number {n}."


async def latency(articles: int) -> int:
    os.environ["WIREBRIEF_JOURNAL"] = "off"
    function, service = [], []
    with scripted_model(MODEL_SECONDS) as model:
        async with (
            server("llm", model=model.url, workers=2) as served,
            Summarizer("llm", model="scripted", base_url=model.url) as summarizer,
        ):
            for n in range(articles + 5):
                start = time.monotonic()
                await summarizer.summarize(Source(article(n)))
                function.append(time.monotonic() - start)
                answer = await served.client.summarize(text=article(n))
                assert answer.status == 200, answer
                service.append(answer.seconds)
    function, service = sorted(function[5:]), sorted(service[5:])  # the first ones warm up
    added = statistics.median(service) - statistics.median(function)
    late = round(articles * 0.99) - 1
    print(f"function: median {statistics.median(function) * 1000:.1f} ms, p99 {function[late] * 1000:.1f}")
    print(f"service: median {statistics.median(service) * 1000:.1f} ms, p99 {service[late] * 1000:.1f}")
    print(f"added: median {added * 1000:.1f} ms, p99 {(service[late] - function[late]) * 1000:.1f}")
    return 0 if added <= 0.005 and service[late] - function[late] <= 0.02 else 1


async def through(seconds: float) -> int:
    os.environ["WIREBRIEF_JOURNAL"] = "off"
    rates: dict[int, float] = {}
    with scripted_model(MODEL_SECONDS) as model:
        async with server("llm", model=model.url, llm_at_once=64) as served:
            for clients in (8, 64):
                await _closed_loop(served, clients, 2)
                before = served.processor_seconds()
                rates[clients] = await _closed_loop(served, clients, seconds)
                used = (served.processor_seconds() - before) / (rates[clients] * seconds)
                most = clients / MODEL_SECONDS
                print(
                    f"{clients} clients: {rates[clients]:.1f} articles a second, the model allows {most:.0f};"
                )
                print(f"    {used * 1000:.1f} ms of processor time each")
    return 0 if rates[8] >= 0.9 * 8 / MODEL_SECONDS and rates[64] >= 120 else 1


async def _closed_loop(served: Served, clients: int, seconds: float) -> float:
    """Articles a second with clients that wait for each answer."""
    done, until, counter = 0, time.monotonic() + seconds, iter(range(10**9))

    async def one() -> None:
        nonlocal done
        while time.monotonic() < until:
            answer = await served.client.summarize(text=article(next(counter)))
            done += answer.status == 200

    await asyncio.gather(*(one() for _ in range(clients)))
    return done / seconds


async def once() -> int:
    with scripted_model(MODEL_SECONDS) as model:
        async with server("llm", model=model.url) as served:
            key = {"idempotency-key": "one"}
            answers = await asyncio.gather(*(served.client.summarize(key, text=ARTICLE) for _ in range(100)))
        alike = len({answer.body for answer in answers})
        statuses = dict(Counter(answer.status for answer in answers))
        print(f"answers: {statuses}, {alike} of them different; calls: {model.asked}")
        return 0 if alike == model.asked == 1 else 1


async def killed(articles: int) -> int:
    body = {"articles": [{"text": article(n)} for n in range(articles)], "engine": "llm"}
    with scripted_model(MODEL_SECONDS) as model, tempfile.TemporaryDirectory() as state:
        async with server("llm", model=model.url, state=state) as served:
            where = json.loads((await served.client.ask("POST", "/v1/jobs", body)).body)["id"]
            while (await _job(served, where))["done"] < articles // 2:  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0.1)
            served.kill()
        bought = model.asked
        start = time.monotonic()
        async with server("llm", model=model.url, state=state) as served:
            while (job := await _job(served, where))["state"] == "running":  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.1)
        twice = model.asked - articles
        took = time.monotonic() - start
        print(f"killed when {bought} calls were bought; done {took:.1f} s after the next start began")
        print(f"{job['done']} of {articles} done, {job['failed']} failed; {twice} calls bought again")
    return 0 if job["done"] == articles and not job["failed"] and twice <= 16 else 1


async def _job(served: Served, job: str) -> dict[str, int]:
    found: dict[str, int] = json.loads((await served.client.ask("GET", f"/v1/jobs/{job}")).body)
    return found


async def soak(minutes: float) -> int:
    chance, counts, jobs = random.Random(1), Counter[str](), []
    hostile = [made() for made in texts(6000, [ARTICLE]).values()]
    until = time.monotonic() + minutes * 60

    async def one(served: Served, n: int) -> None:
        client = served.client
        while time.monotonic() < until:
            n += 1
            kind = chance.choices(("llm", "rules", "hostile", "leave", "job"), (10, 4, 1, 3, 1))[0]
            if kind == "leave":
                await client.leave(chance.uniform(0, 0.3), text=article(n), engine="llm")
                counts["left"] += 1
            elif kind == "job":
                sent = {"articles": [{"text": article(n * 1000 + i)} for i in range(5)], "engine": "llm"}
                answer = await client.ask("POST", "/v1/jobs", sent)
                jobs.append(json.loads(answer.body)["id"])
            else:
                source = chance.choice(hostile) if kind == "hostile" else Source(article(n))
                sent = {k: v for k in ("text", "html") if (v := getattr(source, k)) is not None}
                answer = await client.summarize(**sent, engine="llm" if kind == "llm" else "rules")
                counts[f"{kind} {answer.status} {answer.code}"] += 1

    with scripted_model(MODEL_SECONDS, _FAULTS) as model:
        async with server("llm", "rules", model=model.url, time_limit=20, parse_limit=5) as served:
            await asyncio.gather(*(one(served, n * 10**6) for n in range(6)))
            left = [job for job in jobs if (await _job(served, job))["state"] == "running"]
            while left and time.monotonic() < until + 60:
                await asyncio.sleep(0.5)
                left = [job for job in left if (await _job(served, job))["state"] == "running"]
        memory = [(at, mib) for at, mib in served.life.memory if minutes * 20 < at < minutes * 60]
    slope, _ = statistics.linear_regression(*zip(*memory, strict=True))
    for told, number in sorted(counts.items()):
        print(f"{told}: {number}")
    print(f"{len(jobs)} jobs, {len(left)} of them stuck; {model.asked} calls")
    print(f"memory from {memory[0][1]:.0f} to {memory[-1][1]:.0f} MiB, slope {slope * 60:.1f} MiB a minute")
    print(served.life)
    return 1 if left or max(served.life.probes) > 0.5 else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("latency").add_argument("--articles", type=int, default=60)
    commands.add_parser("through").add_argument("--seconds", type=float, default=10.0)
    commands.add_parser("once")
    commands.add_parser("killed").add_argument("--articles", type=int, default=500)
    commands.add_parser("soak").add_argument("--minutes", type=float, default=3.0)
    given = vars(parser.parse_args())
    benches = {"latency": latency, "through": through, "once": once, "killed": killed, "soak": soak}
    return asyncio.run(benches[given.pop("command")](**given))


if __name__ == "__main__":
    sys.exit(main())
