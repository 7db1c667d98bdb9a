"""How sure the engine is that some mentions are one incident, told rightly: a few signs, weighed by hand.

`lexicons/confidence.toml` turns the sum into a share of right incidents, measured by band.
"""

from functools import lru_cache

from wirebrief.service.engines.rules.events.find import Event
from wirebrief.service.engines.rules.lexicon import read
from wirebrief.service.engines.rules.parse import Parsed

_BASE = 0.45


@lru_cache(maxsize=1)
def _levels() -> list[tuple[float, float]]:
    """(From this figure on, share of right ones), from low to high."""
    return [(float(level["from"]), float(level["right"])) for level in read("confidence")["incident"]]


def confidence(parsed: Parsed, event: Event) -> float:
    """A value in [0, 1]: the share of right incidents among those with as good signs."""
    score = strength(parsed, event)
    return max(right for start, right in _levels() if start <= score)


def strength(parsed: Parsed, event: Event) -> float:
    """A figure in [0.05, 0.95], higher with place, time, parties, several mentions and the article's own
    voice."""
    mentions = event.mentions
    score = _BASE
    score += 0.12 if event.group.days else 0.0
    score += 0.1 if event.group.places else 0.0
    score += 0.1 if any(m.victims or m.targets for m in mentions) else -0.15
    score += 0.06 if any(m.weapons for m in mentions) else 0.0
    score += 0.06 if len(mentions) > 1 else 0.0
    score += 0.05 if any(m.report is None for m in mentions) else -0.1
    score -= 0.15 if event.group.type in ("effect", "attack") else 0.0
    score -= 0.1 if all(m.trigger.noun for m in mentions) else 0.0
    return round(min(0.95, max(0.05, score)), 2)
