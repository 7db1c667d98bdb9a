"""Find the words that tell of incidents, and what kind each tells of."""

from collections.abc import Callable, Iterator

from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.senses import SENSES, Setting, bursting, is_figure
from wirebrief.service.engines.rules.events.where import is_settlement
from wirebrief.service.engines.rules.incident_words import FIGURATIVE, Trigger, incidents, parties, weapons
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import content_head, facility, is_people, singular
from wirebrief.service.engines.rules.syntax.participants import subject_of
from wirebrief.service.engines.rules.syntax.voice import is_passive
from wirebrief.service.engines.rules.syntax.weapons import weapon_at

_WINDOW = 10
_NEAR = 5
"""Words within which a complement may stand below an object: "took two clerks hostage"."""
_VERBAL = ("VERB", "AUX")
_SKIPPED_ZONES = frozenset({"section", "byline", "credit", "crosshead"})


def find_triggers(parsed: Parsed) -> Iterator[Mention]:
    """Every trigger of the article in order, without its participants."""
    zones = [s.zone for s in parsed.document.sentences]
    armed = bool(_STRIKING & set(parsed.lower))
    for token, pos in enumerate(parsed.pos):
        if zones[parsed.sentence[token]] in _SKIPPED_ZONES or _is_so_called(parsed, token):
            continue
        trigger = None
        if pos in _VERBAL or (pos == "ADJ" and parsed.tag[token] in ("VBN", "VBD")):
            trigger = _verb(parsed, token)
        if trigger is None and (
            pos in ("NOUN", "PROPN") or parsed.tag[token] == "VBG" or _is_noun(parsed, token)
        ):
            trigger = _noun(parsed, token, armed=armed)
        if trigger is not None:
            yield Mention(token, trigger, trigger.type, parsed.sentence[token], outcome=trigger.outcome)


def _is_so_called(parsed: Parsed, token: int) -> bool:
    """Whether a word stands alone in marks: "kidnapped" the referee."""
    return bool(parsed.mark[token - 1] if token else 0) and bool(parsed.mark[min(token + 1, len(parsed) - 1)])


def _verb(parsed: Parsed, token: int) -> Trigger | None:
    if parsed.dep[token] in ("aux", "auxpass"):
        return None
    for companion, trigger in incidents().verbs.get(parsed.lemma[token], ()):
        here = not companion or _accompanied(parsed, token, companion)
        if here and fits(parsed, token, trigger) and not _is_figure(parsed, token, trigger):
            return trigger
    return None


def _is_figure(parsed: Parsed, token: int, trigger: Trigger) -> bool:
    return is_figure(_setting(parsed, token), trigger)


def _setting(parsed: Parsed, verb: int) -> Setting:
    doer = subject_of(parsed, verb)
    if is_passive(parsed, verb):
        doer = next(_by_whom(parsed, verb), -1)
    return Setting(parsed, verb, doer, objects_of(parsed, verb))


def _accompanied(parsed: Parsed, token: int, companion: str) -> bool:
    """Whether a companion word goes with a verb: its particle or complement, within a few words."""
    for other in range(token + 1, min(token + 1 + _WINDOW, len(parsed))):
        if parsed.sentence[other] != parsed.sentence[token]:
            return False
        if companion in (parsed.lower[other], parsed.lemma[other]):
            head = parsed.head[other]
            if other - token <= _NEAR and (head == token or parsed.head[head] == token or other == token + 1):
                return True
            if companion in _PREPOSITIONS:
                return other - token <= _NEAR and _reaches(parsed, other, token)
            return parsed.lower[other - 1] == "on" and _reaches(
                parsed, other, token
            )  # "set two lorries on fire"
    return False


_PREPOSITIONS = frozenset({"at", "on", "upon", "into"})


def _reaches(parsed: Parsed, below: int, verb: int) -> bool:
    """Whether a complement hangs on a word between it and its verb: "fired from two sides at the gate"."""
    above = below
    for _ in range(4):
        above = parsed.head[above]
        if above == verb:
            return True
    return False


