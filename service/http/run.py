"""The endpoint on a socket, by uvicorn: slow clients are closed, and stopping is announced."""

import asyncio
import signal
from types import FrameType

import uvicorn

from wirebrief.service.http.app import create_app
from wirebrief.service.http.connections import guarded
from wirebrief.service.http.logs import log_as_json
from wirebrief.service.http.probes import Standing
from wirebrief.service.http.settings import ServerSettings


def run(settings: ServerSettings) -> None:
    """Serve until told to stop."""
    log_as_json()
    standing = Standing()
    Server(settings, standing).run()


class Server(uvicorn.Server):
    """A server that turns unready before it stops to listen, so that balancers leave it in peace."""

    def __init__(self, settings: ServerSettings, standing: Standing) -> None:
        app = create_app(settings, standing=standing)
        app.state.office.database  # noqa: B018 - is opened now, and not when the server already runs
        super().__init__(
            uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                http=guarded(settings),
                ws="none",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_keep_alive=round(settings.keep_alive),
                timeout_graceful_shutdown=round(settings.drain_seconds),
            )
        )
        self._standing = standing
        self._ready_before_drain = settings.ready_before_drain

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Announce the end; a second signal, or one from a terminal, does not wait."""
        if sig == signal.SIGTERM and not self._standing.leaving and self.started:
            self._standing.leaving = True
            asyncio.get_running_loop().call_later(
                self._ready_before_drain, lambda: super(Server, self).handle_exit(sig, frame)
            )
        else:
            self._standing.leaving = True
            super().handle_exit(sig, frame)
