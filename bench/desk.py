"""What the desk itself costs beside the engine: Parquet in, the file of a run, all tables out as Parquet.

    python bench/desk.py [ARTICLES]     10,000 by default; needs the extra `desk`

Every article gets the summary of docs/example. Exits with 1 where the memory is not flat: where a run of all
articles takes more than 1 kB an article above a run of half of them. Below some 5,000 articles the batches of
rows that wait to be written are not yet full.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from wirebrief.schemas import ArticleSummary
from wirebrief.service.desk.export import FORMS
from wirebrief.service.desk.intake import Intake
from wirebrief.service.desk.runfile import RunFile

EXAMPLE = Path(__file__).parents[1] / "docs" / "example" / "summary.json"
_WORDS = "A ferry lost power off Tolmark on Monday, and two deckhands were hurt. " * 40
_BAR = 1024.0


def one_size(articles: int, folder: Path) -> None:
    """Print articles, seconds of each stage and the peak memory in bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([("id", pa.string()), ("text", pa.string())])
    with pq.ParquetWriter(folder / "in.parquet", schema) as writer:
        for start in range(0, articles, 1000):
            rows = [
                {"id": f"n{n:07}", "text": f"{_WORDS}{n}"} for n in range(start, min(start + 1000, articles))
            ]
            writer.write_table(pa.Table.from_pylist(rows, schema))
    summary = ArticleSummary.model_validate_json(EXAMPLE.read_bytes())
    marks = [time.perf_counter()]
    with RunFile(folder / "run.jsonl") as run:
        for given in Intake.named([str(folder / "in.parquet")]):
            if not run.has(given):
                run.put(given, summary, None)
        run.settle()
        marks.append(time.perf_counter())
        FORMS["parquet"](run.results(), folder)
        marks.append(time.perf_counter())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024  # Linux counts kilobytes
    print(articles, marks[1] - marks[0], marks[2] - marks[1], peak)


def main(articles: int) -> int:
    """Measure two sizes, each in a process of its own."""
    peaks = []
    print("articles   in and kept, a second   out as tables, a second   peak MB")
    for size in (articles // 2, articles):
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, __file__, "--one", str(size), folder]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
        count, kept, out, peak = map(float, done.stdout.split())
        peaks.append(peak)
        print(f"{count:8,.0f}   {count / kept:21,.0f}   {count / out:23,.0f}   {peak / 2**20:7.0f}")
    more = (peaks[1] - peaks[0]) / (articles - articles // 2)
    print(f"{more:.0f} bytes an article more (bar: {_BAR:.0f})")
    return int(more > _BAR)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one_size(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        raise SystemExit(main(int(sys.argv[1]) if sys.argv[1:] else 10_000))
