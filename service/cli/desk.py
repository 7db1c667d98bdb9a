"""`wirebrief summarize` where tables go in or come out, and `wirebrief export`."""

import sys
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wirebrief.service.cli.failing import report, reporting
from wirebrief.service.cli.how import How

if TYPE_CHECKING:
    from wirebrief.service.desk.intake import Intake
    from wirebrief.service.desk.run import Progress
    from wirebrief.service.errors import InputError, RunStopped
    from wirebrief.service.function import Source

_EVERY = 30.0
"""Seconds between two lines of progress where nobody sees a bar."""
_RUN_SUFFIXES = (".jsonl", ".ndjson")


def run_path(output: Path) -> Path:
    """Where the file of the run stands: the output itself, or beside or in it."""
    if output.suffix.lower() in _RUN_SUFFIXES:
        return output
    if output.is_dir() or output.suffix == "":
        return output / "summaries.jsonl"
    return output.with_suffix(".jsonl")


def is_desk(names: list[str], output: Path | None, format_name: str | None) -> bool:
    """Whether tables go in or come out, rather than articles and documents."""
    from wirebrief.service.desk.export import FORMS, SUFFIXES
    from wirebrief.service.desk.intake import has_tables, holds_many

    if format_name in FORMS or any(map(has_tables, names)):
        return True
    if format_name is not None:
        return False
    suffix = output.suffix.lower() if output else ""
    return suffix in (*SUFFIXES, *_RUN_SUFFIXES) or any(map(holds_many, names))


def expanded(names: list[str]) -> list[str]:
    """The files of folders and globs by name; other names as they stand."""
    from wirebrief.service.desk.intake import Intake, holds_many

    return [
        str(place)
        for name in names
        for place in (Intake.named([name]).places if holds_many(name) else [name])
    ]


def at_the_desk(
    intake: "Intake", output: Path | None, format_name: str | None, how: How
) -> Coroutine[None, None, int]:
    """The work that the options ask for; it gives the exit code.

    Raises:
        ConfigurationError: what they ask for cannot be written there.
    """
    from wirebrief.service.desk.export import FORMS, form_of
    from wirebrief.service.errors import ConfigurationError

    if output is None and format_name not in FORMS:
        return _stream(intake, format_name, how)
    if output is None:
        raise ConfigurationError("Tables need a place.", hint="Name a file or a folder with --output.")
    if format_name == "json":
        format_name = None
    form = form_of(output, format_name)
    if form is None and output.suffix.lower() not in _RUN_SUFFIXES:
        raise ConfigurationError(
            f"Nothing says what to write to {output}.",
            hint="Call it .jsonl, .csv, .parquet, .sqlite or .duckdb, or name a folder.",
        )
    return _run(intake, output, form, how)


async def _stream(intake: "Intake", format_name: str | None, how: How) -> int:
    """Write results to standard output in the order of the input: as JSON Lines, or one document each."""
    from wirebrief.service.cli.outlets import json_line
    from wirebrief.service.rendering.formats import format_named, render

    format_ = format_named(format_name or "json")
    ids: dict[int, str] = {}

    def sources() -> Iterator["Source | InputError"]:
        for index, given in enumerate(intake):
            ids[index] = given.id
            yield given.source

    code = 0
    async with how.summarizer() as summarizer:
        async for result in summarizer.many(sources(), concurrency=how.concurrency, budget=how.budget):
            id_ = ids.pop(result.index)
            if result.error is not None:
                report(result.error, id_)
                code = code or result.error.exit_code
            line = json_line(id_, result) if format_ == "json" else ""
            if result.summary is not None and format_ != "json":
                line = render(format_, result.summary, result.text or "") + "\n"
            sys.stdout.buffer.write(line.encode())
            sys.stdout.buffer.flush()
    return code if how.strict else 0


