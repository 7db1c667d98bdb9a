"""A request's body, whole, before anything else sees it: in time, not too long, and unpacked."""

import asyncio
import zlib

from backports import zstd
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wirebrief.service.errors import Busy, InputError, NotText, TooLong, WirebriefError
from wirebrief.service.http.notes import note_of
from wirebrief.service.http.problems import problem
from wirebrief.service.http.refusals import TooSlow
from wirebrief.service.http.settings import ServerSettings

_LARGEST_WINDOW = 23
"""Binary logarithm of the bytes that a zstd frame may have us keep in mind."""
_FULL = "The service holds as many bodies as it can."


class _Gone(Exception):
    """The client left before its body was whole."""


class Intake:
    """Reads bodies: answers 408 to one that is too slow, 413 to one too long, 415 to a packing not known.

    What all requests together hold is limited, so that many clients cannot fill the memory; those beyond are
    told to come back.
    """

    def __init__(self, app: ASGIApp, settings: ServerSettings) -> None:
        self._app = app
        self._settings = settings
        self._most_held = settings.bodies_memory * 2**20
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _has_body(scope):
            await self._app(scope, receive, send)
            return
        parts: list[bytes] = []
        try:
            body = await self._read(scope, receive, parts)
            await self._app(_unpacked(scope), _replayed(body, receive), send)
        except WirebriefError as error:
            note_of(scope).code = error.code
            response = problem(error)
            response.headers["connection"] = "close"  # the rest of the body may never come
            await response(scope, receive, send)
        except _Gone:
            note_of(scope).code = "client_gone"
        finally:
            self._held -= sum(map(len, parts))

    async def _read(self, scope: Scope, receive: Receive, parts: list[bytes]) -> bytes:
        headers, most = dict(scope["headers"]), self._most(scope)
        announced = headers.get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > most:
            raise _too_long(most)
        unpack = _unpacker(headers.get(b"content-encoding", b"").decode("latin-1").strip().lower())
        seconds = self._settings.body_timeout
        try:
            async with asyncio.timeout(seconds):
                await self._collect(receive, parts, most)
        except TimeoutError:
            raise TooSlow(
                f"The body did not come within {seconds:g} seconds.", hint="Send it again."
            ) from None
        whole = b"".join(parts)
        if unpack is None:
            return whole
        body = unpack(whole, most + 1)
        if len(body) > most:
            raise _too_long(most)
        return body

    async def _collect(self, receive: Receive, parts: list[bytes], most: int) -> None:
        read, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _Gone
            part = message.get("body", b"")
            parts.append(part)
            self._held += len(part)
            read += len(part)
            more = message.get("more_body", False)
            if read > most:
                raise _too_long(most)
            if self._held > self._most_held:
                raise Busy(_FULL, hint="Send it again after the seconds of the Retry-After header.")

    def _most(self, scope: Scope) -> int:
        """Bytes that a body may have; a job holds many articles."""
        return self._settings.max_job_body if scope["path"] == "/v1/jobs" else self._settings.max_body


def _too_long(most: int) -> TooLong:
    return TooLong(
        f"The request's body is larger than {most:,} bytes.", hint="Send fewer articles at a time."
    )


def _has_body(scope: Scope) -> bool:
    headers = dict(scope["headers"])
    return b"transfer-encoding" in headers or headers.get(b"content-length", b"0") != b"0"


def _unpacked(scope: Scope) -> Scope:
    kept = [pair for pair in scope["headers"] if pair[0] not in (b"content-encoding", b"content-length")]
    scope["headers"] = kept
    return scope


def _replayed(body: bytes, receive: Receive) -> Receive:
    """The body as one message, and then whatever comes."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


class _Unpack:
    """Unpacks a body, up to some bytes."""

    def __init__(self, packing: str) -> None:
        self._packing = packing

    def __call__(self, packed: bytes, most: int) -> bytes:
        gzip = self._packing == "gzip"
        machine = zlib.decompressobj(wbits=31) if gzip else _zstd()
        try:
            body = machine.decompress(packed, most)
        except (zlib.error, zstd.ZstdError) as error:
            raise _broken(self._packing) from error
        if len(body) < most and (not machine.eof or machine.unused_data):
            raise _broken(self._packing)
        return body


def _zstd() -> zstd.ZstdDecompressor:
    return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _LARGEST_WINDOW})


def _broken(packing: str) -> InputError:
    return InputError(f"The body is no {packing}.", hint="Send one whole frame, or the body as it is.")


def _unpacker(packing: str) -> _Unpack | None:
    if packing in ("", "identity"):
        return None
    if packing in ("gzip", "x-gzip", "zstd"):
        return _Unpack(packing.removeprefix("x-"))
    raise NotText(f"A body packed as {packing[:40]!r} cannot be read.", hint="Use gzip or zstd, or neither.")
