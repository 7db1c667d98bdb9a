"""How long it takes to start: `import wirebrief` over bare Python, and `wirebrief --help`.

    python bench/startup.py [RUNS]

Prints medians in milliseconds beside the bars of the project, and exits with 1 where one is missed. Runs take
turns, so that a busy moment of the machine falls on all three alike.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

BARE = (sys.executable, "-c", "pass")
IMPORT = (sys.executable, "-c", "import wirebrief")
HELP = (sys.executable, "-m", "wirebrief", "--help")
IMPORT_BAR, HELP_BAR = 150.0, 500.0


def milliseconds(command: Sequence[str]) -> float:
    """The time that one run of a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def main(runs: int) -> int:
    """Measure and report; the exit code."""
    for command in (BARE, IMPORT, HELP):  # fills the caches of the file system and of compiled code
        milliseconds(command)
    rows = [(milliseconds(BARE), milliseconds(IMPORT), milliseconds(HELP)) for _ in range(runs)]
    bare, imported, helped = (statistics.median(column) for column in zip(*rows, strict=True))
    print(f"medians of {runs} runs")
    print(f"bare python           {bare:7.1f} ms")
    print(f"import wirebrief      {imported - bare:7.1f} ms over it, bar {IMPORT_BAR:.0f}")
    print(f"wirebrief --help      {helped:7.1f} ms, bar {HELP_BAR:.0f}")
    return int(imported - bare > IMPORT_BAR or helped > HELP_BAR)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 15))
