"""What kind of event a verb tells of by who does it and to what: aircraft that hit a market, hackers who
steal, fans who hurl stones, a lorry that kills, flames that are battled."""

from wirebrief.service.engines.rules.events.lexicon import incidents
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.events.phrases import facility, singular
from wirebrief.service.engines.rules.events.prepositions import prepositional
from wirebrief.service.engines.rules.events.triggers import objects_of, subject_of
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.voice import is_passive

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
    if mention.trigger.frame == "launch" and done_by & _CROWDS and done_to & _MISSILES_OF_CROWDS:
        return "riot"
    if mention.type != "effect" or mention.trigger.frame in ("suffer", "suffer_thing") or mention.weapons:
        return ""
    return next((kind for cause in causes if (kind := _by_thing(parsed, cause))), "")


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
    noun = incidents().nouns.get(parsed.lemma[cause])
    return noun.type if noun is not None and noun.type in _DISASTERS else ""
