"""`wirebrief journal` shows, exports and removes what models answered."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result
from upstream import ScriptedUpstream, answer

Cli = Callable[..., Result]


@pytest.fixture
def answered(
    upstream: ScriptedUpstream, cli: Cli, tmp_path: Path, article: str, draft: dict[str, Any]
) -> None:
    """The journal after one article was summarised on the command line."""
    upstream.always(answer(draft))
    file = tmp_path / "ferry.txt"
    file.write_text(article)
    done = cli("summarize", file, "--model", "scripted", "--base-url", upstream.url)
    assert done.exit_code == 0, done.output


def key_of(listed: Result) -> str:
    found = re.match(r"[0-9a-f]{12}", listed.stdout)
    assert found, listed.output
    return found[0]


@pytest.mark.usefixtures("answered")
def test_an_answer_is_listed_on_a_line(cli: Cli) -> None:
    listed = cli("journal", "list")
    assert re.fullmatch(
        r"[0-9a-f]{12}  \d{4}-\d\d-\d\d \d\d:\d\d:\d\d  200  scripted  5000 > 20  [0-9a-f]{12}\n",
        listed.stdout,
    )


@pytest.mark.usefixtures("answered")
def test_it_is_found_by_model_and_article(cli: Cli) -> None:
    article = cli("journal", "list").stdout.split()[-1]
    assert cli("journal", "list", "--article", article, "--model", "scripted").stdout
    assert not cli("journal", "list", "--article", "0" * 64).stdout
    assert not cli("journal", "list", "--model", "other").stdout


@pytest.mark.usefixtures("answered")
def test_it_is_shown_by_the_beginning_of_its_key(cli: Cli) -> None:
    shown = json.loads(cli("journal", "show", key_of(cli("journal", "list"))).stdout)
    assert shown["identity"]["model"] == "scripted"
    assert shown["response"]["usage"]["total_tokens"] == 5020


@pytest.mark.usefixtures("answered")
def test_a_key_that_no_answer_has_is_told(cli: Cli) -> None:
    done = cli("journal", "show", "zz")
    assert (done.exit_code, "No answers have a key that begins with 'zz'" in done.output) == (4, True)


@pytest.mark.usefixtures("answered")
def test_an_export_is_a_recording(cli: Cli, tmp_path: Path) -> None:
    to = tmp_path / "recording.json"
    assert cli("journal", "export", "-o", to).exit_code == 0
    exported = json.loads(to.read_text())
    assert exported["recording_version"] == 1
    assert [one["made_by"] for one in exported["answers"]] == ["scripted-1"]


@pytest.mark.usefixtures("answered")
def test_only_what_is_named_is_removed(cli: Cli) -> None:
    assert cli("journal", "prune").exit_code == 4
    assert cli("journal", "prune", "--days", "1").stdout == "0 answers removed.\n"
    assert cli("journal", "prune", "--failures").stdout == "0 answers removed.\n"
    assert cli("journal", "prune", "--model", "scripted").stdout == "1 answers removed.\n"
    assert cli("journal", "list").stdout == ""


def test_no_journal_yet_is_told(cli: Cli, journal_path: Path) -> None:
    done = cli("journal", "list")
    assert done.exit_code == 3
    assert f"There is no journal at {journal_path}." in done.output


def test_a_file_that_is_no_journal_is_told(cli: Cli, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("no journal, but a good deal longer than the header of one is: " * 3)
    done = cli("journal", "list", "--journal", other)
    assert (done.exit_code, "cannot be opened" in done.output) == (3, True)
    assert other.read_text().startswith("no journal")
