"""A model's server in a process of its own: it answers after a while, always the same, or misbehaves."""

import asyncio
import json
import multiprocessing
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from typing import Literal

Deed = Literal["answer", "busy", "cut", "nonsense", "slow"]

_ANSWER = {
    "actors": [
        "S2: Runa Olsby | person | role S2: Captain | mentions S3: she",
        "S2: Brenn Line | company",
    ],
    "incidents": [
        "I1 | S1 | accident succeeded asserted | when S1: on Monday | at S1: off Tolmark | area S1: Tolmark"
        " | victim S1: two deckhands | injured S1: two deckhands"
        " | summary A ferry lost power off Tolmark on Monday, and two deckhands were hurt."
    ],
    "attributions": [
        "blames | source Runa Olsby | responsible Brenn Line | cue S2: blamed"
        " | clause S2: Captain Runa Olsby blamed the Brenn Line | incidents I1"
    ],
    "quotes": ["Q1 | direct asserts | speaker Runa Olsby | speaker_at S3: she | cue S3: said | incidents I1"],
    "quoted_text": [],
    "key_points": ["S1 | A ferry lost power off Tolmark on Monday."],
    "headline": "Ferry loses power off Tolmark",
}
"""To the article of `served.py`."""
_COMPLETION = {
    "id": "chatcmpl-1",
    "object": "chat.completion",
    "created": 1,
    "model": "scripted-1",
    "choices": [
        {
            "index": 0,
            "finish_reason": "stop",
            "message": {"role": "assistant", "content": json.dumps(_ANSWER)},
        }
    ],
    "usage": {"prompt_tokens": 5000, "completion_tokens": 20, "total_tokens": 5020},
}
_SLOW = 10
"""Times as long."""


@dataclass(frozen=True)
class Model:
    """Where it is, and how often it was asked."""

    url: str
    _asked: "Synchronized[int]"

    @property
    def asked(self) -> int:
        return self._asked.value


@contextmanager
def scripted_model(seconds: float, deeds: Sequence[Deed] = ("answer",)) -> Iterator[Model]:
    """A server that takes so long for each answer, and does one deed after the other."""
    here, there = multiprocessing.Pipe()
    asked = multiprocessing.Value("l", 0)
    process = multiprocessing.Process(target=_serve, args=(there, seconds, deeds, asked), daemon=True)
    process.start()
    yield Model(f"http://127.0.0.1:{here.recv()}/v1", asked)
    process.terminate()
    process.join()


def _serve(pipe: Connection, seconds: float, deeds: Sequence[Deed], asked: "Synchronized[int]") -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            try:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
                await reader.readexactly(int(length))
            except (asyncio.IncompleteReadError, ConnectionError):
                return
            with asked.get_lock():
                asked.value += 1
                deed = deeds[asked.value % len(deeds)]
            await asyncio.sleep(seconds * (_SLOW if deed == "slow" else 1))
            if deed == "cut":
                writer.transport.abort()
                return
            writer.write(_response(deed))

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, limit=2**22)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def _response(deed: Deed) -> bytes:
    status = "503 Service Unavailable\r\nretry-after: 1" if deed == "busy" else "200 OK"
    body = b"<html>" if deed == "nonsense" else json.dumps(_COMPLETION).encode()
    head = f"HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body
