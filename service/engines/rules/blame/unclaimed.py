"""That nobody claims an act, told by a noun or an adjective: "no claim of responsibility", "went
unclaimed"."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.blame.grammar import (
    after,
    agents,
    clause_of,
    is_none,
    negated,
    patients,
    reach_of,
)
from wirebrief.service.engines.rules.blame.voices import reporter_of_none

_ISSUING = frozenset(
    {
        "issue",
        "make",
        "release",
        "lodge",
        "post",
        "publish",
        "receive",
        "come",
        "be",
        "have",
        "hear",
        "see",
        "record",
        "send",
        "emerge",
        "follow",
        "appear",
        "surface",
        "bring",
    }
)
_OF = frozenset({"responsibility", "credit", "authorship"})


def of_none(article: Article) -> Iterator[Blame]:
    """The records that nobody claims it, in order."""
    parsed = article.parsed
    for token, lemma in enumerate(parsed.lemma):
        if lemma == "claim" and parsed.pos[token] == "NOUN" and _is_missing(article, token):
            yield _record(article, token, parsed.head[token])
        elif parsed.lower[token] == "unclaimed" and article.deeds.recalled(token):
            yield _record(article, token, parsed.head[token])


def _is_missing(article: Article, noun: int) -> bool:
    parsed = article.parsed
    verb = parsed.head[noun]
    none = is_none(parsed, noun) or (parsed.lemma[verb] in _ISSUING and negated(parsed, verb))
    if parsed.lemma[verb] in _ISSUING and noun in patients(parsed, verb):
        none = none or any(is_none(parsed, h) for h in agents(parsed, verb))
    if (
        parsed.child(verb, "acomp") >= 0
        or not none
        or any(parsed.dep[c] in ("acl", "relcl", "ccomp") for c in parsed.children[noun])
    ):
        return False
    if (
        after(parsed, verb, ("to", "against"))
        or parsed.lemma[verb] not in _ISSUING
        and parsed.dep[noun] != "ROOT"
    ):
        return False
    words = {parsed.lemma[t] for t in range(parsed.left[noun], parsed.right[noun] + 1)}
    if words & _OF:
        return True
    what = after(parsed, noun, ("for",))
    return article.deeds.recalled(noun) and all(article.deeds.in_phrase(w) for w in what)


def _record(article: Article, token: int, verb: int) -> Blame:
    source = reporter_of_none(article, verb)
    return Blame("no_claim", source, None, token, clause_of(article.parsed, verb), reach_of(article.parsed, verb))
