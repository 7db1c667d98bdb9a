"""An archive from Parquet to tables with the `rules` engine, through the command line.

    python bench/archive.py speed         one process beside two: time, processor time, memory over time
    python bench/archive.py interrupted   interrupted at random (SIGKILL, SIGINT): the tables come out equal
    ... --full                            10,000 articles and 20 interruptions; else 600 and 6
    ... --articles 2000 --times 20        so many

Articles are stretches of some 1,200 characters of our development gold, each with figures and names of its
own. The memory is that of all processes, pages that they share counted once (PSS, Linux only). Bars: two
processes on two free cores are 1.8 times as fast as one; of 10,000 articles, the memory of the third quarter
is at most 1.1 times that of the second; the tables of an interrupted run equal those of an unbroken one.
Where other work shares the cores, the gain is told by processor time too: as if all but the busiest processes
had a core to themselves, before and after, which is more than they take.
"""

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from wirebrief.service.desk.tables import TABLES

GOLD = Path(__file__).parents[1] / "evals" / "gold"
COMMAND = [sys.executable, "-c", "from wirebrief.service.cli import main; main()", "summarize"]
LENGTH = 900
FASTER, FLAT = 1.8, 1.1
FEW = 5000
"""Articles below which caches are still filling, and memory tells nothing."""
_DAYS = "January February March April May June July August September October November December Monday Tuesday"
_KEPT = frozenset(f"{_DAYS} Wednesday Thursday Friday Saturday Sunday".split())


def stretches() -> list[str]:
    """Beginnings of articles, and what follows them, cut between paragraphs."""
    found = []
    for gold in sorted(GOLD.glob("*/gold.json")):
        about = json.loads(gold.read_text("utf-8"))
        if about.get("split") != "dev" or not about.get("synthetic"):
            continue
        paragraphs = gold.with_name("article.txt").read_text("utf-8").split("\n\n")
        while paragraphs:
            cut, length = 0, 0
            while cut < len(paragraphs) and length < LENGTH:
                length += len(paragraphs[cut])
                cut += 1
            if length >= LENGTH / 2:
                found.append("\n\n".join(paragraphs[:cut]))
            paragraphs = paragraphs[cut:]
    return found


def varied(texts: list[str], number: int) -> str:
    """An article that no other number gives: names that are only names, and figures, are its own."""
    dice = random.Random(number)
    text = dice.choice(texts)
    common = set(re.findall(r"\b[a-z]+\b", " ".join(texts)))
    for name in sorted(set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{4,}\b", text)) - _KEPT):
        if name.lower() not in common:
            ending = dice.choice("bdfklmnprstv") + dice.choice("aeiou") + dice.choice("lnrst")
            text = re.sub(rf"\b{name}\b", name[:-1] + ending, text)
    text = re.sub(r"\b[2-9]\d?\b", lambda found: str(dice.randint(2, 9 if len(found[0]) == 1 else 99)), text)
    return f"{text}\n\nBulletin {number} was closed at noon."


def write_archive(path: Path, articles: int) -> None:
    texts, schema = stretches(), pa.schema([("id", pa.string()), ("text", pa.string())])
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, articles, 500):
            numbers = range(start, min(start + 500, articles))
            rows = [{"id": f"n{n:06}", "text": varied(texts, n)} for n in numbers]
            writer.write_table(pa.Table.from_pylist(rows, schema))


