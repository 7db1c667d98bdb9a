"""A scripted OpenAI-compatible server on loopback: real HTTP, and every fault that a real one shows.

with ScriptedUpstream() as upstream:
    upstream.script(error(429, "slow down", headers={"retry-after": "0"}), answer(draft))
    ...                                      # point WIREBRIEF_BASE_URL at upstream.url
    assert len(upstream.requests) == 2       # the bodies, as they came over the wire
"""

import json
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, Self

FLOOD = 200 * 2**20
"""Bytes of a body that nobody can want."""

Fault = Literal["hang", "reset", "cut", "drip", "flood"]


@dataclass(frozen=True)
class Reply:
    """One scripted reply.

    Attributes:
        fault: `hang` (no answer until the client leaves), `reset` (connection reset before any), `cut` (the
            body stops half way), `drip` (half of the body, and no end for as long as the client stays),
            `flood` (the body again and again, 200 MB of it).
        pieces: the body in pieces, each sent by itself.
        held: how many pieces are sent before the server waits for `ScriptedUpstream.go`.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    fault: Fault | None = None
    delay: float = 0.0
    pieces: tuple[bytes, ...] = ()
    held: int | None = None


Step = Reply | Callable[[dict[str, Any]], Reply]
"""A reply, or what makes one from the request's body."""


def reply(body: object, status: int = 200, **more: Any) -> Reply:
    """A JSON reply."""
    return Reply(
        status,
        json.dumps(body).encode(),
        {"content-type": "application/json", **more.pop("headers", {})},
        **more,
    )


def completion(
    message: Mapping[str, Any] | None, *, finish_reason: str = "stop", usage: object = ...
) -> dict[str, Any]:
    """A chat completion with one choice."""
    counted = {
        "prompt_tokens": 5000,
        "completion_tokens": 20,
        "total_tokens": 5020,
        "prompt_tokens_details": {"cached_tokens": 64},
        "completion_tokens_details": {"reasoning_tokens": 5},
    }
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted-1",
        "choices": [{"index": 0, "finish_reason": finish_reason, "message": message}],
        "usage": counted if usage is ... else usage,
    }


def answer(draft: object, **more: Any) -> Step:
    """An answer in whichever way the request asks for it: a tool call, or content. Text goes out as it is."""
    text = draft if isinstance(draft, str) else json.dumps(draft)

    def made(request: dict[str, Any]) -> Reply:
        message: dict[str, Any] = {"role": "assistant", "content": text, "refusal": None}
        if "tools" in request:
            name = request["tools"][0]["function"]["name"]
            call = {"id": "call_1", "type": "function", "function": {"name": name, "arguments": text}}
            message = {"role": "assistant", "content": None, "refusal": None, "tool_calls": [call]}
        return reply(completion(message, **more))

    return made


