"""Acts of the law told apart from blame: who is charged, convicted or cleared."""

from dataclasses import replace

from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.syntax.participants import patients

_SETTLED = frozenset({"guilty"})


def in_law(article: Article, blame: Blame) -> Blame:
    """The same attribution, as an act of the law where a prosecutor, the police or a court does it.

    Where nobody is named ("the clerk was charged with the arson") it is the law's own words that tell.
    """
    words, parsed = blame_words(), article.parsed
    official = blame.source_head < 0 or parsed.lemma[blame.source_head] in words["law.bodies"]
    if blame.act == "rejects" and official and _clears(article, blame):
        return replace(blame, act="clears")
    if not blame.by_cue or blame.act != "blames":
        return blame
    lemma = parsed.lemma[blame.cue]
    objects = {parsed.lemma[t] for t in patients(parsed, blame.cue)}
    settled = official and _SETTLED & set(parsed.lower[blame.clause[0] : blame.clause[1] + 1])
    if lemma in words["law.convicting"] or settled or objects & words["law.penalties"]:
        return replace(blame, act="convicts")
    pending = objects & words["law.proceedings"] or _on_trial(article, blame)
    formal = lemma in words["law.charging"] and (official or _with(article, blame.cue))
    return replace(blame, act="charges") if pending or formal else blame


def _clears(article: Article, blame: Blame) -> bool:
    """Whether a charge is dropped, a conviction set aside, somebody found not guilty or suspected no more."""
    words, parsed, (first, last) = blame_words(), article.parsed, blame.clause
    if blame.by_cue and parsed.lemma[blame.cue] in words["law.clearing"]:
        return True
    if not words["law.verdicts"].isdisjoint(parsed.lower[first : last + 1]):
        return True
    objects = {parsed.lemma[t] for t in patients(parsed, blame.cue)}
    return not objects.isdisjoint(words["law.proceedings"])


def _with(article: Article, verb: int) -> bool:
    """ "charged the brothers with the arson", whoever does it."""
    return any(article.parsed.lower[c] == "with" for c in article.parsed.children[verb])


def _on_trial(article: Article, blame: Blame) -> bool:
    return "trial" in article.parsed.lower[blame.clause[0] : blame.clause[1] + 1] and blame.source_head < 0
