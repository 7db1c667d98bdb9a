"""Short answers to a question: "Asked whether his men had burned it, the general said: 'Certainly not.'"."""

from wirebrief.service.engines.rules.blame.article import Article, Stance
from wirebrief.service.engines.rules.blame.stances.speakers import speakers
from wirebrief.service.engines.rules.blame_words import Attitude

_MARKS = frozenset({"if", "whether"})
_NO = frozenset({"no", "not", "never", "nonsense", "rubbish"})
_YES = frozenset({"yes", "indeed", "correct", "yeah"})
_FIRST = 4
"""Words within which an answer says yes or no."""


def answer_given(article: Article, top: int) -> list[Stance]:
    """Who says yes or no to the question that a clause is, or nothing."""
    parsed, asked = article.parsed, article.parsed.head[top]
    marked = any(parsed.dep[c] == "mark" and parsed.lower[c] in _MARKS for c in parsed.children[top])
    if not marked or parsed.lemma[asked] != "ask" or parsed.dep[asked] != "advcl":
        return []
    verb = parsed.head[asked]
    attitude = _reply(article, verb)
    return [Stance(attitude, s, verb) for s in speakers(article, verb)] if attitude is not None else []


def _reply(article: Article, verb: int) -> Attitude | None:
    """What the first words that a verb reports say: "No", "of course not", "Yes, we did"."""
    parsed = article.parsed
    for report in article.reports:
        if report.cue_head != verb:
            continue
        for first, last in report.content:
            words = [parsed.lower[t] for t in range(first, last + 1) if parsed.pos[t] != "PUNCT"][:_FIRST]
            if not _NO.isdisjoint(words[:1]) or (len(words) < _FIRST and not _NO.isdisjoint(words)):
                return "denies"
            if not _YES.isdisjoint(words[:1]):
                return "admits"
    return None
