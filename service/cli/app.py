"""The commands put together. Nothing heavy is imported before one of them runs, so that help stays quick."""

import io
import sys
from typing import Annotated

import typer

from wirebrief.service.cli.batch import app as batch_app
from wirebrief.service.cli.desk import export
from wirebrief.service.cli.journal import app as journal_app
from wirebrief.service.cli.keys import app as keys_app
from wirebrief.service.cli.link import link
from wirebrief.service.cli.prompts import app as prompts_app
from wirebrief.service.cli.run import run
from wirebrief.service.cli.schema import schema
from wirebrief.service.cli.serve import config, serve
from wirebrief.service.cli.summarize import summarize

app = typer.Typer(
    name="wirebrief",
    help="Structured, checkable summaries of news articles: what happened, who blames whom, who said what.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _speak_unicode(stream: io.TextIOWrapper) -> None:
    """Write UTF-8 into files and pipes whatever the locale; a terminal gets what it can show."""
    if stream.isatty():
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8")


def _version(asked: bool) -> None:
    if asked:
        from wirebrief.service.pipeline import software_version

        typer.echo(software_version())
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """What stands before the name of a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            _speak_unicode(stream)


app.command()(summarize)
app.command("run")(run)
app.command()(export)
app.command()(link)
app.command()(schema)
app.command("serve")(serve)
app.command("config")(config)
app.add_typer(prompts_app, name="prompts")
app.add_typer(journal_app, name="journal")
app.add_typer(keys_app, name="keys")
app.add_typer(batch_app, name="batch")


def main() -> None:
    """Run the command line."""
    app()
