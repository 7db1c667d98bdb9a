"""The client for programs without an event loop."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import httpx
from pydantic import JsonValue
from tenacity import Retrying

from wirebrief.schemas import ArticleSummary, PromptUse
from wirebrief.service.client import calls
from wirebrief.service.client.calls import Call
from wirebrief.service.client.connection import http_options, pause, policy
from wirebrief.service.client.faults import broken_off, error_in, reaching
from wirebrief.service.client.lines import Lines
from wirebrief.service.function import Source
from wirebrief.service.http.events import RecordEvent
from wirebrief.service.http.jobs.models import Job
from wirebrief.service.http.models import EngineOffered
from wirebrief.service.http.refusals import NoSuchJob
from wirebrief.service.run import Result

T = TypeVar("T")


class Client:
    """A service to which articles are sent; use as a context manager, or close it. Threads may share it.

    What fails for a reason that may pass is asked for again, up to five times, as late as the server says
    (`Retry-After`) and for as long as `patience` lasts. Articles and jobs are sent under an `Idempotency-Key`
    made for each, so that nothing is paid for twice.

    Args:
        base_url: where the service is; by default `WIREBRIEF_CLIENT_URL`.
        key: an API key of the service; by default `WIREBRIEF_CLIENT_KEY`, else none.
        timeout: seconds of silence after which an answer is given up.
        patience: seconds for which one call may be asked for again.
        transport: how requests travel, in place of the network.

    Raises:
        ConfigurationError: no service is named.
    """

    def __init__(
        self,
        base_url: str | None = None,
        *,
        key: str | None = None,
        timeout: float = 180.0,
        patience: float = 120.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._http = httpx.Client(**http_options(base_url, key, timeout), transport=transport)
        self._patience = patience

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def summarize(
        self,
        text: str | bytes | Path | None = None,
        *,
        html: str | bytes | Path | None = None,
        published: date | None = None,
        timezone: str | None = None,
        engine: str | None = None,
        model: str | None = None,
        idempotency_key: str | None = None,
    ) -> ArticleSummary:
        """Summarise one article; the arguments are `wirebrief.summarize`'s.

        Args:
            engine, model: of those on offer; by default the server's first.
            idempotency_key: of your own, where the same article must be paid for once in several processes.

        Raises:
            InputError: the article or the request cannot be used.
            UpstreamError: the model's server gave no usable answer.
            Busy: the service has no room, or the key no more calls.
            Unreachable: the service gave no answer.
        """
        source = Source(text, html, None, published, timezone)
        return self._ask(calls.summary(source, engine, model, idempotency_key))

    def stream(
        self,
        text: str | bytes | Path | None = None,
        *,
        html: str | bytes | Path | None = None,
        published: date | None = None,
        timezone: str | None = None,
        engine: str | None = None,
        model: str | None = None,
    ) -> Iterator[RecordEvent | ArticleSummary]:
        """Summarise one article, and give each record once it is verified; at the end the summary.

        The summary is what counts. A stream that has begun is not asked for again. Whoever leaves the
        iterator early (`close`) ends the work.

        Raises:
            WirebriefError: as `summarize`; what was given by then was verified.
        """
        source = Source(text, html, None, published, timezone)
        for told in self._told(calls.live(source, engine, model)):
            yield told
            if isinstance(told, ArticleSummary):
                return
        raise broken_off()

    def submit(
        self,
        articles: Iterable[Source | str],
        *,
        engine: str | None = None,
        model: str | None = None,
        webhook: str | None = None,
        idempotency_key: str | None = None,
    ) -> Job:
        """Hand in up to 1000 articles as a job, which goes on whatever becomes of this program.

        Raises:
            InputError, Busy, Unreachable: as `summarize`.
        """
        return self._ask(calls.hand_in(articles, engine, model, webhook, idempotency_key))

    def job(self, job: Job | str) -> Job:
        """How far a job is.

        Raises:
            NoSuchJob: there is none of this id, or no longer.
        """
        return self._ask(calls.job(job))

    def wait(self, job: Job | str, *, timeout: float | None = None) -> Job:
        """Wait until a job has ended.

        Raises:
            NoSuchJob: as `job`.
            TimeoutError: it has not, after so many seconds.
        """
        begun = time.monotonic()
        while (seen := self.job(job)).state == "running":
            waited = time.monotonic() - begun
            if timeout is not None and waited >= timeout:
                raise TimeoutError(f"The job {seen.id} has not ended: {seen.done} of {seen.total} are done.")
            time.sleep(pause(waited))
        return seen

    def results(self, job: Job | str, *, after: int = -1) -> Iterator[Result]:
        """What became of a job's articles so far, behind a position; an article's failure is its `error`.

        Raises:
            NoSuchJob: as `job`.
        """
        while page := self._ask(calls.results(job, after)):
            yield from page
            after = page[-1].index

    def events(self, job: Job | str) -> Iterator[Job]:
        """The job now, and each time that it has got further, until it ends.

        Raises:
            NoSuchJob: as `job`.
        """
        for seen in self._told(calls.events(job)):
            yield seen
            if seen.state != "running":
                return
        raise broken_off()

    def cancel(self, job: Job | str) -> Job:
        """Give a job up: calls to a model are broken off, what is done stays to be taken.

        Raises:
            NoSuchJob: as `job`.
        """
        return self._ask(calls.cancel(job))

    def delete(self, job: Job | str) -> None:
        """Give a job up, and have it forgotten with its articles and results.

        Raises:
            NoSuchJob: as `job`.
        """
        retrying = Retrying(**policy(self._patience, repeatable=True))
        try:
            retrying(self._once, calls.delete(job))
        except NoSuchJob:
            if retrying.statistics["attempt_number"] == 1:
                raise  # else a call of ours did it, whose answer was lost

    def engines(self) -> list[EngineOffered]:
        """The engines on offer, with their models."""
        return self._ask(calls.engines())

    def prompts(self) -> list[PromptUse]:
        """The prompts that the service knows, with the hashes that a summary's provenance names."""
        return self._ask(calls.prompts())

    def schema(self) -> dict[str, JsonValue]:
        """The JSON Schema of the summaries that the service gives."""
        return self._ask(calls.schema())

    def _ask(self, call: Call[T]) -> T:
        retrying = Retrying(**policy(self._patience, repeatable=call.repeatable))
        read: T = retrying(self._once, call)
        return read

    def _once(self, call: Call[T]) -> T:
        with reaching():
            response = self._http.send(self._request(call))
        if not response.is_success:
            raise error_in(response)
        return call.read(response.content)

    def _told(self, call: Call[list[T]]) -> Iterator[T]:
        """What a stream tells, line by line."""
        retrying = Retrying(**policy(self._patience, repeatable=call.repeatable))
        response: httpx.Response = retrying(self._opened, call)
        lines = Lines()
        with _closing(response):
            for piece in response.iter_bytes():
                for line in lines.add(piece):
                    yield from call.read(line)

    def _opened(self, call: Call[T]) -> httpx.Response:
        with reaching():
            response = self._http.send(self._request(call), stream=True)
            if response.is_success:
                return response
            with _closing(response):
                response.read()
        raise error_in(response)

    def _request(self, call: Call[T]) -> httpx.Request:
        return self._http.build_request(
            call.method, call.path, content=call.body, params=call.params, headers=call.headers
        )


@contextmanager
def _closing(response: httpx.Response) -> Iterator[None]:
    """Close a response in the end, however it was left; what breaks on the way is told as our error."""
    with reaching():
        try:
            yield
        finally:
            response.close()
