"""From our contract to MUC-4's templates: which incidents are in its domain, and how it would word their
fillers.

The rules restate the evaluation's own task documentation (what is relevant: section 1; how fillers are
worded: part 2), not the keys: acts of violence with a civilian side, recent, specific; perpetrators also
where they are suspected or claim it; string fills without determiners and quantifiers. Where it is silent
(words of size and place before a thing, ammunition, military posts, claims by persons) sample `a` of `dev`
decided.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from wirebrief.evals.benchmarks.muc4_data import ROLES
from wirebrief.evals.benchmarks.muc4_perpetrators import (
    UNHELPFUL,
    fighters_of,
    organisation,
    perpetrators,
    wordings,
)
from wirebrief.evals.benchmarks.muc4_score import Guess
from wirebrief.evals.benchmarks.muc4_wording import (
    COVER,
    FIGHTERS,
    TAIL,
    are_persons,
    bare,
    capitals,
    head_of,
    is_person_word,
    noun_phrase,
    person,
    plain,
    thing,
    weapon,
)
from wirebrief.schemas import Actor, ArticleSummary, Incident, Party

_TYPES = {
    "bombing": "BOMBING",
    "suicide_bombing": "BOMBING",
    "arson": "ARSON",
    "abduction": "KIDNAPPING",
    "rocket_attack": "ATTACK",
    "missile_attack": "ATTACK",
    "shelling": "ATTACK",
    "airstrike": "ATTACK",
    "drone_attack": "ATTACK",
    "shooting": "ATTACK",
    "stabbing": "ATTACK",
    "assassination": "ATTACK",
    "killing": "ATTACK",
    "explosion": "BOMBING",
    "sexual_violence": "ATTACK",
    "looting": "ROBBERY",
    "crime": "ATTACK",
    "other": "ATTACK",
}

_RECENT = timedelta(days=61)
"""Two months (task documentation, 1.0, point 6)."""

_MILITARY = re.compile(
    r"\b(soldiers?|troops?|army|military|battalions?|brigades?|garrisons?|barracks|patrols?|regiments?|platoons?"
    r"|guerrillas?|guerillas?|rebels?|subversives?|terrorists?|insurgents?|extremists?|units?|combatants?|sergeants?"
    r"|lieutenants?|corporals?|captain|policem[ae]n|police|officers?|guardsm[ae]n|paratroopers?|fighters?|cadets?"
    r"|marines?|infantry|helicopters?|gunships?|tanks?|positions?|redoubts?|convoys?|kidnappers?"
    r"|assassins?|gunm[ae]n|drug "
    r"traffickers?|hitm[ae]n|assailants?|attackers?|criminals?|base|bases|command|detachments?)$"
)

_POST = re.compile(r"\b(?:garrisons?|barracks|bases?|commands?|detachments?|outposts?)$")

_RANKED = re.compile(
    r"^(?:the |an? )?(?:[a-z]+ )?(?:soldiers?|sergeants?|corporals?|policem[ae]n|lieutenants?"
    r"|patrolm[ae]n|cadets?) [a-z]"
)
"""A soldier or policeman by rank and name."""

_ARMED_SIDE = re.compile(
    r"\b(army|military|infantry|brigade|battalion|navy|air force|national guard|treasury "
    r"police|barracks|guerrilla|rebel"
    r"|garrison|regiment|detachment|cavalry|paratroop|terrorist|subversive|troops?|patrol|outpost|fmln"
    r"|joint chiefs|civil defense)\b"
)

_NOT_THINGS = re.compile(
    r"\b(police|army|staff|forces?|population|troops|secretary|general|companies|people|community|body"
    r"|neighborhoods?|suburbs?|villages?|towns?|cit(?:y|ies)|municipalit(?:y|ies)|areas?|regions?|zones?|districts?)$"
)


def templates(summary: ArticleSummary) -> list[Guess]:
    """The templates that a summary amounts to."""
    actors = {actor.id: actor for actor in summary.actors}
    guesses = [
        Guess(_TYPES[incident.type], fillers(summary, incident, actors))
        for incident in summary.incidents
        if in_domain(summary, incident)
    ]
    group = _only_group(summary)
    return [_named_first(_one_number(_of_group(guess, group), guesses)) for guess in guesses]


def _only_group(summary: ArticleSummary) -> str:
    """The one armed group that an article names, or ""."""
    groups = {
        organisation(a)
        for a in summary.actors
        if a.kind == "armed_group" and capitals(a.name) and not are_persons(plain(a.name))
    }
    return groups.pop() if len(groups) == 1 else ""


def _of_group(guess: Guess, group: str) -> Guess:
    """Fighters of no group in an article that names one are possibly its own (part 2, slot 11: possible)."""
    fighters = any(FIGHTERS.search(e[0]) for e in guess.entities["perp_individual"])
    if not group or not fighters or guess.entities["perp_organization"]:
        return guess
    return Guess(guess.type, {**guess.entities, "perp_organization": [[group]]})


def _named_first(guess: Guess) -> Guess:
    """General descriptions of perpetrators only where no names are given (part 2, slot 9)."""
    told = guess.entities["perp_individual"]
    named = [e for e in told if capitals(e[0]) == e[0]]
    telling = [e for e in told if e[0].split()[-1].removesuffix("s") not in _BY_THE_DEED]
    return Guess(guess.type, {**guess.entities, "perp_individual": named or telling or told})


_BY_THE_DEED = frozenset("attacker assailant aggressor assassin killer murderer perpetrator culprit".split())
"""Words that say no more of somebody than that they did it."""


def _one_number(guess: Guess, guesses: list[Guess]) -> Guess:
    """Instruments and perpetrators told now in the singular and now in the plural are one: the first form
    stands."""
    entities = dict(guess.entities)
    for role in ("instrument", "perp_individual"):
        first: dict[str, str] = {}
        for other in guesses:
            for entity in other.entities[role]:
                first.setdefault(entity[0].removesuffix("s"), entity[0])
        entities[role] = list(_distinct([first[e[0].removesuffix("s")]] for e in entities[role]))
    return Guess(guess.type, entities)


def in_domain(summary: ArticleSummary, incident: Incident) -> bool:
    """Whether an incident is one that the evaluation asks for."""
    if incident.type not in _TYPES or incident.aggregate:
        return False
    published = summary.article.published.date
    if published and incident.when.end and incident.when.end < published - _RECENT:
        return False
    parties = [*incident.targets, *incident.victims]
    wordings = [plain(p.span.text) for p in parties if p.span]
    if not wordings and not (incident.weapons and _is_accused(summary, incident)):
        return False
    civilian = [
        w for w in wordings if not _MILITARY.search(w) and not _ARMED_SIDE.search(w) and not _RANKED.match(w)
    ]
    if wordings and not civilian:
        return False
    return not (incident.type == "crime" and not civilian)


def _is_accused(summary: ArticleSummary, incident: Incident) -> bool:
    """Whether anybody is said to have done it."""
    return bool(incident.perpetrators) or any(incident.id in a.incidents for a in summary.attributions)


def fillers(
    summary: ArticleSummary, incident: Incident, actors: dict[str, Actor]
) -> dict[str, list[list[str]]]:
    """One incident's fillers by role."""
    found: dict[str, list[list[str]]] = {role: [] for role in (*ROLES, "victim_description")}
    for actor in perpetrators(summary, incident, actors):
        for role, wording in (*wordings(actor, actors), *fighters_of(summary, incident, actor)):
            found[role].append([wording])
    if incident.type != "abduction":
        for party in incident.targets:
            if party.span and _is_thing(party, actors) and not _is_place(party, incident):
                found["physical_target"].append([thing(party.span.text)])
    hit = [party for party in incident.targets if not _is_thing(party, actors)]
    for party in (*incident.victims, *hit):
        if party.span:
            found[_victim_role(party, actors)].append([_victim(party, actors)])
    found["instrument"] = [[weapon(w.span.text)] for w in incident.weapons if incident.type != "abduction"]
    return {role: list(_distinct(entities)) for role, entities in found.items()}


