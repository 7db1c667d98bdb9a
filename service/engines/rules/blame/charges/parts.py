"""Charges by a part in it: "X had a hand in it", "X was involved in it", "the role of X in it", "an attack by
X", "on the orders of X"."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Charge
from wirebrief.service.engines.rules.blame.charges.agentive import does_harm, is_cued
from wirebrief.service.engines.rules.blame.charges.culprits import is_anonymous, is_culprit
from wirebrief.service.engines.rules.blame.charges.made import charges
from wirebrief.service.engines.rules.blame.charges.predicative import concerns_harm
from wirebrief.service.engines.rules.blame.charges.realis import happened, is_real
from wirebrief.service.engines.rules.blame.who import named_in
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.doubt import alleged
from wirebrief.service.engines.rules.syntax.classes import VERBAL
from wirebrief.service.engines.rules.syntax.negation import is_none, negated
from wirebrief.service.engines.rules.syntax.owners import bearers
from wirebrief.service.engines.rules.syntax.participants import agents, patients
from wirebrief.service.engines.rules.syntax.prepositions import after, inner
from wirebrief.service.engines.rules.syntax.voice import is_passive

_IN = ("in", "for", "with", "behind")
_THINGS = frozenset({"nothing", "something", "anything", "little"})
_OF_PATIENTS = frozenset({"involve", "implicate"})


# --- verbs


def by_part(article: Article, verb: int) -> Iterator[Charge]:
    """ "X had a hand in it", "X took part in it"."""
    lemma, words = article.parsed.lemma[verb], blame_words()
    if lemma in words["charges.sharing"] and is_real(article, verb):
        yield from _by_share(article, verb)
    if lemma in words["charges.taking_part"] and happened(article, verb) and not is_cued(article, verb):
        yield from _by_taking_part(article, verb)


def _by_share(article: Article, verb: int) -> Iterator[Charge]:
    """ "X had nothing to do with it", "X bears responsibility for it", "X has blood on its hands"."""
    parsed = article.parsed
    for part in patients(parsed, verb):
        if _is_part_in_deed(article, verb, part):
            denied = negated(parsed, verb) or is_none(parsed, part) or parsed.lower[part] == "little"
            yield from charges(article, agents(parsed, verb), part, verb, denied=denied)


def _is_part_in_deed(article: Article, verb: int, part: int) -> bool:
    parsed, about = article.parsed, part
    if parsed.lower[part] in _THINGS:
        to_do = (t for t in range(part, min(parsed.right[verb], part + 3) + 1) if parsed.lower[t] == "do")
        about = max(to_do, default=-1)
    elif parsed.lemma[part] not in blame_words()["charges.shares"]:
        return False
    if about < 0:
        return False
    return next((concerns_harm(article, h) for h in (about, verb) if after(parsed, h, _IN)), False)


def _by_taking_part(article: Article, verb: int) -> Iterator[Charge]:
    """ "X was involved in it", "X took part in it"."""
    parsed, of_patients = article.parsed, article.parsed.lemma[verb] in _OF_PATIENTS
    told = after(parsed, verb, ("in", "with"))
    if told and not article.deeds.meant(told, verb):
        return
    if not told and not (parsed.lemma[verb] == "involve" and article.deeds.recalled(verb)):
        return
    passive = is_passive(parsed, verb) or parsed.dep[verb] == "acomp"
    if parsed.dep[verb] == "acl" and not passive:  # "a raid involving the militia"
        passive = article.deeds.is_event(parsed.head[verb])
    if passive or not of_patients:
        heads = patients(parsed, verb) if of_patients else agents(parsed, verb)
        yield from charges(article, heads, verb, verb)


# --- nouns


def by_noun(article: Article, noun: int) -> Iterator[Charge]:
    """ "X's involvement in it", "an attack by X", "at the hands of X", "on the orders of X", "the alleged
    bomber X"."""
    parsed, lemma = article.parsed, article.parsed.lemma[noun]
    if is_culprit(article, noun) and alleged(parsed, noun):
        yield from _presumed(article, noun)
    if parsed.dep[noun] == "pobj":
        yield from _by_phrase(article, noun)
    if lemma in blame_words()["charges.shares"] and parsed.pos[noun] == "NOUN":
        if _is_in_deed(article, noun):
            heads = (h for h in bearers(parsed, noun) if not article.deeds.is_deed(h))
            yield from charges(article, heads, noun, noun, denied=is_none(parsed, noun))
    elif article.deeds.is_deed(noun):
        heads = (h for h in inner(parsed, noun, "by") if not is_anonymous(article, h))
        yield from charges(article, heads, noun, noun, denied=is_none(parsed, noun))


def _by_phrase(article: Article, noun: int) -> Iterator[Charge]:
    """ "was carried out on the orders of X", "died at the hands of X": the verb heads the charge."""
    parsed, deeds = article.parsed, article.deeds
    preposition, lemma = parsed.lower[parsed.head[noun]], parsed.lemma[noun]
    verb = parsed.head[parsed.head[noun]]
    if parsed.pos[verb] not in VERBAL:
        return
    if lemma == "hand" and preposition == "at":
        meant = deeds.recent(verb, 0)
    elif lemma in blame_words()["charges.bidding"] and preposition in ("on", "at", "under"):
        meant = does_harm(article, verb) or any(deeds.is_event(h) for h in patients(parsed, verb))
    else:
        return
    if meant:
        yield from charges(article, bearers(parsed, noun), noun, verb)


def _presumed(article: Article, noun: int) -> Iterator[Charge]:
    """ "the presumed killer, X", "alleged bomber X"."""
    parsed, up = article.parsed, article.parsed.head[noun]
    named = [c for c in parsed.children[noun] if parsed.dep[c] == "appos"]
    if parsed.dep[noun] in ("appos", "compound", "nmod") and parsed.pos[up] == "PROPN":
        named.append(up)
    for head in named:
        if parsed.pos[named_in(parsed, head)] == "PROPN" and article.deeds.recalled(noun):
            yield Charge(head, noun, noun, doubted=True, presumed=True)


def _is_in_deed(article: Article, noun: int) -> bool:
    """ "their role in the raid", or "their guilt" with the act told before."""
    heads = after(article.parsed, noun, ("in", "for", "to", "with"))
    return article.deeds.meant(heads, noun) if heads else article.deeds.recent(noun, 2)