async def _run(intake: "Intake", output: Path, form: str | None, how: How) -> int:
    """Work through the articles and write what was asked for."""
    from wirebrief.service.desk.export import FORMS
    from wirebrief.service.desk.run import Progress, settings, summarize_into
    from wirebrief.service.desk.runfile import RunFile, failures_path, write_failures
    from wirebrief.service.errors import RunStopped

    path = run_path(output)
    progress = Progress(intake.count())
    stop: RunStopped | None = None
    async with how.summarizer() as summarizer:
        with RunFile(path, settings(summarizer.engine.name, how.options)) as run:
            with shown(progress) as advance:
                try:
                    await summarize_into(
                        run,
                        intake,
                        summarizer,
                        concurrency=how.concurrency,
                        budget=how.budget,
                        progress=progress,
                        told=lambda given, result: advance(),
                    )
                except RunStopped as stopped:
                    stop = stopped
            run.settle()
            listed = failures_path(path)
            failed = write_failures(run, listed)
            if form is not None:
                FORMS[form](run.results(), output)
            good, _ = run.counts()
    _tell(progress, good, failed, path, listed)
    if stop is not None:
        return _stopped(stop)
    return 1 if how.strict and failed else 0


def _tell(progress: "Progress", good: int, failed: int, path: Path, listed: Path) -> None:
    new = progress.good + progress.failed
    told = f"{good} summaries in {path} ({new} new articles, ${progress.usd:.4f})."
    typer.echo(told, err=True)
    if failed:
        typer.echo(
            f"{failed} failed. They are listed in {listed}; to try them again: "
            f"wirebrief summarize {listed} --output {path}",
            err=True,
        )


def _stopped(stop: "RunStopped") -> int:
    from wirebrief.service.errors import RunStopped

    told = RunStopped(
        stop.message,
        hint=f"{stop.hint} Then run the same command again: it goes on where it stopped.".strip(),
    )
    report(told)
    return getattr(stop.__cause__, "exit_code", stop.exit_code)


class _Shown:
    """Tells on stderr how far a run is: a line that is rewritten in a terminal, else one now and then."""

    def __init__(self, progress: "Progress") -> None:
        self._progress = progress
        self._terminal = sys.stderr.isatty()
        self._last = time.monotonic()

    def __call__(self) -> None:
        now = time.monotonic()
        if now - self._last < (0.2 if self._terminal else _EVERY):
            return
        self._last = now
        line = told(self._progress)
        if self._terminal:
            sys.stderr.write(f"\r\x1b[2K{line}")
            sys.stderr.flush()
        else:
            typer.echo(line, err=True)

    def clear(self) -> None:
        if self._terminal:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()


@contextmanager
def shown(progress: "Progress") -> Iterator[_Shown]:
    """A function to be called after every article."""
    bar = _Shown(progress)
    try:
        yield bar
    finally:
        bar.clear()


def told(progress: "Progress") -> str:
    """One line: "1,200 of 10,000 articles, 45.1/s, $1.2000, 3 failed, 3 min left"."""
    of = f" of {progress.total:,}" if progress.total is not None else ""
    parts = [f"{progress.done:,}{of} articles", f"{progress.rate:.1f}/s", f"${progress.usd:.4f}"]
    if progress.failed:
        parts.append(f"{progress.failed:,} failed")
    left = progress.seconds_left
    if left is not None:
        parts.append(f"{_duration(left)} left")
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 90 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"


def export(
    run: Annotated[Path, typer.Argument(help="The file of a run, or a file or folder of summaries.")],
    output: Annotated[Path, typer.Option("--output", "-o", "--out", help="File to write, or a folder.")],
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="csv|parquet|sqlite|duckdb|acled|cameo|jsonld|geojson",
            help="Default: by the suffix of --output; Parquet for a folder.",
        ),
    ] = None,
) -> None:
    """Write the results of a run as tables, a database, event data, linked data or a map."""
    with reporting():
        from wirebrief.service.desk.export import FORMS, form_of
        from wirebrief.service.desk.summaries import read_results
        from wirebrief.service.errors import ConfigurationError

        chosen = form_of(output, form)
        if chosen is None:
            raise ConfigurationError(
                f"Nothing says in which form to write {output}.",
                hint=f"Name one with --format: {', '.join(FORMS)}.",
            )
        FORMS[chosen](read_results(run), output)
