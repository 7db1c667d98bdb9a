"""Marks of doubt: what turns blame into suspicion and keeps a perpetrator out of the article's own voice."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.veridical import is_only_alleged

_MODIFIERS = frozenset({"advmod", "acomp", "npadvmod", "dep", "amod"})
_ALMOST = frozenset({"almost", "nearly", "virtually", "all", "but", "pretty"})
_SURE = frozenset({"certainly", "surely", "certain", "sure"})
_GOVERNED = frozenset({"ccomp", "xcomp", "acl", "conj", "pcomp"})


def hedged(parsed: Parsed, verb: int) -> bool:
    """Whether a clause holds a mark of doubt of its own: "probably", "may have", "in all likelihood"."""
    words = blame_words()
    for child in parsed.children[verb]:
        dep = parsed.dep[child]
        if dep == "aux" and parsed.lower[child] in words["doubt.modals"]:
            return True
        if dep in _MODIFIERS and _is_unsure(parsed, child):
            return True
        if dep == "prep" and any(parsed.lower[c] in words["doubt.in_all"] for c in parsed.children[child]):
            return True
    return False


def alleged(parsed: Parsed, head: int) -> bool:
    """Whether a phrase is marked as no more than suspected: "suspected rebels", "an alleged member of"."""
    adjectives = blame_words()["doubt.adjectives"]
    return any(parsed.lower[c] in adjectives for c in parsed.children[head] if c < head)


def doubtful(parsed: Parsed, verb: int) -> bool:
    """Whether a clause or one above it holds a mark of doubt."""
    words = blame_words()
    if parsed.pos[verb] == "NOUN" and parsed.dep[verb] in ("nsubj", "nsubjpass", "dobj"):
        verb = parsed.head[verb]  # "the raid was apparently carried out"
    if hedged(parsed, verb):
        return True
    for up in _governors(parsed, verb):
        if hedged(parsed, up) or parsed.lemma[up] in words["doubt.verbs"] | words["doubt.nouns"]:
            return True
        about = (c for c in parsed.children[up] if parsed.dep[c].startswith("nsubj"))
        if any(parsed.lemma[c] in words["doubt.nouns"] for c in about):
            return True
    return False


def _is_unsure(parsed: Parsed, word: int) -> bool:
    """Whether an adverb or a predicate is one of doubt: "likely", "almost certainly"."""
    if parsed.lower[word] in blame_words()["doubt.adverbs"]:
        return True
    nearly = any(parsed.lower[c] in _ALMOST for c in parsed.children[word])
    return nearly and parsed.lower[word] in _SURE


def _governors(parsed: Parsed, verb: int) -> Iterator[int]:
    """The verbs and nouns above a clause that say how sure it is."""
    for _ in range(3):
        if parsed.dep[verb] not in _GOVERNED or parsed.head[verb] == verb:
            return
        verb = parsed.head[verb]
        yield verb


def mark_doubt(parsed: Parsed, mentions: list[Mention]) -> None:
    """Note which mentions only suspect their perpetrators, so that the article's voice does not assert
    them."""
    adjectives = blame_words()["doubt.adjectives"]
    for mention in mentions:
        for phrase in mention.perpetrators:
            if not adjectives.isdisjoint(parsed.lower[phrase.first : phrase.last + 1]):
                mention.hedged = True
        mention.alleged = is_only_alleged(parsed, mention.token)
        if mention.perpetrators and (mention.alleged or doubtful(parsed, mention.token)):
            mention.hedged = True
