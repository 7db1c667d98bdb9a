"""What the llm engine costs beside a bare client of the openai package, and what a huge body costs.

    python bench/model_path.py [--articles 640] [--concurrency 64]

A server in a process of its own answers every request at once with the same answer. Processor time is that
of this process alone, a call each: the bare client sends the very requests that the engine sends, and parses
what comes back as the library does; the engine renders, sends, reads the answer and returns a draft (without
grounding, checks and journal). The bar is 3 ms an article. Then a body of 200 MB is sent to the engine, in a
process whose peak memory is compared with that of one that was sent a small one; the bar is 50 MB. Last, what
share of a request stands before all that differs between articles, and may be served from a provider's cache.
"""

import argparse
import asyncio
import gc
import json
import multiprocessing
import resource
import statistics
import time
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection

import openai

from wirebrief.evals.gold_store import default_gold, load_gold
from wirebrief.schemas.lines import lines_of
from wirebrief.service.engines.llm.engine import LLMEngine, wire_request
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.errors import WirebriefError
from wirebrief.service.grounding.draft_of import draft_of
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import read_text

BAR_MS, BAR_MB = 3.0, 50.0
HUGE = 200 * 2**20
ROUNDS = 5


def seed() -> tuple[str, str]:
    """The seed article and the answer that its gold is."""
    article = next(one for one in load_gold(default_gold()) if one.name == "seed")
    draft, _ = draft_of(article.gold.summary, read_text(article.text))  # type: ignore[arg-type]  # labels of an answer
    return article.text, json.dumps({**lines_of(draft.model_dump()), "headline": draft.headline})


def serve(pipe: Connection, body: bytes, huge: int) -> None:
    """Answer everything with one body, or with so many bytes of blanks; the port goes through the pipe."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            try:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(
                    int(line.split(b":")[1])
                    for line in head.lower().split(b"\r\n")
                    if line.startswith(b"content-length:")
                )
                await reader.readexactly(length)
                writer.write(
                    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
                    % (huge or len(body))
                )
                for _ in range(huge // 2**16):
                    writer.write(b" " * 2**16)
                    await writer.drain()
                writer.write(b"" if huge else body)
                await writer.drain()
            except (asyncio.IncompleteReadError, ConnectionError):
                return

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, limit=2**22)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


class Server:
    """A server in a process of its own; `url` is its address."""

    def __init__(self, body: bytes, huge: int = 0) -> None:
        here, there = multiprocessing.Pipe()
        self._process = multiprocessing.Process(target=serve, args=(there, body, huge), daemon=True)
        self._process.start()
        self.url = f"http://127.0.0.1:{here.recv()}/v1"

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()


def completion(text: str) -> bytes:
    message = {"role": "assistant", "content": text, "refusal": None}
    body = {
        "id": "c",
        "object": "chat.completion",
        "created": 1,
        "model": "bench",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 6000, "completion_tokens": 3000, "total_tokens": 9000},
    }
    return json.dumps(body).encode()


async def processor_ms(ask: Callable[[], Awaitable[object]], articles: int, width: int) -> float:
    """Milliseconds of processor time an article, so many at a time."""
    slots = asyncio.Semaphore(width)

    async def one() -> None:
        async with slots:
            await ask()

    gc.collect()
    started = time.process_time()
    await asyncio.gather(*(one() for _ in range(articles)))
    return (time.process_time() - started) * 1000 / articles


async def overhead(url: str, document: Document, articles: int, width: int) -> float:
    """Print both times and return the difference of the medians."""
    settings = LLMSettings(model="bench", base_url=url)
    request = await wire_request(document, settings)
    rest = {key: value for key, value in request.items() if key not in ("model", "messages")}
    engine = LLMEngine(settings)
    async with openai.AsyncOpenAI(base_url=url, api_key="none", max_retries=0) as client:

        async def bare() -> object:
            return await client.chat.completions.create(
                model="bench",
                messages=request["messages"],  # type: ignore[arg-type]  # as they were sent
                extra_body=rest,
            )

        async def ours() -> object:
            return await engine.draft(document)

        await asyncio.gather(bare(), ours())  # whatever is done once
        rows = [
            (await processor_ms(bare, articles, width), await processor_ms(ours, articles, width))
            for _ in range(ROUNDS)
        ]
    await engine.aclose()
    client_ms, engine_ms = (statistics.median(column) for column in zip(*rows, strict=True))
    least = min(ours - bare for bare, ours in rows)
    print(f"bare client {client_ms:.2f} ms, engine {engine_ms:.2f} ms of processor time an article;", end=" ")
    print(f"more by {engine_ms - client_ms:.2f} ms, in the quickest round by {least:.2f} (bar {BAR_MS:g})")
    return least


def peak_mb(url: str, pipe: Connection) -> None:
    """Peak memory of a process that asks once."""

    async def ask() -> None:
        engine = LLMEngine(LLMSettings(model="bench", base_url=url))
        try:
            await engine.draft(read_text("A crane fell over in Ostrava on Monday."))
        except WirebriefError as error:
            print(f"  {type(error).__name__}: {error.message}")
        await engine.aclose()

    asyncio.run(ask())
    pipe.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def memory(body: bytes, huge: int) -> float:
    here, there = multiprocessing.Pipe()
    with Server(body, huge) as server:
        asking = multiprocessing.get_context("spawn").Process(target=peak_mb, args=(server.url, there))
        asking.start()
        peak: float = here.recv()
        asking.join()
    return peak


async def prefixes() -> None:
    """Print the share of requests that is the same for every article."""
    print("| protocol | constant characters | share of a question |")
    print("| --- | --- | --- |")
    articles = load_gold(default_gold())
    for protocol in ("records", "lines"):
        settings = LLMSettings(model="bench", base_url="http://nowhere.invalid", protocol=protocol)  # type: ignore[arg-type]  # one of its two
        shares, constant = [], 0
        for article in articles:
            request = await wire_request(read_text(article.text), settings)
            messages: list[dict[str, str]] = request["messages"]  # type: ignore[assignment]  # as they are sent
            schema = len(json.dumps(request["response_format"]))
            constant = len(messages[0]["content"]) + schema
            shares.append(constant / (constant + len(messages[1]["content"])))
        low, high = min(shares), max(shares)
        middle = statistics.median(shares)
        print(f"| {protocol} | {constant} | {middle:.0%} (gold articles: {low:.0%} to {high:.0%}) |")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=640)
    parser.add_argument("--concurrency", type=int, default=64)
    args = parser.parse_args()
    text, answer = seed()
    body = completion(answer)
    with Server(body) as server:
        more = asyncio.run(overhead(server.url, read_text(text), args.articles, args.concurrency))
    small, huge = memory(body, 0), memory(body, HUGE)
    print(f"peak memory: {small:.0f} MB with a small body, {huge:.0f} MB with one of 200 MB (bar {BAR_MB:g})")
    asyncio.run(prefixes())
    return int(more > BAR_MS or huge - small > BAR_MB)


if __name__ == "__main__":
    raise SystemExit(main())
