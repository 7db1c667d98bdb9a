"""How long reading takes, and whether its time is linear in the text.

    python bench/reading.py ARTICLE [--repeat 20]

Prints the median processor time of each stage over the article, then of the whole reading over the article
laid end to end 1, 3 and 10 times, and over hostile texts of 100,000 characters: marks, stops, brackets …
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from wirebrief.service.reading.language import detect_language
from wirebrief.service.reading.paragraphs import split_paragraphs
from wirebrief.service.reading.quotations import find_quotations
from wirebrief.service.reading.sentences import split_sentences
from wirebrief.service.reading.text import draft_document, read_text
from wirebrief.service.reading.view import fold, unfold
from wirebrief.service.reading.zones import find_zones

BAR_MS, BAR_GROWTH = 5.0, 15.0
HOSTILE = (
    '"',
    "'a ",
    "“",
    "‘a ",
    "« ",
    "(",
    "( ",
    "A. ",
    "a.",
    "...",
    " s",
    "? ",
    "\ufffd",
    "&",
    "a\u0301",
    "- \n",
    "「",
)


def median_ms(work: Callable[[], object], repeat: int) -> float:
    times = []
    for _ in range(repeat):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times) * 1000


def stages(text: str) -> dict[str, Callable[[], object]]:
    unfolded = unfold(text)
    ranges = split_paragraphs(unfolded.text)
    return {
        "language": lambda: detect_language(text),
        "view": lambda: fold(unfold(text).text),
        "paragraphs": lambda: split_paragraphs(unfolded.text),
        "zones": lambda: find_zones(unfolded.text, ranges),
        "sentences": lambda: [split_sentences(unfolded.text, *at) for at in ranges],
        "quotations": lambda: find_quotations(unfolded.text, ranges),
        "all but dates": lambda: draft_document(text),
        "all": lambda: read_text(text),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("article", type=Path)
    parser.add_argument("--repeat", type=int, default=20)
    options = parser.parse_args()
    text = options.article.read_bytes().decode("utf-8")
    print(f"{len(text)} characters")
    times = {name: median_ms(work, options.repeat) for name, work in stages(text).items()}
    for name, ms in times.items():
        print(f"{name:14} {ms:8.2f} ms")
    whole = {n: median_ms(partial(draft_document, text * n), 5) for n in (1, 3, 10)}
    print("laid end to end:", ", ".join(f"{n} x {ms:.1f} ms" for n, ms in whole.items()))
    for pattern in HOSTILE:
        short, long = (pattern * (size // len(pattern)) + "x" for size in (10_000, 100_000))
        ms, more = median_ms(partial(draft_document, short), 3), median_ms(partial(draft_document, long), 1)
        print(f"{pattern!r:12} 10k {ms:8.1f} ms   100k {more:8.1f} ms   x{more / ms:.1f}")
    return 0 if times["all but dates"] <= BAR_MS and whole[10] <= BAR_GROWTH * whole[1] else 1


if __name__ == "__main__":
    sys.exit(main())
