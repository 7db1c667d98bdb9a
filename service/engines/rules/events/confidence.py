"""How sure the engine is of an incident: how sure the judge is of the surest of its mentions."""

import math

from wirebrief.service.engines.rules.events.find import Event

_SLOPE, _BASE = 0.55, -0.45
"""From the judge's odds that a word tells of an incident to the odds that the record is right: parties, type
and day may be wrong too. Set on the `dev` half of `evals/gold/everyday`."""


def confidence(event: Event) -> float:
    """How likely the record of an event is right, in [0, 1]."""
    likely = max(mention.likely for mention in event.mentions)
    odds = math.log((likely + 0.01) / (1.01 - likely))
    return round(1 / (1 + math.exp(-(_SLOPE * odds + _BASE))), 2)
