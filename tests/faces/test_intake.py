"""Bodies: in time, not too long, and unpacked."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from backports import zstd

from wirebrief.service.engines.protocol import Engine
from wirebrief.service.http.app import create_app
from wirebrief.service.http.settings import ServerSettings

MOST = 100_000
JSON = {"content-type": "application/json"}


@pytest.fixture
async def client(scripted: Engine) -> AsyncIterator[httpx.AsyncClient]:
    settings = ServerSettings(max_body=MOST, body_timeout=0.2)
    app = create_app(settings, open_engine=lambda name, model: scripted, aside=asyncio.to_thread)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as opened:
        yield opened


async def post(client: httpx.AsyncClient, body: Any, **headers: str) -> httpx.Response:
    return await client.post("/v1/summaries", content=body, headers=JSON | headers)


PACK = {"gzip": gzip.compress, "zstd": zstd.compress}


@pytest.mark.parametrize("packing", PACK)
async def test_packed_bodies_are_unpacked(client: httpx.AsyncClient, packing: str, article: str) -> None:
    body = PACK[packing](json.dumps({"text": article}).encode())
    response = await post(client, body, **{"content-encoding": packing})
    assert response.status_code == 200, response.text
    assert response.json()["incidents"]


@pytest.mark.parametrize("packing", PACK)
async def test_a_bomb_is_no_more_than_a_body_too_long(client: httpx.AsyncClient, packing: str) -> None:
    body = PACK[packing](b" " * 50_000_000)
    assert len(body) < MOST
    response = await post(client, body, **{"content-encoding": packing})
    assert (response.status_code, response.json()["code"]) == (413, "too_long")


@pytest.mark.parametrize("packing", PACK)
@pytest.mark.parametrize("damage", ["cut", "nothing of the kind", "two of them"])
async def test_what_is_not_packed_as_it_says_is_refused(
    client: httpx.AsyncClient, packing: str, damage: str
) -> None:
    packed = PACK[packing](b'{"text": "A ferry sank."}')
    body = {"cut": packed[:-3], "nothing of the kind": b"{}", "two of them": packed * 2}[damage]
    response = await post(client, body, **{"content-encoding": packing})
    assert (response.status_code, response.json()["code"]) == (422, "input")


async def test_a_packing_not_known_is_a_problem_of_the_documented_kind(client: httpx.AsyncClient) -> None:
    response = await post(client, b"{}", **{"content-encoding": "br"})
    assert (response.status_code, response.json()["code"]) == (415, "not_text")


async def test_a_body_that_does_not_come_in_time_is_not_waited_for(client: httpx.AsyncClient) -> None:
    async def slow() -> AsyncIterator[bytes]:
        yield b'{"text": '
        await asyncio.sleep(5)
        yield b'"A ferry sank."}'

    response = await post(client, slow())
    assert (response.status_code, response.json()["code"]) == (408, "too_slow")
    assert response.headers["connection"] == "close"


async def test_bodies_that_wait_cannot_fill_the_memory(scripted: Engine) -> None:
    """With a mebibyte for all, the second of two that hold most of one each is told to come back."""
    settings = ServerSettings(bodies_memory=1, max_body=2**20)
    app = create_app(settings, open_engine=lambda name, model: scripted, aside=asyncio.to_thread)
    came, go_on = asyncio.Event(), asyncio.Event()

    async def held() -> AsyncIterator[bytes]:
        yield b" " * 700_000
        came.set()
        await go_on.wait()
        yield b'{"text": "A ferry sank."}'

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        first = asyncio.create_task(post(client, held()))
        await came.wait()
        second = await post(client, b" " * 600_000)
        assert (second.status_code, second.json()["code"]) == (429, "busy")
        assert int(second.headers["retry-after"]) >= 1
        go_on.set()
        assert (await first).status_code == 200
        assert (await post(client, b'{"text": "A ferry sank."}')).status_code == 200


@pytest.mark.parametrize("day", [0, 20240305, 1.5, True, "00", "yesterday", "2024-13-01"])
async def test_a_day_is_a_day(client: httpx.AsyncClient, day: object) -> None:
    response = await client.post("/v1/summaries", json={"text": "A ferry sank.", "published": day})
    assert response.status_code == 422
