"""What the checks do to answers that a large model really gave.

    python bench/recorded_answers.py --gold RECORDINGS… [--answers FILE --texts PATH…] [--polnear PATH]
                                     [--labels FILE] [--show] [--time]

`--gold` takes folders of recordings of the gold articles (as `wirebrief eval run --mode record` writes them),
`--answers` a file of answers about other texts, one JSON object a line with `document`, `sha256` of the text
and `turns`; the texts are looked for under `--texts`, as files or as the field `text` of JSON lines. With
`--polnear` the answers about its development articles are scored against its labels.

Printed are, for each group of articles: how many would be asked again and for how many items; the complaints
by kind (`--show` prints each with its article and path); what the checks took away from what was answered;
the accuracy without checks, with them, and with the recorded second answer; with `--time` the library's own
time.
"""

import argparse
import hashlib
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent))

from library_time import NOTHING, memories
from prompt_1 import draft_of_answer

from wirebrief.evals.benchmarks.polnear_data import Attribution, load
from wirebrief.evals.benchmarks.polnear_score import score
from wirebrief.evals.benchmarks.polnear_score import total as polnear_total
from wirebrief.evals.gold_store import LabelledArticle, default_gold, load_gold
from wirebrief.evals.scoring import score_document
from wirebrief.evals.scoring.tally import merge, tally
from wirebrief.schemas import ArticleSummary
from wirebrief.schemas.draft import Draft
from wirebrief.service.grounding import Grounding, assemble, failed_items, ground, mended, verify
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import read_text

LISTS = ("actors", "incidents", "attributions", "quotes", "quoted_text", "key_points")
_SCORED = ("incident", "attribution", "quote", "actor", "quoted_text", "key_point")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Answered:
    """One article, what a model answered, and what it answered when it was asked again."""

    group: str
    name: str
    text: str
    draft: Draft
    again: Draft | None
    labels: LabelledArticle | None = None
    published: date | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def document(self) -> Document:
        day = self.labels.gold.summary.article.published if self.labels else None
        given = day.date if day and day.basis == "given" else self.published
        return read_text(self.text, published=given)

    @cached_property
    def unchecked(self) -> Grounding:
        return ground(self.document, self.draft)

    @cached_property
    def checked(self) -> Grounding:
        return verify(self.document, self.unchecked)

    @cached_property
    def repaired(self) -> Grounding:
        failed = failed_items(self.draft, self.checked)
        if not failed or self.again is None:
            return self.checked
        return mended(self.checked, failed, self.again, self._believed)

    def _believed(self, draft: Draft, insisted: frozenset[str]) -> Grounding:
        return verify(self.document, ground(self.document, draft), insisted=insisted)

    def summary(self, grounding: Grounding) -> ArticleSummary:
        return assemble(self.document, grounding, provenance=NOTHING)


# The answers


def of_gold(folder: Path) -> Iterator[Answered]:
    """The recorded answers about gold articles in one folder."""
    for article in load_gold(default_gold()):
        file = folder / f"{article.name}.1.json"
        if not file.exists():
            continue
        bodies = [json.loads(answer["response"]) for answer in json.loads(file.read_bytes())["answers"]]
        turns = [draft_of_answer(body["choices"][0]["message"]["content"]) for body in bodies]
        yield Answered(folder.name, article.name, article.text, *_first_two(turns), article)


def of_texts(answers: Path, texts: Iterable[Path]) -> Iterator[Answered]:
    """The answers of a file about texts that lie elsewhere."""
    lines = [json.loads(line) for line in answers.read_text("utf-8").splitlines()]
    known = _texts({line["sha256"] for line in lines}, texts)
    for line in lines:
        text = known.get(line["sha256"])
        if text is None:
            print(f"no text for {line['document']}", file=sys.stderr)
            continue
        turns = [draft_of_answer(turn["answer"]) for turn in line["turns"]]
        yield Answered(line["set"], line["document"], text, *_first_two(turns))


def _first_two(turns: Sequence[Draft]) -> tuple[Draft, Draft | None]:
    return turns[0], turns[1] if len(turns) > 1 else None


def _texts(wanted: set[str], paths: Iterable[Path]) -> dict[str, str]:
    found: dict[str, str] = {}
    files = (file for path in paths for file in ([path] if path.is_file() else sorted(path.rglob("*.*"))))
    for file in files:
        for text in _read(file):
            digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            if digest in wanted:
                found[digest] = text
    return found


