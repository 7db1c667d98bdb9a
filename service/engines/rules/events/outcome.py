"""What came of an incident: stopped, missed, or done."""

from wirebrief.schemas.vocabulary import Outcome
from wirebrief.service.engines.rules.events.group import Group
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.prepositions import prepositional

_FLYING = frozenset({"rocket_attack", "missile_attack", "shelling", "drone_attack"})
_LANDS = frozenset(
    {"fall", "land", "impact", "crash", "explode", "come", "plunge", "rain+down", "crash+land"}
)
_OPEN_GROUND = frozenset(
    "field sea lake river desert ocean water wasteland farmland forest wood orchard meadow marsh pasture "
    "steppe gulf bay".split()
)
_OPEN = frozenset({"open", "empty", "uninhabited", "vacant", "deserted"})


def outcome_of(parsed: Parsed, group: Group) -> Outcome:
    """A stop or a miss that any mention tells, else that it happened."""
    told = [m.outcome for m in group.mentions if m.outcome]
    for stopped in ("intercepted", "foiled", "failed"):
        if stopped in told:
            return stopped
    if group.type in _FLYING and _harmless(group) and any(_off_target(parsed, m) for m in group.mentions):
        return "failed"
    return "succeeded"


def _harmless(group: Group) -> bool:
    """Whether no mention tells of somebody or something hit."""
    if any(m.victims or any(not f.zero for f in m.figures) for m in group.mentions):
        return False
    return all(m.damage is None or m.damage.level == "none" for m in group.mentions)


def _off_target(parsed: Parsed, mention: Mention) -> bool:
    """ "landed in a field", "fell two kilometres from the base"."""
    if mention.trigger.lemma not in _LANDS:
        return False
    for _, head in prepositional(parsed, [mention.token]):
        named = any(parsed.dep[c] == "compound" for c in parsed.children[head])  # "the Dunmar oil field"
        if (parsed.lemma[head] in _OPEN_GROUND and not named) or any(
            parsed.lower[c] in _OPEN for c in parsed.children[head]
        ):
            return True
    return any(
        parsed.entity[t] == "QUANTITY"
        and parsed.lower[t].startswith(("kilomet", "met", "mile", "km", "yard"))
        for t in range(mention.token, min(parsed.right[mention.token] + 1, mention.token + 10))
    )
