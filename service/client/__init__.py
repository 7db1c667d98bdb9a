"""A client of the endpoint, for programs that leave the work to a server; docs/endpoint.md shows it in use.

It needs no extra. What it takes and gives is what the Python function takes and gives: the same models, and
the same errors, whether an article failed here or there.
"""

from wirebrief.service.client.asynchronous import AsyncClient
from wirebrief.service.client.blocking import Client
from wirebrief.service.client.faults import Unreachable

__all__ = ["AsyncClient", "Client", "Unreachable"]
