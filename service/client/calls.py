"""What a client can ask, as data: a request, and how its answer is read."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import quote
from uuid import uuid4

from pydantic import BaseModel, JsonValue, TypeAdapter, ValidationError

from wirebrief.schemas import ArticleSummary, PromptUse
from wirebrief.service.client.faults import error_of
from wirebrief.service.errors import Malformed, UnreadableUrl
from wirebrief.service.function import Source
from wirebrief.service.http.events import EVENT_STREAM, NDJSON, LiveEvent, ProblemEvent, RecordEvent
from wirebrief.service.http.jobs.models import Job, JobResult
from wirebrief.service.http.models import EngineOffered
from wirebrief.service.run import Result

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

PAGE = 100
"""Results that are fetched at a time."""


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """A request.

    Attributes:
        read: what the answer's body says; of a stream, what one of its lines does.
        repeatable: whether sending it twice does no more than sending it once.
    """

    method: str
    path: str
    read: Callable[[bytes], T]
    body: bytes | None = None
    params: Mapping[str, int] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    repeatable: bool = True


def summary(source: Source, engine: str | None, model: str | None, key: str | None) -> Call[ArticleSummary]:
    """One article; under a key, so that whatever is lost on the way is not paid for again."""
    headers = _json | {"idempotency-key": key or uuid4().hex}
    return Call(
        "POST", "v1/summaries", _reads(ArticleSummary), _request(source, engine, model), headers=headers
    )


def live(source: Source, engine: str | None, model: str | None) -> Call[list[RecordEvent | ArticleSummary]]:
    """One article told as it is worked on; without a key, with which everything would come at the end."""
    headers = _json | {"accept": NDJSON}
    body = _request(source, engine, model)
    return Call("POST", "v1/summaries", _told, body, headers=headers, repeatable=False)


def hand_in(
    articles: Iterable[Source | str],
    engine: str | None,
    model: str | None,
    webhook: str | None,
    key: str | None,
) -> Call[Job]:
    """Many articles as a job."""
    sources = (one if isinstance(one, Source) else Source(one) for one in articles)
    sent = [{name: value for name, value in _fields(source).items() if value} for source in sources]
    body = _as_json({"articles": sent, "engine": engine, "model": model, "webhook": webhook})
    headers = _json | {"idempotency-key": key or uuid4().hex}
    return Call("POST", "v1/jobs", _reads(Job), body, headers=headers)


def job(job: Job | str) -> Call[Job]:
    """How far a job is."""
    return Call("GET", _path(job), _reads(Job))


def cancel(job: Job | str) -> Call[Job]:
    """Give a job up."""
    return Call("POST", f"{_path(job)}/cancel", _reads(Job))


def delete(job: Job | str) -> Call[None]:
    """Give a job up and forget it."""
    return Call("DELETE", _path(job), lambda _: None)


def results(job: Job | str, after: int) -> Call[list[Result]]:
    """A page of what became of a job's articles."""
    return Call("GET", f"{_path(job)}/results", _page, params={"after": after, "limit": PAGE})


def events(job: Job | str) -> Call[list[Job]]:
    """A job each time that it gets further, as server-sent events."""
    return Call("GET", f"{_path(job)}/events", _event, headers={"accept": EVENT_STREAM})


def engines() -> Call[list[EngineOffered]]:
    """The engines on offer."""
    return Call("GET", "v1/engines", _listed(EngineOffered))


def prompts() -> Call[list[PromptUse]]:
    """The prompts, with their hashes."""
    return Call("GET", "v1/prompts", _listed(PromptUse))


def schema() -> Call[dict[str, JsonValue]]:
    """The JSON Schema of a summary."""
    return Call("GET", "v1/schema", _understood(TypeAdapter(dict[str, JsonValue]).validate_json))


_json = {"content-type": "application/json"}


def _path(job: Job | str) -> str:
    return f"v1/jobs/{quote(job if isinstance(job, str) else job.id, safe='')}"


def _request(source: Source, engine: str | None, model: str | None) -> bytes:
    return _as_json({**_fields(source), "engine": engine, "model": model})


def _as_json(request: Mapping[str, object]) -> bytes:
    """The request as it is sent; what is wrong with it is for the server to tell."""
    given = {name: value for name, value in request.items() if value is not None}
    return json.dumps(given, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _fields(source: Source) -> dict[str, str | None]:
    """An article as the endpoint takes it.

    Raises:
        NotText: it is a binary file.
        UnreadableUrl: it is an address.
    """
    if source.url is not None:
        raise UnreadableUrl("The endpoint reads no addresses.", hint="Fetch the page and send it as html.")
    text, html = source.text, source.html
    assert not isinstance(text, Path), "a source holds what its file holds"
    assert not isinstance(html, Path), "a source holds what its file holds"
    if isinstance(text, bytes):
        from wirebrief.service.reading.text import decode_text

        text = decode_text(text)[0]
    if isinstance(html, bytes):
        from wirebrief.service.reading.page_bytes import decode_page

        html = decode_page(html)
    day = source.published.isoformat() if source.published else None
    return {"text": text, "html": html, "published": day, "timezone": source.timezone}


def _reads(model: type[M]) -> Callable[[bytes], M]:
    return _understood(model.model_validate_json)


def _listed(model: type[M]) -> Callable[[bytes], list[M]]:
    return _understood(TypeAdapter(list[model]).validate_json)  # type: ignore[valid-type]


def _understood(read: Callable[[bytes], T]) -> Callable[[bytes], T]:
    """Reads an answer, or says that it is none.

    Raises:
        Malformed: the answer is not what this version of the client reads.
    """

    def checked(body: bytes) -> T:
        try:
            return read(body)
        except ValidationError as error:
            raise Malformed(
                "The service's answer is not what this version reads.", hint="Use the server's version."
            ) from error

    return checked


def _page(body: bytes) -> list[Result]:
    read = _reads(JobResult)
    return [_result(read(line)) for line in body.split(b"\n") if line]


def _result(told: JobResult) -> Result:
    error = None if told.problem is None else error_of(told.problem)
    text = None if told.summary is None else told.summary.article.text
    return Result(told.position, told.summary, error, text)


def _told(line: bytes) -> list[RecordEvent | ArticleSummary]:
    """What a line of a live answer says; an empty one is a sign of life.

    Raises:
        WirebriefError: the article cannot be summarised.
    """
    if not line:
        return []
    event = _reads(LiveEvent)(line).root
    if isinstance(event, ProblemEvent):
        raise error_of(event.problem)
    return [event if isinstance(event, RecordEvent) else event.summary]


def _event(line: bytes) -> list[Job]:
    """The job of a server-sent event; each has its data on one line."""
    return [_reads(Job)(line[5:])] if line.startswith(b"data:") else []
