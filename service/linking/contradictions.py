"""What the sources of one event say against each other."""

from collections.abc import Sequence

from wirebrief.schemas.events import Contradiction, ContradictionKind, Member, Side
from wirebrief.service.linking.figures import HARMS, disagreement
from wirebrief.service.linking.names import compatible, name_of
from wirebrief.service.linking.responsibility import disputed_parties, rival_doers
from wirebrief.service.linking.statements import sides, statement


def contradictions(members: Sequence[Member]) -> list[Contradiction]:
    """All of them, in the order of the kinds.

    Args:
        members: in the order of publication.
    """
    found: list[Contradiction | None] = [disagreement(harm, members) for harm in HARMS]
    found += [
        _several("day", _days(members)),
        _place(members),
        _several("outcome", _outcomes(members)),
        _occurrence(members),
        rival_doers(members),
        *disputed_parties(members),
    ]
    return [one for one in found if one is not None]


def _several(kind: ContradictionKind, found: list[Side]) -> Contradiction | None:
    return Contradiction(kind=kind, sides=found) if len(found) > 1 else None


def _days(members: Sequence[Member]) -> list[Side]:
    """Single days, of articles to whom it was news: what is told again later is often told loosely."""
    dated = (
        (member.incident.when.start, statement(member, [member.incident.when.span]))
        for member in members
        if member.incident.when.precision == "day" and not member.incident.background
    )
    return sides(dated, lambda day: day.isoformat() if day else "")


def _place(members: Sequence[Member]) -> Contradiction | None:
    """Towns whose names cannot stand for each other."""
    groups: list[tuple[str, list[Member]]] = []
    for member in members:
        city = member.incident.where.city
        if city is None:
            continue
        known = next((g for name, g in groups if compatible(name_of(name), name_of(city.text))), None)
        if known is None:
            groups.append((city.text, [member]))
        else:
            known.append(member)
    told = [
        Side(says=name, statements=[statement(m, [m.incident.where.span]) for m in group])
        for name, group in groups
    ]
    return _several("place", told)


def _outcomes(members: Sequence[Member]) -> list[Side]:
    told = (
        (member.incident.outcome, statement(member, member.incident.evidence, _reporter(member)))
        for member in members
        if member.incident.outcome != "unknown"
    )
    return sides(told, str)


def _occurrence(members: Sequence[Member]) -> Contradiction | None:
    """Whether it happened: those who deny it or know of none against those who say so."""
    denied = [
        statement(member, member.incident.evidence, actor)
        for member in members
        for actor in member.incident.disputed_by
    ]
    happened = [
        statement(member, member.incident.evidence, _reporter(member))
        for member in members
        if member.incident.factuality != "disputed" or member.incident.reported_by
    ]
    if not denied or not happened:
        return None
    told = [
        Side(says="happened", statements=happened),
        Side(says="did not happen, or is not known of", statements=denied),
    ]
    return _several("occurrence", told)


def _reporter(member: Member) -> str | None:
    return next(iter(member.incident.reported_by), None)
