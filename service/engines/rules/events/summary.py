"""One sentence that says what happened, made of the evidence's own words."""

import re

from wirebrief.service.engines.rules.events.find import Event
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.sentence_words import plain_sentence

_LONGEST = 240


def summary(parsed: Parsed, event: Event) -> str:
    """The fullest mention's clause, else its sentence, cut to a readable length at a clause end."""
    best = max(event.mentions, key=lambda m: (_fullness(m), -m.token))
    sentence = plain_sentence(parsed, best.sentence)
    if len(sentence) <= _LONGEST:
        return sentence
    return cut(sentence)


def _fullness(mention: Mention) -> int:
    told = [mention.perpetrators, mention.targets, mention.victims, mention.weapons, mention.figures]
    return sum(map(bool, told)) + (mention.when is not None) + (0 if mention.trigger.noun else 1)


def cut(sentence: str) -> str:
    """The sentence up to the last clause boundary that leaves it short enough; whole words in any case."""
    ends = [m.start() for m in re.finditer(r"[;:,—] | (?:and|but|while|after|when|as|which|who) ", sentence)]
    fitting = [end for end in ends if 60 <= end <= _LONGEST]
    if fitting:
        return sentence[: fitting[-1]].rstrip(" ,;:—") + "."
    return sentence[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:—") + "."
