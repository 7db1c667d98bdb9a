"""Linking: which incidents of many articles are one event, and what their sources say against each other.

    wirebrief eval benchmark linking evals/gold/linking --split kept

All topics of a split are linked at once. The gold's mentions are the incidents of the written drafts.
Summaries come from these drafts (`written`: the linker alone) and from the embedded engine (`rules`: its
errors too). An incident of the latter stands for the gold's incident with which its evidence, type, place and
figures agree best, and counts as a mention too many where there is none. A contradiction is right when its
event, its kind and two of its sides are the gold's. `--errors` lists what was wrong, and what the
weights rest on; `kept` refuses it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, get_args

import numpy as np

from wirebrief.evals.benchmarks.linking_baseline import THRESHOLDS, by_record, by_words
from wirebrief.evals.benchmarks.linking_contradictions import Judged, judged
from wirebrief.evals.benchmarks.linking_corpus import Corpus, corpus
from wirebrief.evals.benchmarks.linking_gold import Reader, Topic, load_topics
from wirebrief.evals.benchmarks.linking_levels import levels
from wirebrief.evals.benchmarks.linking_score import METRICS, Clusters, Sums, figures
from wirebrief.evals.errors import HarnessError
from wirebrief.evals.stats.bootstrap import RESAMPLES, SEED, Interval, percentile, resampled
from wirebrief.schemas.events import Event
from wirebrief.service.desk.summaries import Summarised
from wirebrief.service.linking.comparison import Comparer, Rarity
from wirebrief.service.linking.events import event_of
from wirebrief.service.linking.function import link_incidents
from wirebrief.service.linking.mentions import Mention as Compared
from wirebrief.service.linking.mentions import Reader as MentionReader
from wirebrief.service.linking.weights import weights

SPLITS: Final = ("dev", "kept")


@dataclass(frozen=True)
class Score:
    """One reader's figures.

    Attributes:
        systems: MUC, B-cubed, CEAF-e and CoNLL F1 by system.
        lead: of ours over the words and days in CoNLL F1, with its interval over topics.
        across: events of ours that hold incidents of two topics.
    """

    reader: Reader
    topics: int
    systems: dict[str, Sums]
    threshold: float
    lead: float
    interval: Interval | None
    contradictions: Judged
    given_events: Judged | None
    across: int
    errors: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """What `run` returns; `str()` is the table."""

    split: str
    scores: tuple[Score, ...]

    def __str__(self) -> str:
        lines = [f"linking, {self.split}, F1 in percent"]
        for score in self.scores:
            lines += ["", f"{score.reader}, {score.topics} topics"]
            lines.append(f"  {'':16}" + "".join(f"{name:>8}" for name in (*METRICS, "CoNLL")))
            for name, found in score.systems.items():
                lines.append(f"  {name:16}" + "".join(f"{100 * value:8.1f}" for value in found))
            between = (
                f"[{100 * score.interval.low:+.1f}, {100 * score.interval.high:+.1f}]"
                if score.interval
                else ""
            )
            lines.append(
                f"  lead over words and days (threshold {score.threshold}): {100 * score.lead:+.1f} {between}"
            )
            lines.append(f"  events across topics: {score.across}")
            lines.append(f"  contradictions: {score.contradictions}")
            if score.given_events:
                lines.append(f"  contradictions, the gold's events given: {score.given_events}")
            lines += [f"    {line}" for line in score.errors]
        return "\n".join(lines)


def run(path: Path, split: str = "dev", errors: bool = False) -> Report:
    """Score the linker on a folder with `dev` and `kept`.

    Raises:
        HarnessError: there is no such split, or errors are asked of what is kept.
    """
    if split not in SPLITS:
        raise HarnessError(f"There is no split {split!r}.", hint=f"Choose one of: {', '.join(SPLITS)}.")
    if errors and split == "kept":
        raise HarnessError("The kept topics are scored, never listed.", hint="Use --split dev.")
    dev, topics = load_topics(path / "dev"), load_topics(path / split)
    return Report(split, tuple(_scored(reader, dev, topics, errors) for reader in get_args(Reader)))


def _scored(reader: Reader, dev: Sequence[Topic], topics: Sequence[Topic], errors: bool) -> Score:
    tuning = corpus(dev, reader)
    threshold = max(THRESHOLDS, key=lambda t: _conll(tuning.by_topic(_lexical(tuning, t))))
    of = tuning if dev == topics else corpus(topics, reader)
    events = link_incidents(of.summaries).events
    ours = [frozenset(of.mentions[m.article, m.incident.id] for m in event.members) for event in events]
    found = judged(of, events)
    tallies = {
        "ours": of.by_topic(ours),
        "words and days": of.by_topic(_lexical(of, threshold)),
        "equal records": of.by_topic(_as_clusters(of, by_record([i for _, i in of.incidents]))),
    }
    leads = figures(tallies["ours"].sum(axis=0)) - figures(tallies["words and days"].sum(axis=0))
    return Score(
        reader=reader,
        topics=len(topics),
        systems={name: figures(tally.sum(axis=0)) for name, tally in tallies.items()},
        threshold=threshold,
        lead=float(leads[-1]),
        interval=_interval(tallies["ours"], tallies["words and days"]),
        contradictions=found,
        given_events=judged(of, _given(of)) if reader == "written" else None,
        across=sum(len({m[0] for m in cluster}) > 1 for cluster in ours),
        errors=(*found.wrong, *_wrong(of, ours), *levels(of)) if errors else (),
    )


def _lexical(of: Corpus, threshold: float) -> Clusters:
    return _as_clusters(of, by_words([incident for _, incident in of.incidents], threshold))


def _as_clusters(of: Corpus, groups: Sequence[Sequence[int]]) -> Clusters:
    names = [mention for mention, _ in of.incidents]
    return [frozenset(names[n] for n in group) for group in groups]


def _conll(tally: Sums) -> float:
    return float(figures(tally.sum(axis=0))[-1])


def _interval(ours: Sums, theirs: Sums) -> Interval | None:
    """95% of the lead in CoNLL F1, the same topics drawn for both."""
    topics = len(ours)
    leads = [
        figures(np.tensordot(drawn, ours, axes=1)) - figures(np.tensordot(drawn, theirs, axes=1))
        for drawn in resampled(topics, RESAMPLES, SEED)
    ]
    return percentile(np.concatenate(leads)[:, -1], topics)


def _given(of: Corpus) -> list[Event]:
    """The gold's events, each with the incidents that belong to it."""
    read = MentionReader()
    groups: dict[str, list[tuple[Compared, Summarised]]] = {}
    everything = [
        (mention, one)
        for number, one in enumerate(of.summaries)
        for mention in read.mentions(number, one.summary)
    ]
    for mention, one in everything:
        stands_for = of.mentions[one.id, one.summary.incidents[mention.incident].id]
        if event := of.event(stands_for):
            groups.setdefault(event, []).append((mention, one))
    comparer = Comparer(Rarity([mention for mention, _ in everything]), weights())
    return [event_of(name, group, comparer) for name, group in groups.items()]


def _wrong(of: Corpus, ours: Clusters) -> list[str]:
    """The gold's events that stand in several of ours, and ours that hold several of the gold's."""
    told = []
    for topic in of.topics:
        for key in of.key(topic):
            parts = [sorted("/".join(m[1:]) for m in cluster & key) for cluster in ours if cluster & key]
            if len(parts) > 1:
                told.append(f"cut in {topic.name}: {' | '.join(map(', '.join, sorted(parts)))}")
    for cluster in ours:
        events = {event for mention in cluster if (event := of.event(mention))}
        if len(events) > 1:
            told.append(f"put together: {', '.join(sorted(events))}")
    return told
