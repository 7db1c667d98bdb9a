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
    for lead in summing:
        told = [e for e in events if _summed(lead, e)]
        for event in told:
            event.absorb(_shared(lead))
        if not told:
            kept.append(lead)
    return sorted(kept, key=lambda e: e.first_token)


def _summed(lead: Group, event: Group) -> bool:
    if not compatible(lead.type, event.type) or other_day(lead, event) or event.mentions == lead.mentions:
        return False
    labels = {p.label for p in event.places if p.label}
    return bool(lead.summed & (labels | event.countries))


def _shared(lead: Group) -> Group:
    """What each of the events takes: all but the places."""
    return replace(lead, mentions=list(lead.mentions), places=[], countries=set(), names=set(lead.names))
