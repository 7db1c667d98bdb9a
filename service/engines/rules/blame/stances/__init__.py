"""What stances a charge stands under: the words above it in its sentence, and who takes them."""

from wirebrief.service.engines.rules.blame.stances.above import stances_on
from wirebrief.service.engines.rules.blame.stances.nouns import holders
from wirebrief.service.engines.rules.blame.stances.speakers import is_source, is_speaker, speakers
from wirebrief.service.engines.rules.blame.stances.verbs import ANYBODY
from wirebrief.service.engines.rules.blame.stances.verdicts import verdict_of, verdict_word

__all__ = [
    "ANYBODY",
    "holders",
    "is_source",
    "is_speaker",
    "speakers",
    "stances_on",
    "verdict_of",
    "verdict_word",
]