_PLACES = re.compile(
    r"\b(?:neighborhoods?|villages?|towns?|cit(?:y|ies)|hamlets?|areas?|zones?|sectors?|countr(?:y|ies))$"
)


def _is_place(party: Party, incident: Incident) -> bool:
    """Whether a target is only the name of where it happened, too general for one (part 1, 1.0, point 7)."""
    text = plain(party.span.text if party.span else "")
    where = incident.where.name if incident.where.site is None else None
    return bool(_PLACES.search(noun_phrase(text))) or (where is not None and plain(where) == bare(text))


_PEOPLE = ("person", "people", "military", "armed_group", "political_group")


def _is_thing(party: Party, actors: dict[str, Actor]) -> bool:
    """Whether a target is a building, a vehicle or the like, and no people."""
    text = plain(party.span.text if party.span else "")
    if _NOT_THINGS.search(noun_phrase(text)) or is_person_word(head_of(text)):
        return False
    if _POST.search(text) or _ARMED_SIDE.search(text):
        return False
    return party.actor is None or actors[party.actor].kind not in _PEOPLE


def _victim_role(party: Party, actors: dict[str, Actor]) -> str:
    named = (
        party.actor is not None and actors[party.actor].kind == "person" and not actors[party.actor].anonymous
    )
    return "victim" if named else "victim_description"


def _victim(party: Party, actors: dict[str, Actor]) -> str:
    if _victim_role(party, actors) == "victim" and party.actor:
        return person(plain(actors[party.actor].name))
    return bare(TAIL.sub("", COVER.sub("", bare(plain(party.span.text if party.span else "")))))


def _distinct(entities: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    seen: set[str] = set()
    for entity in entities:
        key = entity[0]
        if key and key not in UNHELPFUL and key not in seen:
            seen.add(key)
            yield list(entity)
