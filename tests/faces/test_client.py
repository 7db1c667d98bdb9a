"""The client: what it sends, what it gives, when it asks again, and that nothing is paid for twice."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date
from itertools import combinations_with_replacement
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from upstream import ScriptedUpstream, streamed

import wirebrief
from wirebrief import (
    ArticleSummary,
    AsyncClient,
    Client,
    ConfigurationError,
    EmptyArticle,
    InputError,
    NoSuchJob,
    NotText,
    Source,
    Unauthorized,
    Unreachable,
    UnreadableUrl,
    WirebriefError,
)
from wirebrief.service import errors
from wirebrief.service.client import calls, connection
from wirebrief.service.client.faults import error_of
from wirebrief.service.client.lines import Lines
from wirebrief.service.engines.protocol import Drafted, Engine
from wirebrief.service.errors import Busy, Malformed, RateLimited
from wirebrief.service.http import refusals
from wirebrief.service.http.app import create_app
from wirebrief.service.http.events import RecordEvent
from wirebrief.service.http.keys import hash_of
from wirebrief.service.http.models import Problem
from wirebrief.service.http.problems import told
from wirebrief.service.http.refusals import BudgetSpent
from wirebrief.service.http.settings import ServerSettings
from wirebrief.service.reading.document import Document

pytestmark = pytest.mark.usefixtures("no_parser")

HERE = "http://test"
Serve = Callable[[FastAPI], Any]


class Counting:
    """An engine that gives one answer, counts how often, and can be told to wait."""

    name = "counting"
    languages = None

    def __init__(self, answering: Engine) -> None:
        self._answering = answering
        self.drafted: list[str] = []
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def draft(self, document: Document) -> Drafted:
        self.drafted.append(document.text)
        await self.go_on.wait()
        return await self._answering.draft(document)

    async def repair(self, document: Document, failed: Sequence[object]) -> None:
        return None

    async def aclose(self) -> None:
        return None


@pytest.fixture
def engine(scripted: Engine) -> Counting:
    return Counting(scripted)


@pytest.fixture
def app(engine: Engine, tmp_path: Path) -> FastAPI:
    """The real app, with an engine that needs no parser."""
    settings = ServerSettings(store=tmp_path / "jobs.sqlite3", workers=4)
    return create_app(settings, open_engine=lambda name, model: engine, aside=asyncio.to_thread)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[AsyncClient]:
    async with (
        app.router.lifespan_context(app),
        AsyncClient(HERE, transport=httpx.ASGITransport(app)) as opened,
    ):
        yield opened


class Answers(httpx.MockTransport):
    """Gives one answer after another, the last one for ever, and keeps what was asked."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        super().__init__(self._answer)
        self._answers = list(answers)
        self.asked: list[httpx.Request] = []

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that the client waited, none of which pass."""
    waits: list[float] = []
    monkeypatch.setattr("tenacity.nap.time.sleep", waits.append)
    return waits


def a_problem(error: WirebriefError, **headers: str) -> httpx.Response:
    content = told(error).model_dump_json()
    return httpx.Response(error.status, content=content, headers={"x-request-id": "r-1", **headers})


def a_summary(summary: ArticleSummary) -> httpx.Response:
    return httpx.Response(200, content=summary.model_dump_json())


async def test_a_summary_is_what_the_function_gives(
    client: AsyncClient, article: str, scripted: Engine
) -> None:
    given = await client.summarize(article, published=date(2021, 8, 7))
    ours = wirebrief.summarize(article, published=date(2021, 8, 7), engine=scripted)
    assert given.model_dump(exclude={"provenance"}) == ours.model_dump(exclude={"provenance"})


async def test_a_file_and_bytes_stand_for_the_article(
    client: AsyncClient, engine: Counting, article: str, tmp_path: Path
) -> None:
    path = tmp_path / "article.txt"
    path.write_text(article, encoding="utf-8")
    await client.summarize(path)
    await client.summarize(article.encode("utf-16"))
    assert engine.drafted == [article, article]


async def test_what_cannot_be_sent_is_refused_before_it_is(client: AsyncClient) -> None:
    with pytest.raises(UnreadableUrl):
        await client.submit([Source(url="https://example.org/")])
    with pytest.raises(NotText):
        await client.summarize(b"\x80\x00")
    with pytest.raises(InputError):
        await client.summarize("a", html="b")


async def test_what_the_server_refuses_is_the_error_that_the_function_raises(client: AsyncClient) -> None:
    with pytest.raises(EmptyArticle) as met:
        await client.summarize("...")
    with pytest.raises(EmptyArticle) as here:
        wirebrief.summarize("...", engine="rules")
    assert str(met.value) == str(here.value)
    with pytest.raises(InputError, match="There are: rules"):
        await client.summarize("A ferry sank.", engine="llm")


async def test_a_stream_gives_records_and_then_the_summary(client: AsyncClient, article: str) -> None:
    *records, last = [one async for one in client.stream(article)]
    assert isinstance(last, ArticleSummary)
    kinds = [one.kind for one in records if isinstance(one, RecordEvent)]
    assert sorted(kinds) == ["actors", "actors", "attributions", "incidents", "quotes", "quotes"]


async def test_a_job_is_handed_in_followed_and_taken_in_pages(
    client: AsyncClient, engine: Counting, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls, "PAGE", 2)
    engine.go_on.clear()
    job = await client.submit([article, Source(text="..."), *[f"{article}{n}" for n in range(3)]])
    assert (job.state, job.total) == ("running", 5)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await client.wait(job)
    asyncio.get_running_loop().call_later(0.05, engine.go_on.set)
    events = [seen async for seen in client.events(job)]
    assert (events[-1].state, events[-1].done, events[-1].failed) == ("done", 5, 1)
    assert await client.wait(job.id) == await client.job(job) == events[-1]
    results = [result async for result in client.results(job)]
    assert [result.index for result in results] == [0, 1, 2, 3, 4]
    assert [one.index async for one in client.results(job, after=3)] == [4]
    assert isinstance(results[1].error, EmptyArticle)
    assert results[0].unwrap().headline == "Ferry loses power off Tolmark"


async def test_a_job_is_given_up(client: AsyncClient, engine: Counting, article: str) -> None:
    engine.go_on.clear()
    job = await client.submit([article])
    assert (await client.cancel(job)).state == "cancelled"
    await client.delete(job)
    with pytest.raises(NoSuchJob):
        await client.job(job)
    with pytest.raises(InputError):
        await client.job("../engines")


async def test_the_service_says_what_it_has(client: AsyncClient) -> None:
    (engine,) = await client.engines()
    assert (engine.name, engine.default) == ("rules", True)
    assert {prompt.name for prompt in await client.prompts()} >= {"summarize"}
    assert (await client.schema())["title"] == "ArticleSummary"


class Forgetful(httpx.AsyncBaseTransport):
    """Carries every request, and loses the first answer."""

    def __init__(self, app: FastAPI) -> None:
        self._carrier = httpx.ASGITransport(app)
        self.lost = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self._carrier.handle_async_request(request)
        if not self.lost:
            self.lost = True
            raise httpx.ReadError("connection reset")
        return response


@pytest.mark.parametrize("many", [False, True], ids=["an article", "a job"])
async def test_an_answer_lost_on_the_way_is_not_paid_for_again(
    app: FastAPI, engine: Counting, article: str, monkeypatch: pytest.MonkeyPatch, many: bool
) -> None:
    monkeypatch.setattr(asyncio, "sleep", lambda _: asyncio.to_thread(int))
    transport = Forgetful(app)
    async with app.router.lifespan_context(app), AsyncClient(HERE, transport=transport) as client:
        if many:
            await client.wait(await client.submit([article]))
        else:
            await client.summarize(article)
    assert transport.lost
    assert engine.drafted == [article]


def test_without_an_event_loop_all_of_it_works_on_a_real_server(
    serve: Serve, app: FastAPI, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(app) as base:
        monkeypatch.setenv(connection.URL, base)
        with Client() as client:
            summary = client.summarize(article)
            *records, last = client.stream(article)
            assert isinstance(last, ArticleSummary)
            assert (last.headline, len(records)) == (summary.headline, 6)
            job = client.submit([article, "..."])
            assert [seen.state for seen in client.events(job)][-1] == "done"
            assert client.wait(job).failed == client.job(job).failed == 1
            one, other = client.results(job)
            assert one.summary is not None
            assert isinstance(other.error, EmptyArticle)
            assert client.cancel(job).state == "done"
            client.delete(job)
            assert [engine.name for engine in client.engines()] == ["rules"]
            assert client.prompts()
            assert "properties" in client.schema()
            with pytest.raises(NoSuchJob):
                client.job("none")


def test_a_record_comes_while_the_model_writes_and_leaving_ends_the_work(
    serve: Serve, upstream: ScriptedUpstream, article: str, draft: dict[str, Any]
) -> None:
    upstream.script(streamed(draft, size=10, held=json.dumps(draft).index('"attributions"')))
    settings = ServerSettings(engines=("llm",), models=("m",), base_url=upstream.url)
    with serve(create_app(settings, aside=asyncio.to_thread)) as base, Client(base) as client:
        stream = client.stream(article)
        assert isinstance(next(stream), RecordEvent)
        assert not upstream.go.is_set()
        stream.close()  # type: ignore[attr-defined]
        assert upstream.left.acquire(timeout=5)


def test_waiting_for_a_job_ends_with_the_time_given() -> None:
    job = {
        "id": "j",
        "state": "running",
        "engine": "rules",
        "model": None,
        "total": 2,
        "done": 1,
        "failed": 0,
    }
    job |= {"created": "2026-01-01T00:00:00Z", "finished": None, "spent": {"calls": 0, "tokens": 0, "usd": 0}}
    with (
        Client(HERE, transport=Answers(httpx.Response(200, json=job))) as client,
        pytest.raises(TimeoutError, match="1 of 2"),
    ):
        client.wait("j", timeout=0)


def errors_in(module: ModuleType) -> list[type[WirebriefError]]:
    found = (
        one for one in vars(module).values() if isinstance(one, type) and issubclass(one, WirebriefError)
    )
    return [one for one in found if one.__module__ == module.__name__]


@pytest.mark.parametrize("error", [*errors_in(errors), *errors_in(refusals)])
def test_every_error_of_the_server_arrives_as_what_it_was(error: type[WirebriefError]) -> None:
    arrived = error_of(told(error("It is so.", hint="Do this.")))
    assert type(arrived).code == error.code
    assert isinstance(arrived, error) or issubclass(error, type(arrived))


def test_a_code_that_is_not_known_yet_is_an_error_of_its_kind() -> None:
    newer = Problem(title="", status=409, detail="Not so.", code="newer")
    assert type(error_of(newer)) is InputError
    assert type(error_of(newer.model_copy(update={"status": 500}))) is WirebriefError


def test_it_comes_back_when_the_server_says_and_with_the_same_key(
    slept: list[float], summary: ArticleSummary
) -> None:
    answers = Answers(
        a_problem(Busy("Full."), **{"retry-after": "7"}),
        a_problem(RateLimited("Slow down."), **{"retry-after": "3"}),
        a_summary(summary),
    )
    with Client(HERE, transport=answers) as client:
        assert client.summarize("A ferry sank.") == summary
    assert [round(wait) >= asked and wait < asked + 1 for wait, asked in zip(slept, (7, 3), strict=True)]
    assert len({request.headers["idempotency-key"] for request in answers.asked}) == 1


def test_every_article_has_a_key_of_its_own_unless_it_is_given_one(summary: ArticleSummary) -> None:
    answers = Answers(a_summary(summary))
    with Client(HERE, transport=answers) as client:
        for _ in range(2):
            client.summarize("A ferry sank.")
        client.summarize("A ferry sank.", idempotency_key="mine")
    keys = [request.headers["idempotency-key"] for request in answers.asked]
    assert len(set(keys)) == 3
    assert keys[-1] == "mine"


@pytest.mark.parametrize(
    ("answer", "times"),
    [
        (a_problem(Busy("Full."), **{"retry-after": "1"}), connection.TRIES),
        (httpx.Response(502, text="<html>Bad gateway</html>"), connection.TRIES),
        (httpx.ConnectError("refused"), connection.TRIES),
        (a_problem(BudgetSpent("Spent."), **{"retry-after": "40000"}), 1),
        (a_problem(EmptyArticle("Empty.")), 1),
        (a_problem(Unauthorized("A key is needed.")), 1),
        (httpx.Response(200, text="<html>Welcome</html>"), 1),
        (httpx.Response(404, text="<html>Not found</html>"), 1),
        (httpx.Response(301, headers={"location": "http://elsewhere/"}), 1),
    ],
)
@pytest.mark.usefixtures("slept")
def test_only_what_may_pass_in_time_is_asked_for_again(
    answer: httpx.Response | Exception, times: int
) -> None:
    answers = Answers(answer)
    with Client(HERE, transport=answers) as client, pytest.raises(WirebriefError):
        client.summarize("A ferry sank.")
    assert len(answers.asked) == times


@pytest.mark.parametrize(
    ("answer", "error", "said"),
    [
        (httpx.Response(502, text="<html>"), Unreachable, "test answered 502"),
        (httpx.ReadTimeout("timed out"), Unreachable, "timed out"),
        (httpx.Response(200, text="<html>"), Malformed, "not what this version reads"),
        (httpx.Response(404, text="<html>"), ConfigurationError, "no endpoint of Wirebrief"),
        (a_problem(errors.UpstreamError("It failed.")), errors.UpstreamError, "gave no answer"),
    ],
)
@pytest.mark.usefixtures("slept")
def test_an_answer_that_is_none_says_so(
    answer: httpx.Response | Exception, error: type[WirebriefError], said: str
) -> None:
    with Client(HERE, transport=Answers(answer)) as client, pytest.raises(error, match=said):
        client.job("j")


def test_an_error_names_the_request_for_the_log() -> None:
    transport = Answers(a_problem(EmptyArticle("Empty.")))
    with Client(HERE, transport=transport) as client, pytest.raises(EmptyArticle) as met:
        client.job("j")
    assert met.value.__notes__ == ["X-Request-ID: r-1"]


def a_stream(*lines: str) -> httpx.Response:
    return httpx.Response(200, content="".join(f"{line}\n" for line in lines).encode())


def line(summary: ArticleSummary) -> str:
    return json.dumps({"event": "summary", "summary": summary.model_dump(mode="json")}, ensure_ascii=False)


def test_a_stream_is_asked_for_again_only_while_nothing_was_done(
    slept: list[float], summary: ArticleSummary
) -> None:
    told = summary.model_copy(update={"headline": "A ferry\u2028sank\x85off\x0bTolmark"})
    answers = Answers(httpx.ConnectError("no"), a_problem(Busy("Full.")), a_stream("", line(told)))
    with Client(HERE, transport=answers) as client:
        assert list(client.stream("A ferry sank.")) == [told]
    assert len(slept) == 2
    for answer in (httpx.ReadError("reset"), a_problem(RateLimited("Slow.")), a_stream("")):
        answers = Answers(answer)
        with Client(HERE, transport=answers) as client, pytest.raises((Unreachable, RateLimited)):
            list(client.stream("A ferry sank."))
        assert len(answers.asked) == 1
    assert "idempotency-key" not in answers.asked[0].headers


def test_a_job_that_a_lost_answer_had_deleted_is_deleted(slept: list[float]) -> None:
    """The second call finds nothing; a first one that finds nothing says so."""
    gone = a_problem(NoSuchJob("There is no such job."))
    with Client(HERE, transport=Answers(httpx.ReadError("reset"), gone)) as client:
        client.delete("a")
    assert len(slept) == 1
    with Client(HERE, transport=Answers(gone)) as client, pytest.raises(NoSuchJob):
        client.delete("a")


def test_a_problem_at_the_end_of_a_stream_is_raised() -> None:
    problem = told(errors.UpstreamUnavailable("")).model_dump(mode="json")
    answers = Answers(a_stream(json.dumps({"event": "problem", "problem": problem})))
    with Client(HERE, transport=answers) as client, pytest.raises(errors.UpstreamUnavailable):
        list(client.stream("A ferry sank."))


def test_events_that_end_before_the_job_does_are_told() -> None:
    with Client(HERE, transport=Answers(a_stream(": alive", ""))) as client, pytest.raises(Unreachable):
        list(client.events("j"))


async def test_a_key_opens_a_service_that_asks_for_one(
    engine: Engine, article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = tmp_path / "keys.toml"
    keys.write_text(f'[[key]]\nname = "desk"\nsha256 = "{hash_of("wb_k")}"\n')
    app = create_app(
        ServerSettings(store=tmp_path / "jobs.sqlite3", keys=keys),
        open_engine=lambda name, model: engine,
        aside=asyncio.to_thread,
    )
    async with app.router.lifespan_context(app):
        async with AsyncClient(HERE, transport=httpx.ASGITransport(app)) as nobody:
            with pytest.raises(Unauthorized):
                await nobody.engines()
        async with AsyncClient(HERE, key="wb_k", transport=httpx.ASGITransport(app)) as desk:
            assert (await desk.submit([article])).total == 1
        monkeypatch.setenv(connection.KEY, "wb_k")
        async with AsyncClient(HERE, transport=httpx.ASGITransport(app)) as desk:
            assert await desk.engines()
            assert "wb_k" not in repr(vars(desk))


def test_a_client_needs_to_know_where_its_service_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(connection.URL, raising=False)
    with pytest.raises(ConfigurationError, match=connection.URL):
        Client()
    with pytest.raises(ConfigurationError, match="no address"):
        Client("localhost:8000")


def test_lines_are_whole_however_they_come() -> None:
    whole = b"a\n\nbc\r\nd"
    for first, second in combinations_with_replacement(range(len(whole) + 1), 2):
        lines, pieces = Lines(), (whole[:first], whole[first:second], whole[second:])
        assert [line for piece in pieces for line in lines.add(piece)] == [b"a", b"", b"bc\r"]
