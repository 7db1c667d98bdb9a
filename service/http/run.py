"""The endpoint on a socket, by uvicorn."""

from wirebrief.service.errors import MissingExtra
from wirebrief.service.http.settings import ServerSettings


def run(settings: ServerSettings, *, host: str, port: int) -> None:
    """Serve until told to stop.

    Raises:
        MissingExtra: the extra `server` is not installed.
    """
    try:
        import uvicorn

        from wirebrief.service.http.app import create_app
    except ImportError as error:
        raise MissingExtra(
            "Serving needs FastAPI and uvicorn.", hint="Install them with: pip install 'wirebrief[server]'"
        ) from error
    uvicorn.run(create_app(settings), host=host, port=port, timeout_graceful_shutdown=10)
