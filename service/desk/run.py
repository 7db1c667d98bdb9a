"""A run: articles in, their results appended to the file of the run, what is there left out."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from wirebrief.service.desk.given import Given
from wirebrief.service.desk.runfile import RunFile
from wirebrief.service.engines.select import LLMOptions
from wirebrief.service.errors import InputError, RunStopped, UnsupportedLanguage
from wirebrief.service.function import Source, Summarizer
from wirebrief.service.run import Result
from wirebrief.service.spending import Budget


@dataclass
class Progress:
    """How far a run is.

    Attributes:
        total: articles in all, where that is known.
        kept: results that were there from before.
        usd: what this run has cost, as far as prices are known.
    """

    total: int | None = None
    clock: Callable[[], float] = time.monotonic
    kept: int = 0
    good: int = 0
    failed: int = 0
    usd: float = 0.0
    started: float = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.clock()

    def count(self, result: Result) -> None:
        if result.summary is None:
            self.failed += 1
            self.usd += (result.error.cost_usd or 0.0) if result.error else 0.0
            return
        self.good += 1
        known = result.summary.provenance
        self.usd += (known.cost_usd or 0.0) if known else 0.0

    @property
    def done(self) -> int:
        return self.kept + self.good + self.failed

    @property
    def rate(self) -> float:
        """Articles a second, of this run."""
        passed = self.clock() - self.started
        return (self.good + self.failed) / passed if passed > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """At the rate so far; None where the number of articles is not known or none is done."""
        if self.total is None or not self.rate:
            return None
        return max(0, self.total - self.done) / self.rate


Told = Callable[[Given, Result], None]


async def summarize_into(
    run: RunFile,
    articles: Iterable[Given],
    summarizer: Summarizer,
    *,
    concurrency: int,
    budget: Budget | None = None,
    progress: Progress | None = None,
    told: Told = lambda given, result: None,
) -> None:
    """Summarise what the file of the run does not hold yet, and append each result as it comes.

    Args:
        told: is called after each article that was worked on.

    Raises:
        RunStopped: what met one article would meet all others; what is done is in the file.
    """
    progress = progress or Progress()
    under_way: dict[int, Given] = {}

    def wanted() -> Iterator[Source | InputError]:
        index = 0
        for given in articles:
            if run.has(given):
                progress.kept += 1
                continue
            under_way[index] = given
            index += 1
            yield _source(given, summarizer)

    async for result in summarizer.many(wanted(), concurrency=concurrency, ordered=False, budget=budget):
        given = under_way.pop(result.index)
        if isinstance(result.error, RunStopped):  # it was not begun
            continue
        run.put(given, result.summary, result.error)
        progress.count(result)
        told(given, result)


def _source(given: Given, summarizer: Summarizer) -> Source | InputError:
    """The article, unless its row says that it is in a language that the engine does not read."""
    languages = summarizer.engine.languages
    if given.language and languages is not None and given.language not in languages:
        return UnsupportedLanguage(
            f"The table says that the article is in {given.language!r}.",
            hint=f"The engine reads {', '.join(sorted(languages))}.",
        )
    return given.source


def settings(engine: str, options: LLMOptions) -> str:
    """What a summary hangs on besides its article, as one string: it decides what is made anew."""
    model = options.get("model") or os.environ.get("WIREBRIEF_MODEL", "") if engine == "llm" else ""
    asked = (options.get("language"), options.get("min_confidence"))
    return " ".join(str(part) for part in (engine, model, *asked) if part)
