"""Whether what somebody is said to have said are words at all: "denied it", "cited a report" and "said in a
statement on Monday" report nothing that can be quoted."""

from wirebrief.service.engines.rules.blame_words import blame_words
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech.report import Report
from wirebrief.service.engines.rules.syntax.clauses import Extent

_OF_A_NOUN = ("object", "prep:", "noun_prep:", "object_prep:", "passive")
_OF_THINGS = frozenset({"claim", "cite"})
"""Whose object is a thing rather than words: "claimed the third wicket", "citing a police report"."""
_TIMES = frozenset({"DATE", "TIME"})
_LEAST = 4
"""Words of a noun phrase that says something of itself."""


def says_something(parsed: Parsed, report: Report) -> bool:
    """Whether a report without marks has a clause for its content, or a phrase that stands for one."""
    extents = report.content
    if all(parsed.entity[t] in _TIMES for first, last in extents for t in range(first, last + 1)):
        return False
    if report.stance == "calls_for" or not report.frame.startswith(_OF_A_NOUN):
        return True
    if report.frame == "object" and parsed.lemma[report.cue_head] in _OF_THINGS:
        return False
    return any(_is_telling(parsed, extent) for extent in extents)


def _is_telling(parsed: Parsed, extent: Extent) -> bool:
    """ "No casualties", "twelve dead", "plans to rebuild the barn by May", but not "the accusation"."""
    first, last = extent
    words = [t for t in range(first, last + 1) if parsed.text[t].isalpha()]
    head = next((t for t in words if not first <= parsed.head[t] <= last), first)
    if parsed.lemma[head] in blame_words()["answered.nouns"] or parsed.pos[head] == "PRON":
        return False
    if any(parsed.lower[t] == "no" or parsed.pos[t] == "NUM" for t in range(first, last + 1)):
        return True
    return len(words) >= _LEAST