def streamed(draft: object, *, size: int = 40, held: int | None = None, cut: bool = False) -> Step:
    """An answer in pieces of so many characters where a stream is asked for, else in one.

    Args:
        held: characters that are sent before the server waits for `ScriptedUpstream.go`.
        cut: the connection breaks half way.
    """
    text = draft if isinstance(draft, str) else json.dumps(draft)
    whole = answer(text)
    assert callable(whole)

    def made(request: dict[str, Any]) -> Reply:
        if not request.get("stream"):
            return whole(request)
        called = "tools" in request
        deltas: list[dict[str, Any]] = [{"role": "assistant", "content": "" if not called else None}]
        for at in range(0, len(text), size):
            piece = text[at : at + size]
            call = {"index": 0, "function": {"arguments": piece}}
            deltas.append({"tool_calls": [call]} if called else {"content": piece})
        chunks: list[object] = [
            {"model": "scripted-1", "choices": [{"index": 0, "delta": d}]} for d in deltas
        ]
        chunks.append({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        if "stream_options" in request:
            counted = {"prompt_tokens": 9000, "completion_tokens": 20}  # a schema in the prompt is long
            chunks.append({"choices": [], "usage": counted})
        lines = [f"data: {json.dumps(chunk)}\n\n".encode() for chunk in chunks]
        pieces = tuple(lines[: len(lines) // 2] if cut else [*lines, b"data: [DONE]\n\n"])
        return Reply(
            headers={"content-type": "text/event-stream"},
            pieces=pieces,
            held=None if held is None else 1 + held // size,
            fault="cut" if cut else None,
        )

    return made


def refusal(words: str) -> Reply:
    """The model declines."""
    return reply(completion({"role": "assistant", "content": None, "refusal": words}))


def error(
    status: int, message: str, *, code: str | None = None, param: str | None = None, **more: Any
) -> Reply:
    """An error as OpenAI words it."""
    body = {"error": {"message": message, "type": "invalid_request_error", "code": code, "param": param}}
    return reply(body, status, **more)


def page(status: int, html: str = "<!DOCTYPE html><html><body>Bad gateway</body></html>") -> Reply:
    """A web page from a proxy."""
    return Reply(status, html.encode(), {"content-type": "text/html"})


class ScriptedUpstream:
    """The server; a context manager.

    Attributes:
        requests: the JSON bodies received, in order.
        headers: the headers received, in order.
        paths: the paths asked for, with their queries, in order.
        connections: those that are open now.
        arrived: set once a request has come.
        holding: set once a stream is held.
        go: set by a test to let it go on.
        left: how often a client went away while it was kept waiting.
        flooded: bytes that were taken of a flood.
    """

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.connections = 0
        self.arrived = threading.Event()
        self.holding = threading.Event()
        self.go = threading.Event()
        self.left = threading.Semaphore(0)
        self.flooded = 0
        self._steps: list[Step] = []
        self._always: Step | None = None
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        """The base URL to configure."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def script(self, *steps: Step) -> Self:
        """What to answer, in order; a request too many is answered 418, which nobody tries again."""
        self._steps += steps
        return self

    def always(self, step: Step) -> Self:
        """What to answer when the script has run out."""
        self._always = step
        return self

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def connected(self, more: int) -> None:
        """Note that a connection was opened (1) or closed (-1)."""
        with self._lock:
            self.connections += more

    def received(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> Reply:
        """Note a request and take the next step of the script."""
        with self._lock:
            self.paths.append(path)
            self.requests.append(body)
            self.headers.append(headers)
            step = self._steps.pop(0) if self._steps else self._always
        self.arrived.set()
        if step is None:
            return error(418, "the script has no more replies")
        return step(body) if callable(step) else step

    def got(self, path: str) -> Reply:
        """Answer a request without a body; what plays files or batches has something to say."""
        return error(404, f"There is no {path}.")

    def uploaded(self, path: str, raw: bytes) -> Reply:
        """Answer a request with a body that is no JSON."""
        return error(404, f"There is no {path}.")

    def keep_waiting(self, connection: socket.socket, seconds: float = 60.0) -> None:
        """Say nothing until the client leaves or the server closes."""
        until = time.monotonic() + seconds
        connection.settimeout(0.02)
        while not self._closing.is_set() and not self.go.is_set() and time.monotonic() < until:
            try:
                if connection.recv(1, socket.MSG_PEEK) == b"":
                    break
            except TimeoutError:
                continue
            except OSError:
                break
        else:
            return
        self.left.release()


class _Server(ThreadingHTTPServer):
    block_on_close = True
    daemon_threads = False
    allow_reuse_address = True
    request_queue_size = 128  # many connect at once

    def __init__(self, upstream: ScriptedUpstream) -> None:
        self.upstream = upstream
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is part of the script."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 0.5  # seconds that an idle kept-alive connection may hold up the end of a test

    def setup(self) -> None:
        super().setup()
        self.server.upstream.connected(1)

    def finish(self) -> None:
        super().finish()
        self.server.upstream.connected(-1)

    def log_message(self, *_: object) -> None:
        """Silent."""

    def do_GET(self) -> None:
        self._say(self.server.upstream.got(self.path))

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {k.lower(): v for k, v in self.headers.items()}
        if headers.get("content-type", "").startswith("multipart/"):
            self._say(self.server.upstream.uploaded(self.path, raw))
            return
        reply = self.server.upstream.received(self.path, json.loads(raw), headers)
        time.sleep(reply.delay)
        if reply.pieces:
            self._stream(reply)
            return
        if reply.fault == "flood":
            self._flood(reply)
            return
        if reply.fault in ("hang", "reset"):
            self.close_connection = True
            if reply.fault == "hang":
                self.server.upstream.keep_waiting(self.connection)
            else:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            return
        self._say(reply)

    def _stream(self, reply: Reply) -> None:
        """Piece by piece; with `cut` the connection is reset where the pieces end."""
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for n, piece in enumerate(reply.pieces):
            if n == reply.held:
                self.server.upstream.holding.set()
                self.server.upstream.keep_waiting(self.connection)
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        if reply.fault == "cut":
            self.close_connection = True
        else:
            self.wfile.write(b"0\r\n\r\n")

    def _flood(self, reply: Reply) -> None:
        """As long as the client takes it; the test sees how far it came in `flooded`."""
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.close_connection = True
        for _ in range(FLOOD // len(reply.body)):
            self.wfile.write(reply.body)
            self.server.upstream.flooded += len(reply.body)

    def _say(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(reply.body) + (reply.fault is not None)))
        self.end_headers()
        self.wfile.write(reply.body[: len(reply.body) // 2] if reply.fault else reply.body)
        if reply.fault == "cut":
            self.close_connection = True
        elif reply.fault == "drip":
            self.wfile.flush()
            self.close_connection = True
            self.server.upstream.keep_waiting(self.connection)
