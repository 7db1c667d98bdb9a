"""Harm by what one left undone or did without care, where the article tells of harm nearby: "skipped the
inspection", "had locked the exit", "knew the beams were rotten", "should have closed the road"."""

from wirebrief.service.engines.rules.blame.article import Article
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.syntax.clauses import within_clause
from wirebrief.service.engines.rules.syntax.participants import patients
from wirebrief.service.engines.rules.syntax.prepositions import inner

_GOVERNED = frozenset({"xcomp", "ccomp", "pcomp", "advcl"})
_NEAR = 2
"""Sentences before and behind in which the harm may be told."""


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


def _about(article: Article, head: int, table: str) -> bool:
    """Whether a phrase names one of a table's things: "the annual inspection of the crane", "a fire door"."""
    parsed, words = article.parsed, blame_words()[table]
    inside = range(parsed.left[head], parsed.right[head] + 1)
    return any(parsed.lemma[t] in words and (t == head or within_clause(parsed, t, head)) for t in inside)


_READERS = {
    "lapses.omitting": _omits,
    "lapses.taking_away": _takes_away,
}
