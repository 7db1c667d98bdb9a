"""An answer is written before it is used, and a question is put to the server once."""

import asyncio
import logging
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wirebrief.service.errors import ConfigurationError, UpstreamUnavailable
from wirebrief.service.journal.entry import Recorded, is_final
from wirebrief.service.journal.identity import Identity, identify
from wirebrief.service.journal.journal import Journal
from wirebrief.service.journal.place import journal_at, journal_days, journal_path
from wirebrief.service.journal.store import Kept, Store, opened

ENDPOINT = "http://model.example/v1"


def question(words: str = "What happened?", trial: int = 1) -> Identity:
    request = {"model": "m", "messages": [{"role": "user", "content": words}], "temperature": 0}
    return identify(request, article="a1", trial=trial)


def recorded(identity: Identity, response: str = '{"model": "m-1"}', status: int = 200) -> Recorded:
    return Recorded(identity=identity, status=status, response=response, made_by="m-1", seconds=1.5)


class Server:
    """Counts what it is asked."""

    def __init__(self, *, status: int = 200, delay: float = 0.0, failures: int = 0) -> None:
        self.asked: list[Identity] = []
        self.begun = asyncio.Event()
        self._status, self._delay, self._failures = status, delay, failures

    async def __call__(self, identity: Identity) -> Recorded:
        self.asked.append(identity)
        self.begun.set()
        await asyncio.sleep(self._delay if len(self.asked) == 1 else 0)
        if len(self.asked) <= self._failures:
            raise UpstreamUnavailable("down")
        return recorded(identity, status=self._status)


async def ask(
    journal: Journal, server: Server, identity: Identity | None = None, endpoint: str = ENDPOINT
) -> Recorded:
    asked = identity or question()
    return (await journal.answer(endpoint, asked, {}, lambda: server(asked))).recorded


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journal.sqlite3"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    made = Journal(path)
    yield made
    made.close()


async def test_the_same_question_is_bought_once(journal: Journal) -> None:
    server = Server()
    first, second = await ask(journal, server), await ask(journal, server)
    assert first.response == second.response
    assert len(server.asked) == 1


