"""Marks of doubt: what turns blame into suspicion and keeps a perpetrator out of the article's own voice."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.words import blame_words
from wirebrief.service.engines.rules.events.mention import Mention
from wirebrief.service.engines.rules.parse import Parsed


def doubtful(parsed: Parsed, verb: int) -> bool:
    """Whether the clause or the one above it holds a mark of doubt."""
    words = blame_words()
    if parsed.pos[verb] == "NOUN" and parsed.dep[verb] in ("nsubj", "nsubjpass", "dobj"):
        verb = parsed.head[verb]  # "the raid was apparently carried out"
    chain = [verb, *(_governors(parsed, verb))]
    for up in chain:
        if up != verb and parsed.lemma[up] in words["doubt.verbs"] | words["doubt.nouns"]:
            return True
        for child in parsed.children[up]:
            if parsed.dep[child] in ("advmod", "acomp") and _unsure(parsed, child):
                return True
            if parsed.dep[child] == "aux" and parsed.lower[child] in words["doubt.modals"]:
                return True
            if (
                up != verb
                and parsed.dep[child].startswith("nsubj")
                and parsed.lemma[child] in words["doubt.nouns"]
            ):
                return True
    return False


def _unsure(parsed: Parsed, word: int) -> bool:
    """Whether an adverb or a predicate is one of doubt: "likely", "almost certainly"."""
    if parsed.lower[word] in blame_words()["doubt.adverbs"]:
        return True
    almost = any(parsed.lower[c] in ("almost", "nearly") for c in parsed.children[word])
    return almost and parsed.lower[word] in ("certainly", "surely", "certain", "sure")


def _governors(parsed: Parsed, verb: int) -> Iterator[int]:
    """The verbs and nouns above a clause that say how sure it is."""
    for _ in range(3):
        if parsed.dep[verb] not in ("ccomp", "xcomp", "acl", "conj", "pcomp") or parsed.head[verb] == verb:
            return
        verb = parsed.head[verb]
        yield verb


def mark_doubt(parsed: Parsed, mentions: list[Mention]) -> None:
    """Note which mentions only suspect their perpetrators, so that the article's voice does not assert
    them."""
    words = blame_words()
    for mention in mentions:
        for phrase in mention.perpetrators:
            around = [parsed.lower[t] for t in range(phrase.first, phrase.last + 1)]
            if set(around) & words["doubt.adjectives"]:
                mention.hedged = True
        if mention.perpetrators and doubtful(parsed, mention.token):
            mention.hedged = True
