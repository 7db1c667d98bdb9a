"""Which of a draft's actors are one: "Kirby" and "John Kirby", "UN" and "United Nations", the same name
twice.

Only what is safe is merged: there must be exactly one candidate, and nothing that sets the two apart.
"""

import re
from collections import defaultdict

from wirebrief.service.grounding.cast import wording
from wirebrief.service.grounding.mentions import bare_name
from wirebrief.service.grounding.records import GroundedActor

_SMALL_WORDS = frozenset("of the for and in on to de la du des".split())


def clusters(actors: tuple[GroundedActor, ...]) -> dict[int, int]:
    """For each actor's index, the index of the one that stands for its cluster (the fullest name)."""
    joined = {actor.index: actor.index for actor in actors}
    for actor in sorted(actors, key=lambda a: a.index):
        host = _host(actor, actors)
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


def _host(actor: GroundedActor, actors: tuple[GroundedActor, ...]) -> int | None:
    """The only other actor whose name includes this one's, or is the same and came first."""
    same = [a.index for a in actors if a.index < actor.index and _same(a, actor)]
    if same:
        return same[0]
    fuller = {_key(a): a.index for a in reversed(actors) if a is not actor and _fuller(a, actor)}
    return next(iter(fuller.values())) if len(fuller) == 1 else None


def _key(actor: GroundedActor) -> str:
    return wording(actor.name.text)


def _same(one: GroundedActor, other: GroundedActor) -> bool:
    if one.anonymous != other.anonymous or not _kinds_agree(one, other):
        return False
    if one.anonymous and one.name != other.name:
        return False  # "a resident" twice may be two residents
    return _key(one) == _key(other)


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
