"""What scoring costs: python bench/evals.py [documents] [gold folder].

Scores that many answers to our own gold articles (repeated under other names) with 2,000 resamples,
without details, and prints the time and the peak of memory.
"""

import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from wirebrief.evals.gold_store import as_prediction, default_gold, load_gold
from wirebrief.evals.outputs import Output
from wirebrief.evals.report.parallel import score_in_parallel
from wirebrief.schemas.gold import Gold


def documents(count: int) -> Iterator[tuple[Gold, Output]]:
    """Gold articles in turn, each answered with itself but for its last quote."""
    articles = load_gold(Path(sys.argv[2]) if len(sys.argv) > 2 else default_gold())
    for n in range(count):
        article = articles[n % len(articles)]
        gold = article.gold.model_copy(update={"name": f"{article.name}-{n}"})
        answer = as_prediction(article.gold)
        answer = answer.model_copy(update={"quotes": answer.quotes[:-1]})
        yield gold, Output(article=gold.name, summary=answer)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    started = time.perf_counter()
    figures = score_in_parallel(documents(count))
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    spent = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{count} documents, {len(figures)} rows, 2000 resamples: {seconds:.1f} s ({spent:.1f} s of CPU)")
    print(f"peak {peak:.0f} MiB, in a worker {worker:.0f} MiB")


if __name__ == "__main__":
    main()
