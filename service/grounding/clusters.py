"""Which of a draft's actors are one: "Brand" and "Ada Brand", "UN" and "United Nations", the same name
twice.

Only what is safe is merged: there must be exactly one candidate, and nothing that sets the two apart.
"""

import re
from collections import defaultdict
from typing import get_args

from wirebrief.schemas import Span
from wirebrief.schemas.vocabulary import ActorKind
from wirebrief.service.grounding.cast import wording
from wirebrief.service.grounding.mentions import bare_name
from wirebrief.service.grounding.records import GroundedActor

_SMALL_WORDS = frozenset("of the for and in on to de la du des".split())


def clusters(actors: tuple[GroundedActor, ...]) -> dict[int, int]:
    """For each actor's index, the index of the one that stands for its cluster (the fullest name)."""
    known = _Known(actors)
    joined = {actor.index: actor.index for actor in actors}
    for actor in actors:
        host = known.host(actor)
        if host is not None:
            joined[actor.index] = host
    return {index: _root(joined, index) for index in joined}


def _root(joined: dict[int, int], index: int) -> int:
    seen = {index}
    while joined[index] != index:
        index = joined[index]
        if index in seen:  # two that each point at the other: the lower index stands for both
            return min(seen)
        seen.add(index)
    return index


class _Known:
    """The actors by what another name for them would share with theirs."""

    def __init__(self, actors: tuple[GroundedActor, ...]) -> None:
        self._same: dict[tuple[str, Span | None, str], GroundedActor] = {}
        self._by_short: dict[str, list[GroundedActor]] = defaultdict(list)
        for actor in sorted(actors, key=lambda a: a.index):
            self._same.setdefault((*_identity(actor), actor.kind), actor)
            name = bare_name(actor.name.text)
            for short in {name.split()[-1] if name else "", _acronym(name)}:
                self._by_short[short].append(actor)

    def host(self, actor: GroundedActor) -> int | None:
        """The only other actor whose name includes this one's, or is the same and came first."""
        identity = _identity(actor)
        kinds = get_args(ActorKind) if actor.kind == "other" else (actor.kind, "other")
        same = [self._same[(*identity, kind)].index for kind in kinds if (*identity, kind) in self._same]
        if same and min(same) < actor.index:
            return min(same)
        brief = bare_name(actor.name.text)
        near = {
            a.index: a for short in (brief, brief.replace(".", "")) for a in self._by_short.get(short, ())
        }
        fuller: dict[str, int] = {}
        for index in sorted(near):
            if index != actor.index and _fuller(near[index], actor):
                fuller.setdefault(_key(near[index]), index)
        return next(iter(fuller.values())) if len(fuller) == 1 else None


def _identity(actor: GroundedActor) -> tuple[str, Span | None]:
    """What two actors of kinds that agree have in common if they are one.

    "A resident" twice may be two residents, so that for those without a name the place counts too.
    """
    return _key(actor), actor.name if actor.anonymous else None


def _key(actor: GroundedActor) -> str:
    return wording(actor.name.text)


def _kinds_agree(one: GroundedActor, other: GroundedActor) -> bool:
    return one.kind == other.kind or "other" in (one.kind, other.kind)


def _fuller(full: GroundedActor, short: GroundedActor) -> bool:
    """Whether `full` is a fuller name of the same actor: by last name, or by the letters of an acronym."""
    if full.anonymous or short.anonymous or not _kinds_agree(full, short):
        return False
    long, brief = bare_name(full.name.text), bare_name(short.name.text)
    if full.kind == "person" and short.kind == "person":
        parts = long.split()
        return " " not in brief and len(parts) > 1 and parts[-1] == brief
    return _acronym(long) == brief.replace(".", "")


def _acronym(name: str) -> str:
    words = [w for w in re.split(r"[\s-]+", name) if w and w.casefold() not in _SMALL_WORDS]
    letters = "".join(w[0] for w in words)
    return letters if len(letters) > 1 and letters.isupper() else ""


def members(joined: dict[int, int]) -> dict[int, list[int]]:
    """The clusters by the actor that stands for each, its own index first."""
    found: dict[int, list[int]] = defaultdict(list)
    for index, root in sorted(joined.items(), key=lambda pair: (pair[1], pair[0] != pair[1], pair[0])):
        found[root].append(index)
    return dict(found)
