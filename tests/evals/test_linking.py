"""The linking benchmark: its scorer against published figures, its gold, and what it counts as right."""

from pathlib import Path

import numpy as np
import pytest

from wirebrief.evals.benchmarks.linking import run
from wirebrief.evals.benchmarks.linking_contradictions import judged
from wirebrief.evals.benchmarks.linking_corpus import corpus
from wirebrief.evals.benchmarks.linking_gold import load_topics
from wirebrief.evals.benchmarks.linking_score import Clusters, counts, figures
from wirebrief.evals.errors import HarnessError
from wirebrief.service.linking.function import link_incidents

GOLD = Path(__file__).parents[2] / "evals" / "gold" / "linking"


def clusters(*told: str) -> Clusters:
    return [frozenset((mention,) for mention in cluster) for cluster in told]


def test_the_worked_example_of_pradhan_and_others_2014() -> None:
    """Key {a b c} {d e f g}, response {a b} {c d} {f g h i}: the figures of their section 4."""
    sums = counts(clusters("abc", "defg"), clusters("ab", "cd", "fghi"))
    recall, precision = sums[:, 0] / sums[:, 1], sums[:, 2] / sums[:, 3]
    assert recall.round(2).tolist() == [0.40, 0.42, 0.65]
    assert precision.round(2).tolist() == [0.40, 0.50, 0.43]
    assert figures(sums).round(2).tolist() == [0.40, 0.45, 0.52, 0.46]


def test_the_example_of_bagga_and_baldwin_1998() -> None:
    """Two of three clusters put together: which two makes no difference to MUC, but does to B-cubed."""
    key = clusters("abcde", "fg", "hijkl")
    first, second = counts(key, clusters("abcde", "fghijkl")), counts(key, clusters("abcdehijkl", "fg"))
    assert (first[0, 2] / first[0, 3], second[0, 2] / second[0, 3]) == (
        pytest.approx(0.9),
        pytest.approx(0.9),
    )
    assert round(first[1, 2] / first[1, 3], 2) == 0.76
    assert round(second[1, 2] / second[1, 3], 2) == 0.58


def test_a_perfect_grouping_has_every_point_and_topics_add_up() -> None:
    key = clusters("ab", "c")
    assert figures(counts(key, key)).tolist() == [1, 1, 1, 1]
    assert np.array_equal(figures(counts(key, key) + counts(key, key)), np.ones(4))


@pytest.mark.parametrize("split", ["dev", "kept"])
def test_the_gold_has_an_event_for_each_incident_and_names_that_exist(split: str) -> None:
    for topic in load_topics(GOLD / split):
        names = {article.name for article in topic.articles}
        events = {event for article in topic.articles for event in article.events}
        assert len(names) == len(topic.articles)
        for one in topic.contradictions:
            assert one.event in events
            assert set().union(*one.sides) <= names


def test_a_written_draft_loses_nothing_on_the_way_and_stands_for_itself() -> None:
    """One topic: the scripted model is asked as any other."""
    topic = load_topics(GOLD / "dev")[0]
    of = corpus([topic], "written")
    assert [len(s.summary.incidents) for s in of.summaries] == [len(a.events) for a in topic.articles]
    assert all(mention[2].isdigit() for mention in of.mentions.values())
    found = judged(of, link_incidents(of.summaries).events)
    assert found.gold == len(topic.contradictions)
    assert found.right <= min(found.gold, found.found)


def test_what_is_kept_is_never_listed() -> None:
    with pytest.raises(HarnessError, match="never listed"):
        run(GOLD, split="kept", errors=True)
