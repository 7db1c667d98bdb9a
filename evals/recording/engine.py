"""Engines that record what a model answers, or answer from a recording instead of asking it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import JsonValue

from wirebrief.evals.recording.identity import Identity, identify
from wirebrief.evals.recording.store import Recorded, RecordingStore
from wirebrief.service.engines.llm.client import HttpClient, http_library, mock_http_client
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.engines.llm.exchange import Exchange
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.engines.protocol import Drafted, FailedItem
from wirebrief.service.errors import UpstreamError
from wirebrief.service.reading.document import Document

NOWHERE = "http://replay.invalid/v1"
"""A name that no network resolves (RFC 2606): a replay that tried to leave would fail."""


class NotRecorded(UpstreamError):
    """A replay was asked something that no recording answers."""

    code = "not_recorded"


class RecordingEngine:
    """An `llm` engine that keeps every final answer of the server."""

    name = "llm"
    languages = None

    def __init__(
        self,
        settings: LLMSettings,
        store: RecordingStore,
        path: Path,
        article: str,
        trial: int,
        *,
        prompt_version: str | None = None,
    ) -> None:
        self._engine = LLMEngine(settings, on_exchange=self._keep, prompt_version=prompt_version)
        self._store, self._path = store, path
        self._article, self._trial = article, trial
        self._answers: list[Recorded] = []

    async def draft(self, document: Document) -> Drafted:
        return await self._engine.draft(document)

    async def repair(self, document: Document, failed: Sequence[FailedItem]) -> Drafted | None:
        return await self._engine.repair(document, failed)

    async def aclose(self) -> None:
        await self._engine.aclose()

    def _keep(self, exchange: Exchange) -> None:
        """Write at once: a run that is broken off keeps what was paid for.

        A busy or failing server is not the model's answer, and would only make a replay wait.
        """
        if exchange.status is None or exchange.response is None:
            return
        if exchange.status == 429 or exchange.status >= 500:
            return
        self._answers.append(
            Recorded(
                identity=identify(exchange.request, self._article, self._trial),
                status=exchange.status,
                response=exchange.response,
                made_by=_maker(exchange.response),
                seconds=round(exchange.seconds, 3),
            )
        )
        self._store.save(self._path, self._answers)


class ReplayEngine:
    """An `llm` engine whose server is a recording."""

    name = "llm"
    languages = None

    def __init__(
        self,
        settings: LLMSettings,
        store: RecordingStore,
        path: Path,
        article: str,
        trial: int,
        *,
        prompt_version: str | None = None,
    ) -> None:
        self._path, self._article, self._trial = path, article, trial
        self._left = list(store.load(path).answers)
        self._stale: NotRecorded | None = None
        self._http: HttpClient = mock_http_client(self._answer)
        self._engine = LLMEngine(settings, http_client=self._http, prompt_version=prompt_version)

    async def draft(self, document: Document) -> Drafted:
        try:
            return await self._engine.draft(document)
        except UpstreamError as error:
            raise self._stale or error from error

    async def repair(self, document: Document, failed: Sequence[FailedItem]) -> Drafted | None:
        try:
            return await self._engine.repair(document, failed)
        except UpstreamError as error:
            raise self._stale or error from error

    async def aclose(self) -> None:
        await self._engine.aclose()
        await self._http.aclose()

    def _answer(self, request: object) -> object:
        body: Mapping[str, JsonValue] = json.loads(getattr(request, "content", b"{}"))
        wanted = identify(body, self._article, self._trial)
        for n, recorded in enumerate(self._left):
            if recorded.identity.key == wanted.key:
                del self._left[n]
                return http_library().Response(
                    recorded.status, text=recorded.response, headers={"content-type": "application/json"}
                )
        self._stale = self._missing(wanted)
        return http_library().Response(401)  # a refusal that nobody tries again

    def _missing(self, wanted: Identity) -> NotRecorded:
        hint = "Record it again with mode = 'record'."
        if not self._left:
            return NotRecorded(f"Nothing is recorded in {self._path.name}.", hint=hint)
        nearest = min((r.identity.differences(wanted) for r in self._left), key=len)
        return NotRecorded(f"{self._path.name} is stale: other {' and '.join(nearest)}.", hint=hint)


def _maker(response: str) -> str | None:
    """The model that an answer says it was made by."""
    try:
        body = json.loads(response)
    except ValueError:
        return None
    made_by = body.get("model") if isinstance(body, dict) else None
    return made_by if isinstance(made_by, str) else None
