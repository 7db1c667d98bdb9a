"""What tests of the faces share: a small article, a model's answer to it, and servers on loopback."""

import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from postgres import PostgresServer
from typer.testing import CliRunner, Result

from wirebrief.schemas import ArticleSummary
from wirebrief.schemas.draft import Draft
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.service.cli import app as cli_app
from wirebrief.service.engines.llm import waiting
from wirebrief.service.engines.protocol import Drafted
from wirebrief.service.function import summarize
from wirebrief.service.reading.document import Document

ARTICLE = """Ferry adrift off Tolmark

TOLMARK: A ferry lost power off Tolmark on Monday, and two deckhands were hurt.

"We drifted for an hour," captain Runa Olsby said. She called the company "<b>careless</b>".

Olsby blamed the Brenn Line, which said nothing.
"""

DRAFT: dict[str, Any] = {
    "actors": [
        {
            "name": "S3: Runa Olsby",
            "kind": "person",
            "role": "S3: captain",
            "mentions": ["S4: She", "S5: Olsby"],
        },
        {"name": "S5: Brenn Line", "kind": "company"},
    ],
    "incidents": [
        {
            "id": "I1",
            "evidence": ["S2"],
            "type": "accident",
            "outcome": "succeeded",
            "factuality": "asserted",
            "when": "S2: on Monday",
            "anchor": "published",
            "where": {"at": "S2: off Tolmark", "area": "S2: Tolmark"},
            "victims": ["S2: two deckhands"],
            "injured": [{"at": "S2: two deckhands", "named": 0, "source": ""}],
            "summary": "A ferry lost power off Tolmark on Monday, and two deckhands were hurt.",
        }
    ],
    "attributions": [
        {
            "source": "Runa Olsby",
            "act": "blames",
            "responsible": "Brenn Line",
            "incidents": ["I1"],
            "cue": "S5: blamed",
            "clause": "S5: Olsby blamed the Brenn Line",
        }
    ],
    "quotes": [
        {
            "quotation": "Q1",
            "kind": "direct",
            "speakers": ["Runa Olsby"],
            "speaker_at": "S3: captain Runa Olsby",
            "cue": "S3: said",
            "stance": "asserts",
            "incidents": ["I1"],
        },
        {
            "quotation": "Q2",
            "kind": "partial",
            "speakers": ["Runa Olsby"],
            "speaker_at": "S4: She",
            "cue": "S4: called",
            "stance": "asserts",
        },
    ],
    "quoted_text": [],
    "key_points": [{"text": "A ferry lost power off Tolmark on Monday.", "evidence": ["S2"]}],
    "headline": "Ferry loses power off Tolmark",
}


class Scripted:
    """An engine with one answer."""

    name = "scripted"
    languages = None

    def __init__(self, draft: dict[str, Any] = DRAFT) -> None:
        self._draft = Draft.model_validate(draft)

    async def draft(self, document: Document) -> Drafted:
        return Drafted(draft=self._draft)

    async def repair(self, document: Document, failed: Sequence[FailedItem]) -> None:
        return None

    async def aclose(self) -> None:
        return None


@pytest.fixture
def article() -> str:
    return ARTICLE


@pytest.fixture
def draft() -> dict[str, Any]:
    """A model's good answer to the article."""
    return DRAFT


@pytest.fixture
def scripted() -> Scripted:
    """An engine that gives the good answer."""
    return Scripted()


@pytest.fixture
def answering() -> type[Scripted]:
    """Makes engines with another answer."""
    return Scripted


@pytest.fixture(scope="session")
def summary() -> ArticleSummary:
    """The article's summary, with every kind of record but quoted text."""
    made = summarize(ARTICLE, engine=Scripted())
    assert (len(made.incidents), len(made.attributions), len(made.quotes)) == (1, 1, 2), made.warnings
    return made


@pytest.fixture(autouse=True)
def unconfigured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No model, key, endpoint or files from outside, and short waits between attempts."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in (
        "WIREBRIEF_MODEL",
        "WIREBRIEF_BASE_URL",
        "WIREBRIEF_API_KEY",
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(waiting, "FIRST_WAIT", 0.01)


@pytest.fixture
def no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the parser for a second reading, which takes longer to load than the rest."""
    monkeypatch.setitem(sys.modules, "spacy", None)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A server of Postgres."""
    with PostgresServer() as server:
        yield server


@pytest.fixture(params=["file", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where jobs are kept: each place in its turn."""
    if request.param == "file":
        return tmp_path / "jobs.sqlite3"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_schema()


@pytest.fixture
def cli() -> Callable[..., Result]:
    """Runs the command line in this process, its output going to a pipe."""

    def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli_app, [str(a) for a in arguments], input=stdin)

    return run


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """A real server on loopback; gives its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=5))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@pytest.fixture
def serve() -> Callable[[FastAPI], Any]:
    return serving
