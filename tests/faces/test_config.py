"""`wirebrief config`: every setting in force, where it comes from, and no secret."""

import os
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from unittest.mock import patch

import pytest
from typer.testing import Result

from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.http.settings import ServerSettings
from wirebrief.service.http.settings_file import variables_in

Cli = Callable[..., Result]
SECRET = "whsec_" + "c2VjcmV0" * 4


@pytest.fixture(autouse=True)
def environ() -> Iterator[None]:
    """What a file stands for is in the environment of one test alone."""
    with patch.dict(os.environ):
        yield


def lines(made: Result) -> dict[str, str]:
    """Each setting with where it comes from."""
    assert made.exit_code == 0, made.stderr
    rows = [line.rpartition("  # ") for line in made.stdout.splitlines() if "  # " in line]
    return {said.removeprefix("# ").split()[0]: origin for said, _, origin in rows}


def test_each_setting_is_told_with_where_it_comes_from(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A flag wins over the environment, that over the file, and that over the default."""
    file = tmp_path / "wirebrief.toml"
    file.write_text(
        "[serve]\nqueue = 1\nworkers = 2\ndrain = 3\n[llm]\nmodel = 'm'\napi_key = 'k'\nseed = 4\n"
    )
    monkeypatch.setenv("WIREBRIEF_SERVE_QUEUE", "5")
    monkeypatch.setenv("WIREBRIEF_SERVE_WORKERS", "6")
    monkeypatch.setenv("WIREBRIEF_SERVE_DRAIN", " ")
    made = cli("config", "--settings", file, "--queue", 7)
    origins, said = lines(made), tomllib.loads(made.stdout)
    assert (said["serve"]["queue"], origins["queue"]) == (7, "flag --queue")
    assert (said["serve"]["workers"], origins["workers"]) == (6, "environment WIREBRIEF_SERVE_WORKERS")
    assert (said["serve"]["drain"], origins["drain"]) == (3, f"file {file}")
    assert (said["serve"]["time_limit"], origins["time_limit"]) == (120, "default")
    assert said["serve"]["models"] == ["m"]
    assert (said["llm"]["seed"], origins["seed"]) == (4, f"file {file}")


def test_every_setting_there_is_is_told(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREBRIEF_API_KEY", "k")
    told = set(lines(cli("config", "--model", "m")))
    assert {field.name for field in (*fields(ServerSettings), *fields(LLMSettings))} < told
    assert {"journal", "journal_days", "fallback"} < told


def test_a_limit_that_another_one_sets_says_so(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREBRIEF_API_KEY", "k")
    made = cli("config", "--model", "m", "--time-limit", 60)
    assert tomllib.loads(made.stdout)["llm"]["timeout"] == 58
    assert lines(made)["timeout"] == "time_limit, as 180 is beyond it"


def test_no_secret_is_shown(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {
        "WIREBRIEF_API_KEY": "sk-canary",
        "WIREBRIEF_FALLBACK_API_KEY": "sk-canary",
        "WIREBRIEF_SERVE_WEBHOOK_SECRET": SECRET,
        "WIREBRIEF_BASE_URL": "https://somebody:sk-canary@example.org/v1",
        "WIREBRIEF_SERVE_BASE_URL": "https://somebody:sk-canary@example.org/v1",
        "WIREBRIEF_SERVE_STORE": "postgresql://somebody:sk-canary@example.org/jobs",
    }
    for name, secret in secrets.items():
        monkeypatch.setenv(name, secret)
    made = cli("config", "--model", "m")
    assert made.exit_code == 0
    assert "sk-canary" not in made.output
    assert SECRET not in made.output
    assert made.stdout.count("********") == 6
    assert "somebody:********@example.org" in made.stdout


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://sk-canary@example.org/v1", "https://********@example.org/v1"),
        ("https://example.org/v1?key=sk-canary&api-version=2024", "/v1?key=********&api-version=2024"),
    ],
)
def test_an_address_that_holds_a_secret_is_masked(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, address: str, shown: str
) -> None:
    """Whoever it names without a password may be the key, and so may what stands in its query."""
    monkeypatch.setenv("WIREBRIEF_BASE_URL", address)
    made = cli("config", "--model", "m")
    assert made.exit_code == 0
    assert "sk-canary" not in made.output
    assert shown in made.stdout


def test_what_is_printed_is_a_file_of_settings(cli: Cli, tmp_path: Path) -> None:
    made = cli("config", "--queue", 9, "--engine", "rules", "--host", "::1")
    file = tmp_path / "again.toml"
    file.write_text(made.stdout)
    assert ServerSettings.load(variables_in(file)) == ServerSettings.load(
        {}, queue=9, engines=("rules",), host="::1"
    )


def test_a_file_of_the_environment_is_read(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "wirebrief.toml"
    file.write_text("[serve]\nwebhook_private = true\nengines = ['rules']\n")
    monkeypatch.setenv("WIREBRIEF_SETTINGS", str(file))
    assert lines(cli("config"))["webhook_private"] == f"file {file}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[serve]\nquue = 1", "no setting 'quue'"),
        ("[server]\nqueue = 1", "has 'server'"),
        ("queue = 1", "has 'queue'"),
        ("[serve", "no TOML"),
        ("[serve]\nqueue = 'many'", "WIREBRIEF_SERVE_QUEUE is 'many'"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused(
    cli: Cli, tmp_path: Path, text: str | None, says: str
) -> None:
    file = tmp_path / "wirebrief.toml"
    if text is not None:
        file.write_text(text)
    for command in ("config", "serve"):
        made = cli(command, "--settings", file)
        assert made.exit_code == 3
        assert says in made.stderr
