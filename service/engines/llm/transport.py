"""One HTTP call: the body of a request goes out, and what the server says comes back, whatever its status.

The client library decides how (address, headers, connections); what a status or a body means is for
`faults` and `completion`. Nothing here counts, waits or tries again.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from types import ModuleType
from typing import Any

import openai

from wirebrief.service.engines.llm.bodies import unwrapped
from wirebrief.service.engines.llm.events import Assembly
from wirebrief.service.engines.llm.exchange import HttpAnswer
from wirebrief.service.engines.llm.faults import answer_of, fault
from wirebrief.service.engines.llm.wire import Request
from wirebrief.service.errors import Malformed, UpstreamTimeout, UpstreamUnavailable, WirebriefError

MAX_BODY = 8 * 2**20
"""Bytes of a body, unpacked; an answer of 128,000 tokens takes half a megabyte."""

_SLICE = 4096
"""Packed bytes that are unpacked at a time: gzip makes at most a thousand times as many of them."""

HttpClient = Any
"""An `httpx.AsyncClient` or `httpx2.AsyncClient`; which of them depends on the openai release."""


_EVENTS = "text/event-stream"

Hear = Callable[[str], None]
"""Takes the characters of an answer as they come; an empty string says that it begins, or begins anew."""


async def post(
    client: openai.AsyncOpenAI, request: Request, seconds: float, hear: Hear | None = None
) -> HttpAnswer:
    """Send a request once.

    Args:
        client: has no retries of its own.
        seconds: from connecting to the last byte.
        hear: is told of an answer that is streamed, as `stream` in the request asks for.

    Raises:
        UpstreamTimeout: no whole answer within that time.
        UpstreamUnavailable: no connection, or one that broke.
        Malformed: the body is larger than `MAX_BODY`.
    """
    try:
        async with asyncio.timeout(seconds):
            return await (_streamed(client, request, hear) if hear else _whole(client, request))
    except TimeoutError as error:
        raise UpstreamTimeout(
            f"{server_of(client)} did not answer within {seconds:g} seconds.",
            hint="Try again, or allow more time (WIREBRIEF_TIMEOUT).",
        ) from error
    except openai.APIStatusError as error:
        return unwrapped(answer_of(error.response))
    except openai.OpenAIError as error:
        raise fault(error, server_of(client), client.api_key) from error


async def _whole(client: openai.AsyncOpenAI, request: Request) -> HttpAnswer:
    create: Any = client.chat.completions.with_raw_response.create  # takes what instructor built
    raw = await create(**_arguments(request))
    return unwrapped(answer_of(raw.http_response))


async def _streamed(client: openai.AsyncOpenAI, request: Request, hear: Hear) -> HttpAnswer:
    create: Any = client.chat.completions.with_streaming_response.create
    async with create(**_arguments(request), extra_headers={"accept": _EVENTS}) as raw:
        response = raw.http_response
        headers = {name.lower(): value for name, value in response.headers.items()}
        if _EVENTS not in headers.get("content-type", ""):  # a server that does not stream
            await response.aread()
            return unwrapped(answer_of(response))
        assembly = Assembly()
        hear("")
        async for line in _lines(response):
            if said := assembly.take(line):
                hear(said)
        return unwrapped(HttpAnswer(response.status_code, headers, assembly.body()))


def _arguments(request: Request) -> dict[str, Any]:
    # As extra body, else the client would search the schema for files to upload: 2 ms an article.
    rest = {key: value for key, value in request.items() if key not in ("model", "messages")}
    return {"model": request["model"], "messages": request["messages"], "extra_body": rest}


async def _lines(response: Any) -> AsyncIterator[str]:  # noqa: ANN401 - of either library
    """The lines of an event stream; those of the library also end at characters within JSON strings."""
    kept = b""
    async for piece in response.aiter_bytes():
        *whole, kept = (kept + piece).replace(b"\r\n", b"\n").split(b"\n")
        for line in whole:
            yield line.decode("utf-8", "replace")
    yield kept.decode("utf-8", "replace")


def was_sent(error: WirebriefError) -> bool:
    """Whether a call that failed with this error may have reached the server."""
    cause = error.__cause__.__cause__ if error.__cause__ else None
    return type(cause).__name__ not in ("ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError")


def server_of(client: openai.AsyncOpenAI) -> str:
    """The server's name for a message."""
    return f"The model's server at {client.base_url.host}"


def bounded(
    library: ModuleType, client: HttpClient, *, owned: bool, key_header: str | None = None
) -> HttpClient:
    """A client that sends through `client` and refuses bodies larger than `MAX_BODY`.

    Args:
        library: the HTTP library that `client` comes from.
        owned: whether `client` is closed with it.
        key_header: the header that carries the key in place of `Authorization`.
    """

    class Pieces(library.AsyncByteStream):  # type: ignore[name-defined,misc]  # known when it runs
        """A body as it comes, unpacked."""

        def __init__(self, response: Any) -> None:  # noqa: ANN401 - of either library
            self._response = response

        async def __aiter__(self) -> AsyncIterator[bytes]:
            try:
                async for piece in _pieces(library, self._response):
                    yield piece
            except library.TransportError as error:
                raise UpstreamUnavailable(
                    f"The answer of the model's server broke off: {error}", hint="Try again later."
                ) from error

        async def aclose(self) -> None:
            await self._response.aclose()

    class Bounded(library.AsyncBaseTransport):  # type: ignore[name-defined,misc]
        async def handle_async_request(self, request: Any) -> Any:  # noqa: ANN401 - of either library
            if key_header and (bearer := request.headers.pop("authorization", None)):
                request.headers[key_header] = bearer.removeprefix("Bearer ")
            response = await client.send(request, stream=True)
            kept = [(k, v) for k, v in response.headers.multi_items() if k.lower() not in _OF_THE_PACKING]
            return library.Response(response.status_code, headers=kept, stream=Pieces(response))

        async def aclose(self) -> None:
            if owned:
                await client.aclose()

    return library.AsyncClient(transport=Bounded(), timeout=client.timeout)


_OF_THE_PACKING = ("content-encoding", "content-length", "transfer-encoding")


async def _pieces(library: ModuleType, response: Any) -> AsyncIterator[bytes]:  # noqa: ANN401 - of either
    """A body, unpacked a little at a time and left where it is too large."""
    if response.is_stream_consumed:  # of a client without a network
        yield bytes(response.content)
        return
    read = 0
    sliced = library.Response(response.status_code, headers=response.headers, content=_slices(response))
    async for piece in sliced.aiter_bytes():
        read += len(piece)
        if read > MAX_BODY:
            raise Malformed(
                f"The model's server sent more than {MAX_BODY // 2**20} MB.",
                hint="Check WIREBRIEF_BASE_URL; no answer is as large.",
            )
        yield piece


async def _slices(response: Any) -> AsyncIterator[bytes]:  # noqa: ANN401 - of either library
    async for chunk in response.aiter_raw():
        for at in range(0, len(chunk), _SLICE):
            yield chunk[at : at + _SLICE]
