"""The commands put together. Nothing heavy is imported before one of them runs, so that help stays quick."""

from typing import Annotated

import typer

from wirebrief.service.cli.prompts import app as prompts_app
from wirebrief.service.cli.schema import schema
from wirebrief.service.cli.serve import serve
from wirebrief.service.cli.summarize import summarize

app = typer.Typer(
    name="wirebrief",
    help="Structured, checkable summaries of news articles: what happened, who blames whom, who said what.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


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


app.command()(summarize)
app.command()(schema)
app.command()(serve)
app.add_typer(prompts_app, name="prompts")


def main() -> None:
    """Run the command line."""
    app()
