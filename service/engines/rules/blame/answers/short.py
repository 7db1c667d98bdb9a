"""Answers that do not name what they answer: "Not so, said its mayor", "replied: 'Never'", "detectives were
sceptical", "questioned whether the group had the means"."""

from wirebrief.service.engines.rules.blame.answers.answer import Answer
from wirebrief.service.engines.rules.blame.article import Article
from wirebrief.service.engines.rules.blame.grammar import VERBAL, agents, inner, negated
from wirebrief.service.engines.rules.blame.stances import is_speaker, speakers
from wirebrief.service.engines.rules.blame_words import blame_words

_NO = frozenset({"no", "not", "never"})
_FEW = 4
"""Words of an answer that says no more than no."""
_WHETHER = frozenset({"whether", "if", "that"})
_COPULAS = frozenset({"be", "remain", "seem", "appear", "sound"})
_ABOUT = ("about", "of", "on", "over", "towards")


def by_bare_denial(article: Article, verb: int) -> Answer | None:
    """ "Not so, said its mayor"; "Nonsense," said the mayor."""
    parsed = article.parsed
    if not any(e.attitude == "asserts" for e in blame_words().stances.verbs.get(parsed.lemma[verb], ())):
        return None
    said, heads = _said(article, verb)
    words = [
        t for t in said if parsed.pos[t] not in ("PUNCT", "DET", "PRON", "INTJ") and parsed.lemma[t] != "be"
    ]
    if not words or len(words) > _FEW or any(parsed.pos[t] in VERBAL for t in words):
        return None
    false = blame_words()["verdicts.false"]
    no = parsed.lower[words[0]] in _NO and not any(parsed.lower[t] in _YET for t in words)
    if not no and not all(parsed.lemma[t] in false or parsed.lower[t] in false for t in words):
        return None
    return Answer("rejects", heads, verb, -1)


_YET = frozenset({"yet", "now", "comment", "today", "much", "more", "sure", "again"})
"""What makes an answer of a "no" that denies nothing: "No comment"."""


def _said(article: Article, verb: int) -> tuple[list[int], tuple[int, ...]]:
    """What a verb reports, in the words of the report or before it ("Not so, said …"), and who says it."""
    parsed = article.parsed
    for report in article.reports:
        if report.cue_head == verb:
            told = [t for first, last in report.content for t in range(first, last + 1)]
            return told, tuple(h for h in (report.source_head,) if h >= 0)
    if parsed.child(verb, "nsubj") < verb:
        return [], ()
    first = verb
    while first > parsed.bounds[parsed.sentence[verb]][0] and parsed.text[first - 1] not in (";", ":"):
        first -= 1
    return list(range(first, verb)), speakers(article, verb)


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
