"""Topics as a reader summarised them, each incident tied to the gold's."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.optimize import linear_sum_assignment

from wirebrief.evals.benchmarks.linking_gold import Reader, Topic, summarised
from wirebrief.evals.benchmarks.linking_score import Clusters, Mention, Sums, counts
from wirebrief.schemas import Incident
from wirebrief.service.desk.summaries import Summarised


@dataclass(frozen=True)
class Corpus:
    """Topics as one reader summarised them.

    Attributes:
        summaries: under ids `TOPIC/ARTICLE`.
        mentions: what each incident stands for, by article id and incident id: its topic, its article, and
            the number of the gold's incident, or `extra` with the id of one that is not in the gold.
    """

    topics: Sequence[Topic]
    summaries: Sequence[Summarised]
    mentions: dict[tuple[str, str], Mention]

    def key(self, topic: Topic) -> Clusters:
        """The gold's events of a topic."""
        events: dict[str, set[Mention]] = {}
        for article in topic.articles:
            for n, event in enumerate(article.events):
                events.setdefault(event, set()).add((topic.name, article.name, str(n)))
        return [frozenset(mentions) for mentions in events.values()]

    def event(self, mention: Mention) -> str | None:
        """The gold's event of a mention, with the name of its topic."""
        topic = next(topic for topic in self.topics if topic.name == mention[0])
        article = next(article for article in topic.articles if article.name == mention[1])
        return f"{topic.name}/{article.events[int(mention[2])]}" if mention[2].isdigit() else None

    @property
    def incidents(self) -> list[tuple[Mention, Incident]]:
        return [(self.mentions[s.id, i.id], i) for s in self.summaries for i in s.summary.incidents]

    def by_topic(self, clusters: Clusters) -> Sums:
        """Counts of each topic over its own mentions; shape (topics, metrics, 4)."""
        stacked = []
        for topic in self.topics:
            own = [frozenset(m for m in c if m[0] == topic.name) for c in clusters]
            stacked.append(counts(self.key(topic), [cluster for cluster in own if cluster]))
        return np.stack(stacked)


def corpus(topics: Sequence[Topic], reader: Reader) -> Corpus:
    """Topics read by one reader, its incidents aligned with the gold's."""
    summaries: list[Summarised] = []
    mentions: dict[tuple[str, str], Mention] = {}
    for topic in topics:
        for article in topic.articles:
            gold, id_ = summarised(article, "written").summary.incidents, f"{topic.name}/{article.name}"
            summary = summarised(article, reader).summary
            aligned = _aligned(gold, summary.incidents)
            summaries.append(Summarised(id_, summary))
            for n, incident in enumerate(summary.incidents):
                stands_for = str(aligned[n]) if n in aligned else f"extra {incident.id}"
                mentions[id_, incident.id] = (topic.name, article.name, stands_for)
    return Corpus(topics, summaries, mentions)


def _aligned(gold: Sequence[Incident], found: Sequence[Incident]) -> dict[int, int]:
    """The gold's incident of each found one, by place; those without shared evidence are left out."""
    if not gold or not found:
        return {}
    alike = np.array([[_alike(one, other) for other in gold] for one in found])
    rows, columns = linear_sum_assignment(-alike)
    return {int(r): int(c) for r, c in zip(rows, columns, strict=True) if alike[r, c] > 0}


def _alike(found: Incident, gold: Incident) -> float:
    if not any(a.overlaps(b) for a, b in product(found.evidence, gold.evidence)):
        return 0.0
    killed = {(f.min, f.max) for f in found.casualties.killed} & {
        (f.min, f.max) for f in gold.casualties.killed
    }
    same_place = found.where.name is not None and found.where.name == gold.where.name
    return 1 + (found.type == gold.type) + same_place + bool(killed)
