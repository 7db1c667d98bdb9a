"""The TypeScript client: typed from the description, compiled strictly, and understood by a server."""

import asyncio
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from wirebrief.service.engines.protocol import Engine
from wirebrief.service.http.app import create_app
from wirebrief.service.http.keys import hash_of
from wirebrief.service.http.settings import ServerSettings

pytestmark = pytest.mark.usefixtures("no_parser")

PACKAGE = Path(__file__).parents[2] / "clients" / "typescript"
KEY = "wb_k"


def npm(script: str, **environ: str) -> None:
    done = subprocess.run(
        ["npm", "run", "--silent", script],
        cwd=PACKAGE,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_is_built_and_does_what_it_says(
    serve: Callable[[FastAPI], Any], scripted: Engine, article: str, tmp_path: Path
) -> None:
    assert (PACKAGE / "node_modules").is_dir(), "`make test` installs what it is built with"
    npm("build")
    keys = tmp_path / "keys.toml"
    keys.write_text(f'[[key]]\nname = "desk"\nsha256 = "{hash_of(KEY)}"\n')
    settings = ServerSettings(store=tmp_path / "jobs.sqlite3", keys=keys)
    app = create_app(settings, open_engine=lambda name, model: scripted, aside=asyncio.to_thread)
    with serve(app) as base:
        npm("test", WIREBRIEF_URL=base, WIREBRIEF_KEY=KEY, WIREBRIEF_TEXT=article)


def test_its_lockfile_names_no_registry() -> None:
    """Where packages come from is the business of the machine that installs them."""
    packages = json.loads((PACKAGE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []
