"""Runs of many articles against a server that does all kinds of wrong, at full size.

    python bench/runs.py [faults limit killed hanging]     by default all of them

The server is `tests/support/faulty.py`, in a process of its own; `tests/runs` holds the same at a smaller
size. As without the extra `rules`: what a second reader's parsing costs is measured elsewhere.

- faults: 10,000 articles, 64 at a time, a quarter of all calls gone wrong. Bars: each ends in what it should;
  no answer is paid for twice; resident memory at the end at most 1.2 times that after the first thousand.
- limit: 1,000 articles, 64 at a time, 30 calls a second borne and no hint. Bars: none lost, 1.1 calls each.
- killed: 500 articles to standard output, FILE and FOLDER, killed at 50 points. Bars: the output is exact;
  no more was paid again than was under way at the kills.
- hanging: 1,000 articles, 5 of the first 200 hang 20 s. Bar: at most 1.2 times as long as without them.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from faulty import article, expected

from wirebrief import Result, summarize_many

SERVER = str(Path(__file__).parents[1] / "tests" / "support" / "faulty.py")

CLI = [
    sys.executable,
    "-c",
    "import sys; sys.modules['spacy'] = None; from wirebrief.service.cli import main; main()",
]


class Served:
    """The server in its own process."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.url = self._line()

    def counts(self) -> dict[str, int]:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        told: dict[str, int] = json.loads(self._line())
        return told

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@contextmanager
def serving(*weather: str) -> Iterator[Served]:
    command = [sys.executable, SERVER, *weather]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield Served(process)
    finally:
        process.kill()
        process.wait()


def run(model: Served, folder: str, numbers: Iterable[int]) -> Iterator[Result]:
    return summarize_many(
        (article(n) for n in numbers),
        concurrency=64,
        model="m",
        base_url=model.url,
        journal=f"{folder}/journal",
        timeout=30,
    )


def became(result: Result) -> str:
    if result.error is not None:
        return result.error.code
    summary = result.unwrap()
    own = summary.headline == f"Crane falls over, case {result.index}"
    return summary.status if own else "another article's"


def faults(folder: str) -> bool:
    sizes: list[float] = []
    wrong: Counter[tuple[str, str]] = Counter()
    with serving("faults=0.25", "seconds=0.05") as model:
        began = time.monotonic()
        for n, result in enumerate(run(model, folder, range(10_000)), 1):
            if became(result) != expected(result.index):
                wrong[became(result), expected(result.index)] += 1
            if n % 1000 == 0:
                sizes.append(resident())
        counts = model.counts()
    print(
        f"10,000 articles in {time.monotonic() - began:.0f} s; other than they should be: {dict(wrong) or 0}"
    )
    paid, twice = counts["answers"], counts["bought_twice"]
    print(f"{counts['calls']} calls, {paid} answers paid for, {twice} of them again")
    print("resident after each 1,000 articles:", ", ".join(f"{size:.0f} MB" for size in sizes))
    return not wrong and counts["bought_twice"] == 0 and sizes[-1] <= sizes[0] * 1.2


def resident() -> float:
    """Megabytes of this process."""
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found[1]) / 1024


def limit(folder: str) -> bool:
    numbers = [n for n in range(1, 1200) if expected(n) == "complete"][:1000]
    with serving("limit=30") as model:
        began = time.monotonic()
        lost = [r.error.code for r in run(model, folder, iter(numbers)) if r.error]
        seconds, calls = time.monotonic() - began, model.counts()["calls"]
    print(f"1,000 articles: {calls / 1000:.3f} calls each, {len(lost)} lost, {seconds:.0f} s")
    return not lost and calls <= 1100


def hanging(folder: str) -> bool:
    seconds = []
    for hung in (0, 5):
        with serving("seconds=1.0", f"hanging={hung}", "hang=20.0") as model:
            began = time.monotonic()
            done = sum(1 for _ in run(model, f"{folder}/{hung}", range(1, 1001)))
            seconds.append(time.monotonic() - began)
        assert done == 1000
    calm, hung = seconds
    print(f"1,000 articles: {calm:.0f} s; with 5 that hang 20 s {hung:.0f} s, {hung / calm:.2f} times")
    return hung <= 1.2 * calm


def killed(folder: str) -> bool:
    exact = [_killed(where, Path(folder) / where) for where in ("stdout", "file", "folder")]
    return all(exact)


def _killed(where: str, folder: Path, articles: int = 500, kills: int = 50, width: int = 16) -> bool:
    (folder / "in").mkdir(parents=True)
    numbers = [n for n in range(1, 2 * articles) if expected(n) == "complete"][:articles]
    for n in numbers:
        (folder / "in" / f"a{n}.txt").write_text(article(n))
    out = folder / "out"
    if where == "folder":
        out.mkdir()
    rng = random.Random(where)
    with serving("seconds=0.02") as model:
        files = [str(folder / "in" / f"a{n}.txt") for n in numbers]
        command = [
            *CLI,
            "summarize",
            *files,
            "--model",
            "m",
            "--base-url",
            model.url,
            "--concurrency",
            str(width),
        ]
        command += [] if where == "stdout" else ["-o", str(out)]
        environ = {**os.environ, "WIREBRIEF_JOURNAL": str(folder / "journal")}
        for _ in range(kills):
            _kill_after(rng.randint(1, width + 2 * articles // kills), command, environ, model, out, where)
        _start(command, environ, out, where).wait()
        again = model.counts()["bought_twice"]
    if where == "folder":
        made = sorted(json.loads(path.read_text())["headline"] for path in out.iterdir())
    else:
        made = sorted(json.loads(line)["summary"]["headline"] for line in out.read_text().splitlines())
    exact = made == sorted(f"Crane falls over, case {n}" for n in numbers)
    print(f"{where}: killed {kills} times, the output is {'exact' if exact else 'NOT EXACT'}")
    print(f"{again} answers paid again; {kills * width} may have been under way")
    return exact and again <= kills * width


def _start(command: list[str], environ: dict[str, str], out: Path, where: str) -> "subprocess.Popen[bytes]":
    if where != "stdout":
        return subprocess.Popen(command, env=environ)
    with out.open("wb") as to:
        return subprocess.Popen(command, env=environ, stdout=to)


def _kill_after(
    answers: int, command: list[str], environ: dict[str, str], model: Served, out: Path, where: str
) -> None:
    before = model.counts()["answers"]
    with _start(command, environ, out, where) as process:
        while model.counts()["answers"] - before < answers and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)


BENCHES: dict[str, Callable[[str], bool]] = {
    "faults": faults,
    "limit": limit,
    "killed": killed,
    "hanging": hanging,
}


def main(names: list[str]) -> int:
    sys.modules["spacy"] = None  # type: ignore[assignment]  # what import takes for missing
    missed = []
    for name in names or BENCHES:
        print(f"\n== {name}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            if not BENCHES[name](folder):
                missed.append(name)
    print(f"\nbelow their bar: {', '.join(missed)}" if missed else "\nall bars met")
    return int(bool(missed))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
