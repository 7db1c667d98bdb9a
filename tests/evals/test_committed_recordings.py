"""The recordings in evals/recordings: real answers of a small local model, replayed without a network."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from wirebrief.evals.outputs import Output
from wirebrief.evals.recording.store import Recorded, Recording
from wirebrief.evals.report.model import Report
from wirebrief.evals.session import run_session
from wirebrief.prompts.render import Message
from wirebrief.service.engines.llm import engine as llm_engine

FOLDER = Path(__file__).parents[2] / "evals" / "recordings"
CONFIG = FOLDER / "smollm2.toml"
RECORDING = FOLDER / "smollm2-135m" / "quinoa-fire.1.json"
OUTPUT = Path("smollm2-135m") / "trial-1" / "quinoa-fire.json"


@pytest.fixture(autouse=True)
def blocked(monkeypatch: pytest.MonkeyPatch) -> None:
    """No host can be found or reached."""

    def refuse(*_: object) -> None:
        raise AssertionError("a replay reached for the network")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(autouse=True)
def unconfigured(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine that knows of no model."""
    for name in ("WIREBRIEF_BASE_URL", "WIREBRIEF_MODEL", "WIREBRIEF_API_KEY", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)


def replay(out: Path) -> tuple[Report, Output]:
    """The report of a replay, and what it wrote about the article."""
    report = run_session(CONFIG, out, mode="replay", resamples=100)
    return report, Output.model_validate_json((out / OUTPUT).read_bytes())


def answers() -> list[Recorded]:
    return Recording.model_validate_json(RECORDING.read_bytes()).answers


def test_a_recording_names_the_small_model_that_made_it() -> None:
    assert {recorded.made_by for recorded in answers()} == {"smollm2"}


def test_what_was_recorded_comes_back_as_the_same_failure(tmp_path: Path) -> None:
    """The answer was cut off at its limit, and a cut-off answer is no article without incidents."""
    _, output = replay(tmp_path)
    assert output.failure is not None
    assert output.failure.code == "truncated", output.failure.message


def test_a_replayed_failure_is_listed_and_scored_as_misses(tmp_path: Path) -> None:
    report, _ = replay(tmp_path)
    (arm,) = report.arms
    quotes = next(f for f in arm.figures if (f.kind, f.mode) == ("quote", "lenient"))
    assert [call.article for call in arm.failed] == ["quinoa-fire"]
    assert quotes.mis > 0
    assert (quotes.cor, quotes.par, quotes.spu) == (0, 0, 0)


def test_a_replay_is_the_same_every_time(tmp_path: Path) -> None:
    first, second = (replay(tmp_path / name)[0] for name in ("first", "second"))
    assert first.model_dump_json() == second.model_dump_json()


def test_a_replay_counts_as_exact_and_not_as_a_sample(tmp_path: Path) -> None:
    report, _ = replay(tmp_path)
    assert [arm.sampled for arm in report.arms] == [False]


def test_a_changed_prompt_names_the_recording_as_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: Callable[..., list[Message]] = llm_engine.messages_for

    def otherwise(*given: object) -> list[Message]:
        head, *rest = asked(*given)
        return [Message(head.role, head.content + " Be brief."), *rest]

    monkeypatch.setattr(llm_engine, "messages_for", otherwise)
    _, output = replay(tmp_path)
    assert output.failure is not None
    assert output.failure.code == "not_recorded"
    assert output.failure.message.startswith("quinoa-fire.1.json is stale: other prompt.")
