"""TIMEX3 against TimeML corpora, scored as TempEval-3 did (UzZaman et al. 2013).

Strict: the same extent. Relaxed: any overlap, one to one in order. Type and value: relaxed matches that also
agree in the attribute, over the same totals, so that value F1 counts missed and spurious expressions too. The
creation time is given to the reader and not scored.

    wirebrief eval benchmark tempeval3 PATH --split AQUAINT --errors

`PATH` holds a folder of `.tml` files for each split.
"""

import html
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from wirebrief.evals.benchmarks.sampling import sampled
from wirebrief.service.errors import ConfigurationError
from wirebrief.service.reading.dates.timex import Timex, timexes
from wirebrief.service.reading.text import draft_document

_DCT = re.compile(r"<DCT>.*?value=\"(\d{4}-\d\d-\d\d)", re.DOTALL)
_TEXT = re.compile(r"<TEXT>(.*)</TEXT>", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Z0-9a-z]+)([^>]*)>")
_SHOWN = 40
_ATTRIBUTE = re.compile(r"(\w+)=\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A TimeML document: its words, its creation day and the TIMEX3s that the annotators marked."""

    name: str
    text: str
    dct: date
    gold: tuple[Timex, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1, as fractions of one."""

    hits: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        total = self.found + self.wanted
        return 2 * self.hits / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement; `cause` is `missed`, `spurious`, `extent`, `type` or `value`."""

    cause: str
    document: str
    gold: str
    found: str


@dataclass(frozen=True)
class Report:
    split: str
    documents: int
    strict: Score
    relaxed: Score
    type: Score
    value: Score
    documents_per_second: float
    misses: tuple[Miss, ...] = field(repr=False)
    errors: bool = False

    def lines(self) -> Iterator[str]:
        """A table for people."""
        yield f"{self.split}: {self.documents} documents, {self.documents_per_second:.0f} documents/s"
        for name in ("strict", "relaxed", "type", "value"):
            score: Score = getattr(self, name)
            yield f"  {name:8} P {score.precision:6.1%}  R {score.recall:6.1%}  F1 {score.f1:6.1%}"

    def causes(self) -> Iterator[str]:
        """Disagreements, counted and shown by cause, the commonest wordings first."""
        for cause, n in Counter(miss.cause for miss in self.misses).most_common():
            yield f"{cause}: {n}"
            pairs = [(m.gold or "nothing", m.found or "nothing") for m in self.misses if m.cause == cause]
            yield from (f"  {k:4} gold {a}, found {b}" for (a, b), k in Counter(pairs).most_common(_SHOWN))

    def __str__(self) -> str:
        return "\n".join([*self.lines(), *(self.causes() if self.errors else ())])


def read_timeml(path: Path) -> AnnotatedDocument:
    """One TimeML file.

    Raises:
        ConfigurationError: it has no creation time or no text.
    """
    source = path.read_text("utf-8")
    dct, body = _DCT.search(source), _TEXT.search(source)
    if dct is None or body is None:
        raise ConfigurationError(f"{path.name} is no TimeML document with a creation day.")
    words, gold, opened, done = "", [], None, 0
    for tag in _TAG.finditer(body[1]):
        words += html.unescape(body[1][done : tag.start()])
        done = tag.end()
        if tag[2] != "TIMEX3":
            continue
        if not tag[1]:
            opened = len(words), dict(_ATTRIBUTE.findall(tag[3]))
        elif opened is not None:
            start, attributes = opened
            gold.append(Timex(start, len(words), attributes["type"], attributes["value"]))
            opened = None
    return AnnotatedDocument(
        path.stem, words + html.unescape(body[1][done:]), date.fromisoformat(dct[1]), tuple(gold)
    )


def run(
    path: Path,
    split: str = "AQUAINT",
    *,
    limit: int | None = None,
    errors: bool = False,
    sample: str = "all",
) -> Report:
    """Score the reader on one folder of TimeML files.

    Args:
        path: the folder that holds the splits.
        split: the name of a folder in it; rules were developed on `TimeBank`.
        limit: only so many documents, spread evenly.
        errors: let the report list what went wrong by cause.
        sample: `a` or `b` for one half of the split.

    Raises:
        ConfigurationError: there are no TimeML files there.
    """
    files = sorted((Path(path) / split).glob("*.tml"))
    if not files:
        raise ConfigurationError(f"There are no .tml files in {split}.", hint="Name the folder of one split.")
    annotated = [read_timeml(file) for file in sampled(files, sample, limit)]
    began = time.perf_counter()
    found = [timexes(draft_document(document.text), document.dct) for document in annotated]
    seconds = time.perf_counter() - began
    return replace(_report(split, annotated, found, len(annotated) / seconds), errors=errors)


def _report(
    split: str, annotated: list[AnnotatedDocument], found: list[tuple[Timex, ...]], speed: float
) -> Report:
    hits = dict.fromkeys(("strict", "relaxed", "type", "value"), 0)
    misses: list[Miss] = []
    for document, ours in zip(annotated, found, strict=True):
        pairs = list(align(document.gold, ours))
        for gold, our in pairs:
            hits["relaxed"] += 1
            hits["strict"] += (gold.start, gold.end) == (our.start, our.end)
            hits["type"] += gold.type == our.type
            hits["value"] += gold.value == our.value
        misses += _misses(document, ours, pairs)
    ours_total, gold_total = sum(map(len, found)), sum(len(d.gold) for d in annotated)
    scores = {name: Score(n, ours_total, gold_total) for name, n in hits.items()}
    return Report(
        split,
        len(annotated),
        strict=scores["strict"],
        relaxed=scores["relaxed"],
        type=scores["type"],
        value=scores["value"],
        documents_per_second=speed,
        misses=tuple(misses),
    )


def align(gold: tuple[Timex, ...], found: tuple[Timex, ...]) -> Iterator[tuple[Timex, Timex]]:
    """Pairs that overlap, one to one, in order of the text; an exact pair goes before a partial one."""
    exact = {(f.start, f.end): f for f in found}
    used = {(g.start, g.end) for g in gold if (g.start, g.end) in exact}
    for one in gold:
        at = one.start, one.end
        if at in exact:
            yield one, exact[at]
            continue
        for other in found:
            if other.start < one.end and one.start < other.end and (other.start, other.end) not in used:
                used.add((other.start, other.end))
                yield one, other
                break


def _misses(
    document: AnnotatedDocument, found: tuple[Timex, ...], pairs: list[tuple[Timex, Timex]]
) -> Iterator[Miss]:
    matched_gold, matched = {g for g, _ in pairs}, {f for _, f in pairs}

    def shown(timex: Timex) -> str:
        words = " ".join(document.text[timex.start : timex.end].split())
        return f"{words} [{timex.type} {timex.value}]"

    for gold in document.gold:
        if gold not in matched_gold:
            yield Miss("missed", document.name, shown(gold), "")
    for our in found:
        if our not in matched:
            yield Miss("spurious", document.name, "", shown(our))
    for gold, our in pairs:
        causes = [("extent", (gold.start, gold.end) != (our.start, our.end))]
        causes += [("type", gold.type != our.type), ("value", gold.value != our.value)]
        for cause, wrong in causes:
            if wrong:
                yield Miss(cause, document.name, shown(gold), shown(our))
