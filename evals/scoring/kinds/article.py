"""What the article says about itself: one record, always the same on both sides."""

from wirebrief.evals.scoring.likeness import name
from wirebrief.evals.scoring.shape import Items, Scalar, Shape, always, at, spans

ARTICLE = Shape(
    fields=(
        Scalar("kind", 1),
        Scalar("section", 1, name),
        Scalar("title", 1, name),
        Scalar("byline", 1, name),
        Scalar("publisher", 1, name),
        Scalar("agency", 1, name),
        Scalar("dateline", 1, name),
        Scalar("language", 1),
        Scalar("published.date", 1),
        Scalar("published.basis", 1, read=at("published.basis", silent=("unknown",))),
        Items("published.evidence", 1, spans()),
    ),
    gate=always,
)

WHOLE = Shape(fields=(Scalar("status", 1, read=at("status", silent=("complete",))),), gate=always)
"""What a summary says of itself as a whole; nothing where it is complete."""
