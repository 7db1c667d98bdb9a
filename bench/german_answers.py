"""What a model answers about German articles: how much is asked again, and how well it tells who says what.

    python bench/german_answers.py list FOLDER
    python bench/german_answers.py ask FOLDER RECORDINGS [--model NAME]
    python bench/german_answers.py score FOLDER RECORDINGS [--show] [--labels FILE]

FOLDER holds articles as JSON with `originalText` and `annotations` (German Wikinews with quotation
annotation, Petersen-Frey and Biemann 2024). All three take the same 20, drawn with a fixed seed
(`--articles`, `--seed`). `ask` puts them to the model that the environment names (WIREBRIEF_BASE_URL and the
like), in lines and with German asked for, and keeps what it answers in RECORDINGS, an article a file; a run
that was broken off goes on.

`score` reads the answers as today's code does, whatever code had asked. Articles sent back; complaints, of
which `--show` prints each and `--labels` counts the wrong ones, as `recorded_answers.py` does; and who says
what. There a content is the set of letters that it covers, a pair counts from an IoU of .5 on, and *joint*
needs the speakers' words to overlap too, where the annotation has any. A record stands for its words, for its
reported clause, and with what it continues for the whole; it is right where one of these is paired. The
annotation's `Reported`, whole sentences about an act of speech, are left out: the contract has no quote for
them.
"""

import argparse
import asyncio
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from recorded_answers import LISTS, Answered, Toll, show_complaints, show_labels, show_toll

from wirebrief.evals.benchmarks.polnear_data import Spans
from wirebrief.evals.benchmarks.polnear_score import THRESHOLD, Characters, letters
from wirebrief.evals.recording.engine import RecordingEngine
from wirebrief.evals.recording.store import RecordingStore
from wirebrief.schemas import ArticleSummary, Span
from wirebrief.schemas.draft import Draft
from wirebrief.service.engines.llm.completion import answer_in, completion_in
from wirebrief.service.engines.llm.identity import records_in
from wirebrief.service.engines.llm.settings import LLMSettings
from wirebrief.service.errors import WirebriefError
from wirebrief.service.function import Source, Summarizer
from wirebrief.service.grounding import failed_items
from wirebrief.service.journal.journal import Journal

_NAME = re.compile(r"(\d+) - .*\((\d{4}-\d\d-\d\d)\)")
_NO_QUOTE = "Reported"


# The articles


@dataclass(frozen=True)
class Said:
    """One annotated stretch of speech."""

    kind: str
    content: Spans
    speaker: Spans


@dataclass(frozen=True)
class Article:
    """One article with what its annotators found."""

    name: str
    number: str
    published: date
    text: str
    said: tuple[Said, ...]


def chosen(folder: Path, articles: int, seed: int) -> list[Article]:
    """The articles that are drawn, in the order of their names."""
    files = sorted(folder.glob("*.json"))
    return [_read(file) for file in sorted(random.Random(seed).sample(files, articles))]


def _read(file: Path) -> Article:
    match = _NAME.match(file.name)
    if match is None:
        raise SystemExit(f"{file.name} is not called NUMBER - TITLE (DAY).")
    given = json.loads(file.read_text("utf-8"))
    said = tuple(
        Said(one["type"], _spans(one["quote"]), _spans(one["speaker"])) for one in given["annotations"]
    )
    day = date.fromisoformat(match[2])
    return Article(file.name.removesuffix(".pretty.json"), match[1], day, given["originalText"], said)


def _spans(marked: dict[str, list[dict[str, int]]]) -> Spans:
    return tuple((span["charBegin"], span["charEnd"]) for span in marked["spans"])


# Asking


async def ask(articles: Sequence[Article], recordings: Path, model: str | None) -> int:
    """Put the articles to the model; the number of those that it gave no answer for."""
    settings = LLMSettings.load(model=model, protocol="lines", language="de")
    journal = Journal(recordings / "journal.sqlite3")  # so that a run that was broken off goes on

    async def one(article: Article) -> bool:
        path = recordings / f"{article.number}.json"
        engine = RecordingEngine(settings, RecordingStore(recordings), path, journal=journal)
        async with Summarizer(engine) as summarizer:
            result = await summarizer.attempt(0, Source(text=article.text, published=article.published))
        print(f"{article.name}: {result.error or 'answered'}", flush=True)
        return result.error is not None

    try:
        return sum(await asyncio.gather(*map(one, articles)))
    finally:
        journal.close()


def answered(article: Article, recordings: Path) -> Answered | None:
    """What was recorded for an article: the fullest answer to the first question, and the repair."""
    kept = RecordingStore(recordings).load(recordings / f"{article.number}.json").answers
    drafts = [draft for one in kept if (draft := _draft(one.response)) is not None]
    if not drafts:
        return None
    whole = [draft for draft in drafts if draft.headline] or drafts[:1]  # a repair writes no headline
    first = max(whole, key=records_in)
    again = next((draft for draft in reversed(drafts) if draft not in whole), None)
    return Answered("german", article.name, article.text, first, again, published=article.published)


def _draft(body: str) -> Draft | None:
    completion = completion_in(body)
    try:
        return answer_in(completion).draft if completion else None
    except WirebriefError:
        return None


# Who says what


@dataclass(frozen=True)
class Content:
    """Words that some records say somebody said, and the words for who."""

    records: frozenset[int]
    words: Characters
    speaker: Characters


