"""`wirebrief link`: which incidents of many summaries are one event."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from wirebrief.service.cli.failing import reporting


def link(
    summaries: Annotated[
        list[Path], typer.Argument(help="Files of runs, files of summaries, or folders of them.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", "--out", help="File to write, or a folder for tables.")
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="json|jsonl|markdown|csv|parquet|sqlite|duckdb",
            help="Default: by the suffix of --output, else markdown in a terminal and json in a pipe.",
        ),
    ] = None,
    several: Annotated[
        bool, typer.Option("--several", help="Only events of which two articles tell, or more.")
    ] = False,
) -> None:
    """Join the incidents of many articles into events, and list what their sources contradict."""
    with reporting():
        from wirebrief.service.errors import ConfigurationError
        from wirebrief.service.linking.archive import Filed
        from wirebrief.service.linking.function import linked
        from wirebrief.service.linking.writing import WRITTEN, event_form, write_events

        chosen = event_form(output, form) if output else form or _shown()
        if output is None and chosen not in WRITTEN:
            raise ConfigurationError("Tables need a place.", hint="Name a file or a folder with --output.")
        events = linked(Filed(summaries))
        if several:
            events = (event for event in events if len({member.article for member in event.members}) > 1)
        if output is None:
            WRITTEN[chosen](events, sys.stdout)
        else:
            write_events(events, output, chosen)


def _shown() -> str:
    return "markdown" if sys.stdout.isatty() else "json"
