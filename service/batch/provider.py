"""A provider's batch API: files go up, batches are begun and looked at, answers come down line by line."""

import json
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import openai
from openai.types import Batch
from pydantic import JsonValue

from wirebrief.service.engines.llm.client import file_client
from wirebrief.service.engines.llm.faults import fault
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.llm.transport import MAX_BODY, server_of
from wirebrief.service.errors import ConfigurationError

MOST_QUESTIONS, MOST_BYTES = 50_000, 190 * 2**20
"""What one batch may hold; OpenAI allows 50,000 lines and 200 MB."""
OVER = frozenset({"completed", "failed", "expired", "cancelled"})
_MARK = "wirebrief"


@dataclass(frozen=True, slots=True)
class Line:
    """One answer of a batch: of `status`, or None where the provider gave none."""

    key: str
    status: int | None
    body: str


class Provider:
    """The batch API at the endpoint that settings name.

    Raises:
        ConfigurationError: the endpoint's batches work in another way.
    """

    def __init__(self, settings: LLMSettings) -> None:
        if settings.endpoint.key_header:
            raise ConfigurationError(
                "Azure's batches work in another way.",
                hint="Use an endpoint with OpenAI's /files and /batches.",
            )
        self._client = file_client(settings)
        self._secret = settings.api_key
        self.endpoint = str(self._client.base_url).rstrip("/")

    async def aclose(self) -> None:
        await self._client.close()

    async def begin(self, digest: str, lines: Iterable[bytes]) -> Batch:
        """Send questions up and begin their batch; the digest goes along."""
        content = b"".join(lines)
        with self._faults():
            file = await self._client.files.create(file=(f"{digest}.jsonl", content), purpose="batch")
            return await self._client.batches.create(
                input_file_id=file.id,
                endpoint="/v1/chat/completions",
                completion_window="24h",
                metadata={_MARK: digest},
            )

    async def look(self, id_: str) -> Batch:
        with self._faults():
            return await self._client.batches.retrieve(id_)

    async def find(self, digest: str) -> Batch | None:
        """The batch that was begun with a digest, among the newest hundred."""
        with self._faults():
            page = await self._client.batches.list(limit=100)
        return next((one for one in page.data if (one.metadata or {}).get(_MARK) == digest), None)

    async def answers(self, batch: Batch) -> AsyncIterator[Line]:
        """What came of the questions of a batch that is over, as far as there is anything."""
        for file in (batch.output_file_id, batch.error_file_id):
            if file is not None:
                async for line in self._lines(file):
                    yield _line(line)

    async def asked(self, batch: Batch) -> AsyncIterator[tuple[str, bytes]]:
        """The questions of a batch: the keys and the lines as they were sent."""
        async for line in self._lines(batch.input_file_id):
            yield json.loads(line)["custom_id"], line.encode() + b"\n"

    async def _lines(self, file: str) -> AsyncIterator[str]:
        """The lines of a file, one at a time: all of it may be larger than the memory."""
        with self._faults():
            async with self._client.files.with_streaming_response.content(file) as response:
                async for line in response.iter_lines():
                    if len(line) > MAX_BODY:
                        continue  # no answer is as large
                    if line.strip():
                        yield line

    def _faults(self) -> "_Faults":
        return _Faults(server_of(self._client), self._secret)


class _Faults:
    """Turns what the client library raises into errors of ours."""

    def __init__(self, server: str, secret: str | None) -> None:
        self._server, self._secret = server, secret

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, openai.OpenAIError):
            raise fault(error, self._server, self._secret) from error


def question(key: str, body: Mapping[str, JsonValue]) -> bytes:
    """A line of a batch's file."""
    line = {"custom_id": key, "method": "POST", "url": "/v1/chat/completions", "body": body}
    return json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _line(text: str) -> Line:
    given: dict[str, Any] = json.loads(text)
    response = given.get("response") or {}
    status = response.get("status_code")
    body = response.get("body")
    return Line(
        key=str(given.get("custom_id")),
        status=status if isinstance(status, int) else None,
        body=body if isinstance(body, str) else json.dumps(body, ensure_ascii=False),
    )
