"""`wirebrief summarize`."""

import asyncio
import sys
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wirebrief.service.cli.failing import report, reporting
from wirebrief.service.cli.how import How
from wirebrief.service.cli.interruptible import interruptible

if TYPE_CHECKING:
    from wirebrief.service.cli.articles import Articles as Named
    from wirebrief.service.cli.outlets import Outlet
    from wirebrief.service.errors import RunStopped
    from wirebrief.service.run import Result

Articles = Annotated[
    list[str],
    typer.Argument(
        metavar="IN...",
        help="Files, folders, globs, web addresses, - for standard input; tables (.jsonl, .csv, .parquet), "
        "feeds (.rss, .atom), mailboxes (.mbox) and web archives (.warc) of many articles.",
    ),
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
        metavar="text|json|markdown|html|csv|parquet|sqlite|duckdb|acled|cameo|jsonld|geojson",
        help="Default: by the suffix of --output, else text in a terminal and json in a pipe.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        "--out",
        help="File to write; for several articles also a folder. A .jsonl file keeps each result as it "
        "comes, and the same command goes on where it stopped.",
    ),
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
        min=0,
        max=1,
        help="Leave out records of the rules engine less sure than this; default 0.7 to 0.8, by kind.",
    ),
]
Timezone = Annotated[
    str | None, typer.Option(help="Where the publisher of a page is, such as Europe/Oslo; for stamps in UTC.")
]
Concurrency = Annotated[int, typer.Option(min=1, help="Articles summarised at a time.")]
Processes = Annotated[
    int, typer.Option(min=1, help="Processes that share the work of the rules engine; one for each core.")
]
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
Strict = Annotated[bool, typer.Option("--strict", help="Exit with a code above 0 where an article failed.")]


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
    processes: Processes = 1,
    max_calls: MaxCalls = None,
    max_tokens: MaxTokens = None,
    max_cost: MaxCost = None,
    max_time: MaxTime = None,
    calls: Calls = None,
    strict: Strict = False,
) -> None:
    """Summarise news articles.

    One article gives one document; several give one after the other, as JSON Lines where the format is json:
    line n is the summary of the n-th article, or its error. An article's failure touches no other, and the
    run is complete with it. Run again, a command that was broken off pays for no answer twice.
    """
    with reporting():
        from wirebrief.service.cli.articles import Articles as Named
        from wirebrief.service.cli.calls import calls_in
        from wirebrief.service.cli.desk import at_the_desk, expanded, is_desk
        from wirebrief.service.cli.outlets import outlet
        from wirebrief.service.desk.intake import Intake
        from wirebrief.service.spending import Budget

        how = How(
            engine,
            {
                "model": model,
                "base_url": base_url,
                "language": language,
                "min_confidence": min_confidence,
            },
            concurrency,
            Budget(calls=max_calls, tokens=max_tokens, usd=max_cost, seconds=max_time),
            strict,
            processes,
        )
        with calls_in(calls) as on_call:
            how.options["on_call"] = on_call
            work: Coroutine[None, None, int]
            if is_desk(articles, output, format_name):
                intake = Intake.named(articles, published=published, html=html, timezone=timezone)
                work = at_the_desk(intake, output, format_name, how)
            else:
                names = expanded(articles)
                to = outlet(names, format_name, output, terminal=sys.stdout.isatty())
                work = _run(Named(names, published=published, html=html, timezone=timezone), how, to)
            code = asyncio.run(interruptible(work))
    if code:
        raise typer.Exit(code)


async def _run(named: "Named", how: How, to: "Outlet") -> int:
    """Summarise, hand over each result as it comes, and give the exit code."""
    from wirebrief.service.cli.progress import progress
    from wirebrief.service.errors import RunStopped
    from wirebrief.service.run import Result

    names = named.names
    tally = _Tally(names, how.strict)
    async with how.summarizer() as summarizer:
        with to, progress(len(names), wanted=not to.shown) as advance:
            try:
                async for result in summarizer.many(
                    named, concurrency=how.concurrency, ordered=to.ordered, budget=how.budget
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
    """Tells failures, and keeps the exit code of the first where one is wanted."""

    names: list[str]
    strict: bool
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
        if self.strict:
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
