"""What the library itself takes of an article's time: everything but the model and the parser.

    python bench/library_time.py [--article seed] [--runs 100] [--profile]

The article is one of `evals/gold`, and its own gold (as the draft that `draft_of` makes of it) stands for the
engine's answer. Printed are the medians of wall and processor time of each stage, and the least processor
time, which a busy machine changes less. The `llm` way is reading,
building the request, grounding, verifying and assembling; of the `rules` way the rules are given apart, as a
share of the parser's own time. Every run goes the whole way of an article that was never seen: what the
library remembers of texts from one call to the next is forgotten before each.
"""

import argparse
import cProfile
import gc
import pstats
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from wirebrief.evals.gold_store import default_gold, load_gold
from wirebrief.prompts.leaks import examples
from wirebrief.prompts.registry import prompt
from wirebrief.schemas import Provenance
from wirebrief.schemas.draft import Draft
from wirebrief.service.engines.llm.engine import messages_for
from wirebrief.service.engines.rules.engine import draft_parsed
from wirebrief.service.engines.rules.parse import parse
from wirebrief.service.engines.rules.parser import parser
from wirebrief.service.grounding import assemble, failed_items, ground, verify
from wirebrief.service.grounding.draft_of import draft_of
from wirebrief.service.reading.text import read_text

BAR_MS, BAR_SHARE = 10.0, 0.20
Made = TypeVar("Made")
Memory = type(lru_cache(len))
_NOW = datetime(2020, 1, 1, tzinfo=UTC)
NOTHING = Provenance(engine="bench", latency_ms=0, started_at=_NOW, finished_at=_NOW, software_version="0")

Times = dict[str, list[tuple[float, float]]]
Row = tuple[float, float, float]


def middle(seconds: Iterable[float]) -> float:
    """The median in milliseconds."""
    return statistics.median(seconds) * 1e3


class Watch:
    """Wall and processor seconds of each stage of one run after another."""

    def __init__(self) -> None:
        self.taken: Times = {}

    def __call__(self, stage: str, work: Callable[[], Made]) -> Made:
        wall, processor = time.perf_counter(), time.thread_time()
        made = work()
        self.taken.setdefault(stage, []).append((time.perf_counter() - wall, time.thread_time() - processor))
        return made

    def summary(self) -> dict[str, Row]:
        """Milliseconds by stage: median wall and processor time, and the least processor time."""
        return {
            stage: (middle(w for w, _ in t), middle(c for _, c in t), min(c for _, c in t) * 1e3)
            for stage, t in self.taken.items()
        }


def memories() -> list[Memory]:
    """What the library remembers of the texts it saw: its caches that have a bound above one."""
    ours = [module for name, module in sys.modules.items() if name.startswith("wirebrief.")]
    modules = [dict(vars(module)) for module in ours]
    classes = [dict(vars(value)) for names in modules for value in names.values() if isinstance(value, type)]
    found = [value for names in (*modules, *classes) for value in names.values()]
    plain = [value.__func__ if isinstance(value, classmethod) else value for value in found]
    caches = {id(value): value for value in plain if isinstance(value, Memory)}
    return [cache for cache in caches.values() if (cache.cache_parameters()["maxsize"] or 0) > 1]


def of_a_model(text: str, draft: Draft, watch: Watch) -> None:
    """The way of an article that a language model reads, but for the model."""
    document = watch("read", lambda: read_text(text))
    watch("build the request", lambda: messages_for(prompt("summarize"), document))
    grounded = watch("ground", lambda: ground(document, draft))
    checked = watch("verify", lambda: verify(document, grounded, examples(prompt("summarize"))))
    watch("find what failed", lambda: failed_items(draft, checked))
    watch("assemble", lambda: assemble(document, checked, provenance=NOTHING))


def of_rules(text: str, watch: Watch) -> None:
    """The way of an article that the rules engine reads."""
    document = watch("read", lambda: read_text(text))
    parsed = watch("parse", lambda: parse(document))
    ours = parser()
    watch("the parser alone", lambda: ours.run([ours.language.make_doc(" ".join(parsed.text))]))
    draft = watch("rules", lambda: draft_parsed(parsed))
    grounded = watch("ground", lambda: ground(document, draft))
    checked = watch("verify", lambda: verify(document, grounded, frozenset()))
    watch("find what failed", lambda: failed_items(draft, checked))
    watch("assemble", lambda: assemble(document, checked, provenance=NOTHING))


def timed(way: Callable[[Watch], None], runs: int) -> dict[str, Row]:
    """Medians over so many runs, each over a text new to the library."""
    way(Watch())  # tables are loaded and expressions compiled once in a process
    gc.collect()
    gc.freeze()  # the vocabulary of the parser is no garbage of ours to look through
    watch, caches = Watch(), memories()
    for _ in range(runs):
        for cache in caches:
            cache.cache_clear()
        gc.collect()
        way(watch)
    return watch.summary()


def row(name: str, wall: float, processor: float, least: float) -> str:
    return f"{name:<20} {wall:>9.2f} {processor:>9.2f} {least:>9.2f}"


def total(times: dict[str, Row], names: Iterable[str]) -> Row:
    rows = [times[name] for name in names]
    return sum(r[0] for r in rows), sum(r[1] for r in rows), sum(r[2] for r in rows)


def profile(way: Callable[[Watch], None]) -> None:
    """Where the library spends its time, by 50 runs."""
    profiler = cProfile.Profile()
    profiler.enable()
    timed(way, 50)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(40)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--article", default="seed", help="name of a gold article")
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--profile", action="store_true", help="profile instead")
    parser.add_argument("--gold", type=Path, default=default_gold())
    options = parser.parse_args()
    article = next(a for a in load_gold(options.gold) if a.name == options.article)
    document = read_text(article.text)
    draft, _ = draft_of(article.gold.summary, document)
    if options.profile:
        profile(lambda watch: of_a_model(article.text, draft, watch))
        return 0
    print(f"{options.article}: {len(article.text)} characters, {len(document.sentences)} sentences")
    ours = timed(lambda watch: of_a_model(article.text, draft, watch), options.runs)
    library = show("of a model", ours, ours)
    rules = timed(lambda watch: of_rules(article.text, watch), max(options.runs // 4, 5))
    show("of rules", rules, [stage for stage in rules if stage not in ("parse", "the parser alone")])
    share = rules["rules"][1] / rules["the parser alone"][1]
    print(f"the library over a model's answer: {library:.1f} ms of processor time, bar {BAR_MS:.0f}")
    print(f"rules over the parser alone: {share:.1%}, aim {BAR_SHARE:.0%}")
    return int(library > BAR_MS or share > BAR_SHARE)


def show(way: str, times: dict[str, Row], ours: Iterable[str]) -> float:
    """Print the table of one way; the processor time of the library's own stages."""
    print(f"\n{f'{way}, ms':<20} {'wall':>9} {'processor':>9} {'least':>9}")
    for name, pair in times.items():
        print(row(name, *pair))
    whole = total(times, list(ours))
    print(row("library", *whole))
    return whole[1]


if __name__ == "__main__":
    sys.exit(main())
