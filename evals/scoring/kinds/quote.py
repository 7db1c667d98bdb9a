"""Quotes, and words in marks that nobody says. The gate of both: spans that overlap."""

from wirebrief.evals.scoring.context import Context
from wirebrief.evals.scoring.likeness import actor, incident, overlap, quote, span
from wirebrief.evals.scoring.node import Node
from wirebrief.evals.scoring.shape import Items, Scalar, Shape, whole


def same_words(gold: Node, predicted: Node, context: Context) -> bool:
    words = predicted.value_at("span")
    return any(overlap(ours, words) for ours in gold.leaves("span"))


QUOTE = Shape(
    fields=(
        Scalar("span", 4, span),
        Scalar("kind", 1),
        Scalar("clause", 0.5, span),
        Items("speakers", 3, whole(actor)),
        Scalar("speaker_span", 0.5, span),
        Scalar("via", 0.5, actor),
        Scalar("cue", 0.5, span),
        Scalar("stance", 0.5),
        Scalar("continues", 0, quote, late=True),
        Items("incidents", 1, whole(incident), refers=lambda element: element.value),
    ),
    gate=same_words,
    key=("span", "speakers"),
)

QUOTED_TEXT = Shape(
    fields=(Scalar("span", 3, span), Scalar("kind", 1)),
    gate=same_words,
    key=("span",),
)
