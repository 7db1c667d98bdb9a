"""From our contract to MUC-4's templates: which incidents are in its domain, and how it would word their
fillers.

The rules restate the evaluation's own task documentation (what is relevant: section 1; how fillers are
worded: part 2), not the keys: acts of violence with a civilian side, recent, specific; perpetrators also
where they are suspected or claim it; string fills without determiners and quantifiers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from wirebrief.evals.benchmarks.muc4_data import ROLES
from wirebrief.evals.benchmarks.muc4_score import Guess
from wirebrief.schemas import Actor, ArticleSummary, Incident, Party
from wirebrief.service.engines.rules.events.lexicon import parties
from wirebrief.service.engines.rules.places import gazetteer
from wirebrief.service.reading.truecase import truecase

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
    r"|marines?|infantry|drug "
    r"traffickers?|hitm[ae]n|assailants?|attackers?|criminals?|base|bases|command|detachments?)$"
)
_INDIVIDUALS = re.compile(
    r"\b(men|man|persons?|individuals?|people|youths?|subjects?|guerrillas?|guerillas?|terrorists?|rebels?|insurgents?"
    r"|extremists?|subversives?|gunm[ae]n|members?|soldiers?|troops|assassins?|killers?|murderers?|kidnappers?"
    r"|commandos?|squads?|criminals?|traffickers?|assailants?|attackers?|bandits?|fighters?|hitm[ae]n|officers?|agents?"
    r"|policem[ae]n|sappers?|units?|groups?|militiam[ae]n|thugs?|delinquents?|elements|someone|snipers?|militants?"
    r"|suspects?|combatants?|paramilitar(?:y|ies)|columns?|mercenaries|lieutenants?|students?|contras?|workers?"
    r"|hijackers?|patrols?|battalion troops|sergeants?|colonel|general)$"
)
_DETERMINERS = re.compile(
    r"^(?:(?:the|a|an|or|this|that|these|those|some|several|many|other|another|more|at "
    r"least|about|approximately|nearly"
    r"|almost|around|over|all|both|each|his|her|its|their|our|other|few|various|numerous|least|than|up to"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty"
    r"|\d[\d,.]*|dozens? of"
    r"|hundreds of|a number of|the number of|number of|a group of|group "
    r"of|presumed|alleged|suspected|supposed)\s+)+"
)
_TITLES = re.compile(
    r"^(?:(?:president|general|colonel|major|captain|lieutenant|sergeant|corporal|father|monsignor|msgr|archbishop"
    r"|bishop|senator|deputy|minister|judge|mayor|governor|ambassador|mr|mrs|dr|gen|col|maj|capt|lt|sgt|doctor"
    r"|congressman|cardinal|sister|professor|engineer|attorney|retired|former|priest|priests|jesuit)\.?\s+)+"
)
_UNHELPFUL = frozenset("he she it they him her them who which that this those others other we i you".split())
_COVER = re.compile(
    r"^(?:(?:most|some|one|two|three|several|part|parts|many|all|each)\s+)?of\s+(?:the\s+|its\s+|his\s+)?"
)
_TAIL = re.compile(
    r",? (?:of (?:that|this|those)|who|which|that|where|wearing|dressed|in|at|near|against|on|from|with"
    r"|during|carrying|located|loaded|belonging"
    r"|this|last|including|for|armed with|yesterday|today|(?<!least )(?:six|two)|km) .*$|[,(\[\"].*$"
)
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
        _organisation(a)
        for a in summary.actors
        if a.kind == "armed_group" and _capitals(a.name) and not _are_persons(_plain(a.name))
    }
    return groups.pop() if len(groups) == 1 else ""


def _of_group(guess: Guess, group: str) -> Guess:
    """Fighters of no group in an article that names one are possibly its own (part 2, slot 11: possible)."""
    fighters = any(_FIGHTERS.search(e[0]) for e in guess.entities["perp_individual"])
    if not group or not fighters or guess.entities["perp_organization"]:
        return guess
    return Guess(guess.type, {**guess.entities, "perp_organization": [[group]]})


def _named_first(guess: Guess) -> Guess:
    """General descriptions of perpetrators only where no names are given (part 2, slot 9)."""
    told = guess.entities["perp_individual"]
    named = [e for e in told if _capitals(e[0]) == e[0]]
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
    wordings = [_plain(p.span.text) for p in parties if p.span]
    if not wordings and not (incident.weapons and _is_accused(summary, incident)):
        return False
    civilian = [w for w in wordings if not _MILITARY.search(w) and not _ARMED_SIDE.search(w)]
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
    for actor in _perpetrators(summary, incident, actors):
        for role, wording in (*_perpetrator(actor, actors), *_fighters_of(summary, incident, actor)):
            found[role].append([wording])
    if incident.type != "abduction":
        for party in incident.targets:
            if party.span and _is_thing(party, actors):
                found["physical_target"].append([_thing(party.span.text)])
    for party in (*incident.victims, *incident.targets):
        if party.span and not _is_thing(party, actors):
            found[_victim_role(party, actors)].append([_victim(party, actors)])
    found["instrument"] = [[_weapon(w.span.text)] for w in incident.weapons if incident.type != "abduction"]
    return {role: list(_distinct(entities)) for role, entities in found.items()}


def _perpetrator(actor: Actor, actors: dict[str, Actor]) -> Iterator[tuple[str, str]]:
    """A perpetrator as individuals, as an organisation, or, for "members of X" and "X guerrillas", as
    both."""
    if actor.kind == "person" and not actor.anonymous:
        yield "perp_individual", _person(_plain(actor.name))
        return
    wording = _individuals(_plain(actor.name))
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
    elif actor.kind in ("person", "people") or _are_persons(wording):
        yield "perp_individual", _without_body(wording, body)
        if body := body or _group_name(_capitals(" ".join(wording.split()[:-1]))):
            yield "perp_organization", body
    else:
        yield "perp_organization", _organisation(actor)


def _fighters_of(summary: ArticleSummary, incident: Incident, group: Actor) -> Iterator[tuple[str, str]]:
    """The fighters that the accusation of a group names: "rebels of the Sea Lily Front"."""
    told = re.compile(rf"\b({_FIGHTERS.pattern[:-1]}) (?:of|from) (?:the )?{re.escape(_plain(group.name))}\b")
    for attribution in summary.attributions:
        held = attribution.responsible == group.id and incident.id in attribution.incidents
        if held and (found := told.search(_plain(attribution.evidence.text))):
            yield "perp_individual", found[1]


_SUBPARTS = frozenset("cell front column unit command commando squad faction wing".split())


def _part_of(wording: str) -> str:
    """The group that a part of it is named after by its initials: of "eln cell" the eln."""
    first, _, rest = wording.partition(" ")
    part = rest.split()[-1].removesuffix("s") in _SUBPARTS if rest else False
    return first if part and _is_initials(first) else ""


def _is_initials(word: str) -> bool:
    cased = truecase("x " + word.upper())[2:]
    return cased.isupper() and cased.isalpha() and 2 < len(cased) < 6


def _group_name(wording: str) -> str:
    """A wording as the name of a group: initials or several words, for one unknown word may be anything."""
    return wording if " " in wording or _is_initials(wording) else ""


def _are_persons(wording: str) -> bool:
    """Whether a description ends in a word for persons rather than for a body of theirs."""
    last = wording.split(" of ")[0].split()[-1].removesuffix("s")
    persons = parties().people | parties().irregulars
    return bool(_INDIVIDUALS.search(wording) or _FIGHTERS.search(wording)) or last in persons


_UNHELPFUL_WORDS = re.compile(
    r"^(?:(?:the|an?|this|that|these|those|his|her|its|their|our|another|other|same|so-called|presumed|alleged|suspected"
    r"|supposed|unknown number of)\s+)+"
)


_ANYBODY = re.compile(r"\b(?:men|man|persons?|people|individuals?|subjects?|youths?|suspects?)$")


def _individuals(wording: str) -> str:
    """A description of perpetrators. It is a complete noun phrase, and its slot has none beside it for their
    number (task documentation, part 2, slot 9), so that "two men" keeps its number; what names a sort of
    people needs none."""
    whole = _UNHELPFUL_WORDS.sub("", _TAIL.sub("", wording)).strip(" ,\"'")
    if _ANYBODY.search(whole) or whole.startswith("one of "):
        return whole
    return _bare(_COVER.sub("", _bare(whole)))


def _organisation(actor: Actor) -> str:
    """An organisation by its initials where the article has them, else by its name."""
    for mention in actor.mentions:
        if _is_initials(mention.text):
            return mention.text.lower()
    return _BESIDE_THE_POINT.sub("", _bare(_bare(_TAIL.sub("", _plain(actor.name)))))


_MEMBERS = re.compile(
    r"(.*\b(?:members?|troops|elements|men|guerrillas|terrorists|units?|soldiers|militants|commandos))"
    r" of (?:the |an? )?(.+)$"
)
_FIGHTERS = re.compile(
    r"\b(?:guerrillas?|guerillas?|rebels?|terrorists?|insurgents?|subversives?|commandos?|fighters?)$"
)


def _body(actor: Actor, actors: dict[str, Actor]) -> str:
    """The armed group whose fighters some people are."""
    owner = actors[actor.affiliation] if actor.affiliation else None
    if owner is None or owner.kind != "armed_group" or not _capitals(owner.name):
        return ""
    return _organisation(owner)


def _without_body(wording: str, body: str) -> str:
    """ "guerrillas" of "fmln guerrillas" and "salvadoran guerrillas": the organisation has its own slot."""
    if wording in parties().irregulars:
        return wording + "s"  # of "a guerrilla attack"
    first, _, rest = wording.partition(" ")
    if rest and _FIGHTERS.search(rest) and (first in _ADJECTIVES or gazetteer().country_of_word(first)):
        return rest
    if not body or wording.endswith("members"):
        return wording
    return wording.removeprefix(body).strip() or wording


_ADJECTIVES = frozenset(
    "salvadoran colombian peruvian honduran guatemalan chilean bolivian nicaraguan ecuadoran argentine u.s. "
    "maoist "
    "marxist leftist communist jesuit unidentified marxist-leninist cuban panamanian spanish sandinist "
    "american frenchman spaniard englishman dutchman irishman briton swede dane".split()
)


def _capitals(wording: str) -> str:
    """The proper name in a wording, told by the reading's own truecasing; nationalities and creeds left
    out."""
    words = [w for w in truecase("x " + wording.upper()).split()[1:] if w.lower() not in _ADJECTIVES]
    return (
        " ".join(w for w in words if w[:1].isupper()).lower() if any(w[:1].isupper() for w in words) else ""
    )


def _perpetrators(summary: ArticleSummary, incident: Incident, actors: dict[str, Actor]) -> Iterator[Actor]:
    ids = list(incident.perpetrators)
    for attribution in summary.attributions:
        responsible = actors[attribution.responsible] if attribution.responsible else None
        if responsible and incident.id in attribution.incidents and _held(attribution.act, responsible):
            ids.append(responsible.id)
    seen = {p.actor for p in (*incident.victims, *incident.targets) if p.actor}  # nobody does it to himself
    for actor_id in ids:
        if actor_id not in seen and actors[actor_id].name.lower() not in _UNHELPFUL:
            seen.add(actor_id)
            yield actors[actor_id]


_BESIDE_THE_POINT = re.compile(
    r"^(?:(?:same|local|nearby|neighbou?ring|adjacent|large|small|big|huge|modest|new|old|damaged|important"
    r"|undetermined number of|as yet|total of)\s+)+"
)
"""What a key leaves out before the thing, since it does not tell which or what kind."""


def _held(act: str, responsible: Actor) -> bool:
    """Whether an attribution makes somebody a perpetrator; a claim is made by a group, in its own name."""
    if act == "claims_responsibility":
        return responsible.kind not in ("person", "people", "media", "government_body")
    return act in ("blames", "suspects", "confirms")


def _thing(text: str) -> str:
    """A thing's kind or name, without whose it is if that is no name ("the country's power grid")."""
    wording = _bare(_TAIL.sub("", _COVER.sub("", _bare(_plain(text)))))
    return _BESIDE_THE_POINT.sub("", _ownerless(_bare(_BESIDE_THE_POINT.sub("", wording)))) or wording


