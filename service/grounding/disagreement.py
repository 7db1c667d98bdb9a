"""Sources that contradict each other on an incident, as far as the records show it."""

from collections.abc import Iterator
from itertools import combinations

from wirebrief.schemas import Count
from wirebrief.service.grounding.records import Finding, GroundedIncident, Grounding


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
    for field, figures in (("killed", incident.killed), ("injured", incident.injured)):
        for one, other in combinations(figures, 2):
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
    blamed = {(a.responsible, a.source) for a in about if a.act in ("blames", "suspects", "confirms")}
    denied = {(a.responsible, a.source) for a in about if a.act in ("denies_responsibility", "rejects")}
    if any(who == accused and by != source for who, by in blamed for accused, source in denied):
        message = "One source holds an actor responsible and another denies it."
        yield Finding("sources_disagree", message, f"incidents[{incident.index}]", "note")
