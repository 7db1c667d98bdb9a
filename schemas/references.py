"""The laws of a summary that can be checked without any engine (contract.md, Invariants)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import BaseModel

from wirebrief.schemas.base import Span

if TYPE_CHECKING:
    from wirebrief.schemas.summary import ArticleSummary


def id_uses(summary: ArticleSummary) -> Iterator[tuple[str, str]]:
    """Every use of an id, as (path, id)."""
    for n, actor in enumerate(summary.actors):
        if actor.affiliation:
            yield f"actors[{n}].affiliation", actor.affiliation
    for n, incident in enumerate(summary.incidents):
        at = f"incidents[{n}]"
        for field in ("reported_by", "disputed_by", "perpetrators"):
            for k, actor_id in enumerate(getattr(incident, field)):
                yield f"{at}.{field}[{k}]", actor_id
        for field in ("targets", "victims"):
            for k, party in enumerate(getattr(incident, field)):
                if party.actor:
                    yield f"{at}.{field}[{k}].actor", party.actor
        for field in ("killed", "injured"):
            for k, figure in enumerate(getattr(incident.casualties, field)):
                if figure.source:
                    yield f"{at}.casualties.{field}[{k}].source", figure.source
        for k, related in enumerate(incident.related):
            yield f"{at}.related[{k}].id", related.id
        if incident.when.anchor not in (None, "published"):
            yield f"{at}.when.anchor", str(incident.when.anchor)
    for n, attribution in enumerate(summary.attributions):
        at = f"attributions[{n}]"
        if attribution.source:
            yield f"{at}.source", attribution.source
        if attribution.responsible:
            yield f"{at}.responsible", attribution.responsible
        for k, incident_id in enumerate(attribution.incidents):
            yield f"{at}.incidents[{k}]", incident_id
    for n, quote in enumerate(summary.quotes):
        at = f"quotes[{n}]"
        if quote.speaker:
            yield f"{at}.speaker", quote.speaker
        if quote.continues:
            yield f"{at}.continues", quote.continues
        for k, incident_id in enumerate(quote.incidents):
            yield f"{at}.incidents[{k}]", incident_id


def _home(path: str) -> str:
    """Which list the id used at this path must come from."""
    if path.endswith((".anchor", ".id")) or ".incidents[" in path:
        return "incidents"
    return "quotes" if path.endswith(".continues") else "actors"


def dangling(summary: ArticleSummary) -> list[str]:
    """Uses of ids that no record of the right kind has, and ids given twice."""
    known: dict[str, set[str]] = {}
    problems = []
    for kind in ("actors", "incidents", "attributions", "quotes", "quoted_text"):
        ids = [record.id for record in getattr(summary, kind)]
        known[kind] = set(ids)
        problems += [f"{kind}: {i} is given twice" for i in sorted(known[kind]) if ids.count(i) > 1]
    for path, used in id_uses(summary):
        if used not in known[_home(path)]:
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
    referred = {used for path, used in id_uses(summary) if _home(path) == "actors"}
    problems += [f"actors: nothing refers to {a.id}" for a in summary.actors if a.id not in referred]
    return problems