def fits(parsed: Parsed, token: int, trigger: Trigger) -> bool:
    """Whether an ambiguous verb is meant in the sense of its entry."""
    wanted = _WANTED.get(trigger.lemma)
    if wanted is not None:
        return wanted(parsed, token)
    sense = SENSES.get(trigger.lemma) or SENSES.get(trigger.frame)
    if sense is not None:
        return sense(_setting(parsed, token))
    if trigger.frame in _OF_FRAME:
        return _OF_FRAME[trigger.frame](parsed, token)
    if trigger.frame == "under":
        return _accompanied(parsed, token, "under")
    if trigger.frame == "launch" and _disperses(parsed, token):
        return False
    if trigger.frame == "launch":
        return object_weapon(parsed, token) or (trigger.lemma in _IGNITING and _object_blast(parsed, token))
    if trigger.frame == "burst":
        subject = subject_of(parsed, token)
        alone = trigger.lemma in ("explode", "detonate", "go+off") and subject < 0
        by_itself = trigger.lemma in ("explode", "burst") and subject >= 0 and bursting(parsed, subject)
        return subject_weapon(parsed, token) or alone or by_itself
    if trigger.frame == "stop":
        return _stops(parsed, token)
    return not (trigger.lemma in _EPITHETS and parsed.dep[token] == "amod")


_SPOKEN = frozenset("harshly sharply bitterly verbally rhetorically".split())


def _with_words(parsed: Parsed, verb: int) -> bool:
    """ "The admiral harshly attacked the president": a speech."""
    return any(parsed.lower[c] in _SPOKEN for c in parsed.children[verb])


_EPITHETS = frozenset({"strike", "hit", "target", "slam", "pound", "steal"})
"""As participles before a noun these only describe it: "a stolen car", "the target group"."""


def _of_persons(parsed: Parsed, verb: int) -> bool:
    """ "Executed nine prisoners", but not "a search warrant"."""
    return all(is_people(parsed, o) or parsed.pos[o] in ("PROPN", "NUM") for o in objects_of(parsed, verb))


def _of_places(parsed: Parsed, verb: int) -> bool:
    """ "Sacked the town", but not "its director"."""
    return any(facility(parsed, o) or parsed.entity[o] == "GPE" for o in objects_of(parsed, verb))


def _of_persons_or_places(parsed: Parsed, verb: int) -> bool:
    """ "Held up a bank", but not "the traffic"."""
    return any(facility(parsed, o) or is_people(parsed, o) for o in objects_of(parsed, verb))


def _of_weapons(parsed: Parsed, verb: int) -> bool:
    """ "Dropped two bombs", but not "the charge"."""
    objects = objects_of(parsed, verb)
    return object_weapon(parsed, verb) and all(parsed.lemma[o] != "charge" for o in objects)


def _finds_weapons(parsed: Parsed, verb: int) -> bool:
    """ "Detectives seized 30 grenades": arms in the hands of the law."""
    if parsed.dep[verb] == "advcl" and parsed.lemma[parsed.head[verb]] in _STOPPING:
        return False  # "foiled an attack, finding explosives"
    subject = subject_of(parsed, verb)
    arms = any(
        (found := weapon_at(parsed, o)) is not None
        and found.kind not in ("vehicle", "fire", "other", "blade")
        for o in objects_of(parsed, verb)
    )
    lawful = (
        subject < 0
        or is_passive(parsed, verb)
        or singular(parsed, subject) in parties().law | parties().forces | _SEARCHES
    )
    return arms and lawful


_SEARCHES = frozenset({"search", "raid", "operation", "sweep", "swoop", "team", "tip"})
_STOPPING = frozenset({"foil", "thwart", "prevent", "disrupt", "defuse", "avert"})


def _takes_a_place(parsed: Parsed, verb: int) -> bool:
    """ "Marines retook the port of Berbera": who fights takes a town, a port, a base."""
    subject = subject_of(parsed, verb)
    if is_passive(parsed, verb):
        subject = next((h for h in _by_whom(parsed, verb)), -1)
    fights = subject >= 0 and singular(parsed, subject) in parties().armed | parties().forces
    held = any(
        parsed.entity[o] == "GPE" or is_settlement(parsed.lemma[o]) or parsed.lemma[o] in _HELD
        for o in objects_of(parsed, verb)
    )
    return fights and held


def _by_whom(parsed: Parsed, verb: int) -> Iterator[int]:
    for child in parsed.children[verb]:
        if parsed.dep[child] == "agent" and (found := parsed.child(child, "pobj")) >= 0:
            yield found


_HELD = frozenset(
    "port airport base airbase bridge border crossing hill junction district stronghold".split()
)


