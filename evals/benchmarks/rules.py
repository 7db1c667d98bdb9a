"""What each rule of the embedded engine is worth: what changes when one of its functions says nothing.

    python -m wirebrief.evals.benchmarks.rules blame --responsibility FILE… --speakers FILE…
        [--everyday FOLDER] [--polnear PATH] [--muc4 PATH] [--documents 100] [--cases 40] [--rule NAME]

A rule is a function of the named packages of `service/engines/rules`; its name is `module.function`. It is
silenced: it finds nothing (no items, None, -1, ""), says no, or says yes, or gives back what it was given,
whatever its return type lets it do. Texts are our own passages and pieces (development halves alone) and, of
PolNeAR and MUC-4, an even part of a split for developing. A rule is asked about only where it says something,
and on at most `--cases` of these texts. Printed for each way to silence it, the cheapest first: in how many
texts it speaks, in how many asked ones the answer then differs, and what the differences come to: right
records lost and gained, and wrong ones that appear and go. A rule whose loss hurts nothing pays for nothing
here.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import CodeType, FrameType

from wirebrief.evals.benchmarks import everyday, muc4, polnear, responsibility, speakers
from wirebrief.evals.benchmarks.muc4_adapter import templates
from wirebrief.evals.benchmarks.muc4_data import Message
from wirebrief.evals.benchmarks.polnear_data import AnnotatedDocument
from wirebrief.evals.benchmarks.polnear_data import load as load_polnear
from wirebrief.evals.benchmarks.sampling import sampled
from wirebrief.evals.benchmarks.silencing import Rule, Silence, rules_of, silenced
from wirebrief.schemas import ArticleSummary, Provenance
from wirebrief.service.engines.rules.engine import draft_parsed
from wirebrief.service.engines.rules.judging.belief import Bars
from wirebrief.service.engines.rules.parse import Parsed, parse_many
from wirebrief.service.engines.rules.parts import RULES
from wirebrief.service.engines.rules.speech import find_reports
from wirebrief.service.grounding import assemble, ground, verify
from wirebrief.service.reading.text import draft_document, read_text

_NOW = datetime(2020, 1, 1, tzinfo=UTC)
_MADE_BY = Provenance(engine="bench", latency_ms=0, started_at=_NOW, finished_at=_NOW, software_version="0")

Counts = tuple[float, int]
"""Right and returned records of one text."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine says of one text, and how much of it is right."""

    said: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Case:
    """One text, parsed, and how it is answered."""

    parsed: Parsed
    answer: Callable[[Parsed], Answer]

    def answered(self) -> Answer:
        return self.answer(self.parsed)


def _summary(parsed: Parsed, bar: float) -> ArticleSummary:
    document = parsed.document
    grounded = ground(document, draft_parsed(parsed, RULES, Bars.at(bar)))
    return assemble(document, verify(document, grounded, frozenset()), provenance=_MADE_BY)


def of_responsibility(paths: Iterable[Path]) -> Iterator[Case]:
    """Passages labelled with who holds whom responsible."""
    passages = [passage for path in paths for passage in responsibility.load(path)]
    documents = (read_text(passage.text) for passage in passages)
    for passage, parsed in zip(passages, parse_many(documents), strict=True):
        yield Case(parsed, answered_by(passage))


def answered_by(passage: responsibility.Passage) -> Callable[[Parsed], Answer]:
    """How a passage is answered, and how much of the answer its labels call right."""

    def answer(parsed: Parsed) -> Answer:
        summary = _summary(parsed, 0)
        right, _, returned = responsibility.matched(passage, summary).counts("all")
        return Answer(_said(summary), (right, returned))

    return answer


def of_speakers(paths: Iterable[Path]) -> Iterator[Case]:
    """Passages labelled with who says what."""
    passages = [passage for path in paths for passage in speakers.load(path)]
    documents = (read_text(passage.text) for passage in passages)
    for passage, parsed in zip(passages, parse_many(documents), strict=True):
        yield Case(parsed, _heard_in(passage))


def _heard_in(passage: speakers.Passage) -> Callable[[Parsed], Answer]:
    def answer(parsed: Parsed) -> Answer:
        summary = _summary(parsed, 0)
        heard = speakers.matched(passage, summary)
        return Answer(_said(summary), (sum(one.right for one in heard), len(heard)))

    return answer


def of_everyday(folder: Path) -> Iterator[Case]:
    """Pieces labelled with incidents, attributions and quotes, of the half for developing."""
    pieces = everyday.load(folder, "dev")
    documents = (read_text(piece.text, published=piece.published or date(2026, 3, 4)) for piece in pieces)
    for piece, parsed in zip(pieces, parse_many(documents), strict=True):
        yield Case(parsed, _scored_by(piece))


def _scored_by(piece: everyday.Piece) -> Callable[[Parsed], Answer]:
    def answer(parsed: Parsed) -> Answer:
        summary = _summary(parsed, 0.5)
        outcome = everyday.score(piece, summary)
        return Answer(_said(summary), (outcome.right.total(), outcome.returned.total()))

    return answer


