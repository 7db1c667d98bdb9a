"""Incidents. The gate: evidence that overlaps, or the same place on the same day."""

from pydantic import JsonValue

from wirebrief.evals.scoring.context import Context
from wirebrief.evals.scoring.likeness import actor, amount, exact, incident, name, period, span
from wirebrief.evals.scoring.names import fold
from wirebrief.evals.scoring.node import Node
from wirebrief.evals.scoring.shape import Gate, Items, Scalar, Shape, at, pair_at, spans, whole


def same_incident(gold: Node, predicted: Node, context: Context) -> bool:
    sentences = predicted.variants("evidence")[0].items()
    if any(
        ours.overlaps(theirs)
        for variant in gold.variants("evidence")
        for ours in variant.items()
        for theirs in sentences
    ):
        return True
    if _shares(gold, predicted, "when.start") and _shares(gold, predicted, "where.name"):
        return True
    return gold.key == predicted.key  # whatever it lacks, a record is itself


def _shares(gold: Node, predicted: Node, path: str) -> bool:
    value = predicted.value_at(path)
    return value is not None and any(
        ours is not None and fold(str(ours)) == fold(str(value)) for ours in gold.leaves(path)
    )


def _either(*paths: str) -> Gate:
    """Whether two small records of a list could be the same: one of their own fields agrees."""

    def gate(gold: Node, predicted: Node, context: Context) -> bool:
        return any(
            _agree(ours, predicted.value_at(path), path, context)
            for path in paths
            for ours in gold.leaves(path)
        )

    return gate


def _agree(gold: JsonValue, predicted: JsonValue, path: str, context: Context) -> bool:
    if gold is None or predicted is None:
        return False
    compare = {"span": span, "actor": actor, "source": actor, "id": incident}.get(path, exact)
    return compare(gold, predicted, context).soft > 0


def _figure_gate(gold: Node, predicted: Node, context: Context) -> bool:
    """Figures pair up by their words or their source, not by being equal: a wrong figure is INC, not MIS."""
    return _either("span", "source")(gold, predicted, context) or (
        gold.value_at("source") is None and predicted.value_at("source") is None
    )


_PARTY = Shape((Scalar("span", 1, span), Scalar("actor", 1, actor)), _either("span", "actor"))
_WEAPON = Shape(
    (Scalar("kind", 1), Scalar("count", 1, amount, pair_at("count", "min", "max")), Scalar("span", 1, span)),
    _either("span", "kind"),
)
_FIGURE = Shape(
    (
        Scalar("figure", 2, amount, pair_at("", "min", "max")),
        Scalar("span", 1, span),
        Scalar("source", 1, actor),
    ),
    _figure_gate,
)
_RELATED = Shape((Scalar("id", 1, incident), Scalar("relation", 1)), _either("id"))
_ACTORS = whole(actor)


def _by_value(element: Node) -> JsonValue:
    return element.value


INCIDENT = Shape(
    fields=(
        Items("evidence", 3, spans()),
        Scalar("type", 2),
        Scalar("when.date", 2, period, pair_at("when", "start", "end")),
        Scalar("when.precision", 0.5),
        Scalar("when.span", 0.5, span),
        Scalar("when.anchor", 0, incident, late=True),
        Scalar("where.name", 2, name),
        Scalar("where.admin1", 0.5, name),
        Scalar("where.country", 1),
        Scalar("where.precision", 0.5),
        Scalar("where.span", 0.5, span),
        Scalar("outcome", 1),
        Scalar("factuality", 1),
        Scalar("background", 0.5),
        Scalar("aggregate", 0.5, read=at("aggregate", silent=(False,))),
        Items("reported_by", 0.5, _ACTORS, refers=_by_value),
        Items("disputed_by", 0.5, _ACTORS, refers=_by_value),
        Items("perpetrators", 0.5, _ACTORS, refers=_by_value),
        Items("targets", 1, _PARTY),
        Items("victims", 0.5, _PARTY),
        Items("weapons", 1, _WEAPON),
        Items("casualties.killed", 1, _FIGURE),
        Items("casualties.injured", 1, _FIGURE),
        Scalar("damage.level", 0.5),
        Scalar("damage.span", 0.25, span),
        Items("related", 0, _RELATED, refers=lambda element: element.value_at("id"), late=True),
    ),
    gate=same_incident,
    key=("type", "when.date", "where.name"),
)
