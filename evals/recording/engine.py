"""Engines that keep what a model answers in a file of its own, or answer from such a file alone.

Both stand on the journal of `service/journal`: a recording is what an engine got out of it, or put into it,
for one article.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wirebrief.evals.errors import HarnessError
from wirebrief.evals.recording.store import RecordingStore
from wirebrief.service.engines.llm.engine import LLMEngine
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.errors import UpstreamError
from wirebrief.service.journal.entry import Recorded, is_final
from wirebrief.service.journal.identity import Identity
from wirebrief.service.journal.journal import Answered, Answers, Buy, Request

NOWHERE = "http://replay.invalid/v1"
"""A name that no network resolves (RFC 2606): a replay that tried to leave would fail."""


class NotRecorded(UpstreamError):
    """A replay was asked something that no recording answers."""

    code = "not_recorded"


class _Recorder:
    """Keeps every final answer, whether the server gave it now or the journal had it.

    Args:
        journal: where answers are looked for and kept besides, or None.
    """

    def __init__(self, store: RecordingStore, path: Path, journal: Answers | None) -> None:
        self._store, self._path, self._journal = store, path, journal
        self._answers: list[Recorded] = []

    async def answer(self, endpoint: str, identity: Identity, request: Request, buy: Buy) -> Answered:
        if self._journal is None:
            answered = Answered(await buy(), bought=True)
        else:
            answered = await self._journal.answer(endpoint, identity, request, buy)
        if is_final(answered.recorded.status):
            self._answers.append(answered.recorded)
            self._save()
        return answered

    async def forget(self, endpoint: str, identity: Identity) -> None:
        self._answers = [one for one in self._answers if one.identity.key != identity.key]
        self._save()
        if self._journal is not None:
            await self._journal.forget(endpoint, identity)

    def _save(self) -> None:
        """Write at once: a run that is broken off keeps what was paid for.

        Raises:
            HarnessError: it cannot be written.
        """
        try:
            self._store.save(self._path, self._answers)
        except OSError as error:
            raise HarnessError(f"{self._path} cannot be written: {error}") from error


class _Replay:
    """Answers from a recording alone, each once and in the order in which they came."""

    def __init__(self, path: Path, answers: Sequence[Recorded]) -> None:
        self._path, self._left = path, list(answers)

    async def answer(self, endpoint: str, identity: Identity, request: Request, buy: Buy) -> Answered:
        """The recorded answer.

        Raises:
            NotRecorded: there is none; it says what differs.
        """
        for n, recorded in enumerate(self._left):
            if recorded.identity.key == identity.key:
                return Answered(self._left.pop(n), bought=False)
        hint = "Record it again with mode = 'record'."
        if not self._left:
            raise NotRecorded(f"Nothing is recorded in {self._path.name}.", hint=hint)
        nearest = min((one.identity.differences(identity) for one in self._left), key=len)
        raise NotRecorded(f"{self._path.name} is stale: other {' and '.join(nearest)}.", hint=hint)

    async def forget(self, endpoint: str, identity: Identity) -> None:
        """Nothing: each is answered but once."""


class RecordingEngine(LLMEngine):
    """An `llm` engine that keeps every final answer of the server."""

    def __init__(
        self,
        settings: LLMSettings,
        store: RecordingStore,
        path: Path,
        *,
        journal: Answers | None = None,
        prompt_version: str | None = None,
    ) -> None:
        super().__init__(settings, journal=_Recorder(store, path, journal), prompt_version=prompt_version)


class ReplayEngine(LLMEngine):
    """An `llm` engine whose server is a recording."""

    def __init__(
        self, settings: LLMSettings, store: RecordingStore, path: Path, *, prompt_version: str | None = None
    ) -> None:
        replay = _Replay(path, store.load(path).answers)
        super().__init__(settings, journal=replay, prompt_version=prompt_version)