def of_polnear(path: Path, documents: int) -> Iterator[Case]:
    """Articles whose every attribution is marked."""
    articles = sampled(load_polnear(path, "train"), "a", documents)
    parses = parse_many(draft_document(article.text) for article in articles)
    for article, parsed in zip(articles, parses, strict=True):
        yield Case(parsed, _attributed_as(article))


def _attributed_as(article: AnnotatedDocument) -> Callable[[Parsed], Answer]:
    def answer(parsed: Parsed) -> Answer:
        found = polnear.attributions(parsed, find_reports(parsed, include_belief=True))
        tally = polnear.whole_set([article], [found])[0].tallies
        both = [tally["joint"], tally["quoted + speaker"]]
        return Answer(repr(found), (sum(t.hits for t in both), sum(t.found for t in both)))

    return answer


def of_muc4(path: Path, documents: int) -> Iterator[Case]:
    """Articles with the templates of their incidents."""
    messages = muc4.load(path, "dev", "a", documents)
    parses = parse_many(read_text(message.text, published=message.published) for message in messages)
    for message, parsed in zip(messages, parses, strict=True):
        yield Case(parsed, _filled_as(message))


def _filled_as(message: Message) -> Callable[[Parsed], Answer]:
    def answer(parsed: Parsed) -> Answer:
        summary, figures = _summary(parsed, 0), muc4.Figures()
        muc4.add(figures, templates(summary), muc4.key_of(message))
        right, _, returned = figures.by_article["CEAF-REE"][0]
        return Answer(_said(summary), (right, returned))

    return answer


def _said(summary: ArticleSummary) -> str:
    return summary.model_dump_json()


@dataclass(frozen=True, slots=True)
class Worth:
    """What silencing a rule in one way does."""

    rule: str
    silence: str
    lines: int
    speaks: int
    asked: int
    differ: int
    right: float
    """Right records gained, less those lost."""
    wrong: float
    """Wrong records that appear, less those that go."""

    def __str__(self) -> str:
        return (
            f"{self.rule:60} {self.silence:12} {self.lines:4} lines  speaks in {self.speaks:4}  "
            f"differ {self.differ:3} of {self.asked:3}  right {self.right:+6.1f}  wrong {self.wrong:+6.1f}"
        )


def where_rules_speak(found: Sequence[Rule], cases: Sequence[Case]) -> list[Answer]:
    """Answer every text with all rules, and note at each rule where it speaks."""
    by_code: dict[CodeType, Rule] = {rule.function.__code__: rule for rule in found}
    answers, heard = [], Counter[tuple[str, str]]()

    def heed(frame: FrameType, event: str, answer: object) -> None:
        if event != "return" or (rule := by_code.get(frame.f_code)) is None:
            return
        for silence in rule.silences:
            if silence.speaks(answer, frame):
                heard[rule.name, silence.what] += 1

    for number, case in enumerate(cases):
        heard.clear()
        sys.setprofile(heed)
        try:
            answers.append(case.answered())
        finally:
            sys.setprofile(None)
        names = {rule.name: rule for rule in found}
        for rule, what in heard:
            names[rule].cases[what].append(number)
    return answers


def worth(rule: Rule, silence: Silence, cases: Sequence[Case], whole: Sequence[Answer], most: int) -> Worth:
    """Answer again the texts in which a rule speaks, without it."""
    speaks = rule.cases[silence.what]
    asked = [speaks[n * len(speaks) // most] for n in range(most)] if len(speaks) > most else speaks
    differ, right, wrong = 0, 0.0, 0.0
    for number in asked:
        with silenced(rule, silence):
            try:
                answer = cases[number].answered()
            except Exception:  # noqa: BLE001 - a rule that others cannot do without
                answer = Answer("fails", (0, 0))
        was = whole[number]
        differ += answer.said != was.said
        right += answer.counts[0] - was.counts[0]
        wrong += (answer.counts[1] - answer.counts[0]) - (was.counts[1] - was.counts[0])
    return Worth(rule.name, silence.what, rule.lines, len(speaks), len(asked), differ, right, wrong)


def main() -> None:
    """Print what each rule is worth, those first whose loss changes least."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packages", nargs="+", help="such as blame, events.where, speech")
    parser.add_argument("--responsibility", type=Path, nargs="*", default=[])
    parser.add_argument("--speakers", type=Path, nargs="*", default=[])
    parser.add_argument("--everyday", type=Path)
    parser.add_argument("--polnear", type=Path)
    parser.add_argument("--muc4", type=Path)
    parser.add_argument("--documents", type=int, default=100, help="of each public corpus")
    parser.add_argument("--cases", type=int, default=40, help="most texts asked without a rule")
    parser.add_argument("--rule", action="append", help="only rules whose name ends so")
    given = parser.parse_args()
    cases = list(of_responsibility(given.responsibility))
    cases += of_speakers(given.speakers)
    cases += of_everyday(given.everyday) if given.everyday else ()
    cases += of_polnear(given.polnear, given.documents) if given.polnear else ()
    cases += of_muc4(given.muc4, given.documents) if given.muc4 else ()
    found = [r for r in rules_of(given.packages) if not given.rule or r.name.endswith(tuple(given.rule))]
    whole = where_rules_speak(found, cases)
    for rule in found:
        for silence in rule.silences:
            sys.stdout.write(f"{worth(rule, silence, cases, whole, given.cases)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
