"""The recordings in evals/recordings: a large model's answers to gold, replayed without a network."""

import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from wirebrief.evals.outputs import Output
from wirebrief.evals.recording.store import Recording
from wirebrief.evals.report.model import Report
from wirebrief.evals.session import run_session
from wirebrief.prompts.render import Message
from wirebrief.service.engines.llm import engine as llm_engine

FOLDER = Path(__file__).parents[2] / "evals" / "recordings"
CONFIG = FOLDER / "claude.toml"
ARTICLE = "quinoa-fire"
OUTPUT = Path("claude-lines") / "trial-1" / f"{ARTICLE}.json"


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


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The committed configuration, for one article."""
    text = CONFIG.read_text(encoding="utf-8")
    text = text.replace('gold = "../gold"', f'gold = "{FOLDER.parent / "gold" / ARTICLE}"')
    path = tmp_path / "claude.toml"
    path.write_text(text.replace('recordings = "."', f'recordings = "{FOLDER}"'), encoding="utf-8")
    return path


def replay(config: Path, out: Path) -> tuple[Report, Output]:
    """The report of a replay, and what it wrote about the article."""
    report = run_session(config, out, mode="replay", resamples=100)
    return report, Output.model_validate_json((out / OUTPUT).read_bytes())


def untimed(report: Report) -> str:
    """A report without how long its calls took."""
    return re.sub(r'"latency_ms\w*":[\d.]+', "", report.model_dump_json())


def test_every_gold_article_has_an_answer_and_each_says_who_made_it() -> None:
    recorded = {path.name.split(".")[0]: path for path in (FOLDER / "claude-lines").glob("*.1.json")}
    assert set(recorded) == {path.parent.name for path in (FOLDER.parent / "gold").glob("*/gold.json")}
    answers = [Recording.model_validate_json(path.read_bytes()).answers for path in recorded.values()]
    assert all(answers)
    assert {answer.made_by for given in answers for answer in given} == {"claude-bridge"}


def test_what_was_recorded_comes_back_and_is_scored(config: Path, tmp_path: Path) -> None:
    report, output = replay(config, tmp_path / "out")
    (arm,) = report.arms
    quotes = next(f for f in arm.figures if (f.kind, f.mode) == ("quote", "lenient"))
    assert output.failure is None
    assert quotes.cor > 0


def test_a_replay_is_the_same_every_time(config: Path, tmp_path: Path) -> None:
    first, second = (replay(config, tmp_path / name)[0] for name in ("first", "second"))
    assert untimed(first) == untimed(second)


def test_a_replay_counts_as_exact_and_not_as_a_sample(config: Path, tmp_path: Path) -> None:
    report, _ = replay(config, tmp_path / "out")
    assert [arm.sampled for arm in report.arms] == [False]


def test_a_changed_prompt_names_the_recording_as_stale(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: Callable[..., list[Message]] = llm_engine.messages_for

    def otherwise(*given: object) -> list[Message]:
        head, *rest = asked(*given)
        return [Message(head.role, head.content + " Be brief."), *rest]

    monkeypatch.setattr(llm_engine, "messages_for", otherwise)
    _, output = replay(config, tmp_path / "out")
    assert output.failure is not None
    assert output.failure.code == "not_recorded"
    assert output.failure.message.startswith("quinoa-fire.1.json is stale: other prompt.")
