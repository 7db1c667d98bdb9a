"""Doers whom nobody is accused by: "gunmen", "two men", "unidentified persons".

Who says that gunmen did it blames nobody; the words belong to the event, in whatever voice it is told.
"""

from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.nouns import content_head, is_name, singular

_UNKNOWN = frozenset("unknown unidentified unnamed armed masked hooded uniformed".split())


def is_unnamed(parsed: Parsed, head: int) -> bool:
    """Whether a phrase says of who did it no more than that they did, how they looked, how many they were."""
    noun = content_head(parsed, head)
    if parsed.pos[noun] != "NOUN":
        return False
    beside = [c for h in {head, noun} for c in parsed.children[h]]
    if any(parsed.dep[c] == "appos" and is_name(parsed, c) for c in beside):
        return False
    if any(parsed.lower[c] in _UNKNOWN for c in beside):
        return True
    words = blame_words()
    return singular(parsed, noun) in words["charges.anonymous"] | words["charges.vague"]
