"""Fetching a page without being led astray: a public address, checked at every hop and then connected to.

All addresses of a name must be public. Proxies of the environment are not used, as they would resolve names
themselves.
"""

import asyncio
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx

from wirebrief.service.errors import UnreadableUrl
from wirebrief.service.reading.addresses import is_public
from wirebrief.service.reading.connecting import NotConnected, Resolve, pin, resolve_name

_PAGES = frozenset(
    """text/html application/xhtml+xml text/plain application/rss+xml application/atom+xml application/xml
    text/xml""".split()
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HINT = "Open the page yourself and pass its HTML or its text."


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came.

    Attributes:
        url: after redirects.
        content_type: without parameters, in lower case.
        encoding: the charset that the server gave, if any.
    """

    url: str
    content_type: str
    encoding: str | None
    body: bytes


@dataclass(frozen=True)
class Fetcher:
    """Fetches pages within limits.

    Attributes:
        max_bytes: of the body, unpacked.
        seconds: for everything: names, redirects and the last byte.
        resolve: gives the addresses of a name.
        permitted: addresses that are reached though not public; for tests with a server of their own.
    """

    max_bytes: int = 5 * 2**20
    seconds: float = 20.0
    max_redirects: int = 5
    resolve: Resolve = resolve_name
    permitted: frozenset[str] = field(default_factory=frozenset)
    transport: httpx.AsyncBaseTransport | None = None

    async def fetch(self, url: str) -> Fetched:
        """Fetch a page.

        Raises:
            UnreadableUrl: the address is refused, unreachable, too slow, too large, or no page.
        """
        try:
            async with asyncio.timeout(self.seconds):
                return await self._follow(url)
        except TimeoutError as error:
            raise _unreadable(f"The page did not come within {self.seconds:g} seconds.") from error
        except httpx.TimeoutException as error:
            raise _unreadable("The server of the page did not answer in time.") from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise _unreadable(f"The page cannot be fetched: {str(error) or type(error).__name__}.") from error

    async def _follow(self, url: str) -> Fetched:
        at = httpx.URL(url)
        for _ in range(self.max_redirects + 1):
            async with self._open(at) as response:
                if response.status_code not in _REDIRECTS or "location" not in response.headers:
                    return await self._page(at, response)
                at = at.join(response.headers["location"])
        raise _unreadable(f"The address leads on more than {self.max_redirects} times.")

    @asynccontextmanager
    async def _open(self, url: httpx.URL) -> AsyncIterator[httpx.Response]:
        """The response to a request that is sent to the very address that was checked."""
        try:
            pinned = await pin(url, self.resolve, lambda a: is_public(a) or a in self.permitted)
        except NotConnected as refused:
            raise _unreadable(str(refused)) from refused
        headers = {
            "host": pinned.host,
            "accept": "text/html, application/xhtml+xml, text/plain;q=0.5",
            "accept-encoding": "gzip",
            "user-agent": "wirebrief (reads one article for a person)",
        }
        transport = self.transport or httpx.AsyncHTTPTransport(trust_env=False)
        async with (
            httpx.AsyncClient(transport=transport, trust_env=False, timeout=self.seconds) as client,
            client.stream(
                "GET", pinned.url, headers=headers, extensions=pinned.extensions, follow_redirects=False
            ) as response,
        ):
            yield response

    async def _page(self, url: httpx.URL, response: httpx.Response) -> Fetched:
        if response.status_code != 200:
            raise _unreadable(f"The server answered {response.status_code} instead of the page.")
        content_type = response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
        if content_type not in _PAGES:
            raise _unreadable(f"The address holds {content_type!r}, not a page.")
        return Fetched(str(url), content_type, response.charset_encoding, await self._body(response))

    async def _body(self, response: httpx.Response) -> bytes:
        """The body, unpacked by hand so that a small packet cannot unfold into a large one."""
        packed = response.headers.get("content-encoding", "identity").strip().lower()
        if packed not in ("identity", "", "gzip", "x-gzip"):
            raise _unreadable(f"The page came packed as {packed!r}, which was not asked for.")
        unpack = zlib.decompressobj(wbits=31) if "gzip" in packed else None
        body = bytearray()
        async for chunk in response.aiter_raw():
            try:
                body += unpack.decompress(chunk, self.max_bytes + 1 - len(body)) if unpack else chunk
            except zlib.error as error:
                raise _unreadable("The page came damaged.") from error
            if len(body) > self.max_bytes:
                raise _unreadable(f"The page is larger than {self.max_bytes / 2**20:.3g} MiB.")
        return bytes(body)


def _unreadable(message: str) -> UnreadableUrl:
    return UnreadableUrl(message, hint=_HINT)
