"""What a linker has to beat: words and days alone, and records that are equal in type, day and place.

The first puts incidents together whose summaries are alike (TF-IDF, cosine, average linkage) and whose days
do not exclude each other; its threshold is the one that does best on the development topics.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from wirebrief.schemas import Incident

THRESHOLDS: Final = tuple(n / 20 for n in range(1, 20))
_WORD: Final = re.compile(r"\w+")
_APART: Final = 1
"""Days by which two tellings of one event may differ."""


def by_words(incidents: Sequence[Incident], threshold: float) -> list[list[int]]:
    """Groups of places in `incidents` whose mean likeness is at least the threshold."""
    if len(incidents) < 2:
        return [[n] for n in range(len(incidents))]
    distances = 1 - _likeness(incidents)
    np.fill_diagonal(distances, 0)
    cut = fcluster(linkage(squareform(distances), "average"), 1 - threshold, "distance")
    return _grouped(cut)


def by_record(incidents: Sequence[Incident]) -> list[list[int]]:
    """Groups that are equal in type, day and place."""
    return _grouped([(i.type, i.when.start, (i.where.name or "").casefold()) for i in incidents])


def _grouped(labels: Sequence[object] | npt.NDArray[np.int32]) -> list[list[int]]:
    groups: dict[object, list[int]] = defaultdict(list)
    for n, label in enumerate(labels):
        groups[label].append(n)
    return list(groups.values())


def _likeness(incidents: Sequence[Incident]) -> npt.NDArray[np.float64]:
    """Cosine of the summaries' TF-IDF; 0 where the days exclude each other."""
    texts = [Counter(_WORD.findall(incident.summary.casefold())) for incident in incidents]
    documents = Counter(word for text in texts for word in text)
    places = {word: n for n, word in enumerate(documents)}
    matrix = np.zeros((len(texts), len(places)))
    for row, text in enumerate(texts):
        for word, count in text.items():
            matrix[row, places[word]] = count * math.log((1 + len(texts)) / documents[word])
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    matrix /= np.where(lengths > 0, lengths, 1)
    likeness = np.clip(matrix @ matrix.T, 0, 1)
    for a, one in enumerate(incidents):
        for b, other in enumerate(incidents):
            if not _days_agree(one, other):
                likeness[a, b] = 0
    return likeness


def _days_agree(a: Incident, b: Incident) -> bool:
    if not a.when.start or not b.when.start:
        return True
    gap = max(a.when.start, b.when.start) - min(a.when.end or a.when.start, b.when.end or b.when.start)
    return gap.days <= _APART
