"""What kind of event a verb tells of by who does it and to what: aircraft that hit a market, hackers who
steal, fans who hurl stones, a lorry that kills, flames that are battled."""

from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.triggers import objects_of, weapon_type
from wirebrief.service.engines.rules.incident_words import incidents, parties
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import facility, singular
from wirebrief.service.engines.rules.syntax.participants import subject_of
from wirebrief.service.engines.rules.syntax.prepositions import prepositional
from wirebrief.service.engines.rules.syntax.voice import is_passive
from wirebrief.service.engines.rules.syntax.weapons import weapon_at

_WARPLANES = frozenset("warplane jet gunship fighter-bomber helicopter aircraft plane".split())
_OF_WAR = frozenset(
    "strike war fighter military government army coalition air attack enemy combat bomber force".split()
)
_BURSTING = frozenset({"blow+up", "explode", "burst"})
_HACKERS = frozenset({"hacker", "hackers", "cybercriminal"})
_DATA = frozenset("email e-mail data file password record database credential".split())
_CROWDS = frozenset(
    "fan supporter protester demonstrator youth student striker crowd mob rioter migrant prisoner inmate "
    "settler teenager worker farmer".split()
)
_MISSILES_OF_CROWDS = frozenset("stone rock brick bottle flare firework firebomb cocktail egg chair".split())
_FLAMES = frozenset("flame blaze fire wildfire inferno".split())
_DISASTERS = frozenset({"natural_disaster", "fire", "accident"})


def type_by_parties(parsed: Parsed, mention: Mention) -> str:
    """The type that the parties of a verb make, or "" where they leave it to the verb."""
    own = parsed.child(mention.token, "nsubj", "nsubjpass") >= 0
    causes, objects = _causes(parsed, mention.token), list(objects_of(parsed, mention.token))
    done_by = {singular(parsed, cause) for cause in causes}
    done_to = {singular(parsed, head) for head in objects}
    if mention.trigger.frame == "engage" and done_to & _FLAMES:
        mention.targets.clear()
        return "fire"
    if parsed.lower[max(0, mention.token - 2) : mention.token] == ["test", "-"]:
        return "weapons_test"  # "test-fired"
    if mention.trigger.lemma in _BURSTING and not objects and any(facility(parsed, c) for c in causes):
        mention.perpetrators.clear()
        return "explosion"
    if mention.trigger.lemma == "burn+down" and not objects and not is_passive(parsed, mention.token):
        mention.perpetrators.clear()
        return "fire"
    if mention.trigger.lemma == "steal" and (done_by & _HACKERS or done_to & _DATA):
        return "cyber_attack"
    if mention.trigger.frame == "launch" and done_to & _MISSILES_OF_CROWDS and _is_thrown(mention, done_by):
        return "riot"
    if mention.trigger.frame == "suffer_thing" and (weapon := _weapon_among(parsed, causes)):
        return weapon_type(weapon)  # "a bomb derailed the train"
    if mention.type != "effect" or mention.trigger.frame in ("suffer", "suffer_thing") or mention.weapons:
        return ""
    told = (_by_thing(parsed, cause) for cause in causes if own or facility(parsed, cause) != "vehicles")
    return next(filter(None, told), "")


def _is_thrown(mention: Mention, done_by: set[str]) -> bool:
    """Whether stones are thrown by a crowd, or by nobody in particular: "stones were thrown"."""
    return bool(done_by & _CROWDS) or mention.trigger.lemma in _THROWING


_THROWING = frozenset({"throw", "hurl", "lob"})


def _weapon_among(parsed: Parsed, heads: list[int]) -> str:
    return next((found.kind for head in heads if (found := weapon_at(parsed, head)) is not None), "")


def _causes(parsed: Parsed, verb: int) -> list[int]:
    """Heads of what does it: the subject, or what stands behind "by"."""
    if is_passive(parsed, verb):
        return [head for preposition, head in prepositional(parsed, [verb]) if preposition == "by"]
    return [head for head in (subject_of(parsed, verb),) if head >= 0]


def _by_thing(parsed: Parsed, cause: int) -> str:
    """What a thing that does harm makes of it: an air strike, an accident, a disaster; or ""."""
    lemma = singular(parsed, cause)
    beside = {parsed.lower[c] for c in parsed.children[cause] if c < cause}
    if lemma in _WARPLANES and (beside & _OF_WAR or lemma in ("warplane", "gunship")):
        return "airstrike"
    if facility(parsed, cause) == "vehicles" and parsed.pos[cause] == "NOUN":
        return "accident"
    if lemma in parties().nature:
        return "natural_disaster"
    noun = incidents().nouns.get(parsed.lemma[cause])
    if noun is not None and noun.lemma == "fire":  # "mortar fire killed", "machine-gun fire wounded"
        return next((kind for word in beside if (kind := incidents().modifiers.get(word))), "fire")
    return noun.type if noun is not None and noun.type in _DISASTERS else ""
