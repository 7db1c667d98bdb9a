"""Charges by what points to somebody: where a weapon came from, whose style an act has, what its doers
wore."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Charge
from wirebrief.service.engines.rules.blame.charges.made import charges
from wirebrief.service.engines.rules.blame.who import can_answer, is_side, owner_of_thing
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.syntax.classes import COPULAS
from wirebrief.service.engines.rules.syntax.negation import negated
from wirebrief.service.engines.rules.syntax.owners import bearers, owner_of
from wirebrief.service.engines.rules.syntax.participants import agents, patients
from wirebrief.service.engines.rules.syntax.prepositions import after, inner
from wirebrief.service.engines.rules.syntax.voice import is_passive
from wirebrief.service.engines.rules.syntax.weapons import weapon_at

_BEARING = frozenset({"bear", "have", "show", "wear"})
_BESIDE = frozenset({"compound", "amod", "nmod"})


def by_origin(article: Article, verb: int) -> Iterator[Charge]:
    """ "the shell had been fired from army positions", "the rockets came from X"."""
    parsed, words = article.parsed, blame_words()
    if parsed.lemma[verb] not in words["charges.origin"]:
        return
    things = patients(parsed, verb) if is_passive(parsed, verb) else agents(parsed, verb)
    spilt = words["charges.spilt"]
    if any(weapon_at(parsed, h) is not None or parsed.lemma[h] in spilt for h in things):
        for head in after(parsed, verb, ("from",)):
            beside = [c for c in parsed.children[head] if c < head and parsed.dep[c] in _BESIDE]
            named = (owner_of_thing(parsed, head), head, owner_of(parsed, head), *beside)
            found = [p for p in named if p >= 0 and can_answer(parsed, p)]
            sides = [p for p in found if p == named[0] or is_side(parsed, p)]
            yield from charges(article, sides[:1], verb, verb)


def by_likeness(article: Article, verb: int) -> Iterator[Charge]:
    """ "is consistent with earlier work by X", "bears similarities to earlier raids by X", "wore X's
    uniform"."""
    parsed, words = article.parsed, blame_words()
    if negated(parsed, verb) or not article.deeds.recalled(verb):
        return
    if parsed.lemma[verb] in COPULAS:
        for complement in parsed.children[verb]:
            if complement > verb and parsed.lemma[complement] in words["charges.likened"]:
                heads = _makers(article, after(parsed, complement, ("with", "of", "to")))
                yield from charges(article, heads, complement, verb, doubted=True)
    elif parsed.lemma[verb] in _BEARING:
        for like in patients(parsed, verb):
            if parsed.lemma[like] in words["charges.likeness"]:
                yield from charges(article, _borne(article, verb, like), like, verb, doubted=True)


def _borne(article: Article, verb: int, like: int) -> tuple[int, ...]:
    """ "similarities to raids by X"; of what is worn, whose it is."""
    parsed = article.parsed
    if parsed.lemma[verb] == "wear":
        return tuple(bearers(parsed, like))
    earlier = (*after(parsed, like, ("to", "with")), *after(parsed, verb, ("to", "with")))[:1]
    return tuple(_makers(article, earlier) or (after(parsed, verb, ("by",)) if earlier else ()))


def _makers(article: Article, heads: tuple[int, ...]) -> list[int]:
    """Who did the like before: "raids by X", "the raids of X", "X's raids"."""
    parsed = article.parsed
    made = [g for h in heads for g in inner(parsed, h, "by", "of", "from")]
    used = [c for h in heads for c in parsed.children[h] if parsed.dep[c] == "acl"]
    made += [g for c in used for g in after(parsed, c, ("by",))]  # "devices used by X"
    return made or [o for h in heads if (o := owner_of(parsed, h)) >= 0]
