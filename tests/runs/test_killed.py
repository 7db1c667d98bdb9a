"""A run that is killed at any point goes on where it was: the output is exact, and paid for once.

Here at a few points of a short run; `python bench/runs.py killed` does fifty of five hundred articles.
"""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from faulty import FaultyModel, Weather, article, expected

from wirebrief.service.errors import ConfigurationError
from wirebrief.service.whole_file import whole_file

ARTICLES = 40
CONCURRENCY = 8
RUN = "import sys; sys.modules['spacy'] = None\nfrom wirebrief.service.cli import main\nmain()\n"
"""Without the parser for a second reading, which takes longer to load than the rest."""
NUMBERS = [n for n in range(1, 2 * ARTICLES) if expected(n) == "complete"][:ARTICLES]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in NUMBERS:
        (folder / f"a{number}.txt").write_text(article(number))
    return sorted(folder.iterdir(), key=lambda path: int(path.stem[1:]))


def _heeding() -> None:
    """A shell's background job starts deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Command:
    """`wirebrief summarize` over the articles, to one of the three places."""

    def __init__(self, where: str, files: list[Path], out: Path, url: str) -> None:
        self.where, self.out = where, out
        if where == "folder":
            out.mkdir()
        self.line = [
            *(sys.executable, "-c", RUN),
            *("summarize", *map(str, files), "--model", "m", "--base-url", url),
            *("--concurrency", str(CONCURRENCY)),
            *([] if where == "stdout" else ["-o", str(out)]),
        ]

    def start(self) -> subprocess.Popen[bytes]:
        if self.where != "stdout":
            return subprocess.Popen(self.line, stdout=subprocess.DEVNULL, preexec_fn=_heeding)
        with self.out.open("wb") as to:
            return subprocess.Popen(self.line, stdout=to)

    def summaries(self) -> dict[str, dict[str, Any]]:
        """What stands in the output, by the number of the article; nothing else may stand there."""
        if self.where == "folder":
            texts = {path.name: path.read_text() for path in self.out.iterdir()}
            assert set(texts) == {f"a{number}.json" for number in NUMBERS}
            read = [json.loads(texts[f"a{number}.json"]) for number in NUMBERS]
        else:
            read = [json.loads(line)["summary"] for line in self.out.read_text().splitlines()]
        return {summary["headline"].rpartition(" ")[2]: summary for summary in read}


def kill_after_calls(command: Command, model: FaultyModel, calls: int) -> None:
    """Begin, and kill when so many calls have been answered."""
    before = model.calls
    with command.start() as process:
        until = time.monotonic() + 60
        while model.calls - before < calls and process.poll() is None:
            assert time.monotonic() < until
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("where", ["stdout", "file", "folder"])
def test_killed_at_any_point(where: str, files: list[Path], tmp_path: Path) -> None:
    rng = random.Random(where)
    with FaultyModel(Weather(seconds=0.05)) as model:
        command = Command(where, files, tmp_path / "out", model.url)
        kills = [rng.randint(1, ARTICLES // 3) for _ in range(3)]
        for calls in kills:
            kill_after_calls(command, model, calls)
        with command.start() as process:
            assert process.wait(120) == 0
        made = command.summaries()
        paid_again = sum(times - 1 for times in model.paid.values())
    assert list(made) == [str(number) for number in NUMBERS]
    assert all(len(summary["quotes"]) == 1 for summary in made.values())
    assert paid_again <= len(kills) * CONCURRENCY
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_two_do_not_write_one_file(tmp_path: Path) -> None:
    """The second is told; the first one's file is whole, and leaves no trace beside it."""
    with whole_file(tmp_path / "out") as first:
        first.write("whole")
        with (
            pytest.raises(ConfigurationError, match="being written by another process"),
            whole_file(tmp_path / "out"),
        ):
            pass
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out", "whole")]


def test_an_interrupt_keeps_what_was_paid_for(
    files: list[Path], tmp_path: Path, wait_for: Callable[[Callable[[], bool]], None]
) -> None:
    """Ctrl-C with -o FILE: the file is not there, the answers are."""
    with FaultyModel(Weather(seconds=0.3)) as model:
        command = Command("file", files, tmp_path / "out.json", model.url)
        with command.start() as process:
            wait_for(lambda: model.calls >= 10)
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 130
        assert not (tmp_path / "out.json").exists()
        with command.start() as process:
            assert process.wait(60) == 0
        assert sum(times - 1 for times in model.paid.values()) <= CONCURRENCY
    assert len((tmp_path / "out.json").read_text().splitlines()) == ARTICLES


@pytest.fixture
def wait_for() -> Callable[[Callable[[], bool]], None]:
    def wait(true: Callable[[], bool]) -> None:
        until = time.monotonic() + 60
        while not true():
            assert time.monotonic() < until
            time.sleep(0.002)

    return wait


def test_a_stopped_run_says_what_is_left_and_goes_on(files: list[Path], tmp_path: Path) -> None:
    """There is a line for each article, done or not; then the same command with a key that works."""
    out = tmp_path / "out.json"
    with FaultyModel(Weather(seconds=0.02, key_until=20)) as model:
        command = Command("file", files, out, model.url)
        done = subprocess.run(command.line, capture_output=True, text=True, check=False)
        lines = [json.loads(line) for line in out.read_text().splitlines()]
        assert done.returncode == 5
        assert "articles are left" in done.stderr
        assert done.stderr.count("run_stopped") == 0
        assert len(lines) == ARTICLES
        codes = [line["error"]["code"] if "error" in line else "ok" for line in lines]
        assert codes.count("ok") == 20
        assert set(codes) <= {"ok", "authentication_failed", "run_stopped"}
        model.weather = Weather()
        with command.start() as process:
            assert process.wait(60) == 0
        assert model.bought_twice == []
    assert len(out.read_text().splitlines()) == ARTICLES
    assert "error" not in {key for line in out.read_text().splitlines() for key in json.loads(line)}
    assert {path.name for path in tmp_path.iterdir()} == {"articles", "out.json"}