def _ownerless(wording: str) -> str:
    owner, of, owned = wording.partition("'s ")
    return owned if of and not _capitals(owner) else wording


def _is_thing(party: Party, actors: dict[str, Actor]) -> bool:
    wording = _plain(party.span.text) if party.span else ""
    if _NOT_THINGS.search(wording) or _MILITARY.search(wording) or _ARMED_SIDE.search(wording):
        return False
    if party.actor is None:
        return not (
            party.span
            and re.search(
                r"\b(people|persons?|m[ae]n|wom[ae]n|children|civilians?|dead|wounded)$",
                _plain(party.span.text),
            )
        )
    return actors[party.actor].kind not in ("person", "people", "military", "armed_group", "political_group")


def _victim_role(party: Party, actors: dict[str, Actor]) -> str:
    named = (
        party.actor is not None and actors[party.actor].kind == "person" and not actors[party.actor].anonymous
    )
    return "victim" if named else "victim_description"


def _victim(party: Party, actors: dict[str, Actor]) -> str:
    if _victim_role(party, actors) == "victim" and party.actor:
        return _person(_plain(actors[party.actor].name))
    return _bare(_TAIL.sub("", _COVER.sub("", _bare(_plain(party.span.text if party.span else "")))))


def _person(wording: str) -> str:
    """The name behind titles and descriptions: the last run of name words."""
    plain = _TITLES.sub("", _TAIL.sub("", wording))
    words = truecase("x " + plain.upper()).split()[1:]
    run: list[str] = []
    for word in reversed(words):
        if not word[:1].isupper() and word not in ("de", "del", "la", "y", "los"):
            break
        run.insert(0, word.lower())
    while len(run) > 1 and _goes_before_name(run[0]):
        run.pop(0)
    return " ".join(run) or plain


