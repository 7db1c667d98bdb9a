"""Attributions of responsibility. The gate: the same source, or clauses that overlap."""

from wirebrief.evals.scoring.context import Context
from wirebrief.evals.scoring.likeness import actor, incident, overlap, span
from wirebrief.evals.scoring.node import Node
from wirebrief.evals.scoring.shape import Items, Scalar, Shape, whole


def same_attribution(gold: Node, predicted: Node, context: Context) -> bool:
    clause = predicted.value_at("evidence")
    if any(overlap(ours, clause) for ours in gold.leaves("evidence")):
        return True
    source = predicted.value_at("source")
    return source is not None and any(
        ours is not None and actor(ours, source, context).soft > 0 for ours in gold.leaves("source")
    )


ATTRIBUTION = Shape(
    fields=(
        Scalar("source", 2, actor),
        Scalar("via", 0.5, actor),
        Scalar("act", 2),
        Scalar("responsible", 2, actor),
        Items("incidents", 1, whole(incident), refers=lambda element: element.value),
        Scalar("cue", 1, span),
        Scalar("evidence", 2, span),
    ),
    gate=same_attribution,
    key=("source", "act", "responsible"),
)
