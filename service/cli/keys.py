"""`wirebrief keys`: keys for the clients of `wirebrief serve`."""

from typing import Annotated

import typer

from wirebrief.service.cli.failing import reporting
from wirebrief.service.errors import MissingExtra

app = typer.Typer(
    help="Make keys for the clients of the endpoint.", no_args_is_help=True, rich_markup_mode=None
)


@app.callback()
def keys() -> None:
    """Make keys for the clients of the endpoint."""


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Whose key it is; the log tells it.")],
    requests_per_minute: Annotated[
        float | None, typer.Option(min=0.01, help="How often it may ask; by default as often as it likes.")
    ] = None,
    calls_per_day: Annotated[
        int | None, typer.Option(min=1, help="Calls to models that it may have made for it in a day.")
    ] = None,
    tokens_per_day: Annotated[int | None, typer.Option(min=1, help="Tokens, in and out.")] = None,
    usd_per_day: Annotated[float | None, typer.Option(min=0.01, help="US dollars.")] = None,
) -> None:
    """Make a key: shown this once, on standard error; its entry for the file goes to standard output."""
    with reporting():
        try:
            from wirebrief.service.http.keys import new_key
        except ImportError as error:
            raise MissingExtra(
                "Keys need the endpoint.", hint="Install it with: pip install 'wirebrief[server]'"
            ) from error
        key, kept = new_key()
        typer.echo(key, err=True)
        typer.echo(f'[[key]]\nname = "{name}"\nsha256 = "{kept}"')
        limits = {
            "requests_per_minute": requests_per_minute,
            "calls_per_day": calls_per_day,
            "tokens_per_day": tokens_per_day,
            "usd_per_day": usd_per_day,
        }
        for limit, most in limits.items():
            if most is not None:
                typer.echo(f"{limit} = {most}")
