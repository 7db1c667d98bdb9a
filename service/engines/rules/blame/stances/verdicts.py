"""What is said of a claim: that it is false, or true: "absurd", "a lie", "without foundation", "called it
correct"."""

from wirebrief.service.engines.rules.blame.article import Article
from wirebrief.service.engines.rules.blame_words import Attitude, blame_words
from wirebrief.service.engines.rules.syntax.negation import is_none, negated
from wirebrief.service.engines.rules.syntax.prepositions import objects_of_preposition

_PREDICATES = frozenset({"acomp", "attr", "prep", "advmod", "oprd", "xcomp"})
_LACKING = frozenset({"without", "beyond", "out"})


def verdict_of(article: Article, verb: int) -> Attitude | None:
    """Whether a predicate calls its subject false (rejects) or true (confirms)."""
    parsed = article.parsed
    for child in parsed.children[verb]:
        found = verdict_word(article, child) if parsed.dep[child] in _PREDICATES else None
        if found is not None:
            return turned(found) if negated(parsed, verb) else found
    return None


def verdict_word(article: Article, token: int) -> Attitude | None:
    """The verdict of a word: "absurd", "a lie", "without foundation", "not credible"."""
    parsed, words = article.parsed, blame_words()
    if parsed.pos[token] == "ADP":
        heads = objects_of_preposition(parsed, token)
        grounds = any(parsed.lemma[h] in words["verdicts.grounds"] for h in heads)
        return "rejects" if grounds and parsed.lower[token] in _LACKING else None
    if parsed.lemma[token] in words["answered.nouns"]:  # "these are baseless allegations"
        judged = (verdict_word(article, c) for c in parsed.children[token] if parsed.dep[c] == "amod")
        return next((v for v in judged if v is not None), None)
    forms = {parsed.lemma[token], parsed.lower[token]}
    found: Attitude | None = "rejects" if forms & words["verdicts.false"] else None
    if found is None and forms & words["verdicts.true"]:
        found = "confirms"
    none = is_none(parsed, token) or negated(parsed, token)
    return turned(found) if found is not None and none else found


def turned(verdict: Attitude) -> Attitude:
    return "confirms" if verdict == "rejects" else "rejects"
