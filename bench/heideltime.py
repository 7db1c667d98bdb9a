"""Our TIMEX3 reader beside HeidelTime's, on the same documents in one run.

    python bench/heideltime.py --data PATH/TO/tempeval3 --split AQUAINT \\
        --command "java -jar heideltime.jar -c config.props -t news -l english -dct {dct} {file}"

HeidelTime (GPL) is no part of this project: the command is that of your own copy, which prints TimeML for one
file; `{dct}` and `{file}` are filled in. It is started once for each document, as its standalone version is
made; `--outputs FOLDER` reads what it printed before (NAME.tml each) instead, `--first 10` takes ten
documents. Data: TimeML files, one folder for each split. Figures are F1 over all documents; the difference is
paired by document (95% bootstrap interval).
"""

import argparse
import math
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from wirebrief.evals.benchmarks.tempeval3 import AnnotatedDocument, align, read_timeml
from wirebrief.evals.stats.ledger import Sums, f1
from wirebrief.evals.stats.paired import difference
from wirebrief.service.reading.dates.timex import Timex, TimexType, timexes
from wirebrief.service.reading.text import draft_document

MEASURES = ("strict", "relaxed", "type", "value")
_BODY = re.compile(r"<TimeML>\r?\n(.*)\r?\n</TimeML>", re.DOTALL)
_TAG = re.compile(r"<TIMEX3(?P<attributes> [^>]*)>|(?P<end></TIMEX3>)")
_TYPES: dict[str, TimexType] = {"DATE": "DATE", "TIME": "TIME", "DURATION": "DURATION", "SET": "SET"}


def printed_timexes(output: str, document: AnnotatedDocument) -> tuple[Timex, ...]:
    """The TIMEX3s of HeidelTime's output, which repeats the text without escaping it.

    Raises:
        ValueError: its words are not those of the document.
    """
    body = _BODY.search(output)
    if body is None:
        raise ValueError(f"{document.name}: no TimeML was printed:\n{output[:500]}")
    found, words, done, opened = [], "", 0, (0, {"type": "", "value": ""})
    for tag in _TAG.finditer(body[1]):
        words += body[1][done : tag.start()]
        done = tag.end()
        if tag["attributes"]:
            opened = len(words), dict(re.findall(r'(\w+)="([^"]*)"', tag["attributes"]))
        else:
            start, attributes = opened
            found.append(Timex(start, len(words), _TYPES[attributes["type"]], attributes.get("value", "")))
    if words + body[1][done:] != document.text:
        raise ValueError(f"{document.name}: the words printed are not those of the document.")
    return tuple(found)


Reader = Callable[[AnnotatedDocument], tuple[tuple[Timex, ...], float]]
"""What a reader finds in a document, and the seconds that it took."""


def run_by(command: str, folder: Path) -> Reader:
    """HeidelTime as a process for each document, which finds its text in `folder`."""

    def read(document: AnnotatedDocument) -> tuple[tuple[Timex, ...], float]:
        file = folder / f"{document.name}.txt"
        file.write_bytes(document.text.encode("utf-8"))
        words = [word.format(dct=document.dct, file=file) for word in shlex.split(command)]
        began = time.perf_counter()
        ran = subprocess.run(words, capture_output=True, check=True)
        took = time.perf_counter() - began
        return printed_timexes(ran.stdout.decode("utf-8"), document), took

    return read


def printed_in(outputs: Path) -> Reader:
    """What HeidelTime printed before; its time is not known."""

    def read(document: AnnotatedDocument) -> tuple[tuple[Timex, ...], float]:
        output = (outputs / f"{document.name}.tml").read_bytes().decode("utf-8")
        return printed_timexes(output, document), math.nan

    return read


def ours(document: AnnotatedDocument) -> tuple[tuple[Timex, ...], float]:
    """Our reader, from the raw characters on."""
    began = time.perf_counter()
    found = timexes(draft_document(document.text), document.dct)
    return found, time.perf_counter() - began


def sums(document: AnnotatedDocument, found: tuple[Timex, ...]) -> list[list[float]]:
    """Hits, gold and predicted of a document, one row for each of `MEASURES`."""
    pairs = list(align(document.gold, found))
    hits = (
        sum((g.start, g.end) == (f.start, f.end) for g, f in pairs),
        len(pairs),
        sum(g.type == f.type for g, f in pairs),
        sum(g.value == f.value for g, f in pairs),
    )
    return [[float(n), float(len(document.gold)), float(len(found))] for n in hits]


def lines(documents: list[AnnotatedDocument], readers: dict[str, Reader]) -> Iterator[str]:
    """A table of the readers, then the lead of the second on each measure."""
    ours(documents[0])  # rules are compiled when first used
    yield f"{'':10}" + "".join(f"{name:>10}" for name in (*MEASURES, "docs/s"))
    rows: list[Sums] = []
    for name, read in readers.items():
        answers = [read(document) for document in documents]
        table = [sums(document, found) for document, (found, _) in zip(documents, answers, strict=True)]
        rows.append(np.array(table))
        figures = "".join(f"{100 * figure:>10.1f}" for figure in f1(rows[-1].sum(axis=0)))
        yield f"{name:10}{figures}{len(documents) / sum(took for _, took in answers):>10.2f}"
    for n, measure in enumerate(MEASURES):
        lead = difference(rows[0][:, n], rows[1][:, n])
        if lead is not None and lead.interval is not None:
            low, high = 100 * lead.interval.low, 100 * lead.interval.high
            yield f"{measure:10}{100 * lead.effect:+.1f} [{low:+.1f}, {high:+.1f}], p = {lead.p:.4f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="AQUAINT")
    parser.add_argument("--first", type=int, help="how many documents; all of them unless given")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--command")
    source.add_argument("--outputs", type=Path)
    given = parser.parse_args()
    files = sorted((given.data / given.split).glob("*.tml"))[: given.first]
    if not files:
        parser.error(f"there are no .tml files in {given.data / given.split}")
    with tempfile.TemporaryDirectory() as folder:
        peer = printed_in(given.outputs) if given.outputs else run_by(given.command, Path(folder))
        for line in lines([read_timeml(file) for file in files], {"heideltime": peer, "ours": ours}):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
