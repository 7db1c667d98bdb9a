"""An interrupt ends the command at once, and leaves no half-written file."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

WORK = "import asyncio, time\nfrom wirebrief.service import function\n"
SLOW = """
class Slow:
    name, languages = "slow", None
    async def draft(self, document):
        print("begun", file=__import__("sys").stderr, flush=True)
        await asyncio.to_thread(time.sleep, 60)
    async def aclose(self): pass
function.select_engine = lambda name, **options: Slow()
"""
MAIN = "from wirebrief.service.cli import main\nmain()\n"


def start(*arguments: object, engine: str = SLOW) -> subprocess.Popen[str]:
    """The command in a process of its own, with an engine whose thread cannot be stopped."""
    return subprocess.Popen(
        [sys.executable, "-c", WORK + engine + MAIN, "summarize", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


@pytest.mark.parametrize("several", [False, True])
def test_while_an_article_is_worked_on(tmp_path: Path, several: bool) -> None:
    article = tmp_path / "a.txt"
    article.write_text("A ferry lost power off Tolmark on Monday.")
    with start(*([article] * (1 + several)), "--output", tmp_path / "out.json") as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "begun\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        assert "Traceback" not in process.stderr.read()
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
