"""Actors. The gate: the same name, or a mention that both have."""

from wirebrief.evals.scoring.context import Context
from wirebrief.evals.scoring.likeness import actor, name, overlap
from wirebrief.evals.scoring.node import Node
from wirebrief.evals.scoring.shape import Items, Scalar, Shape, at, spans


def same_actor(gold: Node, predicted: Node, context: Context) -> bool:
    """A name in common, or mentions that share at least half of their characters."""
    fold = context.wording.fold
    theirs = fold(str(predicted.value_at("name")))
    if any(fold(str(ours)) == theirs for ours in gold.leaves("name")):
        return True
    mentions = predicted.variants("mentions")[0].items()
    return any(
        ours.overlaps(other) and overlap(ours.value, other.value) >= 0.5
        for ours in gold.variants("mentions")[0].items()
        for other in mentions
    )


ACTOR = Shape(
    fields=(
        Scalar("name", 3, name),
        Scalar("kind", 0.5),
        Scalar("role", 0.5, name),
        Scalar("anonymous", 0.5, read=at("anonymous", silent=(False,))),
        Scalar("affiliation", 0, actor, late=True),
        Items("mentions", 3, spans()),
    ),
    gate=same_actor,
    key=("name",),
)