def _goes_before_name(word: str) -> bool:
    """Whether a word says what somebody is: a title, a post, a people; or only joins names."""
    if word in _ADJECTIVES or _TITLES.match(word + " ") or word in ("de", "del", "y", "comrade"):
        return True
    return word.removesuffix("s") in parties().people or gazetteer().country_of_word(word) is not None


def _plain(wording: str) -> str:
    return " ".join(re.sub(r"\[[^\]]*\]?", " ", wording).lower().split())


def _bare(wording: str) -> str:
    """Without determiners and quantifiers before it, which the keys leave out."""
    return _DETERMINERS.sub("", wording).removesuffix("'s").strip(" ,\"'") or wording


_AMMUNITION = re.compile(r"\b(?:bullets?|cartridges?|rounds?|gunshots?)$")
"""What is fired, and does not tell from what: the slot's own list has the weapons."""


def _weapon(wording: str) -> str:
    plain = _COVER.sub("", _bare(_plain(wording)))
    if _AMMUNITION.search(plain):
        return ""
    plain = re.sub(r"^(?:or |only |how many |another |homemade |big |second |first )+", "", plain)
    plain = re.sub(r"^(?:average|medium|small|large) ?- ?sized ", "", plain).removesuffix(" fire")
    plain = _TAIL.sub("", _bare(plain))
    return re.sub(
        r"^(?:kg of |kilos of |pounds of |charges? of (?=explosives)|\d+[- ]?(?:kg|kilos?|pounds?)(?: "
        r"of)?|powerful|small|large|strong|high-power(?:ed)?)\s+",
        "",
        plain,
    )


def _distinct(entities: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    seen: set[str] = set()
    for entity in entities:
        key = entity[0]
        if key and key not in _UNHELPFUL and key not in seen:
            seen.add(key)
            yield list(entity)
