"""The laws of a summary that can be checked without any engine (contract.md, Invariants)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel

from wirebrief.schemas.base import Span
from wirebrief.schemas.incidents import Related

if TYPE_CHECKING:
    from wirebrief.schemas.summary import ArticleSummary


_ACTORS = (
    "affiliation",
    "reported_by",
    "disputed_by",
    "perpetrators",
    "actor",
    "source",
    "responsible",
    "speakers",
    "via",
)
_HOMES = dict.fromkeys(_ACTORS, "actors") | {
    "incidents": "incidents",
    "anchor": "incidents",
    "continues": "quotes",
}
"""Which list the ids in a field come from; `Related.id` besides."""


def id_uses(value: object, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Every use of an id inside a model, as (path, list it must come from, id)."""
    found: list[tuple[str, str, str]] = []
    if isinstance(value, BaseModel):
        _collect(value, path, found)
    return iter(found)


def _collect(model: BaseModel, path: str, found: list[tuple[str, str, str]]) -> None:
    for name, home in _telling(type(model)):
        field = getattr(model, name)
        if field is None or field == []:
            continue
        at = f"{path}.{name}" if path else name
        for here, item in _items(field, at):
            if isinstance(item, BaseModel):
                _collect(item, here, found)
            elif isinstance(item, str) and home and item != "published":
                found.append((here, home, item))


@cache
def _telling(model: type[BaseModel]) -> tuple[tuple[str, str | None], ...]:
    """The fields of a model that hold ids or models with some, each with the list that its ids come from."""
    found = []
    for name, field in model.model_fields.items():
        home = "incidents" if name == "id" and issubclass(model, Related) else _HOMES.get(name)
        if home or any(_telling(inner) for inner in _models_in(field.annotation)):
            found.append((name, home))
    return tuple(found)


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The models that a field's type names."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def _items(field: object, path: str) -> list[tuple[str, object]]:
    """The members of a list with their paths, or a single value as it stands."""
    if isinstance(field, list):
        return [(f"{path}[{n}]", item) for n, item in enumerate(field)]
    return [(path, field)]


def dangling(summary: ArticleSummary) -> list[str]:
    """Uses of ids that no record of the right kind has, and ids given twice."""
    known: dict[str, set[str]] = {}
    problems = []
    for kind in ("actors", "incidents", "attributions", "quotes", "quoted_text"):
        ids = [record.id for record in getattr(summary, kind)]
        known[kind] = set(ids)
        problems += [f"{kind}: {i} is given twice" for i, n in sorted(Counter(ids).items()) if n > 1]
    for path, home, used in id_uses(summary):
        if used not in known[home]:
            problems.append(f"{path}: {used}")
    return problems


def spans(value: object, path: str = "") -> Iterator[tuple[str, Span]]:
    """Every span inside a model, list or summary, as (path, span)."""
    if isinstance(value, Span):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from spans(getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from spans(item, f"{path}[{n}]")


def violations(summary: ArticleSummary, text: str) -> list[str]:
    """What in a summary breaks the laws over the text it was made from; `[]` when nothing does.

    Checks span equality, the existence of every id (law 2) and that every actor is referred to.
    """
    problems = [
        f"{path}: [{span.start}:{span.end}] is {text[span.start : span.end]!r}, not {span.text!r}"
        for path, span in spans(summary)
        if span.end <= span.start or text[span.start : span.end] != span.text
    ]
    problems += dangling(summary)
    referred = {used for _, home, used in id_uses(summary) if home == "actors"}
    problems += [f"actors: nothing refers to {a.id}" for a in summary.actors if a.id not in referred]
    return problems
