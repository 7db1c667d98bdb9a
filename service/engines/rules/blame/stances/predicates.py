"""What a predicate takes to a clause: "our theory is that …", "it is likely that …", "the claim that … is
false"."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Stance
from wirebrief.service.engines.rules.blame.stances.nouns import of_noun
from wirebrief.service.engines.rules.blame.stances.speakers import is_source
from wirebrief.service.engines.rules.blame.stances.verdicts import verdict_of
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.syntax.classes import VERBAL
from wirebrief.service.engines.rules.syntax.negation import negated
from wirebrief.service.engines.rules.syntax.participants import agents

_SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass"})
_CONTENT = frozenset({"ccomp", "acl", "advcl", "xcomp", "attr"})
_DUMMIES = frozenset({"it", "there", "this", "that", "all", "everything", "what"})


def of_copula(article: Article, node: int, verb: int) -> Iterator[Stance]:
    """The stances that "be" with what completes it takes to a node."""
    parsed, words = article.parsed, blame_words()
    about, dep = parsed.child(verb, "nsubj"), parsed.dep[node]
    if dep in _SUBJECTS:
        verdict = verdict_of(article, verb)
        if verdict is not None:
            yield Stance(verdict, -1, verb)
    elif about not in (-1, node) and parsed.lemma[about] in words.stances.nouns and dep in _CONTENT:
        yield from of_noun(article, node, about)


def of_adjective(article: Article, adjective: int) -> Iterator[Stance]:
    """ "is sure that …"; of "is likely to have …" nobody is the source."""
    parsed, words, copula = article.parsed, blame_words(), article.parsed.head[adjective]
    adjectives, verbal = words.stances.adjectives, parsed.pos[copula] in VERBAL
    attitude = adjectives.get(parsed.lemma[adjective]) or adjectives.get(parsed.lower[adjective])
    if attitude is None:
        return
    raised = attitude == "suspects" and parsed.lemma[adjective] not in words["saying.feeling"]
    subjects = agents(parsed, copula) if verbal and not raised else ()
    sources = [h for h in subjects if parsed.lower[h] not in _DUMMIES and is_source(article, h)]
    denied = verbal and negated(parsed, copula)
    if denied and parsed.lower[adjective] in words["saying.plain"]:  # "it is not clear that"
        attitude, denied = "unreal", False
    for source in sources or [-1]:
        yield Stance(attitude, source, adjective, denied or negated(parsed, adjective))
