"""What tests of the desk share: an engine that answers at once, and a table of articles."""

from collections.abc import Callable, Sequence

import pytest
from depot import DRAFT, TEXT
from typer.testing import CliRunner, Result

from wirebrief.schemas import ArticleSummary
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.service import function
from wirebrief.service.cli import app
from wirebrief.service.desk.summaries import Failure, Summarised
from wirebrief.service.engines.protocol import Drafted
from wirebrief.service.errors import AuthenticationFailed, WirebriefError
from wirebrief.service.function import summarize
from wirebrief.service.reading.document import Document


class Answering:
    """An engine that gives the depot's draft for every article, and fails where a word stands in it."""

    name = "answering"
    languages = frozenset({"en"})

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.failing: dict[str, WirebriefError] = {}

    async def draft(self, document: Document) -> Drafted:
        self.asked.append(document.text)
        for word, error in self.failing.items():
            if word in document.text:
                raise error
        return Drafted(draft=DRAFT)

    async def repair(self, document: Document, failed: Sequence[FailedItem]) -> None:
        return None

    async def aclose(self) -> None:
        return None


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Answering:
    """The engine that every command of the test uses."""
    made = Answering()
    monkeypatch.setattr(function, "select_engine", lambda name, **options: made)
    return made


@pytest.fixture
def wirebrief(engine: Answering) -> Callable[..., Result]:
    """Runs the command line."""

    def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(one) for one in arguments], input=stdin)

    return run


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def no_key() -> WirebriefError:
    """What every article would meet."""
    error = AuthenticationFailed("The key was refused.")
    error.for_all = True
    return error


@pytest.fixture(scope="session")
def summary() -> ArticleSummary:
    """The depot's summary: every kind of record is in it."""
    from datetime import date

    return summarize(TEXT, published=date(2022, 3, 7), engine=Answering())


@pytest.fixture(scope="session")
def results(summary: ArticleSummary) -> list[Summarised | Failure]:
    """Two articles that were summarised and one that failed."""
    return [
        Summarised("https://example.org/a", summary),
        Summarised('b, "the second"', summary),
        Failure("c", "empty_article", "There is no letter in it.", "", {"id": "c", "text": " "}),
    ]
