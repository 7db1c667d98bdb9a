"""`wirebrief prompts`, `schema`, `serve` and the help."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Cli = Callable[..., Result]


def test_prompts_are_listed_with_version_and_hash(cli: Cli) -> None:
    assert any(
        line.startswith("summarize v3  sha256 ") for line in cli("prompts", "list").stdout.splitlines()
    )


def test_a_prompt_is_shown_as_its_file(cli: Cli) -> None:
    assert cli("prompts", "show", "summarize").stdout.startswith("+++")


def test_an_unknown_prompt_is_a_configuration_error(cli: Cli) -> None:
    done = cli("prompts", "show", "nonesuch")
    assert done.exit_code == 3
    assert "summarize v3" in done.stderr


def test_render_shows_the_body_that_would_be_sent(cli: Cli, tmp_path: Path, article: str) -> None:
    """Without a key and without a network."""
    path = tmp_path / "a.txt"
    path.write_text(article)
    body = json.loads(cli("prompts", "render", path).stdout)
    assert "captain Runa Olsby" in body["messages"][-1]["content"]
    assert body["response_format"]["json_schema"]["strict"] is True


@pytest.mark.parametrize(
    ("options", "field"), [((), "attributions"), (("--draft",), "headline"), (("--events",), "events")]
)
def test_schema_is_json_schema(cli: Cli, options: tuple[str, ...], field: str) -> None:
    made = json.loads(cli("schema", *options).stdout)
    assert field in made["properties"]


def test_the_schema_says_the_unit_of_offsets(cli: Cli) -> None:
    assert (
        "code points"
        in json.loads(cli("schema").stdout)["$defs"]["Span"]["properties"]["start"]["description"]
    )


def test_serving_an_engine_that_is_none_fails_before_listening(cli: Cli) -> None:
    done = cli("serve", "--engine", "psychic")
    assert done.exit_code == 3
    assert "psychic" in done.stderr


def test_serving_a_model_without_a_key_says_what_is_missing(cli: Cli) -> None:
    done = cli("serve", "--engine", "llm", "--model", "m")
    assert done.exit_code == 3
    assert "OPENAI_API_KEY" in done.stderr


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from wirebrief.service.cli import app; from typer.testing import CliRunner;"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0;"
        "heavy = {'pydantic', 'openai', 'spacy', 'fastapi', 'trafilatura', 'jinja2'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
