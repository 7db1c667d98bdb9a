"""Ids in article order, and the way from a place in the draft to one in the final document."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from wirebrief.schemas import Span, Warning
from wirebrief.service.grounding.clusters import clusters, members
from wirebrief.service.grounding.mentions import Mentions
from wirebrief.service.grounding.mentions import in_order as mentions_in_order
from wirebrief.service.grounding.records import (
    Finding,
    GroundedActor,
    GroundedAttribution,
    GroundedIncident,
    GroundedQuote,
    GroundedQuotedText,
    Grounding,
)

_RENAMED = {
    "anchor": "when",
    "killed": "casualties.killed",
    "injured": "casualties.injured",
    "missing": "casualties.missing",
    "damage_level": "damage",
    "speaker_at": "speaker_span",
    "content": "span",
    "quotation": "span",
}
_EVIDENCE = {"clause": "evidence"}
"""Of an attribution; a quote has a clause besides."""


@dataclass(frozen=True)
class Order:
    """Records in article order, and the positions of the draft's items among them."""

    incidents: tuple[GroundedIncident, ...]
    attributions: tuple[GroundedAttribution, ...]
    quotes: tuple[GroundedQuote, ...]
    quoted_text: tuple[GroundedQuotedText, ...]
    actors: tuple[int, ...]
    """Indices of the actors that stand for a cluster and are referred to."""
    joined: dict[int, int]
    """For each actor's index the one that stands for its cluster."""
    members: dict[int, list[int]]
    mentions: dict[int, tuple[Span, ...]]
    everybody: tuple[GroundedActor, ...]

    def actor(self, index: int | None) -> str | None:
        return None if index is None else f"A{self._positions['actors'][self.joined[index]] + 1}"

    def incident(self, index: int) -> str:
        return f"I{self._positions['incidents'][index] + 1}"

    def place(self, kind: str, index: int) -> int | None:
        """Where the draft's item stands in the final list of its kind, or None if it is not there."""
        if kind == "actors":
            index = self.joined.get(index, -1)
        return self._positions.get(kind, {}).get(index)

    @cached_property
    def _positions(self) -> dict[str, dict[int, int]]:
        """By kind of record, where each item of the draft stands in the final list."""
        indices = {
            "actors": list(self.actors),
            "incidents": [i.index for i in self.incidents],
            "attributions": [a.index for a in self.attributions],
            "quotes": [q.index for q in self.quotes],
            "quoted_text": [t.index for t in self.quoted_text],
        }
        return {kind: {index: n for n, index in enumerate(given)} for kind, given in indices.items()}

    @cached_property
    def actor_at(self) -> dict[int, GroundedActor]:
        return {actor.index: actor for actor in self.everybody}

    @cached_property
    def affiliations(self) -> dict[int, int]:
        """The cluster that each cluster belongs to, where it does."""
        return affiliations(self.everybody, self.joined)


def in_order(grounding: Grounding, mentions: Mentions) -> Order:
    """Sort every list by where its words stand, and find the actors that something refers to."""
    joined = clusters(grounding.actors)
    grouped = members(joined)
    names = {actor.index: actor.name for actor in grounding.actors}
    places = {
        root: mentions_in_order((s for i in indices for s in mentions.of(i)), (names[i] for i in indices))
        for root, indices in grouped.items()
    }
    referred = _referred(grounding, joined)
    return Order(
        incidents=tuple(sorted(grounding.incidents, key=_incident_place)),
        attributions=tuple(
            sorted(grounding.attributions, key=lambda a: (a.clause.start, a.cue.start, a.clause.end, a.index))
        ),
        quotes=tuple(sorted(grounding.quotes, key=lambda q: (q.span.start, -q.span.end, q.index))),
        quoted_text=tuple(sorted(grounding.quoted_text, key=lambda t: (t.span.start, -t.span.end, t.index))),
        actors=tuple(sorted(referred, key=lambda i: (places[i][0].start, -places[i][0].end, i))),
        joined=joined,
        members=grouped,
        mentions=places,
        everybody=grounding.actors,
    )


def _incident_place(incident: GroundedIncident) -> tuple[int, int]:
    """By its first sentence; those that one sentence opens stay in the draft's order."""
    return incident.opens, incident.index


def _referred(grounding: Grounding, joined: dict[int, int]) -> set[int]:
    """The clusters that a record refers to, and those that they belong to in turn."""
    used: set[int | None] = set()
    for incident in grounding.incidents:
        used |= {*incident.reported_by, *incident.disputed_by, *incident.perpetrators}
        used |= {p.actor for p in (*incident.targets, *incident.victims)}
        used |= {f.source for f in (*incident.killed, *incident.injured, *incident.missing)}
    for attribution in grounding.attributions:
        used |= {attribution.source, attribution.via, attribution.responsible}
    for quote in grounding.quotes:
        used |= {*quote.speakers, quote.via}
    found = {joined[i] for i in used if i is not None}
    pending = set(found)
    belonging = affiliations(grounding.actors, joined)
    while pending:
        pending = {belonging[i] for i in pending if i in belonging} - found
        found |= pending
    return found


def affiliations(actors: tuple[GroundedActor, ...], joined: dict[int, int]) -> dict[int, int]:
    """The cluster that each cluster belongs to: what the first of its members says, never itself."""
    found: dict[int, int] = {}
    for actor in sorted(actors, key=lambda a: (a.index != joined[a.index], a.index)):
        root = joined[actor.index]
        if actor.affiliation is not None and joined[actor.affiliation] != root:
            found.setdefault(root, joined[actor.affiliation])
    return found


def warnings_of(findings: Iterable[Finding], order: Order, key_points: tuple[int, ...]) -> list[Warning]:
    """Findings as the caller reads them: paths into the final document, each once."""
    found = [
        Warning(code=f.code, message=_writable(f.message), path=_final_path(f.path, order, key_points))
        for f in findings
    ]
    return list(dict.fromkeys(found))


def _writable(message: str) -> str:
    """A message that may quote half of a surrogate pair, as it can be written out."""
    return message.encode("utf-8", "replace").decode()


def _final_path(path: str, order: Order, key_points: tuple[int, ...]) -> str | None:
    """The record and its field where a finding's item ended up; None where nothing of it is left."""
    match = re.fullmatch(r"([a-z_]+)\[(\d+)\](?:\.([a-z_0-9]+))?.*", path)
    if match is None:
        return "article.kind" if path == "kind" else path or None
    kind, index, part = match[1], int(match[2]), match[3]
    if kind == "key_points":
        position = key_points.index(index) if index in key_points else None
    else:
        position = order.place(kind, index)
    if position is None:
        return None
    renamed = _RENAMED | (_EVIDENCE if kind == "attributions" else {})
    return f"{kind}[{position}]" + (f".{renamed.get(part, part)}" if part else "")
