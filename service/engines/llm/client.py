"""The HTTP side: one client per event loop, over whichever HTTP library the openai package speaks through.

openai 2 speaks through httpx, openai 3 through httpx2 (and takes either from a caller). Nothing here names
one: the library is found through the client class that openai itself would use.
"""

import asyncio
import importlib
import ssl
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any
from weakref import WeakKeyDictionary

import openai

from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.llm.transport import HttpClient, bounded
from wirebrief.service.errors import ConfigurationError

__all__ = ["Clients", "HttpClient", "http_library", "mock_http_client"]


def http_library() -> ModuleType:
    """`httpx` or `httpx2`: the one that openai's own client class comes from."""
    return _library_of(openai.DefaultAsyncHttpxClient)


def _library_of(client: type) -> ModuleType:
    roots = [cls.__module__.partition(".")[0] for cls in client.__mro__]
    return importlib.import_module(next(root for root in roots if root.startswith("httpx")))


@cache
def _tls() -> ssl.SSLContext:
    """One context for all engines: reading the certificates takes 20 ms."""
    context: ssl.SSLContext = http_library().create_ssl_context()
    return context


def mock_http_client(answer: Callable[[Any], Any]) -> HttpClient:
    """A client without a network: `answer` maps each request to a response of `http_library()`."""
    return openai.DefaultAsyncHttpxClient(transport=http_library().MockTransport(answer))


class Clients:
    """openai clients, one for each event loop: connections do not outlive their loop.

    They are closed when the loop shuts down, as `asyncio.run` sees to, or by `aclose` before: the loop closes
    the asynchronous generators that were begun in it, and each client is held by one.
    """

    def __init__(self, settings: LLMSettings, http_client: HttpClient | None = None) -> None:
        self._settings = settings
        self._given = http_client
        self._held: WeakKeyDictionary[asyncio.AbstractEventLoop, _Held] = WeakKeyDictionary()

    async def current(self) -> openai.AsyncOpenAI:
        """The client of the running loop.

        Raises:
            ConfigurationError: a proxy or certificates that will not do.
        """
        held = self._held.get(asyncio.get_running_loop())
        return held.client if held is not None else await self._hold()

    async def aclose(self) -> None:
        """Close the client of the running loop, but for one that the caller gave and will close."""
        held = self._held.get(asyncio.get_running_loop())
        if held is not None:
            await held.keeper.aclose()

    async def _hold(self) -> openai.AsyncOpenAI:
        client = self._open()
        keeper = self._kept(client)
        await anext(keeper)
        self._held[asyncio.get_running_loop()] = _Held(client, keeper)
        return client

    async def _kept(self, client: openai.AsyncOpenAI) -> AsyncGenerator[None]:
        try:
            yield
        finally:
            self._held.pop(asyncio.get_running_loop(), None)
            await client.close()

    def _open(self) -> openai.AsyncOpenAI:
        settings = self._settings
        to = settings.endpoint
        return openai.AsyncOpenAI(
            base_url=to.base_url,
            default_query=dict(to.query),
            api_key=settings.api_key or "none",  # local servers want none, the library wants one
            max_retries=0,
            timeout=http_library().Timeout(settings.timeout, connect=settings.connect_timeout),
            http_client=self._http_client(to.key_header),
        )

    def _http_client(self, key_header: str | None) -> HttpClient:
        if self._given is not None:
            return bounded(_library_of(type(self._given)), self._given, owned=False, key_header=key_header)
        try:
            # A redirect would carry the article elsewhere: it is an error that names the new address.
            own = openai.DefaultAsyncHttpxClient(follow_redirects=False, verify=_tls())
        except (ImportError, OSError, ValueError) as error:  # ssl.SSLError is an OSError
            raise _unusable(error) from error
        return bounded(http_library(), own, owned=True, key_header=key_header)


def file_client(settings: LLMSettings) -> openai.AsyncOpenAI:
    """A client for files, which may be larger than any answer; to be closed in the loop that uses it."""
    to = settings.endpoint
    return openai.AsyncOpenAI(
        base_url=to.base_url,
        default_query=dict(to.query),
        api_key=settings.api_key or "none",
        max_retries=4,
        timeout=http_library().Timeout(600.0, connect=settings.connect_timeout),
        http_client=openai.DefaultAsyncHttpxClient(follow_redirects=False, verify=_tls()),
    )


@dataclass(frozen=True, slots=True)
class _Held:
    client: openai.AsyncOpenAI
    keeper: AsyncGenerator[None]


def _unusable(error: Exception) -> ConfigurationError:
    """What the HTTP library makes of the environment's proxies and certificates."""
    if isinstance(error, OSError):
        return ConfigurationError(
            f"The certificates cannot be used: {error}",
            hint="Check SSL_CERT_FILE and SSL_CERT_DIR, or unset them.",
        )
    return ConfigurationError(
        f"The proxy cannot be used: {' '.join(str(error).split())}",
        hint="Check ALL_PROXY, HTTPS_PROXY and HTTP_PROXY; for SOCKS install socksio.",
    )
