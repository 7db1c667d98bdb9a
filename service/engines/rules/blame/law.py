"""Acts of the law told apart from blame: who is charged, convicted or cleared."""

from dataclasses import replace

from wirebrief.service.engines.rules.blame.article import Article, Blame
from wirebrief.service.engines.rules.blame.grammar import patients
from wirebrief.service.engines.rules.blame_words import blame_words

_SETTLED = frozenset({"guilty"})


def in_law(article: Article, blame: Blame) -> Blame:
    """The same attribution, as an act of the law where a prosecutor, the police or a court does it.

    Where nobody is named ("the clerk was charged with the arson") it is the law's own words that tell.
    """
    if not blame.by_cue or blame.act not in ("blames", "rejects"):
        return blame
    words, parsed = blame_words(), article.parsed
    lemma = parsed.lemma[blame.cue]
    objects = {parsed.lemma[t] for t in patients(parsed, blame.cue)}
    official = blame.source_head < 0 or parsed.lemma[blame.source_head] in words["law.bodies"]
    if blame.act == "rejects":
        cleared = lemma in words["law.clearing"] or bool(objects & words["law.proceedings"])
        return replace(blame, act="clears") if official and cleared else blame
    settled = official and _SETTLED & set(parsed.lower[blame.clause[0] : blame.clause[1] + 1])
    if lemma in words["law.convicting"] or settled or objects & words["law.penalties"]:
        return replace(blame, act="convicts")
    pending = objects & words["law.proceedings"] or _on_trial(article, blame)
    formal = lemma in words["law.charging"] and (official or _with(article, blame.cue))
    return replace(blame, act="charges") if pending or formal else blame


def _with(article: Article, verb: int) -> bool:
    """ "charged the brothers with the arson", whoever does it."""
    return any(article.parsed.lower[c] == "with" for c in article.parsed.children[verb])


def _on_trial(article: Article, blame: Blame) -> bool:
    return "trial" in article.parsed.lower[blame.clause[0] : blame.clause[1] + 1] and blame.source_head < 0
