"""Harm by what one left undone or did without care, where the article tells of harm nearby: "skipped the
inspection", "had locked the exit", "knew the beams were rotten", "should have closed the road"."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Charge
from wirebrief.service.engines.rules.blame.charges.made import charges
from wirebrief.service.engines.rules.blame.grammar import (
    agents,
    auxiliaries,
    inner,
    negated,
    patients,
    within_clause,
)
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.events.phrases import facility, singular

_SHOULD = frozenset({"should", "ought", "must"})
_PAST = frozenset({"did", "had", "has", "have", "was", "were", "'d"})
_HAVING = frozenset({"have", "get"})
_GOVERNED = frozenset({"xcomp", "ccomp", "pcomp", "advcl"})
_NEAR = 2
"""Sentences before and behind in which the harm may be told."""


def by_neglect(article: Article, verb: int) -> Iterator[Charge]:
    """ "never inspected the crane", "did not warn the villagers", "should have closed the road"."""
    parsed = article.parsed
    if parsed.lemma[verb] not in blame_words()["lapses.caring"] or not patients(parsed, verb):
        return
    up = (
        parsed.head[verb]
        if parsed.dep[verb] == "ccomp" and parsed.lemma[parsed.head[verb]] in _HAVING
        else verb
    )
    aux = auxiliaries(parsed, up)
    owed = bool(aux & _SHOULD) and "have" in aux and not negated(parsed, up)
    past = parsed.tag[verb] == "VBD" or not aux.isdisjoint(_PAST)
    undone = negated(parsed, verb) and past and not aux & _SHOULD
    if (owed or undone) and article.deeds.around(verb, _NEAR):
        yield from charges(article, agents(parsed, up), verb, up, denied=False)


def is_lapse(article: Article, verb: int) -> bool:
    """Whether a verb tells of a want of care from which harm nearby may have come."""
    lemma = article.parsed.lemma[verb]
    read = next((r for table, r in _READERS.items() if lemma in blame_words()[table]), None)
    return read is not None and read(article, verb) and article.deeds.around(verb, _NEAR)


def _omits(article: Article, verb: int) -> bool:
    """ "skipped the inspection", "failed to close the road", "put off repairing the gear"."""
    parsed, words = article.parsed, blame_words()
    objects = [*patients(parsed, verb), *inner(parsed, verb, "on", "over")]
    if any(_about(article, o, "lapses.precautions") for o in objects):
        return True
    governed = (c for c in parsed.children[verb] if parsed.dep[c] in _GOVERNED)
    return any(parsed.lemma[c] in words["lapses.caring"] for c in governed)


def _takes_away(article: Article, verb: int) -> bool:
    """ "locked the exit", "removed the counterweights", "left a bolt out"."""
    return any(_about(article, o, "lapses.safeguards") for o in patients(article.parsed, verb))


def _knows(article: Article, verb: int) -> bool:
    """ "knew that the beams were rotten", "was warned of the risk"."""
    parsed, dangers = article.parsed, blame_words()["lapses.dangers"]
    about = [
        c for c in parsed.children[verb] if c > verb and parsed.dep[c] in ("ccomp", "dobj", "prep", "relcl")
    ]
    return any(
        parsed.lemma[t] in dangers or parsed.lower[t] in dangers
        for c in about
        for t in range(parsed.left[c], parsed.right[c] + 1)
    )


def _steers(article: Article, verb: int) -> bool:
    """ "sent the express into the siding": something that moves, into where it should not be."""
    parsed = article.parsed
    words = blame_words()
    moved = any(
        facility(parsed, o) == "vehicles" or singular(parsed, o) in words["lapses.carriers"]
        for o in patients(parsed, verb)
    )
    against = inner(parsed, verb, "into", "onto", "on", "at", "against")
    harmful = words["lapses.obstacles"] | words["lapses.carriers"]
    return moved and any(singular(parsed, h) in harmful for h in against)


def _about(article: Article, head: int, table: str) -> bool:
    """Whether a phrase names one of a table's things: "the annual inspection of the crane", "a fire door"."""
    parsed, words = article.parsed, blame_words()[table]
    inside = range(parsed.left[head], parsed.right[head] + 1)
    return any(parsed.lemma[t] in words and (t == head or within_clause(parsed, t, head)) for t in inside)


_READERS = {
    "lapses.omitting": _omits,
    "lapses.taking_away": _takes_away,
    "lapses.knowing": _knows,
    "lapses.steering": _steers,
}
