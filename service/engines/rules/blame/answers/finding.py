"""The answers that an article tells of, in order, whatever they answer."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.answers.answer import Answer
from wirebrief.service.engines.rules.blame.answers.short import by_disbelief
from wirebrief.service.engines.rules.blame.answers.verbs import by_misread_verb, by_verb
from wirebrief.service.engines.rules.blame.answers.verdicts import by_name, by_predicate
from wirebrief.service.engines.rules.blame.article import Article
from wirebrief.service.engines.rules.blame.stances import stances_on
from wirebrief.service.engines.rules.syntax.classes import VERBAL
from wirebrief.service.engines.rules.syntax.negation import auxiliaries

_UNREAL = frozenset({"would", "will", "should", "can", "could", "may", "might"})


def answers(article: Article) -> Iterator[Answer]:
    for token in article.deeds.near:
        pos, found = article.parsed.pos[token], None
        if pos in VERBAL:
            found = by_predicate(article, token) or by_name(article, token) or by_verb(article, token)
            found = found or by_disbelief(article, token)
        elif article.parsed.tag[token] == "NNS":
            found = by_misread_verb(article, token)
        if found is not None and found.sources and _is_real(article, found.cue):
            yield found


def _is_real(article: Article, token: int) -> bool:
    parsed, aux = article.parsed, auxiliaries(article.parsed, token)
    if aux & _UNREAL or stances_on(article, token) is None:
        return False
    return not (parsed.tag[token] == "VB" and "to" in aux and parsed.dep[token] != "xcomp")
