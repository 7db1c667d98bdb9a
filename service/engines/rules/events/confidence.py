"""How sure the engine is of an incident: how sure the judge is of the surest of its mentions."""

import math

from wirebrief.service.engines.rules.events.find import Event

_MOST, _SLOPE, _MIDDLE = 0.85, 1.5, 0.3
"""From the judge's odds that a word tells of an incident to the share of right records: parties, type and day
may be wrong too. Set on the `dev` half of `evals/gold/everyday`."""


def confidence(event: Event) -> float:
    """How likely the record of an event is right, in [0, 1]."""
    likely = max(mention.likely for mention in event.mentions)
    odds = math.log((likely + 0.01) / (1.01 - likely))
    return round(_MOST / (1 + math.exp(-_SLOPE * (odds - _MIDDLE))), 2)
