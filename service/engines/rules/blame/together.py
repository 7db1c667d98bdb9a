"""The attributions of an article seen together: none repeated, and whoever answers speaks of those accused
before."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.blame.who import may_mean
from wirebrief.service.engines.rules.parse import Parsed

_ACCUSING = frozenset({"blames", "suspects"})
_SAYING_SO = _ACCUSING | {"confirms"}
_ANSWERING = frozenset({"rejects", "confirms"})
_OF_ONESELF = frozenset({"denies_responsibility", "claims_responsibility"})
_QUOTE_BACK, _ANSWER_BACK = 2, 4
"""Sentences back that the accused may have been named, for a pronoun in a quote and for an answer."""


def distinct(article: Article, found: Iterable[Blame]) -> list[Blame]:
    """The attributions without those that say again what an earlier one said, in order."""
    kept: list[Blame] = []
    near: dict[tuple[int | None, int], list[Blame]] = defaultdict(list)
    """Those kept, by whom they hold responsible and in which sentence: others repeat nothing."""
    for blame in found:
        sentence = article.parsed.sentence[blame.cue]
        others = (o for n in (-1, 0, 1) for o in near[blame.responsible, sentence + n])
        if not any(_repeats(article.parsed, blame, other) for other in others):
            kept.append(blame)
            near[blame.responsible, sentence].append(blame)
    return sorted(kept, key=lambda b: (b.cue, b.clause[0]))


def _repeats(parsed: Parsed, blame: Blame, other: Blame) -> bool:
    """Whether two findings say the same; a cue's finding stands before a charge's."""
    if blame.responsible != other.responsible:
        return False
    acts, apart = {blame.act, other.act}, abs(parsed.sentence[blame.cue] - parsed.sentence[other.cue])
    if apart:  # "was charged. The suspect was identified as X"
        unsourced = blame.source is None and other.source is None and blame.responsible is not None
        return unsourced and len(acts) == 1 and apart <= 1
    if len(acts) > 1 and blame.by_cue and other.by_cue and blame.cue != other.cue:
        return False
    if blame.source == other.source:
        return len(acts) == 1 or acts <= _SAYING_SO | {"claims_responsibility"}
    return acts <= _SAYING_SO and blame.source is None


def of_the_accused(article: Article, said: list[Blame], blame: Blame) -> Blame:
    """Who rejects or confirms what was said of "it" or "the hackers", or quotes one of "they", speaks of
    those accused before."""
    parsed, actors = article.parsed, article.parties.cast.actors
    if blame.party < 0 or blame.responsible is None:
        return blame
    pronoun = parsed.pos[blame.party] == "PRON"
    quoted = blame.act in _ACCUSING and pronoun and parsed.quote[blame.party] >= 0
    named = actors[blame.responsible].sort == "name" and not pronoun
    if named or not (quoted or blame.act in _ANSWERING):
        return blame
    for record in reversed(_before(article, said, blame, _QUOTE_BACK if quoted else _ANSWER_BACK)):
        accused = record.responsible
        if accused is None or (quoted and record.act not in _ACCUSING) or record.source == blame.source:
            continue
        if may_mean(parsed, blame.party, actors[accused]):
            return replace(blame, responsible=accused)
    return blame


def _before(article: Article, said: list[Blame], blame: Blame, back: int) -> list[Blame]:
    """What was said shortly before, of what is in the order of its cues."""
    sentence, bounds = article.parsed.sentence[blame.cue], article.parsed.bounds
    first = bisect_left(said, bounds[max(0, sentence - back)][0], key=lambda b: b.cue)
    return said[first : bisect_left(said, blame.cue, key=lambda b: b.cue)]


def for_principal(article: Article, said: list[Blame], blame: Blame) -> Blame:
    """What a mouthpiece says of itself is said of the party that was accused before."""
    if blame.act not in _OF_ONESELF or blame.responsible != blame.source or blame.source_head < 0:
        return blame
    principal = article.parties.principal(blame.source_head)
    if blame.act == "denies_responsibility" and principal == blame.source:
        return blame
    accused = principal is not None and any(b.responsible == principal for b in said if b.cue < blame.cue)
    return replace(blame, responsible=principal) if accused else blame