def _read(file: Path) -> Iterator[str]:
    if file.suffix == ".txt":
        yield file.read_bytes().decode("utf-8", "replace")
    elif file.suffix == ".jsonl":
        for line in file.read_text("utf-8").splitlines():
            record = json.loads(line)
            if isinstance(record.get("text"), str):
                yield record["text"]


# What the checks do


@dataclass
class Toll:
    """What the checks ask and take in one group of articles."""

    articles: int = 0
    asked: int = 0
    items: int = 0
    complaints: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    cut: Counter[str] = field(default_factory=Counter)

    def add(self, answered: Answered) -> None:
        grounding = answered.checked
        failed = failed_items(answered.draft, grounding)
        self.articles += 1
        self.asked += bool(failed)
        self.items += len(failed)
        self.complaints.update(kind_of(problem) for item in failed for problem in item.problems)
        self._fates(answered, grounding)

    def _fates(self, answered: Answered, grounding: Grounding) -> None:
        """What became of each item: kept, lost, or kept without something that was answered."""
        cut = {re.match(r"\w+\[\d+\]|", f.path)[0] for f in grounding.findings if f.severity == "field"}  # type: ignore[index]  # always found
        for facet in LISTS:
            items = getattr(answered.draft, facet)
            kept = {record.index for record in getattr(grounding, facet)}
            self.given[facet] += len(items)
            self.lost[facet] += sum(n not in kept for n in range(len(items)))
            self.cut[facet] += sum(n in kept and f"{facet}[{n}]" in cut for n in range(len(items)))


def kind_of(problem: str) -> str:
    """A complaint without what it is about."""
    plain = re.sub(r"“[^”]*”", "“…”", problem)
    plain = re.sub(r"\[\d+\]", "[]", plain)
    return re.sub(r"\b[SQ]?\d+\b", "n", plain)[:110]


def show_toll(group: str, toll: Toll) -> None:
    share = toll.asked / toll.articles
    print(f"\n{group}: {toll.articles} articles, {toll.asked} asked again ({share:.0%}), {toll.items} items")
    row = "  ".join(
        f"{facet} {toll.given[facet]} (lost {toll.lost[facet]}, cut {toll.cut[facet]})" for facet in LISTS
    )
    print(f"  {row}")
    for kind, times in toll.complaints.most_common():
        print(f"  {times:>4}  {kind}")


def show_complaints(answers: Iterable[Answered]) -> None:
    """Every finding that costs something, with what it is about."""
    for answered in answers:
        for item in failed_items(answered.draft, answered.checked):
            said = {key: value for key, value in item.item.items() if value not in ("", [], False, 0)}
            print(f"{answered.group}/{answered.name} {item.path} {json.dumps(said, ensure_ascii=False)}")
            for problem in item.problems:
                print(f"    {problem}")


def show_labels(answers: Sequence[Answered], file: Path) -> None:
    """How many of the complaints, asked again or not, are wrong by the labels of a hand."""
    judged = json.loads(file.read_bytes())
    labels = {(one["sha256"], one["group"], one["path"], one["code"]): one["right"] for one in judged}
    found = [
        (answered.sha256, answered.group, finding.path, finding.code)
        for answered in answers
        for finding in answered.checked.findings
        if finding.severity != "note"
    ]
    records = sum(len(getattr(answered.draft, facet)) for answered in answers for facet in LISTS)
    wrong = sum(labels.get(one) is False for one in found)
    share = 100 * wrong / records
    print(f"\n{records} records, {len(found)} complaints, {wrong} of them wrong: {share:.2f} in 100 records")
    for one in found:
        if one not in labels:
            print(f"  without a label: {one}")


# Accuracy

Way = tuple[str, Callable[[Answered], Grounding]]
WAYS: tuple[Way, ...] = (
    ("without checks", lambda answered: answered.unchecked),
    ("with checks", lambda answered: answered.checked),
    ("and the second answer", lambda answered: answered.repaired),
)


def show_accuracy(answers: Sequence[Answered]) -> None:
    """Lenient F1 of records and their fields against gold, and of key points' facts."""
    groups = sorted({answered.group for answered in answers})
    print(f"\n{'records R/F1, fields F1 (lenient)':<48}" + "".join(f"{kind:>20}" for kind in _SCORED))
    for group in groups:
        ours = [answered for answered in answers if answered.group == group and answered.labels]
        for name, way in WAYS:
            scores = [
                score_document(a.labels.gold, a.summary(way(a)))  # type: ignore[union-attr]  # all of them are labelled
                for a in ours
            ]
            total = merge(tally(one.slots) for one in scores)
            cells = []
            for kind in _SCORED:
                fields = total[kind, "*", "lenient"]
                records = total.get((kind, "record", "lenient"), fields)
                cells.append(f"{records.recall or 0:.3f}/{records.f1 or 0:.3f} {fields.f1 or 0:.3f}")
            print(f"{group + ', ' + name:<48}" + "".join(f"{cell:>20}" for cell in cells))


