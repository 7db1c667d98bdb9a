"""How long grounding takes, and whether its time is linear in the article and in the references.

    .venv-bench/bin/python bench/grounding.py [--repeat 30]

Fifty references (forty true, ten false) in an article of 5,000 tokens made of the staged articles' sentences;
then articles of 2.5, 5, 10 and 20 thousand tokens, and 25 to 200 references. The indexes are built anew each
time, as for a new article. langextract's aligner does the same fifty in the same run where it is installed
(docs/dependencies.md).
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from staged import all_staged

from wirebrief.service.grounding import Addresses
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import read_text

BAR_MS = 5.0
TOKENS, REFERENCES = 5_000, 50


def article(tokens: int) -> Document:
    """An article of at least so many white-space tokens."""
    rng = random.Random(7)
    english = [one.document for one in all_staged() if one.document.language == "en"]
    pool = [d.text[s.start : s.end] for d in english for s in d.sentences if s.zone == "body"]
    text, count = [], 0
    while count < tokens:
        paragraph = " ".join(rng.sample(pool, 3))
        text.append(paragraph)
        count += len(paragraph.split())
    return read_text("\n\n".join(text))


def references(document: Document, count: int) -> list[tuple[str, str]]:
    """(sentence id, words): four of five true, the fifth with one word changed."""
    rng = random.Random(11)
    found = []
    for n in range(count):
        sentence = rng.choice(document.sentences)
        words = document.text[sentence.start : sentence.end].split()
        start = rng.randrange(max(len(words) - 6, 1))
        stretch = words[start : start + rng.randint(2, 6)]
        if n % 5 == 4:
            stretch[-1] = "Zorbano"
        found.append((sentence.id, " ".join(stretch).strip(",.;")))
    return found


def median_ms(work: Callable[[], object], repeat: int) -> float:
    times = []
    for _ in range(repeat):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def ours(document: Document, given: list[tuple[str, str]]) -> int:
    addresses = Addresses(document)
    return sum(hasattr(addresses.resolve(f"{ref}: {words}"), "start") for ref, words in given)


def peer(document: Document, given: list[tuple[str, str]]) -> Callable[[], object] | None:
    """langextract's resolver over the whole article, with its defaults; None where it is not installed."""
    try:
        from langextract import resolver
        from langextract.core import data
    except ImportError:
        return None
    extractions = [data.Extraction(extraction_class="words", extraction_text=words) for _, words in given]
    return lambda: list(resolver.Resolver().align(extractions, document.text, token_offset=0))


def main(repeat: int) -> int:
    document = article(TOKENS)
    given = references(document, REFERENCES)
    found = ours(document, given)
    mine = median_ms(lambda: ours(document, given), repeat)
    print(
        f"{REFERENCES} references in {len(document.text.split())} tokens: {mine:.2f} ms median, {found} found"
    )
    if (theirs := peer(document, given)) is None:
        print("langextract is not installed here: see docs/dependencies.md for an environment with it.")
    else:
        print(f"langextract's aligner on the same: {median_ms(theirs, max(repeat // 10, 3)):.2f} ms median")
    print("\ntokens      ms")
    for size in (2_500, 5_000, 10_000, 20_000):
        large = article(size)
        some = references(large, REFERENCES)
        print(f"{size:>6}  {median_ms(lambda d=large, r=some: ours(d, r), repeat):6.2f}")
    print("\nreferences  ms")
    for count in (25, 50, 100, 200):
        many = references(document, count)
        print(f"{count:>10}  {median_ms(lambda r=many: ours(document, r), repeat):6.2f}")
    return int(mine > BAR_MS)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--repeat", type=int, default=30)
    sys.exit(main(parser.parse_args().repeat))
