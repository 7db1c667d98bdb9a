"""`wirebrief serve`."""

from typing import Annotated

import typer

from wirebrief.service.cli.failing import reporting
from wirebrief.service.errors import MissingExtra


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
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that read articles, for each engine; one a core.")
    ] = None,
    queue: Annotated[
        int | None, typer.Option(min=1, help="Articles that may wait, for each engine; 64.")
    ] = None,
    llm_at_once: Annotated[
        int | None, typer.Option(min=1, help="Articles that models are asked about at once; 32.")
    ] = None,
    time_limit: Annotated[
        float | None, typer.Option(min=0.1, help="Seconds that one article may take; 120.")
    ] = None,
) -> None:
    """Serve summaries over HTTP; docs/endpoint.md has the other settings."""
    with reporting():
        from wirebrief.service.http.settings import ServerSettings

        settings = ServerSettings.load(
            engines=tuple(engine or ()),
            models=tuple(model or ()),
            base_url=base_url,
            workers=workers,
            queue=queue,
            llm_at_once=llm_at_once,
            time_limit=time_limit,
        )
        try:
            from wirebrief.service.http.run import run
        except ImportError as error:
            raise MissingExtra(
                "Serving needs FastAPI, uvicorn and more.",
                hint="Install them with: pip install 'wirebrief[server]'",
            ) from error
        run(settings, host=host, port=port)
