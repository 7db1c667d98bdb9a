"""Run the tests of the llm engine over both ends of the openai range, without touching the environment.

    python bench/client_versions.py [VERSION …]      by default 2.0.0 and the newest 3

Each version goes into a folder of its own, before the environment's on the path; openai 2 speaks through
httpx, openai 3 through httpx2. The newest is newer than what instructor lets a resolver install, so this also
says what will break when that bound moves.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
ENDS = ("openai==2.0.0", "openai>=3,<4")


def passes(requirement: str) -> bool:
    """Whether the tests pass over this version."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--target",
            folder,
            requirement,
        ]
        subprocess.run(pip, check=True)
        print(*(path.name for path in Path(folder).glob("openai-*")), flush=True)
        tests = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-m",
            "not local",
            "-p",
            "no:cacheprovider",
            "tests/llm",
        ]
        environment = {**os.environ, "PYTHONPATH": folder}
        return subprocess.run(tests, cwd=ROOT, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    wanted = [f"openai=={version}" for version in sys.argv[1:]] or ENDS
    results = [passes(requirement) for requirement in wanted]
    raise SystemExit(0 if all(results) else 1)
