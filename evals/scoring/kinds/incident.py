"""Incidents. The gate: evidence that overlaps, or the same place on the same day."""

from pydantic import JsonValue

from wirebrief.evals.scoring.context import Context
from wirebrief.evals.scoring.likeness import actor, amount, exact, incident, name, period, span
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
    if _same_day(gold, predicted) and _same_place(gold, predicted, context):
        return True
    return gold.key == predicted.key  # whatever it lacks, a record is itself


def _same_day(gold: Node, predicted: Node) -> bool:
    day = predicted.value_at("when.start")
    return day is not None and day in gold.leaves("when.start")


def _same_place(gold: Node, predicted: Node, context: Context) -> bool:
    fold = context.wording.fold
    place = _place_names(predicted)[0]
    return place is not None and any(
        ours is not None and fold(str(ours)) == fold(str(place)) for ours in _place_names(gold)
    )


_PARTS = ("site", "city", "area", "admin1")


def _place_names(incident: Node) -> list[JsonValue]:
    """What a place may be called: by the name of its finest part, then by any of its names.

    Null where every part may be null. Countries are compared by their code.
    """
    parts = [incident.leaves(f"where.{part}.text") for part in _PARTS]
    finest = next((names[0] for names in parts if names[0] is not None), None)
    others: list[JsonValue] = [name for names in parts for name in names if name is not None]
    unnamed: list[JsonValue] = [None] if all(None in names for names in parts) else []
    return [finest, *others, *unnamed]


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
        Scalar("superseded", 0.5, read=at("superseded", silent=(False,))),
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
        Scalar("where.name", 2, name, _place_names),
        Scalar("where.site", 0.5, name, at("where.site.text")),
        Scalar("where.city", 0.5, name, at("where.city.text")),
        Scalar("where.area", 0.5, name, at("where.area.text")),
        Scalar("where.admin1", 0.5, name, at("where.admin1.text")),
        Scalar("where.country", 1),
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
        Items("casualties.missing", 1, _FIGURE),
        Scalar("damage.level", 0.5),
        Scalar("damage.span", 0.25, span),
        Items("related", 0, _RELATED, refers=lambda element: element.value_at("id"), late=True),
    ),
    gate=same_incident,
    key=("type", "when.date", "where.name"),
)
