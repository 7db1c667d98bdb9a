"""Who says something with a verb, also where the parser has hung the subject elsewhere."""

from wirebrief.service.engines.rules.blame.article import Article
from wirebrief.service.engines.rules.blame.who import can_answer
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.syntax.classes import NOMINAL, VERBAL
from wirebrief.service.engines.rules.syntax.participants import agents, patients

_NOBODY = frozenset({"there", "this", "that", "all", "everything", "what"})
_SOME = frozenset({"another", "others", "some", "many", "several", "one", "both", "most"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NUMBERS = frozenset({"DATE", "TIME", "MONEY", "CARDINAL", "PERCENT"})


def speakers(article: Article, verb: int) -> tuple[int, ...]:
    """Who says it with a verb, coordinated ones each."""
    parsed = article.parsed
    found, up = agents(parsed, verb), parsed.head[verb]
    if parsed.dep[verb] == "pcomp" and parsed.lower[up] == "as":
        quoting = parsed.head[up]  # "quoted two officials as saying"
        found = patients(parsed, quoting) if parsed.lemma[quoting] in ("quote", "cite") else found
    if parsed.tag[verb] == "VBG" and parsed.dep[verb] == "advcl" and _is_behind_comma(article, verb):
        found = _main_subject(article, verb) or found
    if not found and up == verb and parsed.tag[verb] in _FINITE:
        found = _noun_before(article, verb)
    if found and parsed.dep[verb] == "conj" and not any(is_speaker(article, h) for h in found):
        found = _matrix_subject(article, verb) or found
    return tuple(h for h in found if parsed.lower[h] not in _NOBODY and is_source(article, h))


def is_speaker(article: Article, head: int) -> bool:
    """Whether a phrase names somebody, or a body or paper, that can judge what others say."""
    return can_answer(article.parsed, head) or _is_paper(article, head)


def is_source(article: Article, head: int) -> bool:
    """Whether a phrase can say something: a party, or a piece of writing."""
    parsed = article.parsed
    if _is_paper(article, head) or parsed.lower[head] in _SOME:
        return True
    if parsed.entity[head] in _NUMBERS:
        return False
    if parsed.pos[head] == "ADJ" and parsed.dep[head].startswith("nsubj") and parsed.child(head, "det") >= 0:
        return True  # "the accused", "a private"
    if parsed.pos[head] in NOMINAL and parsed.dep[head] not in ("compound", "amod"):
        return not article.deeds.is_deed(head) or can_answer(parsed, head)
    return can_answer(parsed, head)


def _is_paper(article: Article, head: int) -> bool:
    words = blame_words()
    return article.parsed.lemma[head] in words["parties.writings"] | words["parties.judges"]


def _is_behind_comma(article: Article, verb: int) -> bool:
    return article.parsed.text[article.parsed.left[verb] - 1] == ","


def _main_subject(article: Article, verb: int) -> tuple[int, ...]:
    """Of a participle behind a comma (", calling it absurd") the subject of the whole sentence."""
    parsed, at = article.parsed, verb
    while parsed.head[at] != at:
        at = parsed.head[at]
    return agents(parsed, at) if parsed.pos[at] in VERBAL else ()


def _noun_before(article: Article, verb: int) -> tuple[int, ...]:
    """Of a main verb without a subject the noun before it: "Its wing, the Assembly, denied …"."""
    parsed, at = article.parsed, verb - 1
    low = parsed.bounds[parsed.sentence[verb]][0]
    while at > low and parsed.pos[at] in ("PUNCT", "ADV", "AUX"):
        at -= 1
    return (at,) if at >= low and parsed.pos[at] in NOMINAL and can_answer(parsed, at) else ()


def _matrix_subject(article: Article, verb: int) -> tuple[int, ...]:
    """Of a verb that the parser joined to what is said ("said the plane had failed and rejected the claim")
    the subject of the saying."""
    parsed, at = article.parsed, verb
    while parsed.dep[at] == "conj" and parsed.head[at] != at:
        at = parsed.head[at]
    return agents(parsed, parsed.head[at]) if parsed.dep[at] == "ccomp" else ()