def test_another_process_finds_the_answer(journal: Journal, path: Path) -> None:
    """Without being closed first: what is written is committed."""
    asyncio.run(ask(journal, Server()))
    code = (
        "import sys; from pathlib import Path; from wirebrief.service.journal.store import opened\n"
        "print(*(kept.recorded.response for kept in opened(Path(sys.argv[1])).kept()))"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout == '{"model": "m-1"}\n'


@pytest.mark.parametrize(
    ("changed", "endpoint"),
    [
        (question("What else?"), ENDPOINT),
        (question(trial=2), ENDPOINT),
        (question(), "http://other.example/v1"),
    ],
)
async def test_another_question_trial_or_endpoint_is_bought(
    journal: Journal, changed: Identity, endpoint: str
) -> None:
    server = Server()
    await ask(journal, server)
    await ask(journal, server, changed, endpoint)
    assert len(server.asked) == 2


async def test_identical_questions_at_the_same_time_are_bought_once(journal: Journal) -> None:
    server = Server(delay=0.05)
    answers = await asyncio.gather(*(ask(journal, server) for _ in range(10)))
    assert len(server.asked) == 1
    assert len({one.response for one in answers}) == 1


async def test_so_they_are_from_several_threads(journal: Journal) -> None:
    server = Server(delay=0.2)
    threads = [threading.Thread(target=lambda: asyncio.run(ask(journal, server))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        await asyncio.to_thread(thread.join)
    assert len(server.asked) == 1


async def test_who_waits_for_a_question_that_fails_asks_himself(journal: Journal) -> None:
    server = Server(delay=0.02, failures=1)
    results = await asyncio.gather(*(ask(journal, server) for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(one, UpstreamUnavailable) for one in results) == 1
    assert len(server.asked) == 2


async def test_who_leaves_does_not_stop_those_who_wait(journal: Journal) -> None:
    server = Server(delay=10.0, failures=0)
    leaving = asyncio.create_task(ask(journal, server))
    await server.begun.wait()
    waiting = asyncio.create_task(ask(journal, server))
    await asyncio.sleep(0.02)
    leaving.cancel()
    assert (await waiting).status == 200
    assert len(server.asked) == 2


@pytest.mark.parametrize("status", [401, 408, 429, 500, 503])
async def test_a_busy_or_failing_server_has_not_answered(journal: Journal, path: Path, status: int) -> None:
    server = Server(status=status)
    for _ in range(2):
        await ask(journal, server)
    assert len(server.asked) == 2
    assert not is_final(status)
    assert list(opened(path).kept()) == []


async def test_a_refusal_is_kept_and_asked_again(journal: Journal, path: Path) -> None:
    """It is the server's last word, which a recording needs; but it cost nothing, and settings change."""
    server = Server(status=400)
    for _ in range(2):
        await ask(journal, server)
    assert len(server.asked) == 2
    assert [kept.recorded.status for kept in opened(path).kept()] == [400]


async def test_what_turns_out_to_be_no_answer_is_taken_back(journal: Journal) -> None:
    server = Server()
    await ask(journal, server)
    await journal.forget(ENDPOINT, question())
    await ask(journal, server)
    assert len(server.asked) == 2


async def test_an_answer_is_written_though_whoever_asked_has_gone(journal: Journal, path: Path) -> None:
    """Ctrl-C between the last byte and the use of it."""
    asked = question()

    async def answered_and_cancelled() -> Recorded:
        task = asyncio.current_task()
        assert task is not None
        asyncio.get_running_loop().call_soon(task.cancel)
        return recorded(asked)

    with pytest.raises(asyncio.CancelledError):
        await asyncio.create_task(_answer(journal, asked, answered_and_cancelled))
    journal.close()
    assert [kept.key for kept in opened(path).kept()] == [asked.key]


async def _answer(journal: Journal, asked: Identity, buy: object) -> None:
    await journal.answer(ENDPOINT, asked, {}, buy)  # type: ignore[arg-type]  # an async function


def test_a_fork_writes_through_a_connection_of_its_own(journal: Journal, path: Path) -> None:
    asyncio.run(ask(journal, Server()))
    if (child := os.fork()) == 0:
        try:
            asyncio.run(ask(journal, Server(), question("In the child?")))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert len(list(opened(path).kept())) == 2


# A journal that cannot be used costs no answer


class _Broken:
    """A folder where the file should be, a file that is none, a disk that is full."""

    @staticmethod
    def folder(path: Path) -> None:
        path.mkdir(parents=True)

    @staticmethod
    def not_a_database(path: Path) -> None:
        path.parent.mkdir(parents=True)
        path.write_text("not a database at all, though long enough for a header of one " * 4)

    @staticmethod
    def of_a_later_version(path: Path) -> None:
        Store(path).close()
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA user_version = 99")
        db.close()


@pytest.mark.parametrize("broken", ["folder", "not_a_database", "of_a_later_version"])
async def test_without_a_file_answers_are_used_and_it_is_said_once(
    path: Path, journal: Journal, caplog: pytest.LogCaptureFixture, broken: str
) -> None:
    getattr(_Broken, broken)(path)
    server = Server()
    with caplog.at_level(logging.WARNING):
        for n in range(3):
            asked = question(str(n))
            answered = await journal.answer(ENDPOINT, asked, {}, lambda asked=asked: server(asked))  # type: ignore[misc]
            assert answered.recorded.status == 200
            assert answered.unwritten is not None
            assert str(path) in answered.unwritten
    assert len(caplog.records) == 1


async def test_a_full_disk_loses_no_answer_and_single_flight_still_holds(
    journal: Journal, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Store, kept: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Store, "write", full)
    server = Server(delay=0.02)
    asked = question()
    answers = await asyncio.gather(
        *(journal.answer(ENDPOINT, asked, {}, lambda: server(asked)) for _ in range(5))
    )
    assert len(server.asked) == 1
    assert [one.bought for one in answers].count(True) == 1
    assert [one.unwritten for one in answers if one.bought] == [
        f"The journal {path} cannot be written: database or disk is full."
    ]


# The file


def test_nobody_else_may_read_it(path: Path) -> None:
    store = Store(path)
    store.write([Kept(ENDPOINT, recorded(question()))])
    modes = {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    store.close()


def test_the_words_of_the_question_are_not_in_it(path: Path) -> None:
    store = Store(path)
    store.write([Kept(ENDPOINT, recorded(question("Heliotrope")))])
    store.close()
    assert b"Heliotrope" not in path.read_bytes()


def test_old_answers_go_when_it_is_opened(path: Path) -> None:
    store = Store(path)
    old = recorded(question()).model_copy(update={"answered_at": datetime.now(UTC) - timedelta(days=31)})
    store.write([Kept(ENDPOINT, old), Kept(ENDPOINT, recorded(question("new")))])
    store.close()
    assert [kept.key for kept in opened(path, days=30).kept()] == [question("new").key]


def test_an_answer_comes_back_as_it_went_in(path: Path) -> None:
    store = Store(path)
    given = recorded(question(), response='{"content": "„über“ \\u0000 🜂"}').model_copy(
        update={"answered_at": datetime(2031, 5, 14, 6, 30, tzinfo=UTC), "batch": True}
    )
    store.write([Kept(ENDPOINT, given)])
    assert store.find(ENDPOINT, question().key) == given
    store.close()


# Its place


def test_it_lies_where_a_user_keeps_state_unless_named_or_off(tmp_path: Path) -> None:
    state = {"XDG_STATE_HOME": str(tmp_path)}
    named = {"WIREBRIEF_JOURNAL": str(tmp_path / "j")}
    if sys.platform.startswith("linux"):
        assert journal_path(None, state) == tmp_path / "wirebrief" / "journal.sqlite3"
    assert journal_path(None, named) == tmp_path / "j"
    assert journal_path(tmp_path / "other", named) == tmp_path / "other"
    assert journal_path(None, {"WIREBRIEF_JOURNAL": "off"}) is None
    assert journal_path("off", named) is None


def test_engines_that_name_the_same_file_share_it(tmp_path: Path) -> None:
    assert journal_at(tmp_path / "j") is journal_at(str(tmp_path / "j"))
    assert journal_at("off") is None


@pytest.mark.parametrize("said", ["soon", "0", "-1", "nan"])
def test_a_number_of_days_that_is_none_is_told(said: str) -> None:
    with pytest.raises(ConfigurationError, match="WIREBRIEF_JOURNAL_DAYS"):
        journal_days({"WIREBRIEF_JOURNAL_DAYS": said})