def _frees_captives(parsed: Parsed, verb: int) -> bool:
    """ "Freed the hostages", "rescued the kidnapped pupils"; not "released a statement"."""
    first, last = parsed.left[verb], parsed.right[verb]
    captive = any(parsed.lemma[t] in _CAPTIVE or parsed.lower[t] in _CAPTIVE for t in range(first, last + 1))
    return captive and any(not facility(parsed, o) for o in objects_of(parsed, verb))


_CAPTIVE = frozenset("hostage captive captor kidnapped abducted kidnapper abductor ransom captivity".split())


def _disperses(parsed: Parsed, verb: int) -> bool:
    """ "Used tear gas", "fired rubber bullets", "deployed water cannon"."""
    objects = objects_of(parsed, verb)
    return any(f"{parsed.lower[o - 1]} {parsed.lemma[o]}" in _CROWD_CONTROL for o in objects if o)


_CROWD_CONTROL = frozenset(
    {"tear gas", "water cannon", "rubber bullet", "pepper spray", "stun grenade", "plastic bullet"}
)
_OF_FRAME: dict[str, Callable[[Parsed, int], bool]] = {
    "find": _finds_weapons,
    "take": _takes_a_place,
    "free": _frees_captives,
    "disperse": _disperses,
}
"""Frames that ask for something of what their verb is done to."""
_WANTED: dict[str, Callable[[Parsed, int], bool]] = {
    **dict.fromkeys(
        ("fire+on", "fire+at", "shoot+at", "fire+upon"), lambda p, verb: not object_weapon(p, verb)
    ),
    **dict.fromkeys(("attack", "assault"), lambda p, verb: not _with_words(p, verb)),
    "execute": _of_persons,
    "sack": _of_places,
    "hold+up": _of_persons_or_places,
    "drop": _of_weapons,
}
"""What some verbs must be done to, or said with, to be meant so."""


def object_weapon(parsed: Parsed, token: int) -> bool:
    return any(weapon_at(parsed, o) is not None or load_of(parsed, o) >= 0 for o in objects_of(parsed, token))


_IGNITING = frozenset({"set+off", "trigger", "detonate"})


def _object_blast(parsed: Parsed, token: int) -> bool:
    """ "Blasts set off by rebels"."""
    nouns = (incidents().nouns.get(parsed.lemma[o]) for o in objects_of(parsed, token))
    return any(noun is not None and noun.type in ("bombing", "explosion") for noun in nouns)


def subject_weapon(parsed: Parsed, token: int) -> bool:
    subject = subject_of(parsed, token)
    return subject >= 0 and (weapon_at(parsed, subject) is not None or load_of(parsed, subject) >= 0)


def load_of(parsed: Parsed, vehicle: int) -> int:
    """The explosives in "a lorry packed with explosives", or -1."""
    for child in parsed.children[vehicle]:
        if parsed.dep[child] in ("acl", "relcl", "amod") and parsed.lemma[child] in _LOADED:
            for preposition in parsed.children[child]:
                inner = parsed.child(preposition, "pobj")
                if (
                    parsed.lower[preposition] == "with"
                    and inner >= 0
                    and weapon_at(parsed, inner) is not None
                ):
                    return inner
    return -1


_LOADED = frozenset({"load", "pack", "fill", "stuff", "rig", "lace", "cram"})


def _stops(parsed: Parsed, token: int) -> bool:
    nouns = incidents().nouns
    return any(
        weapon_at(parsed, o) is not None
        or nouns.get(parsed.lemma[content_head(parsed, o)]) is not None
        or parsed.lemma[o] in ("plot", "plan", "aircraft", "helicopter", "plane", "jet")
        for o in objects_of(parsed, token)
    )


def objects_of(parsed: Parsed, verb: int) -> tuple[int, ...]:
    """Heads of what the verb is done to: its object, or its subject when it is passive."""
    if is_passive(parsed, verb):
        subject = subject_of(parsed, verb)
        if parsed.dep[verb] == "amod":
            subject = parsed.head[verb]
        return (subject,) if subject >= 0 else ()
    found = [
        c
        for c in parsed.children[verb]
        if parsed.dep[c] in ("dobj", "obj", "dative") and parsed.pos[c] != "ADP"
    ]
    found += _loose_names(parsed, verb)
    found += _strays(parsed, verb, found)
    if not found and parsed.dep[verb] == "conj":
        # "attacked and destroyed the bus": the object stands after the last verb only
        return ()
    if not found:
        later = [
            c
            for c in parsed.children[verb]
            if parsed.dep[c] == "conj" and parsed.pos[c] in _VERBAL and c - verb <= 3
        ]
        return objects_of(parsed, later[0]) if later else ()
    return tuple(found)


