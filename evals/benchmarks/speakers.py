"""Whether what is said is tied to the right person, on short passages of our own.

    python -m wirebrief.evals.benchmarks.speakers evals/gold/speakers/dev.toml --errors

PolNeAR marks the words that name a source, not who that is; here "he", "the spokesman" and "the NUB" must
become the actor. A report is *found* when one returned quote holds the given words, and *right* when its
speaker's name contains the gold's or is contained in it. The held-out file is scored without `--errors`.
"""

import argparse
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wirebrief.schemas import ArticleSummary
from wirebrief.service.engines.rules.engine import RulesEngine
from wirebrief.service.engines.rules.parts import RULES
from wirebrief.service.function import summarize

_RULES = RulesEngine(0.0, parts=RULES)
"""Everything that the rules alone propose."""


@dataclass(frozen=True, slots=True)
class Passage:
    text: str
    said: tuple[tuple[str, str], ...]
    """(words of what is said, name of who says it)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One report scored; `speaker` is the returned name, or None where the report was not found."""

    words: str
    gold: str
    speaker: str | None

    @property
    def right(self) -> bool:
        if not self.speaker:
            return False
        ours, theirs = self.speaker.casefold(), self.gold.casefold()
        return ours in theirs or theirs in ours


def load(path: Path) -> list[Passage]:
    """The passages of one file.

    Raises:
        ValueError: words that a passage does not have.
    """
    passages = []
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["passage"]:
        passage = Passage(entry["text"], tuple((words, name) for words, name in entry["said"]))
        for words, _ in passage.said:
            if words not in passage.text:
                raise ValueError(f"{path.name}: no passage has {words!r}")
        passages.append(passage)
    return passages


def evaluate(passages: Sequence[Passage]) -> list[Outcome]:
    """Every report of the passages, by the embedded engine through the whole pipeline."""
    return [outcome for passage in passages for outcome in _outcomes(passage)]


def _outcomes(passage: Passage) -> list[Outcome]:
    return matched(passage, summarize(passage.text, engine=_RULES))


def matched(passage: Passage, summary: ArticleSummary) -> list[Outcome]:
    """One passage's summary matched with its labels."""
    names = {actor.id: actor.name for actor in summary.actors}
    outcomes = []
    for words, gold in passage.said:
        quotes = [quote for quote in summary.quotes if words in quote.span.text]
        shortest = min(quotes, key=lambda quote: len(quote.span.text), default=None)
        said_by = [names[speaker] for speaker in shortest.speakers] if shortest else []
        speaker = " and ".join(said_by) if shortest else None
        outcomes.append(Outcome(words, gold, speaker))
    return outcomes


def main() -> None:
    """Print the figures for one file, and with `--errors` what went wrong."""
    from rich.console import Console

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what was not found or not right")
    arguments = parser.parse_args()
    outcomes = evaluate(load(arguments.path))
    found = [outcome for outcome in outcomes if outcome.speaker is not None]
    right = sum(outcome.right for outcome in outcomes)
    console = Console()
    console.print(
        f"{len(outcomes)} reports: {100 * len(found) / len(outcomes):.1f}% found, "
        f"{100 * right / max(1, len(found)):.1f}% of them with the right speaker, "
        f"{100 * right / len(outcomes):.1f}% in all"
    )
    for outcome in outcomes if arguments.errors else ():
        if not outcome.right:
            console.print(f"  {outcome.words!r}: {outcome.speaker!r}, not {outcome.gold!r}")


if __name__ == "__main__":
    main()
