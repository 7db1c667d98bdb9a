"""Events as tables, by the writers of the desk: `events`, `event_members`, `contradictions`, `updates`."""

from collections.abc import Iterator, Sequence
from typing import Final

from wirebrief.schemas import Count
from wirebrief.schemas.events import Event, Member, Side
from wirebrief.service.desk.tables import Row, Tables, columns
from wirebrief.service.linking.figures import HARMS, standing_range

_SAID: Final = """
    text: event kind about
    integer: number side
    text: says article incident
    date: published
    text: source act
    texts: words
    integer: span_start span_end
"""

EVENT_TABLES: Final[Tables] = {
    "events": columns("""
        text: id type
        date: start_day end_day
        text: place country
        integer: killed_min killed_max injured_min injured_max missing_min missing_max
        integer: articles contradictions
    """),
    "event_members": columns("""
        text: event article incident publisher
        date: published
        text: type outcome factuality
        date: start_day end_day
        text: place country
        integer: killed_min killed_max injured_min injured_max missing_min missing_max
        text: summary tied_to tied_incident
        number: probability
        texts: reasons
    """),
    "contradictions": columns(_SAID),
    "updates": columns(_SAID),
}
"""`contradictions` and `updates` have a row for each statement; `number` counts them within an event."""


def event_rows(event: Event) -> Iterator[tuple[str, list[Row]]]:
    """Each table's name with the rows of one event."""
    row: Row = {
        "id": event.id,
        "type": event.type,
        "start_day": event.start,
        "end_day": event.end,
        "place": event.place,
        "country": event.country,
        "articles": len({member.article for member in event.members}),
        "contradictions": len(event.contradictions),
    }
    for harm in HARMS:
        row |= _range(harm, getattr(event, harm))
    yield "events", [row]
    yield "event_members", [{"event": event.id, **_member(member)} for member in event.members]
    yield (
        "contradictions",
        [
            {"event": event.id, "number": number, "kind": one.kind, "about": one.about, **row}
            for number, one in enumerate(event.contradictions, 1)
            for row in _said(one.sides)
        ],
    )
    yield (
        "updates",
        [
            {"event": event.id, "number": number, "kind": one.kind, "about": None, **row}
            for number, one in enumerate(event.updates, 1)
            for row in _said(one.sides)
        ],
    )


def _member(member: Member) -> Row:
    incident, tie = member.incident, member.tie
    row: Row = {
        "article": member.article,
        "incident": incident.id,
        "publisher": member.publisher,
        "published": member.published,
        "type": incident.type,
        "outcome": incident.outcome,
        "factuality": incident.factuality,
        "start_day": incident.when.start,
        "end_day": incident.when.end,
        "place": incident.where.name,
        "country": incident.where.country,
        "summary": incident.summary,
        "tied_to": tie.article if tie else None,
        "tied_incident": tie.incident if tie else None,
        "probability": tie.probability if tie else None,
        "reasons": [f"{r.feature} {r.level} {r.weight:+}" for r in tie.reasons] if tie else [],
    }
    for harm in HARMS:
        row |= _range(harm, standing_range(harm, [member]))
    return row


def _range(harm: str, count: Count | None) -> Row:
    return {f"{harm}_min": count.min if count else None, f"{harm}_max": count.max if count else None}


def _said(sides: Sequence[Side]) -> Iterator[Row]:
    for number, side in enumerate(sides, 1):
        for one in side.statements:
            yield {
                "side": number,
                "says": side.says,
                "article": one.article,
                "incident": one.incident,
                "published": one.published,
                "source": one.source,
                "act": one.act,
                "words": [span.text for span in one.spans],
                "span_start": min((span.start for span in one.spans), default=None),
                "span_end": max((span.end for span in one.spans), default=None),
            }
