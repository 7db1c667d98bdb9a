"""Whether somebody whom the article names near some words is also the one who says them.

"The colonel told Minister Toure" makes the minister no speaker, nor is whoever is only mentioned beside the
reporting verb of another. Where a second reader parsed the article its word counts as well.
"""

import re

from wirebrief.schemas import Span
from wirebrief.service.grounding.case import Case
from wirebrief.service.grounding.cast import is_pronoun
from wirebrief.service.reading.document import Quotation

_TELLS = re.compile(
    r"\b(?:told|tells?|telling|informed|informs|assured|assures|reminded|reminds)\W*$", re.IGNORECASE
)
_LEAD_UP = re.compile(r"(?:\b(?:the|a|an|his|her|their|its|our|[A-Z][\w.’'-]*)\s+)+\Z")
"""The title and article before a name."""
_TOLD = re.compile(
    r"^\W*(?:(?:was|were|is|are|had been|has been|have been|being)\s+)(?:\w+ly\s+)?"
    r"(?:told|informed|assured|reminded|asked|warned|advised|urged)\b(?!\s+(?:reporters|journalists|the))",
    re.IGNORECASE,
)
_REPORTS = (
    r"said|says|told|tells|added|adds|announced|claimed|denied|warned|insisted|argued|alleged|stated|declared|"
    r"vowed|confirmed|acknowledged|conceded|wrote|tweeted|replied|shouted|explained|noted|recalled|testified"
)
_ADVERB = re.compile(r"\s*(?:\w+ly\s+)?")
_BESIDE_BEFORE = re.compile(
    rf"(?:^|[\s,])(?:\w+(?:\s\w+){{0,5}}\s)?(?:{_REPORTS})(?:\s+(?:that|in a statement))?\s*[,:]?\s*$",
    re.IGNORECASE,
)
_BESIDE_AFTER = re.compile(rf"^\s*(?:[\w.,’'-]+\s+){{0,7}}(?:{_REPORTS})\b", re.IGNORECASE)
_AFTER_STOP = re.compile(
    r"[.!?][\"”’]?(?=\s*(?:[A-Z]|$))"
)  # also where the space between two sentences was lost
_VERB = re.compile(rf"(?:{_REPORTS})", re.IGNORECASE)
_OF = re.compile(
    r"\b(?:of|at|for|from|in|with|to|by|on|against|about|near|behind|and|or)\s+(?:the|a|an|its|his|her|their)?\s*\Z"
)
_OWN = frozenset("i we".split())
_HIDDEN = 4
"""Words from which on a quotation beside a reporting verb is no mere term."""


def is_addressee(case: Case, speaker: Span) -> bool:
    """Whether the words cited for a speaker name the one who is told."""
    start, end = case.stretch(*case.rows(speaker.start, speaker.end))
    text = case.document.text
    before = _AFTER_STOP.split(text[start : speaker.start])[-1]
    if _TELLS.search(_LEAD_UP.sub("", before)):
        return True
    return _TOLD.match(text[speaker.end : end]) is not None


def another_says_it(case: Case, speakers: frozenset[int], cue: Span, speaker: Span | None) -> Span | None:
    """The name of somebody else right before the reporting verb, which makes him the one who says it."""
    if not _VERB.fullmatch(cue.text):
        return None
    if speaker is not None and _touches(case.document.text, cue.end, speaker.start):
        return None  # "said Hirvonen"
    start, _ = case.stretch(*case.rows(cue.start, cue.end))
    beside = [
        (span, actor)
        for span, actor in case.mentions.ending_before(cue.start, start)
        if _ADVERB.fullmatch(case.document.text, span.end, cue.start)
    ]
    if not beside or any(actor in speakers or is_pronoun(span.text) for span, actor in beside):
        return None
    first = min(span.start for span, _ in beside)
    inside = (speaker is not None and speaker.start <= first < speaker.end) or (
        _OF.search(case.document.text[start:first]) is not None
    )
    return None if inside else beside[0][0]  # "a senior official at the agency said"


def _touches(text: str, end: int, start: int) -> bool:
    return end <= start and not text[end:start].strip(" ")


def is_nested_voice(case: Case, quotation: Quotation, cue: Span) -> bool:
    """Whether a quotation within another has a reporting verb of its own there whose subject is not "I"."""
    if quotation.parent is None:
        return False
    outer = case.document.quotation_by_id[quotation.parent]
    if not outer.start <= cue.start < outer.end:
        return False
    before = case.document.text[outer.start : cue.start].split()
    return bool(before) and before[-1].strip("‘'“\"(,").casefold() not in _OWN


def hidden_verb(case: Case, quotation: Quotation) -> str:
    """The reporting verb beside a quotation that cannot be a mere title or term, or ""."""
    text = case.document.text
    said = text[quotation.start : quotation.end]
    if len(said.split()) < _HIDDEN or not case.english:
        return ""
    start, end = case.stretch(*case.rows(quotation.outer_start, quotation.outer_end))
    before, after = text[start : quotation.outer_start], text[quotation.outer_end : end]
    if said.rstrip(" ’'”\"")[-1:] in (",", "?", "!") and (found := _BESIDE_AFTER.match(after)):
        return found.group().split()[-1]
    found = _BESIDE_BEFORE.search(before)
    return re.sub(r"\W+$", "", found.group()).split()[-1] if found else ""
