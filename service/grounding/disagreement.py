"""Sources that contradict each other on an incident, as far as the records show it."""

from collections.abc import Iterator
from itertools import combinations

from wirebrief.schemas import Count
from wirebrief.schemas.vocabulary import Act
from wirebrief.service.grounding.records import Finding, GroundedIncident, Grounding

_HELD: frozenset[Act] = frozenset(("blames", "suspects", "confirms", "charges", "convicts"))
_CLEARED: frozenset[Act] = frozenset(("denies_responsibility", "rejects", "clears"))


def disagreements(grounding: Grounding) -> Iterator[Finding]:
    """A note for each incident with incompatible figures, a denial, or blame that another source rejects."""
    for incident in grounding.incidents:
        if field := _figures(incident):
            message = f"Two sources give different figures for the {field}."
            yield Finding("sources_disagree", message, f"incidents[{incident.index}].{field}", "note")
        if incident.factuality == "disputed" and incident.disputed_by:
            message = "One source denies or does not know of what another reports."
            yield Finding("sources_disagree", message, f"incidents[{incident.index}].disputed_by", "note")
        yield from _blame(grounding, incident)


def _figures(incident: GroundedIncident) -> str:
    told = {"killed": incident.killed, "injured": incident.injured, "missing": incident.missing}
    for field, figures in told.items():
        for one, other in combinations((f for f in figures if not f.superseded), 2):
            if one.source != other.source and _apart(one.count, other.count):
                return field
    return ""


def _apart(one: Count, other: Count) -> bool:
    """Whether no number lies within both counts."""
    low = max(one.min or 0, other.min or 0)
    tops = [count.max for count in (one, other) if count.max is not None]
    return bool(tops) and low > min(tops)


def _blame(grounding: Grounding, incident: GroundedIncident) -> Iterator[Finding]:
    about = [a for a in grounding.attributions if incident.index in a.incidents and a.responsible is not None]
    blamed = {(a.responsible, a.source) for a in about if a.act in _HELD}
    denied = {(a.responsible, a.source) for a in about if a.act in _CLEARED}
    if any(who == accused and by != source for who, by in blamed for accused, source in denied):
        message = "One source holds an actor responsible and another denies it."
        yield Finding("sources_disagree", message, f"incidents[{incident.index}]", "note")
