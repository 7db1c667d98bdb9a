"""Statements that a party did it, whoever makes them: "rebels burned the mill", "rebels were behind it", "it
was the work of rebels", "rebels had a hand in it", "an attack by rebels"."""

from wirebrief.service.engines.rules.blame.article import Article, Charge
from wirebrief.service.engines.rules.blame.charges.agentive import by_act
from wirebrief.service.engines.rules.blame.charges.contrast import contrasted
from wirebrief.service.engines.rules.blame.charges.parts import by_noun, by_part
from wirebrief.service.engines.rules.blame.charges.predicative import by_identity, by_predicate
from wirebrief.service.engines.rules.blame.charges.traces import by_likeness, by_origin
from wirebrief.service.engines.rules.syntax.classes import NOMINAL, VERBAL

__all__ = ["find_charges"]

_OF_A_VERB = (
    by_identity,
    by_likeness,
    by_part,
    by_origin,
    by_act,
)


def find_charges(article: Article) -> list[Charge]:
    """Every charge of an article, in the order of the words that make it."""
    found: list[Charge] = []
    for token in article.deeds.near:
        pos = article.parsed.pos[token]
        if pos in VERBAL:
            for read in _OF_A_VERB:
                found += read(article, token)
        found += by_predicate(article, token)
        if pos in NOMINAL:
            found += by_noun(article, token)
    return list(contrasted(article, found))
