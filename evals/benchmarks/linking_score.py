"""How well a grouping of mentions agrees with another: MUC, B-cubed, CEAF-e and their mean, the CoNLL F1.

The formulas are those of the reference scorer (Pradhan et al. 2014): mentions that only one side has lower
the other side's figure. All three are sums over clusters, so that topics can be added up and resampled.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

Mention = tuple[str, ...]
Clusters = Sequence[frozenset[Mention]]
Sums = npt.NDArray[np.float64]

METRICS: Final = ("MUC", "B3", "CEAFe")


def counts(key: Clusters, response: Clusters) -> Sums:
    """For each of METRICS what recall earns, of how much, then the same of precision; shape (3, 4)."""
    return np.array([_muc(key, response), _b_cubed(key, response), _ceaf_e(key, response)])


def figures(sums: Sums) -> Sums:
    """F1 of each metric, and last their mean; shape (..., 4) for sums of shape (..., 3, 4)."""
    recall, precision = _share(sums[..., 0], sums[..., 1]), _share(sums[..., 2], sums[..., 3])
    f1 = _share(2 * precision * recall, precision + recall)
    return np.concatenate([f1, f1.mean(axis=-1, keepdims=True)], axis=-1)


def _share(part: Sums, whole: Sums) -> Sums:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def _muc(key: Clusters, response: Clusters) -> list[float]:
    """Links: of each cluster its size less the number of parts into which the other side cuts it."""
    return [*_links(key, response), *_links(response, key)]


def _links(clusters: Clusters, others: Clusters) -> tuple[float, float]:
    home = {mention: ("other", n) for n, cluster in enumerate(others) for mention in cluster}
    parts = [{home.get(mention, ("alone", mention)) for mention in cluster} for cluster in clusters]
    kept = sum(len(cluster) - len(cut) for cluster, cut in zip(clusters, parts, strict=True))
    return float(kept), float(sum(len(cluster) - 1 for cluster in clusters))


def _b_cubed(key: Clusters, response: Clusters) -> list[float]:
    """Mentions: the share of a mention's cluster that the other side puts with it."""
    shared = _overlaps(key, response)
    squares = shared**2
    recall = (squares / _sizes(key)[:, None]).sum()
    precision = (squares / _sizes(response)[None, :]).sum()
    return [float(recall), float(_sizes(key).sum()), float(precision), float(_sizes(response).sum())]


def _ceaf_e(key: Clusters, response: Clusters) -> list[float]:
    """Clusters: the best one-to-one alignment, each pair worth its Dice coefficient (Luo 2005, phi 4)."""
    dice = 2 * _overlaps(key, response) / (_sizes(key)[:, None] + _sizes(response)[None, :])
    earned = float(dice[linear_sum_assignment(-dice)].sum())
    return [earned, float(len(key)), earned, float(len(response))]


def _overlaps(key: Clusters, response: Clusters) -> Sums:
    return np.array([[len(k & r) for r in response] for k in key], dtype=float).reshape(
        len(key), len(response)
    )


def _sizes(clusters: Clusters) -> Sums:
    return np.array([len(cluster) for cluster in clusters], dtype=float)
