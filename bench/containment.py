"""How many of the quotations that people marked lie within the quotation spans that reading finds.

    python bench/containment.py --data PATH/TO/polnear

Data: PolNeAR 1.0 (brat stand-off: `dev/text/*.txt`, `dev/attributions/*.ann`), which is not part of this
project. A quoted stretch is a run of at least three words inside marks within an annotated content; marks are
counted by a reader of its own, which knows straight and curly double marks and forgets them at the end of a
line. Where a document has several annotators the first in file order is taken.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from wirebrief.service.reading.text import read_text

LEAST_WORDS = 3
BAR = 0.99


def inside_marks(text: str) -> list[bool]:
    """For each character, whether a plain left-to-right reading has it between double marks."""
    inside, opened = [False] * len(text), ""
    for i, char in enumerate(text):
        if char == "\n":
            opened = ""
        elif char == "\u201c" or (char == '"' and not opened):
            opened = char
        elif char in '"\u201d':
            opened = ""
        elif opened:
            inside[i] = True
    return inside


def contents(annotations: str) -> Iterator[list[tuple[int, int]]]:
    """The fragments of each content of a brat stand-off file."""
    for line in annotations.splitlines():
        parts = line.split("\t")
        if len(parts) > 1 and parts[0].startswith("T") and parts[1].startswith("Content "):
            yield [(int(a), int(b)) for a, b in (f.split() for f in parts[1][len("Content ") :].split(";"))]


def quoted_stretches(text: str, annotations: str) -> list[tuple[int, int]]:
    """The annotated stretches inside marks, each once, in order."""
    inside = inside_marks(text)
    found = set()
    for fragments in contents(annotations):
        kept = sorted(i for a, b in fragments for i in range(a, min(b, len(text))) if inside[i])
        for start, end in _runs(kept):
            if len(text[start:end].split()) >= LEAST_WORDS:
                found.add((start, end))
    return sorted(found)


def _runs(indices: list[int]) -> Iterator[tuple[int, int]]:
    start = previous = -2
    for i in [*indices, -1]:
        if i != previous + 1:
            if start >= 0:
                yield start, previous + 1
            start = i
        previous = i


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space and punctuation at its ends, which annotators cut differently."""
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end


def measure(data: Path) -> tuple[int, int, list[str]]:
    """Stretches, those contained, and the missed ones in words."""
    total = held = 0
    missed: list[str] = []
    for path in sorted((data / "dev" / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        annotated = sorted((data / "dev" / "attributions").glob(f"{path.stem}_????.ann"))
        quotations = read_text(text).quotations
        for start, end in quoted_stretches(text, annotated[0].read_text("utf-8")):
            total += 1
            first, last = trimmed(text, start, end)
            if any(q.start <= first and last <= q.end for q in quotations):
                held += 1
            else:
                missed.append(f"{path.stem} [{start}:{end}] {text[max(0, start - 20) : end + 20]!r}")
    return total, held, missed


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--data", type=Path, required=True, help="folder that holds dev/text and dev/attributions"
    )
    total, held, missed = measure(parser.parse_args().data)
    print("\n".join(missed))
    print(f"contained: {held} of {total} quoted stretches = {held / max(1, total):.4f} (bar {BAR})")
    return 0 if held >= BAR * total else 1


if __name__ == "__main__":
    sys.exit(main())
