"""What the article says in a few of its own sentences, and its headline.

Sentences are chosen for standing early (the lead of a wire report is its summary), for telling of incidents
and blame, for words that the article keeps coming back to, and against repeating one another.
"""

import math
from collections import Counter

from wirebrief.schemas.draft import IncidentDraft, KeyPointDraft
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.sentence_words import plain_sentence

_MOST = 5
_SHORTEST, _LONGEST = 40, 330
_LEAD = 2.0
_INCIDENT = 0.6
_CENTRAL = 1.0
_CONTEXT = 0.7
_QUOTED = 0.8
_OVERLAP = 0.5
"""Share of content words in common from which a sentence only repeats one already chosen."""
_NEEDS_CONTEXT = frozenset("he she it they this that these those him her them his their its such".split())
HEADLINE = 120


def key_points(parsed: Parsed, incidents: list[IncidentDraft], attributed: set[str]) -> list[KeyPointDraft]:
    """Up to five sentences, best first, each its own evidence.

    Args:
        attributed: ids of sentences that hold an attribution of responsibility.
    """
    content = [_content(parsed, n) for n in range(len(parsed.bounds))]
    weights = _weights(content)
    told = Counter(sentence for incident in incidents for sentence in incident.evidence) + Counter(attributed)
    candidates = [n for n in range(len(parsed.bounds)) if _can_stand(parsed, n)]
    body = [n for n, s in enumerate(parsed.document.sentences) if s.zone in ("body", "standfirst")]
    position = {n: k for k, n in enumerate(body)}
    scored = {
        n: _central(content[n], weights) + _score(parsed, n, told, position.get(n, 0)) for n in candidates
    }
    chosen: list[int] = []
    for n in sorted(candidates, key=lambda n: (-scored[n], n)):
        if len(chosen) == _MOST:
            break
        if scored[n] > 0 and not any(_repeats(content[n], content[other]) for other in chosen):
            chosen.append(n)
    return [
        KeyPointDraft(text=plain_sentence(parsed, n), evidence=[parsed.document.sentences[n].id])
        for n in chosen
    ]


def _content(parsed: Parsed, n: int) -> list[str]:
    first, last = parsed.bounds[n]
    return [
        parsed.lemma[t]
        for t in range(first, last)
        if parsed.pos[t] in ("NOUN", "PROPN", "VERB", "NUM", "ADJ") and len(parsed.text[t]) > 1
    ]


def _weights(content: list[list[str]]) -> dict[str, float]:
    """How central a word is: how many of the article's sentences have it, dampened."""
    counts = Counter(word for words in content for word in set(words))
    return {word: math.log1p(count - 1) for word, count in counts.items()}


def _can_stand(parsed: Parsed, n: int) -> bool:
    """Whether a sentence can stand alone: in the body, a whole sentence, of a readable length."""
    sentence = parsed.document.sentences[n]
    if sentence.zone not in ("body", "standfirst"):
        return False
    first, last = parsed.bounds[n]
    if last - first < 6 or not _SHORTEST <= sentence.end - sentence.start <= _LONGEST:
        return False
    return any(parsed.tag[t] in ("VBD", "VBP", "VBZ", "MD") for t in range(first, last))


def _central(words: list[str], weights: dict[str, float]) -> float:
    return _CENTRAL * sum(weights[w] for w in words) / math.sqrt(len(words) + 4) / 2


def _score(parsed: Parsed, n: int, told: Counter[str], position: int) -> float:
    """What a sentence is worth for its place and for what it tells of."""
    sentence = parsed.document.sentences[n]
    first, last = parsed.bounds[n]
    score = _LEAD / (1 + position) + _INCIDENT * min(2, told[sentence.id])
    if parsed.lower[first] in _NEEDS_CONTEXT:
        score -= _CONTEXT
    quoted = sum(parsed.quote[t] >= 0 for t in range(first, last)) / (last - first)
    return score - (_QUOTED if quoted > 0.6 else 0.0)


def _repeats(words: list[str], others: list[str]) -> bool:
    one, two = set(words), set(others)
    return bool(one) and bool(two) and len(one & two) / min(len(one), len(two)) >= _OVERLAP


def headline(parsed: Parsed) -> str:
    """The article's own title, else its lead cut at a clause end; at most 120 characters."""
    title = parsed.document.title
    if title:
        return _cut(title)
    lead = next((n for n in range(len(parsed.bounds)) if _can_stand(parsed, n)), -1)
    if lead < 0:
        lead = next((n for n, s in enumerate(parsed.document.sentences) if s.zone == "body"), -1)
    return _cut(plain_sentence(parsed, lead).rstrip(".")) if lead >= 0 else ""


def _cut(line: str) -> str:
    """A line of at most 120 characters: cut at a clause end, else between words."""
    line = " ".join(line.split())
    if len(line) <= HEADLINE:
        return line
    head = line[: HEADLINE + 1]
    for mark in (
        ", ",
        "; ",
        " — ",
        " after ",
        " when ",
        " as ",
        " who ",
        " which ",
        " that ",
        " and ",
        " but ",
    ):
        at = head.rfind(mark)
        if at >= 50:
            return head[:at]
    return head[:HEADLINE].rsplit(" ", 1)[0]
