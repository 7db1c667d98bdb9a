"""Speech by label: "Q: …", "SMITH: …" in a transcript, "Poll: Voters tire of tolls" in a headline."""

from collections.abc import Iterator

from wirebrief.service.engines.rules.actor_words import words
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.clauses import trim
from wirebrief.service.engines.rules.speech.report import Report

_LONGEST = 6
"""Words of a label."""
_INTERVIEW = frozenset({"q", "a", "question", "answer", "interviewer", "moderator"})
_HEADLINE = frozenset({"poll", "report", "study", "survey", "newspaper", "sources", "source", "analysis"})


def labelled(parsed: Parsed) -> Iterator[Report]:
    """One report for each paragraph or headline that opens with the name of its speaker and a colon."""
    sentences, done = parsed.document.sentences, -1
    ends = {sentences[s].paragraph: end for s, (_, end) in enumerate(parsed.bounds)}
    for s, (first, end) in enumerate(parsed.bounds):
        paragraph = sentences[s].paragraph
        if paragraph == done or first >= end:
            continue
        done = paragraph
        while first < end - 1 and parsed.mark[first]:
            first += 1  # a transcript in marks: "SMITH: …
        colon = next(
            (i for i in range(first + 1, min(end, first + 1 + _LONGEST)) if parsed.text[i] == ":"), -1
        )
        if colon < 0 or not _is_label(parsed, first, colon, title=sentences[s].zone == "title"):
            continue
        content = trim(parsed, colon + 1, ends[paragraph] - 1)
        if content:
            head = max(range(first, colon), key=lambda i: parsed.pos[i] in ("PROPN", "NOUN"))
            head = colon - 1 if parsed.pos[colon - 1] in ("PROPN", "NOUN") else head
            yield Report((content,), (first, colon - 1), head, (colon, colon), colon, "label")


def _is_label(parsed: Parsed, first: int, colon: int, *, title: bool) -> bool:
    if any(parsed.pos[i] in ("VERB", "AUX") for i in range(first, colon)):
        return False
    last = parsed.lower[colon - 1]
    if colon == first + 1 and last in _INTERVIEW:
        return True
    if title:
        known = words()
        return (
            parsed.pos[colon - 1] == "PROPN"
            or last in _HEADLINE
            or parsed.lemma[colon - 1] in known.roles
            or known.kinds.get(last, "other") != "other"
        )
    spoken = all(parsed.text[i].isupper() for i in range(first, colon) if parsed.text[i].isalpha())
    return (spoken and parsed.pos[colon - 1] == "PROPN") or parsed.entity[colon - 1] == "PERSON"
