"""Marks of doubt within a clause."""

from wirebrief.service.engines.rules.blame.words import blame_words
from wirebrief.service.engines.rules.parse import Parsed

_ALMOST = frozenset({"almost", "nearly", "virtually", "all", "but", "pretty"})
_SURE = frozenset({"certainly", "surely", "certain", "sure"})


def hedged(parsed: Parsed, verb: int) -> bool:
    """Whether a clause holds a mark of doubt of its own: "probably", "may have", "was likely the work of"."""
    words = blame_words()
    for child in parsed.children[verb]:
        lower = parsed.lower[child]
        if parsed.dep[child] == "aux" and lower in words["doubt.modals"]:
            return True
        if parsed.dep[child] in ("advmod", "acomp", "npadvmod", "dep", "amod") and _unsure(parsed, child):
            return True
        if parsed.dep[child] == "prep" and _in_all_likelihood(parsed, child):
            return True
    return False


def alleged(parsed: Parsed, head: int) -> bool:
    """Whether a phrase is marked as no more than suspected: "suspected rebels", "an alleged member of"."""
    adjectives = blame_words()["doubt.adjectives"]
    return any(parsed.lower[c] in adjectives for c in parsed.children[head] if c < head)


def _unsure(parsed: Parsed, word: int) -> bool:
    if parsed.lower[word] in blame_words()["doubt.adverbs"]:
        return True
    nearly = any(parsed.lower[c] in _ALMOST for c in parsed.children[word])
    return nearly and parsed.lower[word] in _SURE


def _in_all_likelihood(parsed: Parsed, preposition: int) -> bool:
    return any(
        parsed.lower[c] in ("likelihood", "probability", "appearance", "accounts")
        for c in parsed.children[preposition]
    )
