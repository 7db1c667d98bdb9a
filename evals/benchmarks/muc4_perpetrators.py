"""Perpetrators as individuals and as organisations, each with its own slot (task documentation, part 2)."""

import re
from collections.abc import Iterator

from wirebrief.evals.benchmarks.muc4_wording import (
    ADJECTIVES,
    BESIDE_THE_POINT,
    FIGHTERS,
    TAIL,
    are_persons,
    bare,
    can_act,
    capitals,
    individuals,
    is_initials,
    person,
    plain,
)
from wirebrief.schemas import Actor, ArticleSummary, Incident
from wirebrief.service.engines.rules.incident_words import parties
from wirebrief.service.engines.rules.places import gazetteer

UNHELPFUL = frozenset(
    "a or only one two himself he she it they him her them who which that this those others other we i "
    "you".split()
)

_SUBPARTS = frozenset("cell front column unit command commando squad faction wing".split())

_BODY = re.compile(r"\b(?:services|forces|agencies|authorities|institutions)$")

_MEMBERS = re.compile(
    r"(.*\b(?:members?|troops|elements|men|guerrillas|terrorists|units?|soldiers|militants|commandos))"
    r" of (?:the |an? )?(.+)$"
)


def perpetrators(summary: ArticleSummary, incident: Incident, actors: dict[str, Actor]) -> Iterator[Actor]:
    """Whom the article says to have done it, and whom anybody holds responsible or suspects."""
    ids = list(incident.perpetrators)
    for attribution in summary.attributions:
        responsible = actors[attribution.responsible] if attribution.responsible else None
        if responsible and incident.id in attribution.incidents and _held(attribution.act, responsible):
            ids.append(responsible.id)
    seen = {p.actor for p in (*incident.victims, *incident.targets) if p.actor}  # nobody does it to himself
    for actor_id in ids:
        if actor_id not in seen and actors[actor_id].name.lower() not in UNHELPFUL:
            seen.add(actor_id)
            yield actors[actor_id]


def _held(act: str, responsible: Actor) -> bool:
    """Whether an attribution makes somebody a perpetrator; a claim is made by a group, in its own name."""
    if act == "claims_responsibility":
        return responsible.kind not in ("person", "people", "media", "government_body")
    return act in ("blames", "suspects", "confirms")


def wordings(actor: Actor, actors: dict[str, Actor]) -> Iterator[tuple[str, str]]:
    """A perpetrator as individuals, as an organisation, or, for "members of X" and "X guerrillas", as
    both."""
    if actor.kind == "person" and not actor.anonymous:
        yield "perp_individual", person(plain(actor.name))
        return
    wording = individuals(plain(actor.name))
    if not wording:
        return
    if actor.kind == "state" or gazetteer().country_of_word(wording):
        return
    body = _body(actor, actors)
    if part := _part_of(wording):
        yield "perp_individual", wording
        yield "perp_organization", part
    elif members := _MEMBERS.match(wording):
        yield "perp_individual", wording if "member" in members[1] else members[1]
        yield "perp_organization", members[2]
    elif actor.kind == "people" and not can_act(wording) and not _BODY.search(wording):
        return  # "leaflets", "investigations"
    elif (actor.kind in ("person", "people") and not _BODY.search(wording)) or are_persons(wording):
        yield "perp_individual", _without_body(wording, actor, actors)
        if body := body or _group_name(capitals(" ".join(wording.split()[:-1]))):
            yield "perp_organization", body
    elif actor.kind != "other" or capitals(wording):  # a proper name or a fixed way of referring to a body
        yield "perp_organization", organisation(actor)


def fighters_of(summary: ArticleSummary, incident: Incident, group: Actor) -> Iterator[tuple[str, str]]:
    """The fighters that the accusation of a group names: "rebels of the Sea Lily Front"."""
    told = re.compile(rf"\b({FIGHTERS.pattern[:-1]}) (?:of|from) (?:the )?{re.escape(plain(group.name))}\b")
    for attribution in summary.attributions:
        held = attribution.responsible == group.id and incident.id in attribution.incidents
        if held and (found := told.search(plain(attribution.evidence.text))):
            yield "perp_individual", found[1]


def _part_of(wording: str) -> str:
    """The group that a part of it is named after by its initials: of "eln cell" the eln."""
    first, _, rest = wording.partition(" ")
    part = rest.split()[-1].removesuffix("s") in _SUBPARTS if rest else False
    return first if part and is_initials(first) else ""


def _group_name(wording: str) -> str:
    """A wording as the name of a group: initials or several words, for one unknown word may be anything."""
    return wording if " " in wording or is_initials(wording) else ""


def organisation(actor: Actor) -> str:
    """An organisation by its initials where the article has them, else by its name."""
    for mention in actor.mentions:
        if is_initials(mention.text):
            return mention.text.lower()
    return BESIDE_THE_POINT.sub("", bare(bare(TAIL.sub("", plain(actor.name)))))


def _body(actor: Actor, actors: dict[str, Actor]) -> str:
    """The armed group whose fighters some people are."""
    owner = actors[actor.affiliation] if actor.affiliation else None
    if owner is None or owner.kind != "armed_group" or not capitals(owner.name):
        return ""
    return organisation(owner)


def _without_body(wording: str, actor: Actor, actors: dict[str, Actor]) -> str:
    """ "guerrillas" of "fmln guerrillas" and "salvadoran guerrillas": the organisation has its own slot."""
    if wording in parties().irregulars:
        return wording + "s"  # of "a guerrilla attack"
    first, _, rest = wording.partition(" ")
    if rest and FIGHTERS.search(rest) and (first in ADJECTIVES or gazetteer().country_of_word(first)):
        return rest
    owner = actors.get(actor.affiliation or "")
    if owner is None or wording.endswith("members"):
        return wording
    names = {bare(plain(text)) for text in (owner.name, *(m.text for m in owner.mentions))}
    for name in sorted(names, key=len, reverse=True):
        before, found, after = wording.rpartition(name + " ")
        if found and all(word in ADJECTIVES for word in before.split()):
            return after
    return wording
