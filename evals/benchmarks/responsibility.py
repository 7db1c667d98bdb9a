"""Who blames whom, on short passages of our own: precision, recall and F1 for each act.

    python -m wirebrief.evals.benchmarks.responsibility evals/gold/responsibility/dev.toml --errors

A returned attribution is right when its act is, and when its source and its responsible party are named by
words that contain the gold's or are contained in them, or are mentioned elsewhere in just the gold's words
(null against null). One to one, in order; what is left over is missed or spurious. The interval is a 95%
bootstrap over passages. Several files count as one. Below the table: how far the confidence of the returned
ones is from the share of right ones. Held-out and kept files are scored without `--errors`: their passages
are never to be looked at one by one.
"""

import argparse
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from wirebrief.evals.benchmarks.muc4_score import Tally
from wirebrief.evals.benchmarks.reliability import Record, bins, expected_error, table
from wirebrief.evals.stats.bootstrap import Interval, stacked_intervals
from wirebrief.schemas import ArticleSummary
from wirebrief.schemas.vocabulary import Act, values
from wirebrief.service.engines.rules.engine import RulesEngine
from wirebrief.service.engines.rules.parts import RULES
from wirebrief.service.function import summarize

_RULES: Final = RulesEngine(0.0, parts=RULES)
"""Everything that the rules alone propose."""
Attribution = tuple[str, str, str]
"""Source or "", act, responsible or ""."""

ACTS: Final = (*values(Act), "all")


@dataclass(frozen=True, slots=True)
class Passage:
    text: str
    gold: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One passage scored."""

    passage: Passage
    missed: tuple[Attribution, ...]
    spurious: tuple[Attribution, ...]
    records: tuple[Record, ...]
    """Every returned attribution, in order: how sure, and whether right."""

    def counts(self, act: str) -> tuple[int, int, int]:
        """Right, gold and returned attributions of this act (`all`: of any)."""
        gold = _of(act, self.passage.gold)
        right = gold - _of(act, self.missed)
        return right, gold, right + _of(act, self.spurious)


def load(path: Path) -> list[Passage]:
    """The passages of one file.

    Raises:
        ValueError: an act is not one of the contract's.
    """
    passages = []
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["passage"]:
        gold = tuple((source, act, responsible) for source, act, responsible in entry["attributions"])
        for _, act, _ in gold:
            if act not in values(Act):
                raise ValueError(f"{path.name}: {act!r} is no act")
        passages.append(Passage(entry["text"], gold))
    return passages


def evaluate(passages: Sequence[Passage]) -> tuple[dict[str, Tally], list[Outcome]]:
    """Tallies for each act and over all (`all`), and every passage's outcome, by the rules alone."""
    outcomes = [outcome(passage) for passage in passages]
    return tallied(outcomes), outcomes


def outcome(passage: Passage) -> Outcome:
    """One passage read by the embedded engine and matched with its labels."""
    return matched(passage, summarize(passage.text, engine=_RULES))


def matched(passage: Passage, summary: ArticleSummary) -> Outcome:
    """One passage's summary matched with its labels."""
    returned, names = attributions_of(summary), _wordings(summary)
    missed, spurious = list(passage.gold), list(range(len(returned)))
    for gold in passage.gold:
        found = next((n for n in spurious if same(returned[n], gold, names)), None)
        if found is not None:
            spurious.remove(found)
            missed.remove(gold)
    records = (
        Record(a.confidence or 0.0, n not in spurious, a.act) for n, a in enumerate(summary.attributions)
    )
    return Outcome(passage, tuple(missed), tuple(returned[n] for n in spurious), tuple(records))


def tallied(outcomes: Sequence[Outcome]) -> dict[str, Tally]:
    """The sums of the outcomes for each act, and over all of them under `all`."""
    sums = {act: np.sum([o.counts(act) for o in outcomes], axis=0) for act in ACTS}
    return {act: Tally(right=int(r), gold=int(g), predicted=int(p)) for act, (r, g, p) in sums.items()}


def intervals(outcomes: Sequence[Outcome]) -> dict[str, Interval | None]:
    """The 95% interval of each act's F1, over resampled passages; null where fewer than two have any."""
    stacked = np.array([[o.counts(act) for act in ACTS] for o in outcomes], dtype=float)
    return dict(zip(ACTS, stacked_intervals(stacked), strict=True))


def attributions_of(summary: ArticleSummary) -> list[Attribution]:
    """The attributions of a summary as names."""
    names = {actor.id: actor.name for actor in summary.actors}
    return [
        (names.get(a.source or "", ""), a.act, names.get(a.responsible or "", ""))
        for a in summary.attributions
    ]


def _of(act: str, attributions: Sequence[Attribution]) -> int:
    return sum(act in ("all", attribution[1]) for attribution in attributions)


def _wordings(summary: ArticleSummary) -> dict[str, frozenset[str]]:
    """How else each actor is called, by name: "RSF" beside "Rapid Support Forces"."""
    return {a.name: frozenset(_bare(mention.text) for mention in a.mentions) for a in summary.actors}


def same(said: Attribution, gold: Attribution, wordings: Mapping[str, frozenset[str]]) -> bool:
    """Whether two attributions agree in act, source and responsible party."""
    parties = ((said[0], gold[0]), (said[2], gold[2]))
    return said[1] == gold[1] and all(
        _agree(ours, theirs) or _bare(theirs) in wordings.get(ours, ()) for ours, theirs in parties
    )


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|an?|its|his|her|their) ", "", name.lower())


def _agree(one: str, other: str) -> bool:
    one, other = one.lower(), other.lower()
    return one == other if not one or not other else one in other or other in one


def main() -> None:
    """Print a table for one or more files, and with `--errors` what was missed and what was spurious."""
    from rich.console import Console
    from rich.table import Table

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", type=Path, nargs="+", metavar="path")
    parser.add_argument("--errors", action="store_true", help="list misses and false alarms")
    arguments = parser.parse_args()
    tallies, outcomes = evaluate([passage for path in arguments.paths for passage in load(path)])
    spread = intervals(outcomes)
    acts = Table("act", "P", "R", "F1", "95%", "gold", "returned")
    for act, tally in tallies.items():
        figures = (f"{100 * x:.1f}" for x in (tally.precision, tally.recall, tally.f1))
        acts.add_row(act, *figures, _printed(spread[act]), str(tally.gold), str(tally.predicted))
    console = Console()
    console.print(acts)
    whole = table(record for outcome in outcomes for record in outcome.records)
    console.print(f"expected calibration error {float(expected_error(whole)):.3f}", *bins(whole), sep="\n")
    for outcome in outcomes if arguments.errors else ():
        if outcome.missed or outcome.spurious:
            console.print(outcome.passage.text, markup=False)
            console.print(f"   missed {outcome.missed}\n   spurious {outcome.spurious}", markup=False)


def _printed(interval: Interval | None) -> str:
    return f"{100 * interval.low:.1f} to {100 * interval.high:.1f}" if interval else "-"


if __name__ == "__main__":
    main()
