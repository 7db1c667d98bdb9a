"""The HTTP side: one client per event loop, over whichever HTTP library the openai package speaks through.

openai 2 speaks through httpx, openai 3 through httpx2 (and takes either from a caller). Nothing here names
one: the library is found through the client class that openai itself would use.
"""

import asyncio
import importlib
import ssl
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import Any

import openai

from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.llm.transport import HttpClient, bounded

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


DEFAULT_BASE_URL = "https://api.openai.com/v1"


class Clients:
    """openai clients, one for each event loop in turn: connections do not outlive their loop."""

    def __init__(self, settings: LLMSettings, http_client: HttpClient | None = None) -> None:
        self._settings = settings
        self._given = http_client
        self._loop: asyncio.AbstractEventLoop | None = None
        self._client: openai.AsyncOpenAI | None = None

    def current(self) -> openai.AsyncOpenAI:
        """The client of the running loop."""
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            self._client, self._loop = self._open(), loop
        return self._client

    async def aclose(self) -> None:
        """Close the client, unless it speaks through one that the caller gave and will close."""
        client, self._client = self._client, None
        if client is not None and self._given is None and self._loop is asyncio.get_running_loop():
            await client.close()

    def _open(self) -> openai.AsyncOpenAI:
        settings = self._settings
        return openai.AsyncOpenAI(
            base_url=settings.base_url or DEFAULT_BASE_URL,  # else it would read the environment
            api_key=settings.api_key or "none",  # local servers want none, the library wants one
            max_retries=0,
            timeout=http_library().Timeout(settings.timeout, connect=settings.connect_timeout),
            http_client=self._http_client(),
        )

    def _http_client(self) -> HttpClient:
        if self._given is not None:
            return bounded(_library_of(type(self._given)), self._given)
        # A redirect would carry the article elsewhere: it is an error that names the new address.
        own = openai.DefaultAsyncHttpxClient(follow_redirects=False, verify=_tls())
        return bounded(http_library(), own)
