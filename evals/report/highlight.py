"""An article's text cut where highlights begin and end, so that overlapping records can all be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from wirebrief.schemas import ArticleSummary, Span

SHOWN: Final = ("quote", "quoted_text", "attribution", "incident")
"""Kinds that are highlighted, the one whose colour wins first."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch of text that belongs to a record."""

    start: int
    end: int
    kind: str
    record: str
    """Id of the record."""
    path: str
    """Its path in the summary, such as `quotes[2]`."""
    label: str
    """What it is, in words."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text in which nothing begins or ends."""

    text: str
    kind: str | None
    label: str
    paths: tuple[str, ...]
    opens: tuple[str, ...] = ()
    """Ids of records that begin here."""


def highlights(summary: ArticleSummary) -> Iterator[Highlight]:
    """What of a summary can be seen in the text."""
    for n, quote in enumerate(summary.quotes):
        label = f"{quote.id}: {quote.kind} quote, {_names(summary, quote.speakers)}"
        yield _of(quote.span, "quote", quote.id, f"quotes[{n}]", label)
    for n, text in enumerate(summary.quoted_text):
        yield _of(text.span, "quoted_text", text.id, f"quoted_text[{n}]", f"{text.id}: {text.kind}, no quote")
    for n, one in enumerate(summary.attributions):
        said = f"{_name(summary, one.source)} {one.act} {_name(summary, one.responsible)}"
        yield _of(one.evidence, "attribution", one.id, f"attributions[{n}]", f"{one.id}: {said}")
    for n, incident in enumerate(summary.incidents):
        label = f"{incident.id}: {incident.type}, {incident.outcome}"
        for span in _incident_spans(summary, n):
            yield _of(span, "incident", incident.id, f"incidents[{n}]", label)


def segments(text: str, marks: Iterable[Highlight]) -> list[Segment]:
    """The text in order and in full, cut at every border."""
    marks = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    borders = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    found = []
    for start, end in pairwise(borders):
        here = sorted(
            (mark for mark in marks if mark.start <= start and end <= mark.end),
            key=lambda mark: (SHOWN.index(mark.kind), mark.start, mark.record),
        )
        found.append(
            Segment(
                text[start:end],
                here[0].kind if here else None,
                "; ".join(dict.fromkeys(mark.label for mark in here)),
                tuple(dict.fromkeys(mark.path for mark in here)),
                tuple(dict.fromkeys(mark.record for mark in here if mark.start == start)),
            )
        )
    return found


def _of(span: Span, kind: str, record: str, path: str, label: str) -> Highlight:
    return Highlight(span.start, span.end, kind, record, path, label)


def _incident_spans(summary: ArticleSummary, n: int) -> Iterator[Span]:
    """The words that fill an incident, rather than its whole sentences."""
    incident = summary.incidents[n]
    words = [incident.when.span, incident.where.span]
    words += [weapon.span for weapon in incident.weapons]
    casualties = incident.casualties
    words += [f.span for f in (*casualties.killed, *casualties.injured, *casualties.missing)]
    words += [party.span for party in (*incident.targets, *incident.victims)]
    found = [span for span in words if span]
    yield from found or incident.evidence[:1]


def _names(summary: ArticleSummary, actor_ids: list[str]) -> str:
    return ", ".join(_name(summary, actor_id) for actor_id in actor_ids) or _name(summary, None)


def _name(summary: ArticleSummary, actor_id: str | None) -> str:
    return next((actor.name for actor in summary.actors if actor.id == actor_id), "nobody named")
