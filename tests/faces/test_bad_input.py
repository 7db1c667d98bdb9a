"""Bad input is told the same way by the function, the command line and the endpoint.

One row for each way to fail; every face has to answer with the same error in its own terms: an exception, an
exit code with a hint on stderr, a problem response.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import Result
from upstream import ScriptedUpstream, Step, answer, error, refusal

from wirebrief import summarize
from wirebrief.schemas import ArticleSummary
from wirebrief.service import errors
from wirebrief.service.http.app import create_app
from wirebrief.service.http.settings import ServerSettings

NEWS = "A ferry lost power off Tolmark on Monday, and two deckhands were hurt, the captain said. "
GERMAN = (
    "Die Fähre verlor am Montag vor Tolmark den Antrieb, und zwei Matrosen wurden dabei verletzt. "
    "Der Kapitän sagte, dass das Schiff eine Stunde lang auf dem Meer getrieben sei, bevor Hilfe kam. "
) * 3


@dataclass(frozen=True)
class Bad:
    """One way to fail: what is sent, what the model's server does, and the error that it comes to."""

    expected: type[errors.WirebriefError]
    text: str | bytes | None = NEWS
    html: str | None = None
    steps: tuple[Step, ...] = ()
    down: bool = False


BY_INPUT = {
    "empty": Bad(errors.EmptyArticle, ""),
    "only white space": Bad(errors.EmptyArticle, " \n\t \n"),
    "binary": Bad(errors.NotText, "\x89PNG\x00\x00\x01\x02 IHDR"),
    "far too long": Bad(errors.TooLong, NEWS * 60_000),
    "no article in the page": Bad(errors.NoArticle, None, "<html><body><a href=/>Home</a></body></html>"),
    "a page of nothing": Bad(errors.NoArticle, None, ""),
}
BY_MODEL = {
    "unknown model": Bad(
        errors.UnknownModel, steps=(error(404, "The model does not exist", code="model_not_found"),)
    ),
    "server down": Bad(errors.UpstreamUnavailable, down=True),
    "wrong key": Bad(errors.AuthenticationFailed, steps=(error(401, "Incorrect API key", code="x"),)),
    "busy": Bad(errors.RateLimited, steps=(error(429, "Slow down", headers={"retry-after": "0"}),) * 40),
    "refused": Bad(errors.Refused, steps=(refusal("I cannot help with that."),)),
    "truncated": Bad(errors.Truncated, steps=(answer('{"actors": [', finish_reason="length"),)),
    "nonsense": Bad(errors.Malformed, steps=(answer("Sure! Here you are:"), answer("Sorry!"))),
}
ROWS = {**BY_INPUT, **BY_MODEL}
Ask = Callable[[Bad], tuple[str, str]]


@pytest.fixture(params=ROWS)
def bad(request: pytest.FixtureRequest, upstream: ScriptedUpstream) -> Bad:
    row = ROWS[request.param]
    upstream.script(*row.steps)
    return row


@pytest.fixture
def address(bad: Bad, upstream: ScriptedUpstream) -> str:
    return "http://127.0.0.1:9/v1" if bad.down else upstream.url  # nothing listens on the discard port


def test_the_function_raises_it(bad: Bad, address: str) -> None:
    with pytest.raises(bad.expected) as caught:
        summarize(bad.text, html=bad.html, engine="llm", model="m", base_url=address)
    assert caught.value.code == bad.expected.code
    assert caught.value.hint


def test_the_command_line_exits_with_its_code_and_hint(
    bad: Bad, address: str, cli: Callable[..., Result], tmp_path: Path
) -> None:
    path = tmp_path / ("page.html" if bad.html is not None else "article.txt")
    path.write_text(bad.html if bad.text is None else str(bad.text), newline="")
    done = cli("summarize", path, "--engine", "llm", "--model", "m", "--base-url", address)
    assert done.exit_code == bad.expected.exit_code
    assert done.stdout == ""
    assert "error:" in done.stderr
    assert "hint:" in done.stderr
    assert "Traceback" not in done.stderr


async def test_the_endpoint_answers_with_a_problem(bad: Bad, address: str) -> None:
    response = await _post(address, {"text": bad.text, "html": bad.html})
    assert response.status_code == bad.expected.status
    assert response.headers["content-type"] == "application/problem+json"
    told = response.json()
    assert (told["code"], told["status"]) == (bad.expected.code, bad.expected.status)
    assert told["retryable"] is bad.expected.retryable
    assert told["hint"]


async def _post(address: str, body: dict[str, Any]) -> httpx.Response:
    app = create_app(ServerSettings(engines=("llm", "rules"), models=("m",), base_url=address))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.post("/v1/summaries", json=body)


def test_no_key_is_a_configuration_error_of_the_function() -> None:
    with pytest.raises(errors.ConfigurationError, match="no key"):
        summarize(NEWS, engine="llm", model="m")


def test_no_key_is_a_configuration_error_of_the_command_line(
    cli: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    done = cli("summarize", tmp_path / "a.txt", "--engine", "llm", "--model", "m")
    assert done.exit_code == 3
    assert "OPENAI_API_KEY" in done.stderr


def test_no_key_keeps_the_endpoint_from_starting() -> None:
    with pytest.raises(errors.ConfigurationError, match="no key"):
        create_app(ServerSettings(engines=("llm",), models=("m",)))


class TestNotEnglish:
    """An error for the rules, a warning for a model."""

    def test_function(self) -> None:
        with pytest.raises(errors.UnsupportedLanguage):
            summarize(GERMAN, engine="rules")

    def test_command_line(self, cli: Callable[..., Result], tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(GERMAN)
        done = cli("summarize", tmp_path / "a.txt", "--engine", "rules")
        assert done.exit_code == errors.UnsupportedLanguage.exit_code
        assert "in German" in done.stderr

    async def test_endpoint(self, upstream: ScriptedUpstream) -> None:
        response = await _post(upstream.url, {"text": GERMAN, "engine": "rules"})
        assert response.json()["code"] == "unsupported_language"

    def test_a_model_reads_it_with_a_warning(self, upstream: ScriptedUpstream, draft: dict[str, Any]) -> None:
        upstream.always(answer({**draft, "quotes": [], "incidents": [], "attributions": []}))
        made = summarize(GERMAN, engine="llm", model="m", base_url=upstream.url)
        assert "language_unsupported" in {w.code for w in made.warnings}


class TestHalfAnAnswer:
    """A part that could not be had makes the summary partial, with a warning that names it."""

    @pytest.fixture(autouse=True)
    def answered(self, upstream: ScriptedUpstream, draft: dict[str, Any]) -> None:
        upstream.always(answer({k: v for k, v in draft.items() if k != "attributions"}))

    def _check(self, made: ArticleSummary) -> None:
        assert made.status == "partial"
        assert "attributions" in {w.path for w in made.warnings if w.code == "facet_missing"}

    def test_function(self, upstream: ScriptedUpstream, article: str) -> None:
        self._check(summarize(article, engine="llm", model="m", base_url=upstream.url))

    def test_command_line(self, upstream: ScriptedUpstream, article: str, cli: Callable[..., Result]) -> None:
        done = cli("summarize", "-", "--model", "m", "--base-url", upstream.url, stdin=article)
        assert done.exit_code == 0, done.stderr
        self._check(ArticleSummary.model_validate_json(done.stdout))

    async def test_endpoint(self, upstream: ScriptedUpstream, article: str) -> None:
        response = await _post(upstream.url, {"text": article})
        self._check(ArticleSummary.model_validate(response.json()))