@dataclass
class Tally:
    """Annotated contents that were found, and records that are right."""

    wanted: int = 0
    found: int = 0
    given: int = 0
    right: int = 0

    def __str__(self) -> str:
        precision, recall = self.right / max(self.given, 1), self.found / max(self.wanted, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        found, right = f"{self.found}/{self.wanted}", f"{self.right}/{self.given}"
        return f"P {precision:.3f} ({right})  R {recall:.3f} ({found})  F1 {f1:.3f}"


def contents(text: str, summary: ArticleSummary, *, any_mention: bool) -> Iterator[Content]:
    """What the quotes of a summary may stand for.

    Args:
        any_mention: count every mention of a quote's speakers as its words for who.
    """
    mentions = {actor.id: actor.mentions for actor in summary.actors}
    chains: dict[str, list[int]] = {}
    for n, quote in enumerate(summary.quotes):
        words = [quote.speaker_span] if quote.speaker_span else []
        if any_mention:
            words += [span for speaker in quote.speakers for span in mentions[speaker]]
        speaker = _letters(text, words)
        for span in filter(None, (quote.span, quote.clause)):
            yield Content(frozenset({n}), _letters(text, [span]), speaker)
        chain = chains[quote.id] = chains.get(quote.continues or "", [])
        chain.append(n)
        if len(chain) > 1:
            whole = [summary.quotes[m].span for m in chain]
            yield Content(frozenset(chain), _letters(text, whole), speaker)


def _letters(text: str, spans: Sequence[Span]) -> Characters:
    return letters(text, tuple((span.start, span.end) for span in spans))


def count(tally: Tally, said: Sequence[Said], text: str, given: Sequence[Content], *, joint: bool) -> None:
    """Add one article to a tally; records that only tell of an act of speech are left out."""
    paired = list(_pairs(said, text, given, joint=joint))
    quotes = {n for n, one in enumerate(said) if one.kind != _NO_QUOTE}
    right = frozenset[int]().union(*(records for n, records in paired if n in quotes))
    apart = frozenset[int]().union(*(records for n, records in paired if n not in quotes)) - right
    tally.wanted += len(quotes)
    tally.found += sum(n in quotes for n, _ in paired)
    tally.given += len(frozenset[int]().union(*(content.records for content in given)) - apart)
    tally.right += len(right)


def _pairs(
    said: Sequence[Said], text: str, given: Sequence[Content], *, joint: bool
) -> Iterator[tuple[int, frozenset[int]]]:
    """Annotated contents with the records that say the same, the most alike first, each once."""
    alike = []
    for n, one in enumerate(said):
        words, speaker = letters(text, one.content), letters(text, one.speaker)
        for m, content in enumerate(given):
            likeness = len(words & content.words) / max(len(words | content.words), 1)
            if likeness >= THRESHOLD and not (joint and speaker and speaker.isdisjoint(content.speaker)):
                alike.append((likeness, n, m))
    taken: set[int] = set()
    used: set[int] = set()
    for _, n, m in sorted(alike, reverse=True):
        if n not in taken and m not in used:
            taken.add(n)
            used.add(m)
            yield n, given[m].records


def show_speech(articles: Sequence[Article], answers: Sequence[Answered]) -> None:
    """Who says what, with the checks and the second answer, and as it was answered."""
    texts = {article.name: article for article in articles}
    for way in ("unchecked", "repaired"):
        summaries = [(one, texts[one.name], one.summary(getattr(one, way))) for one in answers]
        print(f"\nwho says what, {way}:")
        for row, joint, any_mention in (
            ("content", False, False),
            ("joint", True, False),
            ("joint, any mention of the speakers", True, True),
        ):
            tally = Tally()
            for one, article, summary in summaries:
                given = list(contents(one.text, summary, any_mention=any_mention))
                count(tally, article.said, one.text, given, joint=joint)
            print(f"  {row:<36}{tally}")


def show(articles: Sequence[Article], recordings: Path, options: argparse.Namespace) -> int:
    """Print every figure; 1 where an article has no answer."""
    found = [answered(article, recordings) for article in articles]
    answers = [one for one in found if one is not None]
    for article, one in zip(articles, found, strict=True):
        if one is None:
            print(f"no answer: {article.name}")
    if not answers:
        return 1
    toll = Toll()
    for one in answers:
        toll.add(one)
    show_toll("german", toll)
    records = sum(len(getattr(one.draft, facet)) for one in answers for facet in LISTS)
    asked = sum(len(item.problems) for one in answers for item in failed_items(one.draft, one.checked))
    doubts = sum(finding.severity != "note" for one in answers for finding in one.checked.findings)
    print(f"{records} records, {asked} complaints that are asked again: {100 * asked / records:.2f} in 100")
    print(f"  with details cut and doubts {doubts}: {100 * doubts / records:.2f} in 100")
    if options.show:
        show_complaints(answers)
    if options.labels:
        show_labels(answers, options.labels)
    show_speech(articles, answers)
    return int(len(answers) < len(articles))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=("list", "ask", "score"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("recordings", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--model", help="in place of WIREBRIEF_MODEL")
    parser.add_argument("--show", action="store_true", help="print every complaint")
    parser.add_argument("--labels", type=Path, help="complaints judged by hand")
    options = parser.parse_args()
    articles = chosen(options.folder, options.articles, options.seed)
    if options.command == "list":
        for article in articles:
            print(article.name)
        return 0
    if options.recordings is None:
        parser.error("RECORDINGS is missing")
    if options.command == "ask":
        options.recordings.mkdir(parents=True, exist_ok=True)
        return asyncio.run(ask(articles, options.recordings, options.model)) and 1
    return show(articles, options.recordings, options)


if __name__ == "__main__":
    raise SystemExit(main())
