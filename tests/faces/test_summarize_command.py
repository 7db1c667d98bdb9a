"""`wirebrief summarize`: what it writes where, and how it fails."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from wirebrief.schemas import ArticleSummary, violations
from wirebrief.service import function
from wirebrief.service.engines.protocol import Engine
from wirebrief.service.rendering.text import render_text

Cli = Callable[..., Result]


@pytest.fixture
def ask(cli: Cli, scripted: Engine, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Runs `summarize` with an engine that always gives the good answer."""
    monkeypatch.setattr(function, "select_engine", lambda name, **options: scripted)

    def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
        return cli("summarize", *arguments, stdin=stdin)

    return run


@pytest.fixture
def file(tmp_path: Path, article: str) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(article, encoding="utf-8", newline="")
    return path


def test_a_pipe_gets_json_that_is_the_contract(ask: Cli, file: Path, article: str) -> None:
    done = ask(file)
    assert done.exit_code == 0, done.stderr
    assert violations(ArticleSummary.model_validate_json(done.stdout), article) == []


def test_standard_input_is_an_article(ask: Cli, article: str) -> None:
    done = ask("-", stdin=article)
    assert json.loads(done.stdout)["headline"] == "Ferry loses power off Tolmark"


def test_the_publication_day_can_be_given(ask: Cli, file: Path) -> None:
    done = ask(file, "--published", "2024-03-05")
    assert json.loads(done.stdout)["incidents"][0]["when"]["start"] == "2024-03-04"


def test_a_day_that_is_none_is_a_usage_error(ask: Cli, file: Path) -> None:
    assert ask(file, "--published", "yesterday").exit_code == 2


@pytest.mark.parametrize(
    ("format_", "begins"),
    [("text", "Ferry loses"), ("markdown", "# Ferry loses"), ("html", "<!DOCTYPE html>"), ("json", "{")],
)
def test_formats(ask: Cli, file: Path, format_: str, begins: str) -> None:
    assert ask(file, "--format", format_).stdout.lstrip().startswith(begins)


@pytest.mark.parametrize(("name", "begins"), [("a.md", "# "), ("a.html", "<!DOCTYPE"), ("a.out", "{")])
def test_the_suffix_of_the_output_decides_the_format(
    ask: Cli, file: Path, tmp_path: Path, name: str, begins: str
) -> None:
    done = ask(file, "--output", tmp_path / name)
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / name).read_text().lstrip().startswith(begins)


def test_an_unknown_format_is_a_configuration_error(ask: Cli, file: Path) -> None:
    done = ask(file, "--format", "pdf")
    assert done.exit_code == 3
    assert "markdown" in done.stderr


def test_a_failure_leaves_the_output_file_as_it_was(ask: Cli, tmp_path: Path) -> None:
    """Whole or not at all: nothing half-written, no temporary file left behind."""
    out = tmp_path / "out.json"
    out.write_text("before")
    (tmp_path / "empty.txt").touch()
    done = ask(tmp_path / "empty.txt", "--output", out)
    assert done.exit_code == 4
    assert out.read_text() == "before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["empty.txt", "out.json"]


def test_what_is_no_file_is_never_replaced(ask: Cli, file: Path) -> None:
    done = ask(file, "--output", "/dev/null")
    assert done.exit_code == 3
    assert not Path("/dev/null").is_file()


def test_several_articles_are_json_lines_in_the_order_of_the_input(
    ask: Cli, file: Path, tmp_path: Path
) -> None:
    """Line n is the summary of the n-th article, or its error."""
    (tmp_path / "empty.txt").touch()
    done = ask(tmp_path / "none.txt", file, tmp_path / "empty.txt", file)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["error"]["code"] if "error" in line else line["summary"]["status"] for line in lines] == [
        "input",
        "complete",
        "empty_article",
        "complete",
    ]


def test_a_run_of_several_is_complete_with_its_failures(ask: Cli, file: Path, tmp_path: Path) -> None:
    """They are told; a flag gives the exit code of the first."""
    done = ask(file, tmp_path / "none.txt")
    assert done.exit_code == 0
    assert "none.txt" in done.stderr
    assert ask(file, tmp_path / "none.txt", "--strict").exit_code == 4


def test_a_folder_gets_a_file_for_each_article(ask: Cli, file: Path, tmp_path: Path) -> None:
    """Two articles of one name do not overwrite each other."""
    (tmp_path / "b").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "b" / file.name).write_bytes(file.read_bytes())
    done = ask(file, tmp_path / "b" / file.name, "--output", tmp_path / "out", "--format", "html")
    assert done.exit_code == 0, done.stderr
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["ferry-2.html", "ferry.html"]


def test_several_pages_do_not_go_into_one_file(ask: Cli, file: Path, tmp_path: Path) -> None:
    done = ask(file, file, "--output", tmp_path / "x.html")
    assert done.exit_code == 3
    assert "folder" in done.stderr


@pytest.mark.parametrize("how", ["suffix", "doctype", "flag"])
def test_a_page_is_told_by_suffix_first_tag_or_flag(ask: Cli, tmp_path: Path, how: str) -> None:
    words = "A ferry lost power off Tolmark on Monday, and two deckhands were hurt. " * 4
    path = tmp_path / ("page.html" if how == "suffix" else "page.txt")
    start = "<!-- x --><!DOCTYPE html><html>" if how == "doctype" else ""
    path.write_text(f"{start}<body><article><h1>Ferry</h1><p>{words}</p></article></body>")
    done = ask(path, *(["--html"] if how == "flag" else []))
    assert done.exit_code == 0, done.stderr
    assert "<p>" not in json.loads(done.stdout)["article"]["text"]


def test_a_missing_file_is_named_once_with_what_to_do(ask: Cli) -> None:
    done = ask("none.txt")
    assert done.exit_code == 4
    assert done.stdout == ""
    assert done.stderr.count("none.txt") == 1
    assert "hint:" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_terminal_gets_colour_and_no_control_characters_of_the_article(summary: ArticleSummary) -> None:
    """An article must not steer the terminal that shows it."""
    from io import StringIO

    from rich.console import Console

    nasty = summary.model_copy(update={"headline": "Bold \x1b[31mred\x07 \u202eesrever [bold]markup"})
    out = StringIO()
    Console(file=out, force_terminal=True, color_system="standard", width=80).print(render_text(nasty))
    assert "\x1b[1m" in out.getvalue()
    assert "\x1b[31mred" not in out.getvalue()
    assert "\u202e" not in out.getvalue()
    assert "[bold]markup" in out.getvalue()
