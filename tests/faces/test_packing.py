"""Answers go out packed, as the client accepts it, and what comes as it is made leaves as it is made."""

import asyncio
import json
import zlib
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from backports import zstd
from fastapi import FastAPI
from upstream import ScriptedUpstream, streamed

from wirebrief.service.engines.protocol import Engine
from wirebrief.service.http.app import create_app
from wirebrief.service.http.settings import ServerSettings

pytestmark = pytest.mark.usefixtures("no_parser")

FORMS = ["application/json", "application/x-ndjson", "text/event-stream"]


class Unpack:
    """Unpacks a stream as far as it has come."""

    def __init__(self, packing: str) -> None:
        self._machine: Any = zlib.decompressobj(wbits=31) if packing == "gzip" else zstd.ZstdDecompressor()

    def __call__(self, piece: bytes) -> str:
        return str(self._machine.decompress(piece), "utf-8")


async def ask(scripted: Engine, text: str, **headers: str) -> tuple[httpx.Response, bytes]:
    """An answer, and its body as it came over the wire."""
    app = create_app(ServerSettings(), open_engine=lambda name, model: scripted, aside=asyncio.to_thread)
    transport = httpx.ASGITransport(app)
    async with (
        httpx.AsyncClient(transport=transport, base_url="http://test") as client,
        client.stream("POST", "/v1/summaries", json={"text": text}, headers=headers) as response,
    ):
        return response, b"".join([piece async for piece in response.aiter_raw()])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("accepted", "packing"), [("gzip", "gzip"), ("gzip, zstd", "zstd")])
async def test_an_answer_is_packed_as_the_client_accepts_it(
    scripted: Engine, article: str, form: str, accepted: str, packing: str
) -> None:
    response, raw = await ask(scripted, article, accept=form, **{"accept-encoding": accepted})
    assert response.headers["content-encoding"] == packing
    assert "accept-encoding" in response.headers["vary"].lower()
    plain = Unpack(packing)(raw)
    assert "Ferry loses power off Tolmark" in plain
    assert len(raw) < len(plain) / 2


@pytest.mark.parametrize("accepted", ["identity", "gzip;q=0", "compress"])
async def test_a_client_that_accepts_no_packing_gets_none(
    scripted: Engine, article: str, accepted: str
) -> None:
    response, raw = await ask(scripted, article, **{"accept-encoding": accepted})
    assert "content-encoding" not in response.headers
    assert json.loads(raw)["headline"] == "Ferry loses power off Tolmark"


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
@pytest.mark.parametrize("form", FORMS[1:])
def test_a_record_is_not_held_back_by_the_packing(
    serve: Callable[[FastAPI], Any],
    upstream: ScriptedUpstream,
    article: str,
    draft: dict[str, Any],
    form: str,
    packing: str,
) -> None:
    """It can be read while the model's server waits in the middle of its answer."""
    upstream.script(streamed(draft, size=10, held=json.dumps(draft).index('"attributions"')))
    settings = ServerSettings(engines=("llm",), models=("m",), base_url=upstream.url)
    headers = {"accept": form, "accept-encoding": packing}
    with (
        serve(create_app(settings, aside=asyncio.to_thread)) as base,
        httpx.Client(base_url=base, trust_env=False, timeout=30) as client,
        client.stream("POST", "/v1/summaries", json={"text": article}, headers=headers) as response,
    ):
        assert response.headers["content-encoding"] == packing
        pieces, unpack = response.iter_raw(), Unpack(packing)
        seen = unpack(next(pieces))
        while '"kind":"incidents"' not in seen:
            seen += unpack(next(pieces))
        assert not upstream.go.is_set()
        upstream.go.set()
        assert '"event":"summary"' in seen + "".join(map(unpack, pieces))