def show_polnear(answers: Sequence[Answered], path: Path) -> None:
    """Joint F1 of the quotes, belief and intent that PolNeAR marks too being out of reach."""
    labelled = {document.text: document.gold for document in load(path, "dev")}
    ours = [answered for answered in answers if answered.text in labelled]
    print(f"\nPolNeAR, {len(ours)} articles: joint P / R / F1")
    for name, way in WAYS:
        scores = [
            score(a.text, labelled[a.text], [_attribution(q) for q in a.summary(way(a)).quotes]) for a in ours
        ]
        joint = polnear_total(scores)["joint"]
        print(f"  {name:<24}{joint.precision:6.1f}{joint.recall:6.1f}{joint.f1:6.1f}")


def _attribution(quote: object) -> Attribution:
    span, source = getattr(quote, "span", None), getattr(quote, "speaker_span", None)
    assert span is not None
    return Attribution(
        ((span.start, span.end),), ((source.start, source.end),) if source else (), cue=(), found_by=""
    )


# Time


def show_time(answers: Sequence[Answered], runs: int = 3) -> None:
    """Milliseconds of processor time by stage for 1,000 characters: the least of some runs, texts new to the
    library.
    """
    caches = memories()
    spent: dict[str, float] = defaultdict(float)
    characters = 0
    for answered in answers:
        best: dict[str, float] = {}
        for _ in range(runs):
            for cache in caches:
                cache.cache_clear()
            for stage, seconds in _stages(answered).items():
                best[stage] = min(best.get(stage, 60), seconds)
        characters += len(answered.text)
        for stage, seconds in best.items():
            spent[stage] += seconds
    each = {stage: 1e6 * seconds / characters for stage, seconds in spent.items()}
    parts = ", ".join(f"{stage} {ms:.2f}" for stage, ms in each.items())
    print(f"\n{characters} characters, ms of processor time for 1,000: {sum(each.values()):.2f} ({parts})")


def _stages(answered: Answered) -> dict[str, float]:
    taken: dict[str, float] = {}

    def watch(stage: str, work: Callable[[], Made]) -> Made:
        began = time.thread_time()
        made = work()
        taken[stage] = time.thread_time() - began
        return made

    document = watch("read", lambda: read_text(answered.text))
    grounded = watch("ground", lambda: ground(document, answered.draft))
    checked = watch("verify", lambda: verify(document, grounded))
    watch("find what failed", lambda: failed_items(answered.draft, checked))
    watch("assemble", lambda: assemble(document, checked, provenance=NOTHING))
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--gold", nargs="*", type=Path, default=[], help="folders of recordings of gold")
    parser.add_argument("--answers", type=Path, help="answers about other texts")
    parser.add_argument("--texts", nargs="*", type=Path, default=[], help="where those texts lie")
    parser.add_argument("--polnear", type=Path, help="the folder of PolNeAR, for its labels")
    parser.add_argument("--only", default="", help="articles whose name holds this")
    parser.add_argument("--labels", type=Path, help="complaints judged by hand")
    parser.add_argument("--show", action="store_true", help="print every complaint")
    parser.add_argument("--time", action="store_true", help="measure the library's own time too")
    options = parser.parse_args()
    gold = [answered for folder in options.gold for answered in of_gold(folder)]
    public = list(of_texts(options.answers, options.texts)) if options.answers else []
    answers = [answered for answered in (*gold, *public) if options.only in answered.name]
    tolls: dict[str, Toll] = defaultdict(Toll)
    for answered in answers:
        tolls[answered.group].add(answered)
        if answered in public:
            tolls["public texts"].add(answered)
    for group, toll in tolls.items():
        show_toll(group, toll)
    if options.show:
        show_complaints(answers)
    if options.labels:
        show_labels(answers, options.labels)
    if any(answered.labels for answered in answers):
        show_accuracy([answered for answered in answers if answered.labels])
    if options.polnear:
        show_polnear(answers, options.polnear)
    if options.time:
        show_time(answers)


if __name__ == "__main__":
    main()