def _strays(parsed: Parsed, verb: int, found: list[int]) -> list[int]:
    """Members of a list of objects that the parser hangs on the verb, and the one in the middle that it takes
    for an apposition: "burned the town hall, a mill, and the post office"."""
    last = [
        c
        for c in parsed.children[verb]
        if found and c > found[-1] and parsed.dep[c] == "conj" and parsed.pos[c] in ("NOUN", "PROPN")
    ]
    if not last and len(found) < 2:
        return []
    middle = [
        c
        for c in parsed.children[found[0]]
        if parsed.dep[c] == "appos" and parsed.pos[c] == "NOUN" and parsed.pos[found[0]] == "NOUN"
    ]
    return [*middle, *last]


def _loose_names(parsed: Parsed, verb: int) -> list[int]:
    """Persons behind a verb whom the parser does not know where to put: "murdered in one night X and Y"."""
    return [
        c
        for c in parsed.children[verb]
        if c > verb and parsed.dep[c] == "npadvmod" and parsed.entity[c] == "PERSON"
    ]


_STRIKING = frozenset(
    "drone drones airstrike airstrikes missile missiles rocket rockets jets warplane warplanes".split()
)
"""Where an article has one of these, "the strike" is no walkout."""


def _noun(parsed: Parsed, token: int, *, armed: bool) -> Trigger | None:
    """A noun that names an event, unless it only modifies another noun ("the attack helicopter")."""
    trigger = incidents().nouns.get(parsed.lemma[token]) or incidents().nouns.get(
        parsed.lower[token].removesuffix("s")
    )
    if trigger is None or (parsed.dep[token] in ("compound", "amod", "nmod") and trigger.of != "named"):
        return None
    if not FIGURATIVE.isdisjoint(parsed.lower[c] for c in parsed.children[token]):
        return None
    if (
        parsed.entity[token] in ("DATE", "TIME")
        or trigger.lemma == "bomb"
        or (trigger.lemma == "fire" and not _is_blaze(parsed, token))
    ):
        return None
    if trigger.lemma == "strike" and armed:
        return trigger
    if trigger.lemma in ("attempt", "action", "operation", "strike", "act") and not _violent(parsed, token):
        return None
    return trigger


def _is_noun(parsed: Parsed, token: int) -> bool:
    """An adjective for persons: "the dead", "one of the wounded", "the wounded nuns are …"."""
    return parsed.pos[token] == "ADJ" and parsed.dep[token] in ("pobj", "nsubj", "nsubjpass", "dobj", "amod")


def _is_blaze(parsed: Parsed, token: int) -> bool:
    return parsed.dep[token].startswith("nsubj") or parsed.lower[token - 1 if token else 0] in ("a", "the")


def _violent(parsed: Parsed, token: int) -> bool:
    """Whether a noun of many uses is said to be an attack: "terrorist action", "attempt on his life"."""
    words = {parsed.lower[c] for c in parsed.children[token]}
    kinds = incidents().modifiers
    if words & (
        {"terrorist", "guerrilla", "assassination", "criminal", "murder", "dynamite", "military", "sabotage"}
        | set(kinds)
    ):
        return True
    if any(
        parsed.child(c, "pobj") >= 0 and parsed.lemma[parsed.child(c, "pobj")] in _VIOLENCE
        for c in parsed.children[token]
    ):
        return True  # "acts of sabotage"
    return any(
        parsed.dep[c] == "prep" and parsed.lower[c] in ("against", "on") for c in parsed.children[token]
    ) and parsed.lemma[token] in ("attempt", "strike")


_VIOLENCE = frozenset({"sabotage", "terrorism", "violence", "terror", "vandalism"})


def noun_type(parsed: Parsed, token: int, trigger: Trigger) -> str:
    """The type of an event noun as its modifiers tell it: "rocket attack", "suicide bombing"."""
    for child in range(parsed.left[token], token):
        if parsed.head[child] == token:
            kind = incidents().modifiers.get(parsed.lemma[child])
            if kind and (
                trigger.type in ("attack", "explosion")
                or trigger.lemma == "fire"
                or kind in ("suicide_bombing", "airstrike", "shooting")
            ):
                return kind
    return trigger.type


def weapon_type(kind: str) -> str:
    """The type of incident that a weapon makes."""
    return weapons().types.get(kind, "other")
