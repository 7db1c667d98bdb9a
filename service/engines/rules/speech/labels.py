"""Speech by label: turns of a transcript ("SMITH: …", "Host: …"), and a headline's "Poll: Voters tire".

A label speaks where it comes back, or where one that does stands beside it: a list of charges by name, news
in brief by town and answers by topic have each label once. "Q" and "A" are nobody's names, and their turns
nobody's words.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.clauses import trim
from wirebrief.service.engines.rules.speech.report import Report

_LONGEST = 6
"""Words of a label."""
_NAMELESS = frozenset({"q", "a", "question", "answer"})
_HEADLINE = frozenset({"poll", "report", "study", "survey", "newspaper", "sources", "source", "analysis"})
_TOPICS = frozenset({"on", "about", "re", "update", "live", "correction", "note", "editor"})
_TITLES = frozenset({"title", "standfirst"})


@dataclass(frozen=True, slots=True)
class _Turn:
    """A paragraph that opens with a label: its first token, the colon, and one past its last token."""

    first: int
    colon: int
    end: int
    title: bool


def labelled(parsed: Parsed) -> Iterator[Report]:
    """One report for each sentence of a turn, in order."""
    turns = list(_turns(parsed))
    times = Counter(_name(parsed, turn) for turn in turns)
    dialogue = sum(n for n in times.values() if n > 1) >= len(turns) / 2
    for turn in turns:
        name = _name(parsed, turn)
        alone = times[name] == 1 and not (dialogue and max(times.values()) > 1)
        if name in _NAMELESS or (alone and not _is_headline(parsed, turn)):
            continue
        yield from _said(parsed, turn)


def _turns(parsed: Parsed) -> Iterator[_Turn]:
    sentences, done = parsed.document.sentences, -1
    for s, (first, end) in enumerate(parsed.bounds):
        paragraph = sentences[s].paragraph
        if paragraph == done or first >= end:
            continue
        done = paragraph
        while first < end - 1 and parsed.mark[first]:
            first += 1  # a transcript in marks: "SMITH: …
        near = range(first + 1, min(end, first + 1 + _LONGEST))
        colon = next((i for i in near if parsed.text[i] == ":"), -1)
        label = range(first, max(colon, first))
        if colon < 0 or (len(label) > 1 and any(parsed.pos[i] in ("VERB", "AUX") for i in label)):
            continue
        if parsed.lower[first] in _TOPICS or not parsed.text[first][:1].isupper():
            continue
        ends = (e for t, (_, e) in enumerate(parsed.bounds[s:], s) if sentences[t].paragraph == paragraph)
        yield _Turn(first, colon, max(ends), sentences[s].zone in _TITLES)


def _name(parsed: Parsed, turn: _Turn) -> str:
    """By what a label is known again: its last word, for later turns have the surname alone."""
    return parsed.lower[turn.colon - 1]


def _is_headline(parsed: Parsed, turn: _Turn) -> bool:
    return turn.title and _name(parsed, turn) in _HEADLINE


def _said(parsed: Parsed, turn: _Turn) -> Iterator[Report]:
    """What stands behind a label, sentence by sentence."""
    colon = turn.colon
    head = colon - 1 if parsed.pos[colon - 1] in ("PROPN", "NOUN") else turn.first
    source = (turn.first, colon - 1)
    first = colon + 1
    while first < turn.end:
        end = min(parsed.bounds[parsed.sentence[first]][1], turn.end)
        if content := trim(parsed, first, end - 1):
            yield Report((content,), source, head, (colon, colon), colon, "label")
        first = end
