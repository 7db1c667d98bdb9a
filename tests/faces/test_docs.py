"""What the documents say of the command line and the endpoint is what these do.

After a wanted change: WIREBRIEF_UPDATE_SNAPSHOTS=1 pytest tests/faces/test_docs.py
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from typer.testing import CliRunner

from wirebrief.__main__ import app
from wirebrief.service import errors
from wirebrief.service.http.app import create_app
from wirebrief.service.http.settings import ServerSettings

DOCS = Path(__file__).parents[2] / "docs"
_HELP = re.compile(r"```text\n\$ wirebrief (?P<command>.*?)\n.*?```", re.DOTALL)
_ERRORS = re.compile(r"<!-- errors -->.*?<!-- /errors -->", re.DOTALL)


def check(name: str, made: str) -> None:
    path = DOCS / name
    if os.environ.get("WIREBRIEF_UPDATE_SNAPSHOTS"):
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")


def help_text(command: str) -> str:
    done = CliRunner().invoke(app, command.split(), prog_name="wirebrief", terminal_width=100)
    assert done.exit_code == 0, done.output
    return done.stdout.rstrip()


def test_help_in_the_docs_is_the_help() -> None:
    def current(block: re.Match[str]) -> str:
        return f"```text\n$ wirebrief {block['command']}\n{help_text(block['command'])}\n```"

    check("cli.md", _HELP.sub(current, (DOCS / "cli.md").read_text(encoding="utf-8")))


def tree(root: type[errors.WirebriefError]) -> Iterator[type[errors.WirebriefError]]:
    """The published errors below a class, in the order of their definition."""
    for error in root.__subclasses__():
        if error.__module__ == errors.__name__:
            yield error
            yield from tree(error)


def test_errors_in_the_docs_are_the_error_tree() -> None:
    rows = [
        f"| `{e.code}` | {e.status} | {e.exit_code} | {'yes' if e.retryable else ''} |"
        for e in tree(errors.WirebriefError)
    ]
    head = ["| code | HTTP status | exit code | retryable |", "| --- | --- | --- | --- |"]
    table = "\n".join(["<!-- errors -->", *head, *rows, "<!-- /errors -->"])
    check("endpoint.md", _ERRORS.sub(table, (DOCS / "endpoint.md").read_text(encoding="utf-8")))


def test_the_committed_description_of_the_endpoint_is_what_it_tells() -> None:
    """Clients are made from docs/openapi.json: a change of the endpoint shows there."""
    described = create_app(ServerSettings()).openapi()
    described["info"]["version"] = "…"  # changes with every release
    check("openapi.json", json.dumps(described, indent=1, ensure_ascii=False) + "\n")


def test_the_answer_in_the_readme_is_the_answer() -> None:
    """From the dots to the end; as it looks in a terminal of a hundred characters."""
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    shown = re.search(
        r"^\$ wirebrief (?P<command>.*--format text)\n…\n(?P<answer>.*?)```", readme, re.DOTALL | re.MULTILINE
    )
    assert shown is not None
    done = CliRunner().invoke(
        app, shown["command"].replace("docs/", f"{DOCS}/").split(), env={"COLUMNS": "100"}
    )
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    assert "\n".join(lines).endswith(shown["answer"].rstrip())
