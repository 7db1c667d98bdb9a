"""Whether a clause tells of something that was so: no plan, order, threat, question or supposition."""

from wirebrief.service.engines.rules.blame.article import Article
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.syntax.classes import VERBAL
from wirebrief.service.engines.rules.syntax.negation import auxiliaries, negated

_UNREAL = frozenset({"would", "will", "shall", "should", "can", "'ll", "'d", "wo", "ca"})
_MAYBE = frozenset({"may", "might", "could", "must"})
_PERFECT = frozenset({"have", "having", "has", "had", "'ve"})
_DONE = frozenset({"did", "do", "does"})
_MARKS = frozenset({"if", "unless", "whether", "lest", "until"})
_TRYING = frozenset({"try", "attempt", "manage", "begin", "start", "proceed", "continue", "help", "fail"})


def is_real(article: Article, verb: int) -> bool:
    """Whether a clause is no condition and stands under no "would"."""
    parsed = article.parsed
    marked = any(parsed.dep[c] == "mark" and parsed.lower[c] in _MARKS for c in parsed.children[verb])
    return not (marked and not _is_probed(article, verb)) and not auxiliaries(parsed, verb) & _UNREAL


def happened(article: Article, verb: int) -> bool:
    """Whether a verb tells of something done."""
    parsed = article.parsed
    aux = auxiliaries(parsed, verb)
    if not is_real(article, verb) or _is_mere_gerund(article, verb) or _is_under_would(article, verb):
        return False
    if _is_asked_why(article, verb):
        return False
    perfect = bool(aux & _PERFECT)
    if aux & _MAYBE:  # "may have burned it", "might be involved", "could not have"
        state = parsed.tag[verb] == "VBG" or parsed.lemma[verb] in blame_words()["charges.taking_part"]
        going_on = "be" in aux and state
        return perfect or going_on or negated(parsed, verb)
    if parsed.tag[verb] != "VB" or perfect or aux & _DONE:
        return True
    up = parsed.head[verb]
    if parsed.dep[verb] == "conj" and up != verb:
        return happened(article, up)
    tried = parsed.dep[verb] == "xcomp" and parsed.lemma[up] in _TRYING and happened(article, up)
    return tried and not negated(parsed, up)


def _is_probed(article: Article, verb: int) -> bool:
    """Whether a question is one that somebody looks into: "are investigating whether X did it"."""
    parsed = article.parsed
    up = parsed.head[verb] if parsed.pos[parsed.head[verb]] != "ADP" else parsed.head[parsed.head[verb]]
    return parsed.dep[verb] in ("ccomp", "pcomp") and parsed.lemma[up] in blame_words()["charges.probing"]


def _is_mere_gerund(article: Article, verb: int) -> bool:
    """Whether a gerund hangs on a word that does not say that it was done: "considered burning it"."""
    parsed = article.parsed
    if parsed.tag[verb] != "VBG" or auxiliaries(parsed, verb) or parsed.dep[verb] not in ("xcomp", "pcomp"):
        return False
    up, stances = parsed.head[verb], blame_words().stances
    up = up if parsed.dep[verb] == "xcomp" else parsed.head[up]
    if parsed.pos[up] in VERBAL:
        return parsed.lemma[up] not in _TRYING and parsed.lemma[up] not in stances.verbs
    return parsed.pos[up] == "NOUN" and parsed.lemma[up] not in stances.nouns


def _is_asked_why(article: Article, verb: int) -> bool:
    """ "could not see why the army did not shoot": that it was not done is taken for granted, not said."""
    parsed = article.parsed
    asked = any(parsed.lower[c] in ("why", "how") and c < verb for c in parsed.children[verb])
    return asked and negated(parsed, verb)


def _is_under_would(article: Article, verb: int) -> bool:
    """Whether a verb shares the "would" of the one before it: "would come and burn it"."""
    parsed = article.parsed
    bare = not auxiliaries(parsed, verb) and parsed.child(verb, "nsubj", "nsubjpass") < 0
    shared = parsed.dep[verb] == "conj" and bare
    return shared and bool(auxiliaries(parsed, parsed.head[verb]) & _UNREAL)
