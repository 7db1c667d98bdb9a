"""`wirebrief serve`, and `wirebrief config`, which prints what it would run with."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wirebrief.service.cli.failing import reporting
from wirebrief.service.errors import MissingExtra

if TYPE_CHECKING:
    from wirebrief.service.http.in_force import Sources
    from wirebrief.service.http.settings import ServerSettings

_File = Annotated[
    Path | None,
    typer.Option("--settings", metavar="FILE", help="A file of settings, in TOML; WIREBRIEF_SETTINGS."),
]
_Host = Annotated[str | None, typer.Option(help="Address to listen on; 127.0.0.1.")]
_Port = Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on; 8000.")]
_Engine = Annotated[
    list[str] | None,
    typer.Option(metavar="rules|llm", help="Engine to offer, the default one first; repeatable."),
]
_Model = Annotated[
    list[str] | None,
    typer.Option(help="Model to offer, the default one first; repeatable; WIREBRIEF_MODEL."),
]
_BaseUrl = Annotated[str | None, typer.Option(help="Endpoint of the models; WIREBRIEF_BASE_URL.")]
_Workers = Annotated[
    int | None, typer.Option(min=1, help="Processes that read articles, for each engine; one a core.")
]
_Queue = Annotated[int | None, typer.Option(min=1, help="Articles that may wait, for each engine; 64.")]
_AtOnce = Annotated[int | None, typer.Option(min=1, help="Articles that models are asked about at once; 32.")]
_TimeLimit = Annotated[float | None, typer.Option(min=0.1, help="Seconds that one article may take; 120.")]


def _with_settings(then: "Callable[[ServerSettings, Sources], None]") -> Callable[..., None]:
    """A command that takes the options of a server."""

    def command(
        settings: _File = None,
        host: _Host = None,
        port: _Port = None,
        engine: _Engine = None,
        model: _Model = None,
        base_url: _BaseUrl = None,
        workers: _Workers = None,
        queue: _Queue = None,
        llm_at_once: _AtOnce = None,
        time_limit: _TimeLimit = None,
    ) -> None:
        flags = {
            "host": host,
            "port": port,
            "engines": tuple(engine or ()),
            "models": tuple(model or ()),
            "base_url": base_url,
            "workers": workers,
            "queue": queue,
            "llm_at_once": llm_at_once,
            "time_limit": time_limit,
        }
        with reporting():
            then(*_loaded(settings, flags))

    command.__doc__ = then.__doc__
    return command


def _loaded(path: Path | None, flags: Mapping[str, object]) -> "tuple[ServerSettings, Sources]":
    """The settings, and where they can come from; the file's stand in the environment from now on."""
    from wirebrief.service.http.in_force import Sources
    from wirebrief.service.http.settings import ServerSettings
    from wirebrief.service.http.settings_file import variables_in

    path = path or (Path(said) if (said := os.environ.get("WIREBRIEF_SETTINGS", "").strip()) else None)
    sources = Sources(flags, dict(os.environ), variables_in(path) if path else {}, path)
    os.environ.update(sources.variables)
    return ServerSettings.load(**flags), sources


def _serve(settings: "ServerSettings", _: "Sources") -> None:
    """Serve summaries over HTTP; docs/endpoint.md has the other settings."""
    try:
        from wirebrief.service.http.run import run
    except ImportError as error:
        raise MissingExtra(
            "Serving needs FastAPI, uvicorn and more.",
            hint="Install them with: pip install 'wirebrief[server]'",
        ) from error
    run(settings)


def _config(settings: "ServerSettings", sources: "Sources") -> None:
    """Print every setting of `serve` and where it comes from; secrets are masked."""
    from wirebrief.service.http.in_force import in_force

    typer.echo(in_force(settings, sources))


serve = _with_settings(_serve)
config = _with_settings(_config)
