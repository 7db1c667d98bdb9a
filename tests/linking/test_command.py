"""`wirebrief link`: runs in, events out, in the forms that people and tools read."""

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from told import article, figure, incident
from typer.testing import CliRunner, Result

from wirebrief.schemas.events import Event, Events
from wirebrief.service.cli import app

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    return lambda *arguments: CliRunner().invoke(app, ["link", *map(str, arguments)])


@pytest.fixture
def summaries(tmp_path: Path) -> Path:
    """Three articles in the file of a run; two of them contradict each other on one event."""
    told = [
        article("a", incident(killed=[figure(9)])),
        article("b | c", incident(killed=[figure(12)])),
        article("d", incident(city="Kello")),
    ]
    path = tmp_path / "run.jsonl"
    lines = (f'{{"id":{json.dumps(s.id)},"summary":{s.summary.model_dump_json()}}}\n' for s in told)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_a_document_holds_every_event(run: Run, summaries: Path, tmp_path: Path) -> None:
    assert run(summaries, "--out", tmp_path / "events.json").exit_code == 0
    events = Events.model_validate_json((tmp_path / "events.json").read_bytes()).events
    assert [[m.article for m in event.members] for event in events] == [["a", "b | c"], ["d"]]


def test_lines_hold_an_event_each(run: Run, summaries: Path, tmp_path: Path) -> None:
    run(summaries, "--out", tmp_path / "events.jsonl")
    lines = (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()
    assert [Event.model_validate_json(line).id for line in lines] == ["E1", "E2"]


def test_a_pipe_gets_the_document(run: Run, summaries: Path) -> None:
    assert len(Events.model_validate_json(run(summaries).stdout).events) == 2


def test_of_an_id_that_comes_again_the_last_summary_counts(run: Run, summaries: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.json"
    summary = article("a", incident(city="Joensuu")).summary
    again.write_text(summary.model_dump_json(), encoding="utf-8")
    events = Events.model_validate_json(run(summaries, again).stdout).events
    assert sorted((m.article, event.place) for event in events for m in event.members) == [
        ("a", "Joensuu"),
        ("b | c", "Varela"),
        ("d", "Kello"),
    ]


def test_only_events_of_several_articles(run: Run, summaries: Path) -> None:
    assert [event.id for event in Events.model_validate_json(run(summaries, "--several").stdout).events] == [
        "E1"
    ]


def test_markdown_shows_versions_and_contradictions(run: Run, summaries: Path) -> None:
    page = run(summaries, "-f", "markdown", "--several").stdout
    assert "## E1 · 2026-03-03 · bombing · Varela · 9 to 12 killed" in page
    assert r"- **b \| c (2026-03-03)** A bomb went off at a market." in page
    assert "- killed\n  - **9**: a (2026-03-03): “9”\n  - **12**: " in page


def test_tables_go_into_a_database(run: Run, summaries: Path, tmp_path: Path) -> None:
    run(summaries, "--out", tmp_path / "events.duckdb")
    with duckdb.connect(str(tmp_path / "events.duckdb")) as base:
        assert base.execute("SELECT id, killed_min, killed_max, articles FROM events").fetchall() == [
            ("E1", 9, 12, 2),
            ("E2", None, None, 1),
        ]
        assert base.execute("SELECT kind, side, says, article, words FROM contradictions").fetchall() == [
            ("killed", 1, "9", "a", ["9"]),
            ("killed", 2, "12", "b | c", ["12"]),
        ]
        assert base.execute("SELECT count(*) FROM event_members").fetchone() == (3,)


def test_tables_go_into_files(run: Run, summaries: Path, tmp_path: Path) -> None:
    run(summaries, "--out", tmp_path / "events.csv")
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == [
        "events.contradictions.csv",
        "events.event_members.csv",
        "events.events.csv",
        "events.updates.csv",
    ]


@pytest.mark.parametrize(
    "arguments", [["--out", "events.html"], ["--format", "acled"], ["--format", "duckdb"]], ids=" ".join
)
def test_what_cannot_be_written_is_told_before_anything_is_read(run: Run, arguments: list[str]) -> None:
    done = run("nowhere.jsonl", *arguments)
    assert done.exit_code == 3
    assert "hint:" in done.stderr


def test_a_file_that_holds_something_else_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("no summary\n")
    assert run(tmp_path / "x.jsonl").exit_code == 4
