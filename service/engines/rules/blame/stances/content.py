"""What a content clause hangs on, where other words stand between: "the suspicion voiced by residents
that …", "what the elders had been saying: that …". The parser hangs such a clause on the last noun, or on the
verb above."""

from wirebrief.service.engines.rules.blame.article import Article
from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.syntax.classes import NOMINAL, VERBAL

_BESIDE = frozenset({"acl", "relcl", "prep"})
_BETWEEN = frozenset({",", ":", "-", "–", "—"})
_AFAR = 25
"""Words within which the noun or verb is looked for."""


def governor(article: Article, node: int) -> int:
    """What a node hangs on: the word of saying before its "that", else what the parser hung it on; or -1."""
    parsed = article.parsed
    that = _that_of(parsed, node)
    if that > 0:
        before = that - 1
        while before > 0 and (parsed.text[before] in _BETWEEN or parsed.lower[before] == "namely"):
            before -= 1
        if parsed.lower[before - 2 : before + 1] == ["to", "the", "effect"]:
            before -= 4 if parsed.text[before - 3] == "," else 3
        found = _said_before(article, node, before)
        if found >= 0:
            return found
    up = parsed.head[node]
    return up if up != node else -1


def _that_of(parsed: Parsed, node: int) -> int:
    """The "that" which opens a clause with a subject of its own, or -1."""
    if parsed.pos[node] not in VERBAL or parsed.child(node, "nsubj", "nsubjpass", "expl") < 0:
        return -1
    first = parsed.left[node]
    opening = [t for t in range(first, min(first + 3, node)) if parsed.lower[t] == "that"]
    if not opening:
        return -1
    subjects = [c for c in parsed.children[node] if parsed.dep[c] in ("nsubj", "nsubjpass", "expl")]
    return opening[0] if any(c > opening[0] for c in subjects) else -1


def _said_before(article: Article, node: int, last: int) -> int:
    """The noun of saying whose participle or relative clause ends at a word, or the verb of "what they said"
    that does; or -1."""
    parsed, nouns, verbs = article.parsed, blame_words().stances.nouns, blame_words().stances.verbs
    low = max(parsed.bounds[parsed.sentence[node]][0], last - _AFAR)
    for at in range(last, low - 1, -1):
        if parsed.lower[at] == "what" and parsed.lemma[parsed.head[at]] in verbs:
            told = parsed.head[at]
            return told if _ends_at(parsed, told, last) else -1
        if parsed.head[node] == at and parsed.lemma[at] in nouns:
            return -1  # as the parser has it
        if parsed.pos[at] in NOMINAL and parsed.lemma[at] in nouns:
            if at == last and parsed.dep[at] == "pobj" and parsed.lower[parsed.head[at]] in ("for", "to"):
                return at  # "no proof for the clerk's story that"
            beside = [c for c in parsed.children[at] if c > at and parsed.dep[c] in _BESIDE]
            return at if any(_ends_at(parsed, c, last) for c in beside) else -1
    return -1


def _ends_at(parsed: Parsed, top: int, last: int) -> bool:
    """Whether the words under a word go up to another, what the parser hung behind left out."""
    ends = top
    for child in parsed.children[top]:
        if top < child <= last:
            ends = max(ends, min(parsed.right[child], last))
    return ends == last
