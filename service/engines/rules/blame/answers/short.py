"""Answers that do not name what they answer: "detectives were sceptical", "questioned whether the group had
the means"."""

from wirebrief.service.engines.rules.blame.answers.answer import Answer
from wirebrief.service.engines.rules.blame.article import Article
from wirebrief.service.engines.rules.blame.stances import is_speaker, speakers
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.syntax.negation import negated
from wirebrief.service.engines.rules.syntax.participants import agents
from wirebrief.service.engines.rules.syntax.prepositions import inner

_WHETHER = frozenset({"whether", "if", "that"})
_COPULAS = frozenset({"be", "remain", "seem", "appear", "sound"})
_ABOUT = ("about", "of", "on", "over", "towards")


def by_disbelief(article: Article, verb: int) -> Answer | None:
    """ "detectives were sceptical", "voiced doubts", "questioned whether the group had the means"."""
    parsed, words = article.parsed, blame_words()
    content = parsed.child(verb, "ccomp", "xcomp")
    if content >= 0:
        doubting = parsed.lemma[verb] in ("question", "doubt") and parsed.dep[content] == "ccomp"
        told = doubting and any(parsed.lower[c] in _WHETHER for c in parsed.children[content])
        return Answer("rejects", speakers(article, verb), verb, -1) if told else None
    if negated(parsed, verb):
        return None
    for child in parsed.children[verb]:
        adjective = parsed.lemma[verb] in _COPULAS and parsed.dep[child] in ("acomp", "attr")
        sort = words.stances.adjectives.get(parsed.lower[child]) if adjective else None
        if not adjective and parsed.lemma[verb] in words["answered.voicing"] and parsed.dep[child] == "dobj":
            sort = words.stances.nouns.get(parsed.lemma[child])
        if sort == "rejects" and parsed.lower[child] in words["answered.minds"]:
            about = any(inner(parsed, h, *_ABOUT) for h in (child, verb))
            heads = tuple(h for h in agents(parsed, verb) if is_speaker(article, h))
            return Answer("rejects", heads, child, -1) if heads and not about else None
    return None
