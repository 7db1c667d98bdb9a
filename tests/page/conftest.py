"""The page as people meet it: `wirebrief serve` in a process of its own, and Debian's Chromium."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
_EXAMPLE = Path(__file__).parents[2] / "docs" / "example"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the embedded engine, ready to read."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", "wirebrief", "serve", "--engine", "rules", "--port", str(port)]
    state = tmp_path_factory.mktemp("served")
    log = state / "log"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WIREBRIEF_")}
    environment |= {"WIREBRIEF_SERVE_STORE": str(state / "jobs.sqlite3"), "WIREBRIEF_SERVE_WORKERS": "1"}
    with (
        log.open("wb") as out,
        subprocess.Popen(command, stdout=out, stderr=out, env=environment) as server,
    ):
        try:
            _wait_until_ready(url, server, log)
            yield url
        finally:
            server.terminate()
            server.wait(20)


def _wait_until_ready(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    transport = httpx.HTTPTransport(retries=6)  # it waits longer before each: 30 seconds in all
    with httpx.Client(transport=transport) as client:
        for _ in range(300):
            assert server.poll() is None, log.read_text()
            if client.get(f"{url}readyz").status_code == 200:
                return
            try:
                server.wait(0.2)
            except subprocess.TimeoutExpired:
                continue
    pytest.fail(f"The server is not ready: {log.read_text()}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed with the module: while it is open, no other event loop can run in this thread."""
    chromium = shutil.which("chromium")
    assert chromium, "The page's tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """A fresh page at `/`; the test fails that makes it ask anybody else, or lets a script fail."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None
    )
    page.on(
        "request",
        lambda asked: faults.append(asked.url) if not asked.url.startswith((served, "blob:")) else None,
    )
    page.goto(served)
    expect(page.locator("html")).to_have_attribute("data-ready", "true")
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def example() -> dict[str, Any]:
    """The documentation's summary of its own example, as an engine would give it."""
    summary: dict[str, Any] = json.loads((_EXAMPLE / "summary.json").read_text())
    return summary


@pytest.fixture
def example_text() -> str:
    return (_EXAMPLE / "article.txt").read_text()
