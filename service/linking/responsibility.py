"""Who did it, as the sources of one event say: rival doers, and parties who are both accused and cleared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from wirebrief.schemas.events import Contradiction, Member, Side, Statement
from wirebrief.service.linking.names import Name, compatible, name_of
from wirebrief.service.linking.statements import statement

_AFFIRMING: Final = frozenset(
    {"blames", "suspects", "claims_responsibility", "confirms", "charges", "convicts"}
)
_DENYING: Final = frozenset({"denies_responsibility", "rejects", "clears"})


@dataclass(frozen=True, slots=True)
class _Say:
    """A source holds a party responsible, or not."""

    party: str
    name: Name
    did: bool
    statement: Statement


def disputed_parties(members: Sequence[Member]) -> Iterator[Contradiction]:
    """For each party of whom some say that it did it and others that it did not."""
    for group in _parties(members):
        did = [say.statement for say in group if say.did]
        did_not = [say.statement for say in group if not say.did]
        if did and did_not:
            yield Contradiction(
                kind="responsibility",
                about=_called(group),
                sides=[Side(says="did it", statements=did), Side(says="did not", statements=did_not)],
            )


def rival_doers(members: Sequence[Member]) -> Contradiction | None:
    """Those who are held responsible apart from each other, not beside each other by one source."""
    held = [[say for say in group if say.did] for group in _parties(members)]
    rivals = _merged([group for group in held if group])
    if len(rivals) < 2:
        return None
    return Contradiction(
        kind="doer",
        sides=[Side(says=_called(group), statements=[say.statement for say in group]) for group in rivals],
    )


def _parties(members: Sequence[Member]) -> list[list[_Say]]:
    """What is said, by party: under names that can stand for each other."""
    groups: list[list[_Say]] = []
    for say in (say for member in members for say in _said(member)):
        known = next((g for g in groups if any(compatible(say.name, one.name) for one in g)), None)
        if known is None:
            groups.append([say])
        else:
            known.append(say)
    return groups


def _said(member: Member) -> Iterator[_Say]:
    for actor in member.actors:
        if actor.id in member.incident.perpetrators and not actor.anonymous and actor.kind != "people":
            yield _say(member, actor.id, True, statement(member, member.incident.evidence))
    for one in member.attributions:
        if one.responsible and one.act in _AFFIRMING | _DENYING:
            told = statement(member, [one.evidence], one.source, one.act)
            yield _say(member, one.responsible, one.act in _AFFIRMING, told)


def _say(member: Member, actor: str, did: bool, told: Statement) -> _Say:
    return _Say(member.name(actor), name_of(member.name(actor)), did, told)


def _merged(groups: list[list[_Say]]) -> list[list[_Say]]:
    """Groups whose parties one source names in one article are one: together, not instead of each other."""
    merged: list[list[_Say]] = []
    for group in groups:
        voices = _voices(group)
        known = next((other for other in merged if voices & _voices(other)), None)
        if known is None:
            merged.append(list(group))
        else:
            known.extend(group)
    return merged


def _voices(group: Sequence[_Say]) -> set[tuple[str, str | None]]:
    return {(say.statement.article, say.statement.source) for say in group}


def _called(group: Sequence[_Say]) -> str:
    """The fullest name."""
    return max((say.party for say in group), key=len)
