"""Where a connection goes: a name is resolved once, its addresses are judged, one of them is connected to.

So a name that answers differently the second time gains nothing. TLS is still verified for the name.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import httpx

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The IP addresses of a host and port."""

_PORTS = {"http": 80, "https": 443}


class NotConnected(Exception):
    """An address that leads nowhere, or nowhere allowed; says why."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """A request to the very address that was judged.

    Attributes:
        url: with that address in place of the name.
        host: for the header of that name.
        extensions: for httpx, so that the certificate is checked for the name.
    """

    url: httpx.URL
    host: str
    extensions: dict[str, object]


async def resolve_name(host: str, port: int) -> list[str]:
    """The addresses that the system's resolver knows."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


async def pin(url: httpx.URL, resolve: Resolve, allowed: Callable[[str], bool]) -> Pinned:
    """Judge where an address leads.

    Args:
        allowed: whether an IP address may be connected to; all of a name have to be.

    Raises:
        NotConnected: it is no web address, there is no such server, or one of its addresses is not allowed.
    """
    if url.scheme not in _PORTS or not url.host:
        raise NotConnected("Only http and https addresses are connected to.")
    if url.userinfo:
        raise NotConnected("Addresses with a user name in them are not connected to.")
    name = url.raw_host.decode("ascii")
    try:
        addresses = await resolve(name, url.port or _PORTS[url.scheme])
    except (OSError, UnicodeError) as error:
        raise NotConnected(f"There is no server called {url.host!r}.") from error
    if not addresses or not all(map(allowed, addresses)):
        raise NotConnected(f"{url.host!r} is not on the public internet.")
    pinned = url.copy_with(host=addresses[0], fragment=None)
    return Pinned(pinned, url.netloc.decode("ascii"), {"sni_hostname": name})
