"""Makes the engine that an arm asks for, live, recording or replaying."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wirebrief.evals.config import Arm, Config
from wirebrief.evals.errors import HarnessError
from wirebrief.evals.gold_store import LabelledArticle
from wirebrief.service.engines.protocol import Engine
from wirebrief.service.engines.select import select_engine


@dataclass(frozen=True, slots=True)
class EngineMaker:
    """Makes one engine per answer, since a recording belongs to one article and trial."""

    mode: str
    recordings: Path | None

    @classmethod
    def of(cls, config: Config) -> EngineMaker:
        if config.mode != "live" and config.recordings is None:
            raise HarnessError(f"mode = '{config.mode}' needs a folder: recordings = '…'.")
        return cls(config.mode, config.recordings)

    def __call__(self, arm: Arm, article: LabelledArticle, trial: int) -> Engine:
        if arm.engine == "llm":
            return self._llm(arm, article, trial)
        return select_engine(arm.engine, model=arm.model, **arm.options)

    def _llm(self, arm: Arm, article: LabelledArticle, trial: int) -> Engine:
        from wirebrief.evals.recording.engine import NOWHERE, RecordingEngine, ReplayEngine
        from wirebrief.evals.recording.store import RecordingStore
        from wirebrief.service.engines.llm.engine import LLMEngine
        from wirebrief.service.engines.llm.settings import LLMSettings
        from wirebrief.service.journal.place import journal_at

        options: dict[str, object] = {**arm.options, "trial": trial}
        journal = options.pop("journal", None)
        if self.mode == "replay":
            options["base_url"] = NOWHERE
        settings = LLMSettings.load(model=arm.model, **options)
        kept = None if self.mode == "replay" else journal_at(str(journal) if journal else None)
        try:
            if self.recordings is None or self.mode == "live":
                return LLMEngine(settings, journal=kept, prompt_version=arm.prompt)
            store = RecordingStore(self.recordings)
            path = store.path(arm.name, article.name, trial)
            if self.mode == "replay":
                return ReplayEngine(settings, store, path, prompt_version=arm.prompt)
            return RecordingEngine(settings, store, path, journal=kept, prompt_version=arm.prompt)
        except LookupError as error:  # no such prompt; its message lists those there are
            raise HarnessError(str(error)) from error
