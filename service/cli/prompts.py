"""`wirebrief prompts`: what is sent to a model, prompt by prompt and for one article."""

import asyncio
import json
import sys
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from wirebrief.service.cli.failing import reporting

app = typer.Typer(
    help="Show the prompts, and exactly what a model is sent.", no_args_is_help=True, rich_markup_mode=None
)

_NOWHERE = "http://localhost/v1"
"""Stands for the endpoint where none is configured: nothing is sent."""


@app.command("list")
def list_prompts() -> None:
    """List the prompts with their versions and hashes."""
    from wirebrief.prompts.registry import prompts

    for prompt in prompts():
        typer.echo(f"{prompt.name} v{prompt.version}  sha256 {prompt.sha256}")


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="Name of the prompt, such as summarize.")],
    version: Annotated[str | None, typer.Option(help="Its version; else the newest.")] = None,
) -> None:
    """Show a prompt's file: front matter and template."""
    with reporting():
        from wirebrief.prompts.registry import UnknownPrompt, prompt
        from wirebrief.service.errors import ConfigurationError

        try:
            found = prompt(name, version)
        except UnknownPrompt as error:
            raise ConfigurationError(str(error), hint="List them with: wirebrief prompts list") from error
        typer.echo(found.source, nl=not found.source.endswith("\n"))


@app.command()
def render(
    article: Annotated[str, typer.Argument(metavar="FILE|URL|-", help="The article to be asked about.")],
    model: Annotated[str | None, typer.Option(help="Model to address; WIREBRIEF_MODEL.")] = None,
    raw: Annotated[
        bool, typer.Option("--json", help="The request's JSON body; so in a pipe anyway.")
    ] = False,
) -> None:
    """Show what the llm engine would send for an article, caught on the wire. Nothing is sent."""
    with reporting():
        from wirebrief.service.cli.articles import source
        from wirebrief.service.engines.llm.engine import wire_request
        from wirebrief.service.engines.llm.settings import LLMSettings
        from wirebrief.service.function import read

        name = model if LLMSettings.is_configured(model) else "MODEL"
        settings = LLMSettings.load(model=name, base_url=_NOWHERE)
        request = asyncio.run(wire_request(read(source(article)), settings))
        if raw or not sys.stdout.isatty():
            typer.echo(json.dumps(request, indent=2, ensure_ascii=False))
        else:
            _show(request)


def _show(request: Mapping[str, Any]) -> None:
    from rich.console import Console
    from rich.text import Text

    from wirebrief.service.rendering.printable import printable

    console = Console(highlight=False)
    for message in request["messages"]:
        console.rule(message["role"])
        console.print(Text(printable(message["content"])))
    console.rule("settings and schema")
    rest = {key: value for key, value in request.items() if key != "messages"}
    console.print(Text(json.dumps(rest, indent=2, ensure_ascii=False)))
