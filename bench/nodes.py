"""A run on two nodes of Ray, one of which is killed in the middle: what is bought again.

    python bench/nodes.py [--articles 200]     needs the extra `scale`

Three nodes on this machine: one that the run is started from, which does no work, and two with a core each.
The model is `tests/support/faulty.py`, which answers after half a second and counts what it was paid for.
When half of the answers are bought, one of the two nodes is killed with SIGKILL. Bars: every article is in
the tables once, and no more is bought again than the killed node can have had under way.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from ray.cluster_utils import Cluster
from runs import serving

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))
from faulty import article, expected

CONCURRENCY = 4
COMMAND = [sys.executable, "-c", "from wirebrief.service.cli import main; main()", "run"]


def write_tables(folder: Path, articles: int) -> None:
    """Ten articles a table, and so a slice."""
    numbers = [n for n in range(1, 2 * articles) if expected(n) == "complete"][:articles]
    folder.mkdir()
    for first in range(0, articles, 10):
        rows = [{"id": f"n{n:05}", "text": article(n)} for n in numbers[first : first + 10]]
        pq.write_table(pa.Table.from_pylist(rows), folder / f"{first:05}.parquet")


def main(articles: int) -> int:
    with tempfile.TemporaryDirectory() as place, serving("seconds=0.5") as model:
        folder = Path(place)
        write_tables(folder / "in", articles)
        os.environ["WIREBRIEF_JOURNAL"] = str(folder / "journal")
        cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0})
        doomed = [cluster.add_node(num_cpus=1) for _ in range(2)][1]
        config = folder / "run.toml"
        config.write_text(
            f'input = "{folder}/in"\noutput = "{folder}/out"\nengine = "llm"\nmodel = "m"\n'
            f'base_url = "{model.url}"\nconcurrency = {CONCURRENCY}\nexecutor = "ray"\n'
            f'address = "{cluster.address}"\n'
        )
        begun = time.monotonic()
        with subprocess.Popen([*COMMAND, str(config)]) as process:
            while model.counts()["answers"] < articles / 2:
                assert process.poll() is None, "it ended before half was done"
                time.sleep(0.1)
            before = model.counts()
            cluster.remove_node(doomed, allow_graceful=False)
            print(f"a node was killed after {time.monotonic() - begun:.0f} s and {before['answers']} answers")
        counts = model.counts()
        rows = ds.dataset(folder / "out" / "articles").to_table(["article"])["article"].to_pylist()
        cluster.shutdown()
    print(f"exit code {process.returncode}, {time.monotonic() - begun:.0f} s")
    print(f"{articles} articles, {len(rows)} in the table, {len(set(rows))} of them different")
    print(f"{counts['answers']} answers paid for, {counts['bought_twice']} again (bar {CONCURRENCY})")
    once = len(rows) == len(set(rows)) == articles
    return int(not (process.returncode == 0 and once and counts["bought_twice"] <= CONCURRENCY))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200)
    raise SystemExit(main(parser.parse_args().articles))
