"""Where one model gives no answer another is asked, and the summary says so."""

import pickle
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from upstream import ScriptedUpstream, Step, answer, error, refusal

from wirebrief import ArticleSummary, summarize, summarize_many
from wirebrief.service.engines.select import select_engine
from wirebrief.service.errors import AuthenticationFailed, ConfigurationError, UpstreamUnavailable
from wirebrief.service.pipeline import summarize_document
from wirebrief.service.reading.document import Document


@pytest.fixture
def other() -> Iterator[ScriptedUpstream]:
    """A second server."""
    with ScriptedUpstream() as server:
        yield server


def told(summary: ArticleSummary) -> tuple[str, str | None, list[str]]:
    assert summary.provenance is not None
    return summary.provenance.engine, summary.provenance.model, summary.provenance.instead_of


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (error(503, "Overloaded"), "upstream_unavailable"),
        (refusal("I would rather not."), "refused"),
        (answer("no JSON"), "malformed"),
        (error(400, "maximum context length is 8192", code="context_length_exceeded"), "too_long"),
    ],
)
def test_another_model_is_asked_at_the_same_endpoint(
    upstream: ScriptedUpstream, document: Document, draft: dict[str, Any], step: Step, code: str
) -> None:
    def by_model(request: dict[str, Any]) -> Any:
        chosen = answer(draft) if request["model"] == "second" else step
        return chosen(request) if callable(chosen) else chosen

    upstream.always(by_model)
    summary = summarize(
        document.text, model="first", base_url=upstream.url, fallback="second, rules", max_attempts=1
    )
    assert told(summary) == ("llm", "scripted-1", [f"llm first: {code}"])
    assert [w.code for w in summary.warnings].count("fallback_used") == 1
    assert summary.provenance is not None
    assert summary.provenance.attempts >= 2


async def test_what_a_fallback_answers_can_be_checked_in_another_process(
    upstream: ScriptedUpstream, document: Document, draft: dict[str, Any]
) -> None:
    """The open engine that answered stays behind: no process can take it."""
    upstream.script(error(503, "Overloaded"))
    upstream.always(answer(draft))

    async def elsewhere(function: Callable[..., Any], /, *args: Any, **more: Any) -> Any:
        args, more = pickle.loads(pickle.dumps((args, more)))
        return function(*args, **more)

    engine = select_engine("llm", model="first", base_url=upstream.url, fallback="second", max_attempts=1)
    summary = await summarize_document(document, engine, aside=elsewhere)
    assert told(summary) == ("llm", "scripted-1", ["llm first: upstream_unavailable"])
    await engine.aclose()


def test_another_endpoint_never_gets_the_first_ones_key(
    upstream: ScriptedUpstream,
    other: ScriptedUpstream,
    document: Document,
    draft: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WIREBRIEF_FALLBACK_API_KEY", "sk-other")
    upstream.always(error(500, "ill"))
    other.always(answer(draft))
    summary = summarize(
        document.text,
        model="m",
        base_url=upstream.url,
        api_key="sk-first",
        fallback=f"m2@{other.url}",
        max_attempts=1,
    )
    assert told(summary)[2] == ["llm m: upstream_unavailable"]
    assert {headers["authorization"] for headers in other.headers} == {"Bearer sk-other"}


def test_the_embedded_engine_is_the_last_resort(upstream: ScriptedUpstream, document: Document) -> None:
    upstream.always(error(503, "Overloaded"))
    summary = summarize(
        document.text,
        model="m",
        base_url=upstream.url,
        fallback="rules",
        max_attempts=2,
        prices=(1.0, 1.0, 1.0),
    )
    assert told(summary) == ("rules", None, ["llm m: upstream_unavailable"])
    assert summary.provenance is not None
    assert (summary.provenance.attempts, summary.provenance.cost_usd) == (2, 0.0)
    assert len(summary.quotes) == 1


def test_it_is_not_asked_about_a_language_that_it_cannot_read(upstream: ScriptedUpstream) -> None:
    german = "Ein Kran ist am Montag in Ostrau umgestürzt. Zwei Arbeiter wurden verletzt, sagte die Polizei."
    upstream.always(error(503, "Overloaded"))
    with pytest.raises(UpstreamUnavailable):
        summarize(german * 3, model="m", base_url=upstream.url, fallback="rules", max_attempts=1)


def test_a_refused_key_is_told_and_not_made_up_for(upstream: ScriptedUpstream, document: Document) -> None:
    """A night's run would else be done by an engine that nobody meant."""
    upstream.always(error(401, "Incorrect API key provided."))
    with pytest.raises(AuthenticationFailed):
        summarize(document.text, model="m", base_url=upstream.url, fallback="rules")


def test_the_repair_goes_to_the_model_that_made_the_draft(
    upstream: ScriptedUpstream, document: Document, draft: dict[str, Any]
) -> None:
    draft["incidents"][0]["type"] = "nonsense"

    def by_model(request: dict[str, Any]) -> Any:
        chosen = answer(draft) if request["model"] == "second" else error(503, "Overloaded")
        return chosen(request) if callable(chosen) else chosen

    upstream.always(by_model)
    summarize(document.text, model="first", base_url=upstream.url, fallback="second", max_attempts=1)
    assert [request["model"] for request in upstream.requests] == ["first", "second", "second"]


def test_when_all_fail_the_last_error_is_raised(upstream: ScriptedUpstream, document: Document) -> None:
    upstream.always(error(503, "Overloaded"))
    with pytest.raises(UpstreamUnavailable):
        summarize(document.text, model="a", base_url=upstream.url, fallback="b", max_attempts=1)


def test_without_a_fallback_nothing_is_said_of_one(
    upstream: ScriptedUpstream, document: Document, draft: dict[str, Any]
) -> None:
    upstream.always(answer(draft))
    assert told(summarize(document.text, model="m", base_url=upstream.url))[2] == []


def test_a_fallback_that_cannot_be_made_is_told_at_once(upstream: ScriptedUpstream) -> None:
    with pytest.raises(ConfigurationError, match="web address"):
        summarize_many(["a"], model="m", base_url=upstream.url, fallback="m2@nowhere")
