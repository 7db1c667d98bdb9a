"""How many articles a second the rules engine summarises, and whether its memory stays flat.

    python bench/throughput.py [--articles 96] [--flat 2000] [--data PATH/TO/polnear]

Articles are the staged ones of the tests with a last line of their own, so that no two are alike, or with
--data the development articles of PolNeAR as often as asked for. Every row is a run over the same articles:
`summarize_many` at several widths, then the same work one article after another with the parser fed one by
one and in batches (`parse_many`, which is spaCy's pipe). Memory is the resident size during a last run.
"""

import argparse
import gc
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import cycle, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from staged import all_staged

from wirebrief import summarize_many
from wirebrief.schemas import Provenance
from wirebrief.service.engines.rules.engine import RulesEngine, draft_parsed
from wirebrief.service.engines.rules.parse import parse_many
from wirebrief.service.grounding import assemble, ground, verify
from wirebrief.service.reading.text import read_text

_NOW = datetime(2020, 1, 1, tzinfo=UTC)
NOTHING = Provenance(engine="bench", latency_ms=0, started_at=_NOW, finished_at=_NOW, software_version="0")
WIDTHS, BATCHES = (1, 2, 4), (1, 4, 16, 64)
MOST_GROWTH_MB = 40.0


def staged_texts() -> list[str]:
    return [one.document.text for one in all_staged() if one.document.language in (None, "en")]


def polnear_texts(data: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((data / "dev" / "text").glob("*.txt"))]


def variants(texts: list[str], count: int) -> Iterator[str]:
    """So many articles, each with figures of its own."""
    for n, text in enumerate(islice(cycle(texts), count)):
        yield f"{text}\nBulletin {n} of {count} was closed with {n * 7 + 3} entries.\n"


def many(texts: Iterable[str], width: int) -> int:
    results = summarize_many(texts, concurrency=width, engine=RulesEngine())
    return sum(result.unwrap() is not None for result in results)


def batched(texts: Iterable[str], batch: int) -> int:
    """The same work in one thread, with the parser fed in batches."""
    done = 0
    for parsed in parse_many(map(read_text, texts), batch_size=batch):
        document = parsed.document
        checked = verify(document, ground(document, draft_parsed(parsed)), frozenset())
        done += assemble(document, checked, provenance=NOTHING) is not None
    return done


def timed(name: str, texts: list[str], work: Callable[[list[str]], int]) -> None:
    gc.collect()
    wall, processor = time.perf_counter(), time.process_time()
    done = work(texts)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(f"{name:<26} {done / wall:>12.1f} {done / processor:>22.1f}", flush=True)


def resident_mb() -> float:
    """The resident size now; its peak where the system does not tell."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


def memory(texts: Iterator[str], count: int) -> float:
    """Print the resident size as articles go by; how much it grew after the first quarter."""
    sizes = []
    for n, result in enumerate(summarize_many(texts, concurrency=2, engine=RulesEngine()), start=1):
        result.unwrap()
        if n % max(count // 8, 1) == 0:
            sizes.append(resident_mb())
            print(f"after {n:>6} articles {sizes[-1]:>8.0f} MB", flush=True)
    return sizes[-1] - sizes[len(sizes) // 4]


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--articles", type=int, default=96)
    options.add_argument("--flat", type=int, default=0, help="articles over which memory must stay flat")
    options.add_argument("--data", type=Path, help="folder that holds dev/text")
    chosen = options.parse_args()
    given = polnear_texts(chosen.data) if chosen.data else staged_texts()
    texts = list(variants(given, chosen.articles))
    print(f"{len(texts)} articles of {sum(map(len, texts)) / len(texts):,.0f} characters")
    many(texts[:4], 1)
    print(f"{'articles a second':<26} {'by the clock':>12} {'of processor time':>22}")
    for width in WIDTHS:
        timed(f"summarize_many, {width} wide", texts, partial(many, width=width))
    for batch in BATCHES:
        timed(f"in a row, batches of {batch}", texts, partial(batched, batch=batch))
    if not chosen.flat:
        return 0
    grown = memory(variants(given, chosen.flat), chosen.flat)
    print(f"grew by {grown:.0f} MB, at most {MOST_GROWTH_MB:.0f}")
    return int(grown > MOST_GROWTH_MB)


if __name__ == "__main__":
    sys.exit(main())