def started(archive: Path, out: Path, processes: int) -> "subprocess.Popen[str]":
    """The command in a session of its own."""
    command = [*COMMAND, str(archive), "--out", str(out), "--format", "parquet", "--engine", "rules"]
    return subprocess.Popen(
        [*command, "--processes", str(processes)],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


@dataclass
class Watch:
    """What all processes of a session take, looked at once a second."""

    session: int
    mebibytes: list[float] = field(default_factory=list)
    seconds: dict[int, float] = field(default_factory=dict)
    """Processor time of each process when it was last seen."""
    over: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        while not self.over.wait(1.0):
            pids = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
            self.mebibytes.append(sum(self._look(pid) for pid in pids if self._ours(pid)))

    def on_free_cores(self, processes: int) -> float:
        """At most so many seconds would pass if nothing else ran."""
        busiest = sorted(self.seconds.values())[-processes:]
        return sum(busiest) / processes + sum(self.seconds.values()) - sum(busiest)

    def _ours(self, pid: int) -> bool:
        try:
            return os.getsid(pid) == self.session
        except OSError:
            return False

    def _look(self, pid: int) -> float:
        try:
            stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            self.seconds[pid] = (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
            shares = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:  # it has just ended
            return 0.0
        found = re.search(r"^Pss:\s+(\d+)", shares, re.MULTILINE)
        return int(found[1]) / 1024 if found else 0.0


def speed(folder: Path, articles: int) -> bool:
    archive = folder / "in.parquet"
    write_archive(archive, articles)
    print(f"{articles:,} articles; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print("processes  seconds  a second  processor s   MiB of 2nd quarter   of the third   most")
    walls, alone, flat = [], [], True
    for processes in (1, 2):
        begun = time.monotonic()
        process = started(archive, folder / str(processes), processes)
        watch = Watch(process.pid)
        thread = threading.Thread(target=watch.run)
        thread.start()
        _, told = process.communicate()
        walls.append(time.monotonic() - begun)
        watch.over.set()
        thread.join()
        assert process.returncode == 0, told
        size = len(watch.mebibytes) // 4
        second, third = (max(watch.mebibytes[n * size : (n + 1) * size]) for n in (1, 2))
        flat = flat and (articles < FEW or third <= FLAT * second)
        alone.append(watch.on_free_cores(processes))
        took = f"{walls[-1]:7.0f}  {articles / walls[-1]:8.1f}  {sum(watch.seconds.values()):11.0f}"
        memory = f"{second:18.0f}   {third:12.0f}   {max(watch.mebibytes):4.0f}"
        print(f"{processes:9}  {took}   {memory}", flush=True)
    print(f"two are {walls[0] / walls[1]:.2f} times as fast as one (bar {FASTER})")
    print(f"by processor time, on free cores: {alone[0] / alone[1]:.2f} times")
    return flat and walls[0] / walls[1] >= FASTER and equal(folder / "1", folder / "2")


def interrupted(folder: Path, articles: int, times: int) -> bool:
    archive = folder / "in.parquet"
    write_archive(archive, articles)
    finished(started(archive, folder / "unbroken", 2))
    dice = random.Random(articles)
    how: list[str] = []
    for n in range(times):
        # The last two meet the end of the run, when lines are put in order and tables are written.
        wanted = articles if n >= times - 2 else (n + dice.random()) * articles / times
        how.append(broken_off(started(archive, folder / "broken", 2), folder / "broken", wanted, dice))
    told = finished(started(archive, folder / "broken", 2))
    same = equal(folder / "unbroken", folder / "broken")
    print(f"{articles:,} articles, interrupted {times} times: {', '.join(how)}")
    print(f"{told.strip()}\ntables {'equal' if same else 'NOT EQUAL'}")
    return same


def broken_off(process: "subprocess.Popen[str]", out: Path, wanted: float, dice: random.Random) -> str:
    """Interrupt the command when it has so many results, and a moment later; tell how it was done."""
    while process.poll() is None and done(out / "summaries.jsonl") < wanted:
        time.sleep(0.05)
    time.sleep(dice.random() * 0.5)
    how = dice.choice(["SIGINT", "SIGKILL", "SIGKILL to one"])
    results = done(out / "summaries.jsonl")
    if process.poll() is None:
        if how == "SIGKILL to one":  # its workers notice by themselves
            process.kill()
        else:
            os.killpg(process.pid, signal.Signals[how])
    process.communicate()  # returns when the last of its processes has gone
    return f"{how} at {results:,}"


def done(run: Path) -> int:
    """Lines in the file of the run."""
    return sum(1 for _ in run.open("rb")) if run.exists() else 0


def finished(process: "subprocess.Popen[str]") -> str:
    _, told = process.communicate()
    assert process.returncode == 0, told
    return told


def equal(one: Path, other: Path) -> bool:
    """Whether all tables in two folders hold the same rows in the same order."""
    return all(
        pq.read_table(one / f"{name}.parquet").equals(pq.read_table(other / f"{name}.parquet"))
        for name in TABLES
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("what", choices=["speed", "interrupted"])
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--articles", type=int)
    parser.add_argument("--times", type=int)
    given = parser.parse_args()
    articles = given.articles or (10_000 if given.full else 600)
    with tempfile.TemporaryDirectory() as folder:
        if given.what == "speed":
            met = speed(Path(folder), articles)
        else:
            met = interrupted(Path(folder), articles, given.times or (20 if given.full else 6))
    print("all bars met" if met else "below its bar")
    return int(not met)


if __name__ == "__main__":
    raise SystemExit(main())
