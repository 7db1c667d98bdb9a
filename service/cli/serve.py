"""`wirebrief serve`."""

from typing import Annotated

import typer

from wirebrief.service.cli.failing import reporting


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8000,
    engine: Annotated[
        list[str] | None,
        typer.Option(metavar="rules|llm", help="Engine to offer, the default one first; repeatable."),
    ] = None,
    model: Annotated[
        list[str] | None,
        typer.Option(help="Model to offer, the default one first; repeatable; WIREBRIEF_MODEL."),
    ] = None,
    base_url: Annotated[str | None, typer.Option(help="Endpoint of the models; WIREBRIEF_BASE_URL.")] = None,
    time_limit: Annotated[float, typer.Option(min=0.1, help="Seconds that one article may take.")] = 120.0,
) -> None:
    """Serve summaries over HTTP."""
    with reporting():
        from wirebrief.service.http.settings import ServerSettings

        settings = ServerSettings.load(
            engines=tuple(engine or ()), models=tuple(model or ()), base_url=base_url, time_limit=time_limit
        )
        from wirebrief.service.http.run import run

        run(settings, host=host, port=port)
