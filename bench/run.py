"""Every bench that needs nothing but the repository, one after another, each printing its own table.

    python bench/run.py [NAME …]     by default all of them

Exits with 1 where one of them missed its bar. What needs outside data, a network or another environment is in
README.md beside this file, with its command.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SEED = HERE.parent / "evals" / "gold" / "seed" / "article.txt"
BENCHES: dict[str, tuple[str, ...]] = {
    "startup": ("7",),
    "reading": (str(SEED), "--repeat", "10"),
    "library_time": ("--runs", "40"),
    "linearity": (),
    "hostile": (),
    "journal": (),
    "model_path": ("--articles", "320"),
    "long_articles": (),
    "grounding": ("--repeat", "5"),
    "throughput": ("--articles", "48"),
    "evals": ("100",),
    "intervals": ("200",),
}


def main(names: list[str]) -> int:
    missed = []
    for name in names or BENCHES:
        print(f"\n== {name}", flush=True)
        command = [sys.executable, str(HERE / f"{name}.py"), *BENCHES.get(name, ())]
        if subprocess.run(command, check=False).returncode:
            missed.append(name)
    print(f"\nbelow their bar: {', '.join(missed)}" if missed else "\nall bars met")
    return int(bool(missed))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
