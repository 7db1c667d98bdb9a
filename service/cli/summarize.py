"""`wirebrief summarize`."""

import asyncio
import os
import sys
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wirebrief.service.cli.failing import report, reporting

if TYPE_CHECKING:
    from wirebrief.service.cli.articles import Articles as Named
    from wirebrief.service.cli.outlets import Outlet
    from wirebrief.service.engines.select import LLMOptions
    from wirebrief.service.errors import RunStopped
    from wirebrief.service.run import Result
    from wirebrief.service.spending import Budget

_INTERRUPTED = 130  # what shells report for an interrupt

Articles = Annotated[
    list[str], typer.Argument(metavar="FILE|URL|-...", help="Files, web addresses, or - for standard input.")
]
Published = Annotated[
    date | None,
    typer.Option(
        parser=date.fromisoformat, metavar="YYYY-MM-DD", help="Publication day; else looked for in the text."
    ),
]
Html = Annotated[bool, typer.Option("--html", help="Read the input as HTML; told by itself for most pages.")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="text|json|markdown|html",
        help="Default: by the suffix of --output, else text in a terminal and json in a pipe.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="File to write; for several articles also a folder that exists."),
]
Engine = Annotated[
    str | None,
    typer.Option(metavar="rules|llm", help="Default: llm where a model is configured, else rules."),
]
Model = Annotated[str | None, typer.Option(help="Model of the llm engine; WIREBRIEF_MODEL.")]
BaseUrl = Annotated[
    str | None, typer.Option(help="OpenAI-compatible endpoint of the llm engine; WIREBRIEF_BASE_URL.")
]
Language = Annotated[
    str | None,
    typer.Option(
        metavar="CODE|article",
        help="Language of headline, key points and summaries, such as en; by default the model's choice.",
    ),
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        min=0, max=1, help="Leave out records of the rules engine less sure than this; default 0.5."
    ),
]
Timezone = Annotated[
    str | None, typer.Option(help="Where the publisher of a page is, such as Europe/Oslo; for stamps in UTC.")
]
Concurrency = Annotated[int, typer.Option(min=1, help="Articles summarised at a time.")]
MaxCalls = Annotated[int | None, typer.Option(min=1, help="Calls to a model that the whole run may make.")]
MaxTokens = Annotated[int | None, typer.Option(min=1, help="Tokens, in and out, that it may use.")]
MaxCost = Annotated[float | None, typer.Option(help="US dollars that it may cost.")]
MaxTime = Annotated[float | None, typer.Option(help="Seconds that it may take.")]

Calls = Annotated[
    Path | None,
    typer.Option(
        "--calls",
        help="File to add a line of JSON to for each call: tokens, cost, time; nothing of the text.",
    ),
]


def summarize(
    articles: Articles,
    format_name: Format = None,
    output: Output = None,
    published: Published = None,
    html: Html = False,
    timezone: Timezone = None,
    engine: Engine = None,
    model: Model = None,
    base_url: BaseUrl = None,
    language: Language = None,
    min_confidence: MinConfidence = None,
    concurrency: Concurrency = 4,
    max_calls: MaxCalls = None,
    max_tokens: MaxTokens = None,
    max_cost: MaxCost = None,
    max_time: MaxTime = None,
    calls: Calls = None,
) -> None:
    """Summarise news articles.

    One article gives one document; several give one after the other, as JSON Lines where the format is json:
    line n is the summary of the n-th article, or its error. An article's failure touches no other; the exit
    code is then that of the first failure. Run again, a command that was broken off pays for no answer twice.
    """
    with reporting():
        from wirebrief.service.cli.articles import Articles as Named
        from wirebrief.service.cli.calls import calls_in
        from wirebrief.service.cli.outlets import outlet
        from wirebrief.service.spending import Budget

        budget = Budget(calls=max_calls, tokens=max_tokens, usd=max_cost, seconds=max_time)
        to = outlet(articles, format_name, output, terminal=sys.stdout.isatty())
        options: LLMOptions = {
            "model": model,
            "base_url": base_url,
            "language": language,
            "min_confidence": min_confidence,
        }
        named = Named(articles, published=published, html=html, timezone=timezone)
        with calls_in(calls) as on_call:
            options["on_call"] = on_call
            code = asyncio.run(_interruptible(_run(named, engine, options, concurrency, budget, to)))
    if code:
        raise typer.Exit(code)


async def _interruptible(work: Coroutine[None, None, int]) -> int:
    """Leave at once when interrupted, after files, connections and the journal were closed.

    A parse under way cannot be stopped, and the interpreter would wait for its thread.
    """
    try:
        return await work
    except asyncio.CancelledError:
        from wirebrief.service.journal.place import close_journals

        close_journals()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_INTERRUPTED)


async def _run(
    named: "Named",
    engine: str | None,
    options: "LLMOptions",
    concurrency: int,
    budget: "Budget",
    to: "Outlet",
) -> int:
    """Summarise, hand over each result as it comes, and give the exit code."""
    from wirebrief.service.cli.progress import progress
    from wirebrief.service.errors import RunStopped
    from wirebrief.service.function import Summarizer
    from wirebrief.service.run import Result

    names = named.names
    tally = _Tally(names)
    async with Summarizer(engine, **options) as summarizer:
        with to, progress(len(names), wanted=not to.shown) as advance:
            try:
                async for result in summarizer.many(
                    named, concurrency=concurrency, ordered=to.ordered, budget=budget
                ):
                    tally.count(result)
                    to.put(result)
                    advance()
            except RunStopped as stop:
                for index in range(stop.taken, len(names)):  # what was not even read
                    to.put(Result(index, None, stop))
                tally.stopped(stop)
    return tally.code


@dataclass
class _Tally:
    """Tells failures, and keeps the exit code of the first."""

    names: list[str]
    code: int = 0
    left: int = 0

    def count(self, result: "Result") -> None:
        error = result.error
        if error is None:
            return
        if len(self.names) == 1:
            raise error
        if error.code == "run_stopped":  # told once, for all of them
            self.left += 1
            return
        report(error, self.names[result.index])
        self.code = self.code or error.exit_code

    def stopped(self, stop: "RunStopped") -> None:
        """Say what is left of a run that was stopped."""
        from wirebrief.service.errors import RunStopped

        left = self.left + len(self.names) - stop.taken
        told = RunStopped(
            f"{stop.message.rstrip('.')}. {left} of {len(self.names)} articles are left.",
            hint=f"{stop.hint} Then run the same command again: no answer is paid for twice.".strip(),
        )
        report(told)
        cause = stop.__cause__
        self.code = self.code or getattr(cause, "exit_code", stop.exit_code)
