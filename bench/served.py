"""A server of the endpoint in a process of its own, watched while a bench uses it, and a client of it.

The client is a few lines over sockets: one of a library takes as much of two shared cores as the server.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

ARTICLE = (
    "A ferry lost power off Tolmark on Monday, and two deckhands were hurt. Captain Runa Olsby blamed the "
    'Brenn Line. "We drifted for an hour," she said. The company denied it.'
)
_MOST_IDLE = 512


@dataclass
class Life:
    """What was seen of the server beside the articles.

    Attributes:
        probes: seconds that liveness took, each time.
        memory: seconds since the first look, and resident MiB of all its processes by then.
    """

    probes: list[float] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)

    @property
    def mebibytes(self) -> float:
        """At its highest; what processes share counts for each."""
        return max(mebibytes for _, mebibytes in self.memory)

    def __str__(self) -> str:
        return f"liveness at most {max(self.probes):.3f} s, memory at most {self.mebibytes:.0f} MiB"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; status 0 and the name of the fault where nothing did."""

    status: int
    code: str
    seconds: float
    body: bytes = b""
    told_when: bool = False
    """Whether it says when to come back."""


class Client:
    """Asks a server on this machine over connections that it keeps."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def ask(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request and its answer."""
        sent = b"" if body is None else json.dumps(body).encode()
        lines = [f"{method} {path} HTTP/1.1", "host: bench", f"content-length: {len(sent)}"]
        lines += ["content-type: application/json"] if sent else []
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        start = time.monotonic()
        try:
            reader, writer = self._idle.pop() if self._idle else await self._connected()
            writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + sent)
            status, found, answer = await _answer(reader)
        except (OSError, asyncio.IncompleteReadError) as error:
            return Answer(0, type(error).__name__, time.monotonic() - start)
        if found.get("connection") != "close" and len(self._idle) < _MOST_IDLE:
            self._idle.append((reader, writer))
        else:
            writer.close()
        code = json.loads(answer).get("code", "") if status >= 400 else ""
        return Answer(status, code, time.monotonic() - start, answer, "retry-after" in found)

    async def summarize(self, headers: Mapping[str, str] | None = None, **body: object) -> Answer:
        """An article in, its summary out."""
        return await self.ask("POST", "/v1/summaries", body, headers)

    async def leave(self, after: float, **body: object) -> None:
        """Hand in an article, and hang up after some seconds."""
        sent = json.dumps(body).encode()
        _, writer = await self._connected()
        head = "POST /v1/summaries HTTP/1.1\r\nhost: bench\r\naccept: application/x-ndjson\r\n"
        head += f"content-type: application/json\r\ncontent-length: {len(sent)}\r\n\r\n"
        writer.write(head.encode() + sent)
        await asyncio.sleep(after)
        writer.close()

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port, limit=2**24)


async def _answer(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
    if "content-length" in headers:
        body = await reader.readexactly(int(headers["content-length"]))
    else:
        body = b"".join([part async for part in _chunks(reader)])
    return int(head[0].split()[1]), headers, body


async def _chunks(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    while size := int(await reader.readuntil(b"\r\n"), 16):
        yield (await reader.readexactly(size + 2))[:-2]
    await reader.readexactly(2)


@dataclass
class Served:
    """A server that runs, a client of it, and its life so far."""

    process: subprocess.Popen[bytes]
    client: Client
    life: Life

    def processor_seconds(self) -> float:
        """What the server and its workers have used; unlike the time taken, hardly other work's doing."""
        pids = [self.process.pid, *_descendants(self.process.pid)]
        ticks = [_read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()[11:13] for pid in pids]
        return sum(map(int, chain(*ticks))) / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """End it as the machine's end would."""
        self.process.kill()
        self.process.wait()


@asynccontextmanager
async def server(
    *engines: str, state: str | None = None, model: str | None = None, **settings: object
) -> AsyncIterator[Served]:
    """A server that is ready.

    Args:
        engines: on offer; `rules` where none is named.
        state: the folder of its journal and its jobs; else one that is gone with it.
        model: the address of the model's server.
    """
    with tempfile.TemporaryDirectory() as fresh:
        served = await _started(engines or ("rules",), state or fresh, model, settings)
        watching = asyncio.create_task(_watch(served))
        try:
            yield served
        finally:
            watching.cancel()
            served.process.terminate()
            served.process.wait(60)


async def _started(
    engines: tuple[str, ...], state: str, model: str | None, settings: Mapping[str, object]
) -> Served:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    variables = {f"WIREBRIEF_SERVE_{name.upper()}": str(value) for name, value in settings.items()}
    if model is not None:
        variables |= {"WIREBRIEF_MODEL": "scripted", "WIREBRIEF_BASE_URL": model}
    command = [sys.executable, "-m", "wirebrief", "serve", "--port", str(port)]
    command += [part for engine in engines for part in ("--engine", engine)]
    environ = {**os.environ, "XDG_STATE_HOME": state, **variables}
    process = subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL)  # noqa: ASYNC220 - begins at once
    client = Client(port)
    while (await client.ask("GET", "/readyz")).status != 200:
        assert process.poll() is None, "the server has ended"
        await asyncio.sleep(0.1)
    return Served(process, client, Life())


async def _watch(served: Served) -> None:
    start = time.monotonic()
    while True:
        served.life.probes.append((await served.client.ask("GET", "/livez")).seconds)
        pids = [served.process.pid, *_descendants(served.process.pid)]
        served.life.memory.append((time.monotonic() - start, sum(map(_resident, pids))))
        await asyncio.sleep(0.05)


def _descendants(pid: int) -> list[int]:
    told = [_read(file).split() for file in Path(f"/proc/{pid}/task").glob("*/children")]
    return [one for child in chain(*told) for one in (int(child), *_descendants(int(child)))]


def _resident(pid: int) -> float:
    pages = _read(Path(f"/proc/{pid}/statm")).split()
    return int(pages[1]) * os.sysconf("SC_PAGESIZE") / 2**20 if pages else 0.0


def _read(file: Path) -> str:
    try:
        return file.read_text("ascii")
    except OSError:  # the process has ended
        return ""
