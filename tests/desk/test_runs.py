"""`wirebrief summarize IN --output OUT`: each article once, whatever happens on the way."""

import json
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from wirebrief.schemas import ArticleSummary
from wirebrief.service.desk.intake import Intake
from wirebrief.service.desk.runfile import RunFile
from wirebrief.service.desk.summaries import Failure, read_results, read_summaries
from wirebrief.service.errors import ConfigurationError, UpstreamTimeout, WirebriefError

Cli = Callable[..., Result]


@pytest.fixture
def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "in.jsonl"
    rows = [
        {"id": f"n{n}", "text": f"{text}Number {n} of the series.\n", "published": "2022-03-07"}
        for n in range(5)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def facts(path: Path) -> list[object]:
    """What a file of a run says, but for how it came about."""
    return [
        result
        if isinstance(result, Failure)
        else (result.id, result.summary.model_copy(update={"provenance": None}))
        for result in read_results(path)
    ]


def test_a_line_of_each_article_by_its_id(wirebrief: Cli, table: Path, tmp_path: Path) -> None:
    done = wirebrief("summarize", table, "--out", tmp_path / "out.jsonl")
    assert done.exit_code == 0, done.stderr
    assert [one.id for one in read_summaries(tmp_path / "out.jsonl")] == ["n0", "n1", "n2", "n3", "n4"]


def test_the_same_command_asks_nothing_again(
    wirebrief: Cli, engine: Any, table: Path, tmp_path: Path
) -> None:
    wirebrief("summarize", table, "-o", tmp_path / "out.jsonl")
    before = (tmp_path / "out.jsonl").read_bytes()
    asked = len(engine.asked)
    done = wirebrief("summarize", table, "-o", tmp_path / "out.jsonl")
    assert "0 new articles" in done.stderr
    assert len(engine.asked) == asked == 5
    assert (tmp_path / "out.jsonl").read_bytes() == before


def test_an_article_that_changed_is_summarised_again(wirebrief: Cli, table: Path, tmp_path: Path) -> None:
    wirebrief("summarize", table, "-o", tmp_path / "out.jsonl")
    table.write_text(table.read_text().replace("Number 3", "Issue 3"))
    done = wirebrief("summarize", table, "-o", tmp_path / "out.jsonl")
    assert "1 new articles" in done.stderr
    assert len(list(read_summaries(tmp_path / "out.jsonl"))) == 5


def test_failures_are_listed_and_can_be_run_again(
    wirebrief: Cli, engine: Any, table: Path, tmp_path: Path
) -> None:
    """The run is complete with them; a flag makes them the command's own failure."""
    engine.failing = {"Number 2": UpstreamTimeout("The server did not answer.")}
    out, listed = tmp_path / "out.jsonl", tmp_path / "out.failures.jsonl"
    assert wirebrief("summarize", table, "-o", out).exit_code == 0
    assert wirebrief("summarize", table, "-o", out, "--strict").exit_code == 1
    (row,) = map(json.loads, listed.read_text().splitlines())
    assert (row["id"], row["error"], row["published"]) == ("n2", "upstream_timeout", "2022-03-07")
    engine.failing = {}
    assert wirebrief("summarize", listed, "-o", out, "--strict").exit_code == 0
    assert [one.id for one in read_summaries(out)] == ["n0", "n1", "n2", "n3", "n4"]
    assert not listed.exists()


def test_an_article_at_fault_itself_is_not_tried_again_unless_asked(
    wirebrief: Cli, engine: Any, table: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    with table.open("a") as file:
        file.write('{"id": "blank", "text": " . "}\n{"id": "german", "text": "Ein Satz.", "lang": "de"}\n')
    wirebrief("summarize", table, "-o", out)
    assert {one.id for one in read_results(out) if isinstance(one, Failure)} == {"blank", "german"}
    assert "0 new articles" in wirebrief("summarize", table, "-o", out).stderr
    assert "2 new articles" in wirebrief("summarize", tmp_path / "out.failures.jsonl", "-o", out).stderr


def test_a_run_that_is_stopped_goes_on_later(
    wirebrief: Cli, engine: Any, table: Path, tmp_path: Path, no_key: WirebriefError
) -> None:
    """What would meet every article stops the run, with the exit code of its cause."""
    engine.failing = {"Number 3": no_key}
    done = wirebrief("summarize", table, "-o", tmp_path / "out.jsonl", "--concurrency", "1")
    assert done.exit_code == 5
    assert "run the same command again" in done.stderr
    engine.failing = {}
    assert wirebrief("summarize", table, "-o", tmp_path / "out.jsonl").exit_code == 0
    assert len(list(read_summaries(tmp_path / "out.jsonl"))) == 5


def test_a_file_that_is_cut_anywhere_comes_to_the_same(
    table: Path, tmp_path: Path, summary: ArticleSummary
) -> None:
    """A line that was broken off is written anew, and what is written in another order is put in order."""
    out = tmp_path / "out.jsonl"
    dice = random.Random(13)

    def written() -> bytes:
        with RunFile(out) as run:
            missing = [one for one in Intake.named([str(table)]) if not run.has(one)]
            for one in dice.sample(missing, len(missing)):
                run.put(one, summary, None)
            run.settle()
        return out.read_bytes()

    whole = written()
    for _ in range(20):
        out.write_bytes(whole[: dice.randrange(len(whole))])
        assert written() == whole


def test_another_file_is_never_taken_for_a_run(wirebrief: Cli, table: Path, tmp_path: Path) -> None:
    other = tmp_path / "notes.jsonl"
    other.write_text('{"note": 1}\n')
    done = wirebrief("summarize", table, "-o", other)
    assert done.exit_code == 3
    assert other.read_text() == '{"note": 1}\n'


def test_two_processes_do_not_write_one_run(tmp_path: Path) -> None:
    with RunFile(tmp_path / "out.jsonl"), pytest.raises(ConfigurationError, match="another process"):
        RunFile(tmp_path / "out.jsonl")


KILLED = """
import os, signal, sys
from pathlib import Path
from wirebrief.schemas import ArticleSummary
from wirebrief.service.desk.intake import Intake
from wirebrief.service.desk.runfile import RunFile

summary = ArticleSummary.model_validate_json(Path(sys.argv[3]).read_text())
run = RunFile(Path(sys.argv[2]))
for one in list(Intake.named([sys.argv[1]]))[:3]:
    run.put(one, summary, None)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_that_is_killed_has_written_what_it_had(
    table: Path, tmp_path: Path, summary: ArticleSummary
) -> None:
    """Without warning, in the middle: the next run has the file to itself and makes up the rest."""
    (tmp_path / "summary.json").write_text(summary.model_dump_json())
    names = [str(table), str(tmp_path / "out.jsonl"), str(tmp_path / "summary.json")]
    done = subprocess.run([sys.executable, "-c", KILLED, *names], check=False)
    assert done.returncode == -signal.SIGKILL
    with RunFile(tmp_path / "out.jsonl") as run:
        assert [one.id for one in Intake.named([str(table)]) if not run.has(one)] == ["n3", "n4"]


def test_tables_in_a_pipe_come_out_in_order_by_id(wirebrief: Cli, table: Path) -> None:
    done = wirebrief("summarize", table)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["n0", "n1", "n2", "n3", "n4"]
    done = wirebrief("summarize", "-", "-o", table.with_name("x.jsonl"), stdin=table.read_bytes())
    assert [one.id for one in read_summaries(table.with_name("x.jsonl"))] == ["n0", "n1", "n2", "n3", "n4"]


def test_a_folder_of_articles_can_become_a_folder_of_pages(wirebrief: Cli, tmp_path: Path, text: str) -> None:
    for name in ("in", "out"):
        (tmp_path / name).mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text(text)
    wirebrief("summarize", tmp_path / "in", "-o", tmp_path / "out", "-f", "html")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.html", "b.html"]
