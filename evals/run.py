"""Runs engines over gold and keeps every answer, one file each, so that a run can be resumed and rescored."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from wirebrief.evals.config import Arm
from wirebrief.evals.gold_store import LabelledArticle
from wirebrief.evals.hashes import software_hash
from wirebrief.evals.outputs import Failure, Output, write_output
from wirebrief.service.engines.protocol import Engine
from wirebrief.service.function import Source, Summarizer
from wirebrief.service.journal.identity import digest
from wirebrief.service.run import Result

Progress = Callable[[str, str, int, str], None]
"""Told (arm, article, trial, what became of it): `done`, `failed` or `kept`."""
MakeEngine = Callable[[Arm, LabelledArticle, int], Engine]
"""Makes the engine for one answer, since a recording belongs to one article and trial."""


@dataclass(frozen=True, slots=True)
class Task:
    """One answer to be had."""

    arm: Arm
    article: LabelledArticle
    trial: int

    @property
    def key(self) -> str:
        """Fingerprint of what the answer depends on, our own code included; with another it is made again."""
        day = str(_published(self.article).published)
        return digest([software_hash(), self.arm.fingerprint, digest(self.article.text), day, self.trial])

    def path(self, folder: Path) -> Path:
        return folder / self.arm.name / f"trial-{self.trial}" / f"{self.article.name}.json"


async def run(
    arms: Sequence[Arm],
    articles: Sequence[LabelledArticle],
    folder: Path,
    make_engine: MakeEngine,
    *,
    concurrency: int = 4,
    retry_failed: bool = False,
    progress: Progress | None = None,
) -> list[Output]:
    """Get every answer that `folder` does not hold yet; returns all of them, arm by arm, article by article.

    A call that fails is an answer too: it is kept, listed and scored as misses. `retry_failed` asks again.
    """
    slots = asyncio.Semaphore(concurrency)
    tell = progress or (lambda *_: None)

    async def one(task: Task) -> Output:
        async with slots:
            kept = _kept(task, folder)
            if kept and not (retry_failed and kept.failure):
                tell(task.arm.name, task.article.name, task.trial, "kept")
                return kept
            output = await _answer(task, make_engine)
            write_output(task.path(folder), output)
            tell(task.arm.name, task.article.name, task.trial, "failed" if output.failure else "done")
            return output

    tasks = [
        Task(arm, article, trial + 1) for arm in arms for article in articles for trial in range(arm.trials)
    ]
    return list(await asyncio.gather(*(one(task) for task in tasks)))


async def _answer(task: Task, make_engine: MakeEngine) -> Output:
    async with Summarizer(make_engine(task.arm, task.article, task.trial)) as summarizer:
        result = await summarizer.attempt(0, _published(task.article))
    return _output(task, result)


def _output(task: Task, result: Result) -> Output:
    failure = None
    if result.error:
        failure = Failure(code=result.error.code, message=str(result.error))
    return Output(
        article=task.article.name, trial=task.trial, key=task.key, summary=result.summary, failure=failure
    )


def _kept(task: Task, folder: Path) -> Output | None:
    path = task.path(folder)
    if not path.exists():
        return None
    try:
        output = Output.model_validate_json(path.read_bytes())
    except ValueError:  # cut short, or of another version
        return None
    return output if output.key == task.key else None


def _published(article: LabelledArticle) -> Source:
    """The article as a caller would pass it: with its day only where gold says that it is given."""
    published = article.gold.summary.article.published
    return Source(text=article.text, published=published.date if published.basis == "given" else None)
