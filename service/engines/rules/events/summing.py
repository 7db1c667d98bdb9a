"""Sentences that sum up: "the mission came under fire on Wednesday in Mali and Niger", told one by one later.

Such a mention is no event of its own where later ones are in its places; each of them takes its day and its
parties.
"""

from dataclasses import replace

from wirebrief.service.engines.rules.events.conflict import compatible, other_day
from wirebrief.service.engines.rules.events.group import Group


def share_out(summing: list[Group], events: list[Group]) -> list[Group]:
    """Give what sums up to the events that it sums up; what fits none stays an event, in order."""
    kept = list(events)
    starts = {id(event): event.first_token for event in events}
    for lead in summing:
        told = _first_in_each(lead, [e for e in events if starts[id(e)] > lead.first_token])
        for event in told:
            event.absorb(_shared(lead))
        if not told:
            kept.append(lead)
    return sorted(kept, key=lambda e: e.first_token)


def _first_in_each(lead: Group, events: list[Group]) -> list[Group]:
    """The first event told after it in each of its places."""
    told: list[Group] = []
    left = set(lead.summed)
    for event in events:
        places = ({p.label for p in event.places if p.label} | event.countries) & left
        if places and compatible(lead.type, event.type) and not other_day(lead, event):
            told.append(event)
            left -= places
    return told


def _shared(lead: Group) -> Group:
    """What each of the events takes: all but the places."""
    return replace(lead, mentions=list(lead.mentions), places=[], countries=set(), names=set(lead.names))
