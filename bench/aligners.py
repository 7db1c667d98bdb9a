"""Where false words are aligned: our addresses beside langextract's aligner.

    .venv-bench/bin/python bench/aligners.py [--mutants]

Every sentence of the six staged articles (tests/support/staged.py) is given whole and in stretches, and made
wrong in every way of `adversary.false_literals`; each aligner is asked for the place of the words in that
sentence. It must find the true ones and refuse the false ones. `--mutants` runs the whole adversarial suite
through our own pipeline instead (minutes), and what cannot be caught with it.

langextract is no dependency: it has an environment of its own (docs/dependencies.md), in which this
repository must be importable, as by `PYTHONPATH=src`. Without it our column is printed alone.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from adversary import Aligner, caught, false_literals, misplaced, mutants, swaps
from staged import all_staged

from wirebrief.schemas import Span
from wirebrief.service.grounding import Addresses
from wirebrief.service.reading.document import Document

Case = tuple[Document, str, str, str]
"""Document, sentence id, kind of falsehood ("true" for none), words."""


def cases() -> Iterator[Case]:
    """True stretches of every sentence, and false ones that the sentence does not have."""
    for article in all_staged():
        document = article.document
        for sentence in document.sentences:
            words = document.text[sentence.start : sentence.end].split()
            text = " ".join(words)
            for size in (len(words), 8, 5, 3):
                for start in range(0, max(len(words) - size, 0) + 1, size):
                    stretch = " ".join(words[start : start + size]).strip(" .,;:")
                    yield document, sentence.id, "true", stretch
                    for kind, false in false_literals(stretch):
                        if false.strip(" .,;:") not in text:
                            yield document, sentence.id, kind, false


def ours() -> Callable[[Document, str, str], tuple[int, int] | None]:
    """Our addresses."""
    known: dict[int, Addresses] = {}

    def align(document: Document, sentence: str, words: str) -> tuple[int, int] | None:
        addresses = known.setdefault(id(document), Addresses(document))
        found = addresses.resolve(f"{sentence}: {words}")
        return (found.start, found.end) if isinstance(found, Span) else None

    return align


def langextract_aligner() -> Aligner | None:
    """langextract's resolver with its defaults, or None where it is not installed."""
    try:
        from langextract import resolver
        from langextract.core import data
    except ImportError:
        return None

    def align(passage: str, words: str) -> tuple[int, int] | None:
        extraction = data.Extraction(extraction_class="words", extraction_text=words)
        found = next(iter(resolver.Resolver().align([extraction], passage, token_offset=0)), None)
        place = found.char_interval if found else None
        if place is None or place.start_pos is None or place.end_pos is None:
            return None
        return place.start_pos, place.end_pos

    return align


def compare() -> None:
    """Print for each kind how many words each aligner found a place for."""
    mine, theirs = ours(), langextract_aligner()
    total, found, peer = Counter[str](), Counter[str](), Counter[str]()
    for document, sentence, kind, words in cases():
        total[kind] += 1
        found[kind] += mine(document, sentence, words) is not None
        if theirs is not None:
            whole = document.sentence_by_id[sentence]
            peer[kind] += theirs(document.text[whole.start : whole.end], words) is not None
    if theirs is None:
        print("langextract is not installed here: see docs/dependencies.md for an environment with it.\n")
    print(f"{'words given a place in the sentence':<38}{'n':>6}{'ours':>8}{'langextract':>13}")
    for kind in ["true", *sorted(set(total) - {"true"})]:
        shown = f"{peer[kind]:>13}" if theirs is not None else f"{'-':>13}"
        print(f"{kind:<38}{total[kind]:>6}{found[kind]:>8}{shown}")


def suite() -> int:
    """Run every mutant through our pipeline; 1 where one that can be caught was not."""
    total, seen, missed = Counter[str](), Counter[str](), Counter[str]()
    for article in all_staged():
        for mutant in mutants(article):
            total[mutant.kind] += 1
            missed[mutant.kind] += not caught(article, mutant)
        for mutant in (*swaps(article), *misplaced(article)):
            total[mutant.kind] += 1
            seen[mutant.kind] += caught(article, mutant)
    unseen = set(seen)
    for kind in sorted(set(total) - unseen):
        print(f"{kind:<38}{total[kind]:>6} lies, {missed[kind]} missed")
    print("\nnot to be caught in principle:")
    for kind in sorted(unseen):
        print(f"{kind:<38}{total[kind]:>6} lies, {seen[kind]} caught all the same")
    return int(any(missed.values()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--mutants", action="store_true", help="run the adversarial suite through the pipeline"
    )
    if parser.parse_args().mutants:
        sys.exit(suite())
    compare()
