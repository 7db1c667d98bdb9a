"""What a verb is done to or by, where that decides whether it tells of harm: deals that blow up and trails
that are torched are figures of speech; walls give way, and so do moods."""

from collections.abc import Callable
from dataclasses import dataclass

from wirebrief.service.engines.rules.incident_words import Trigger, incidents, parties
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import (
    content_head,
    facility,
    is_abstract,
    is_people,
    singular,
)
from wirebrief.service.engines.rules.syntax.weapons import weapon_at

_OF_OBJECTS = frozenset({"harm", "ruin", "seize"})
"""Frames whose object must be somebody, or a thing that one can touch."""
_OF_SUBJECTS = frozenset({"burst", "suffer_thing", "happen"})
"""Frames whose subject must be such a thing."""
_DEADLY = frozenset({"murder", "slay", "strangle", "poison", "lynch", "behead", "decapitate", "massacre"})
"""What is done to persons, or in jest: "murdered the anthem"."""
_BODILY = frozenset({"burn", "slash", "knife"})
"""Verbs of things that befall a body too: "was burned on the calf" is no arson."""
_HEAVY = frozenset(
    "tree branch bough wall roof ceiling crane mast pole scaffold scaffolding boulder rock slab beam balcony "
    "chimney girder ice pylon sign container billboard".split()
)
_HOMES = frozenset(
    "car home house bed office street village vehicle bus flat apartment shop hotel farm school dormitory "
    "cell checkpoint hut camp taxi".split()
)
_WOUNDS = frozenset("bullet gunshot wound stab throat shot strangled beaten knife bruise gagged".split())
_STRUCTURES = frozenset(
    "dyke dike dam levee embankment wall roof ceiling floor bridge scaffold scaffolding stand terrace "
    "balcony ground slope cliff mine tunnel shaft bank building platform pier jetty crane".split()
)
_TAKEN = frozenset(
    "bag handbag purse phone wallet necklace chain jewellery jewelry cash money laptop camera watch ring "
    "bike bicycle motorbike car van tool coin note till goods loot".split()
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A verb with who does it (head, or -1) and what it is done to, in either voice."""

    parsed: Parsed
    verb: int
    doer: int
    objects: tuple[int, ...]

    def doer_among(self, *words: frozenset[str]) -> bool:
        return self.doer >= 0 and any(singular(self.parsed, self.doer) in some for some in words)

    @property
    def persons(self) -> bool:
        """Whether it is done to somebody."""
        return any(is_people(self.parsed, o) or self.parsed.pos[o] == "NUM" for o in self.objects)

    def behind(self, preposition: str) -> list[int]:
        """Heads of what stands behind a preposition of the verb."""
        parsed = self.parsed
        found = [c for c in parsed.children[self.verb] if parsed.lower[c] == preposition]
        return [head for head in (parsed.child(c, "pobj") for c in found) if head >= 0]


def is_figure(here: Setting, trigger: Trigger) -> bool:
    """Whether a verb of this entry, with what stands beside it, speaks of no harm to anybody or anything."""
    parsed, lemma = here.parsed, trigger.lemma.partition("+")[0]
    if lemma in _BODILY and trigger.frame == "ruin" and any(is_people(parsed, o) for o in here.objects):
        return True
    if lemma in _DEADLY and here.objects and not any(_is_somebody(parsed, o) for o in here.objects):
        return True
    touched = [*here.objects] if trigger.frame in _OF_OBJECTS else []
    by_itself = trigger.frame in _OF_SUBJECTS or (trigger.frame == "ruin" and not touched)
    if by_itself and here.doer >= 0:
        touched.append(here.doer)
    return bool(touched) and all(is_abstract(parsed, head) for head in touched)


def _is_somebody(parsed: Parsed, head: int) -> bool:
    noun = content_head(parsed, head)
    numbered = parsed.pos[noun] in ("NUM", "PROPN", "PRON") and parsed.lower[noun] not in ("it", "this")
    group = any(parsed.dep[c] == "nummod" for c in parsed.children[noun])
    return is_people(parsed, head) or numbered or group


def bursting(parsed: Parsed, subject: int) -> bool:
    """Whether what goes off can do so by itself: a boiler, a lorry, a gas main."""
    return (
        facility(parsed, subject) in ("vehicles", "infrastructure", "building")
        or singular(parsed, content_head(parsed, subject)) in parties().explosive
    )


def _falls(here: Setting) -> bool:
    """ "A tree fell on his car"; not suspicion on him."""
    return here.doer_among(_HEAVY)


def _held_by_law(here: Setting) -> bool:
    """ "Two youths were picked up", "officers picked up a man"; not a passenger by a driver."""
    return here.persons and (here.doer < 0 or here.doer_among(parties().law, parties().forces))


def _of_persons(here: Setting) -> bool:
    return here.persons


def _captive(here: Setting) -> bool:
    """ "Held nine clerks hostage", "was taken captive"; not a nation for a vote."""
    parsed = here.parsed
    things = (facility(parsed, o) in ("vehicles", "building") for o in here.objects)
    return not here.objects or any(_is_somebody(parsed, o) for o in here.objects) or any(things)


def _from_home(here: Setting) -> bool:
    """ "Was taken from her bed by hooded men"; not to a hospital."""
    homes = any(here.parsed.lemma[head] in _HOMES for head in here.behind("from"))
    return here.persons and homes and not here.behind("to")


def _with_wounds(here: Setting) -> bool:
    """ "Was found dead with a bullet in the neck"."""
    first, last = here.parsed.bounds[here.parsed.sentence[here.verb]]
    return not _WOUNDS.isdisjoint(here.parsed.lemma[first:last])


def _of_structures(here: Setting) -> bool:
    """ "A dyke gave way"; not a mood."""
    return here.doer_among(_STRUCTURES)


def _of_vehicles(here: Setting) -> bool:
    """ "A lorry ploughed into a queue"."""
    return here.doer >= 0 and facility(here.parsed, here.doer) == "vehicles"


def _fired_into(here: Setting) -> bool:
    """ "Soldiers fired through a door"; what they fire is told elsewhere."""
    loaded = any(weapon_at(here.parsed, o) is not None for o in here.objects)
    return not loaded and here.doer_among(parties().armed, parties().forces, parties().law)


def _by_crowd(here: Setting) -> bool:
    return here.doer >= 0 and is_people(here.parsed, here.doer)


def _is_taken(here: Setting) -> bool:
    """ "Snatched the bag of a vendor", "made off with the till"; not a point or a victory."""
    taken = (*here.objects, *here.behind("with"))
    return any(singular(here.parsed, head) in _TAKEN for head in taken)


def _by_nature(here: Setting) -> bool:
    """ "Floodwater swept away nine houses", "a wave of mud"; not what voters sweep away."""
    parsed, doer = here.parsed, here.doer
    if doer < 0:
        return False
    of = [parsed.child(c, "pobj") for c in parsed.children[doer] if parsed.lower[c] == "of"]
    if of:
        return any(parsed.lemma[t] in parties().nature for t in of)
    named = [c for c in parsed.children[doer] if parsed.dep[c] == "compound"]
    noun = incidents().nouns.get(parsed.lemma[doer])
    disaster = noun is not None and noun.type == "natural_disaster"
    return disaster or any(parsed.lemma[t] in parties().nature for t in (doer, *named))


def _always(here: Setting) -> bool:
    return True


SENSES: dict[str, Callable[[Setting], bool]] = {
    "sweep": _by_nature,
    **dict.fromkeys(("fall+on", "fall+onto"), _falls),
    "pick+up": _held_by_law,
    "lead+away": _of_persons,
    **dict.fromkeys(("take+hostage", "hold+hostage", "seize+hostage", "take+captive"), _captive),
    **dict.fromkeys(("take+from", "drag+from", "snatch+from"), _from_home),
    "find+dead": _with_wounds,
    **dict.fromkeys(("give+way", "cave+in"), _of_structures),
    **dict.fromkeys(("slam+into", "smash+into", "plough+into", "plow+into"), _of_vehicles),
    **dict.fromkeys(("rake+gunfire", "rake+bullet", "spray+bullet", "spray+gunfire"), _always),
    **dict.fromkeys(("fire+into", "fire+through", "shoot+into", "shoot+through"), _fired_into),
    "barricade": _by_crowd,
    **dict.fromkeys(("snatch", "swipe", "make+off"), _is_taken),
}
"""By entry or by frame: what must stand beside a verb for it to be meant so."""
