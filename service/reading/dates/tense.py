"""Which way a weekday or a date without a year points, read from the verbs around it.

A past verb in the same clause sends it backwards, "will" and its like forwards. News tells the past unless it
says otherwise, so callers take `unknown` for past where the contract asks for one.
"""

import re
from typing import Literal

Leaning = Literal["past", "future", "unknown"]

_AFTER_WILL = r"(?: (?:not|also|be|have|then|again|probably|likely))*(?: [a-z]+\b)?"
_PLANNED = r"(?:due|scheduled|set to|slated|expected|planned|likely to|about to)"
_FUTURE = re.compile(
    rf"\b(?:will|won't|shall|would|must){_AFTER_WILL}"
    rf"|'ll\b{_AFTER_WILL}"
    rf"|(?:\b(?:is|are|was|were|be|been|being) )?\b{_PLANNED}\b"
    r"|\b(?:is|are) to [a-z]+\b|\bto be [a-z]+ed\b"
    r"|\b(?:going|plans?|planning|hopes?|intends?|aims?|expects?|wants?|vowed|pledged|agreed|calls?) to\b"
    r"|\b(?:upcoming|ahead of|in time for|payable|expires?|begins|starts|takes place|effective)\b",
    re.IGNORECASE,
)
_FOREGONE = re.compile(rf"\b(?:had been|previously|originally|as) {_PLANNED}\b", re.IGNORECASE)
_REPORTED = re.compile(
    r"\b(?:said|told|announced|reported|added|warned|confirmed|denied|claimed|ruled|voted|declared|saying|telling)\b"
    r"[^.,;:]{0,40}$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|went|came|took|made|began|rose|fell|shot|hit|struck|left|met|held|fought|won|lost"
    r"|sent|put|led|gave|got|found|saw|broke|brought|caught|fled|blew|spoke|wrote|ran|drew|grew|knew|became|has|have"
    r"|been|cut|kept|paid|sold|bought|built|fed|bled|sank|rang|flew|drove|threw|stole|lay|laid|sat|stood|died|heard"
    r"|(?!un(?:specified|disclosed|touched|limited)|need|indeed|speed|feed|seed|breed|united|hundred|naked|sacred|wicked)[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    r"[,;:()\"\u2014]|\b(?:and|but|which|who|that|while|when|after|before|because|although|if|as)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"\b(?:by|until|till) $", re.IGNORECASE)


def leaning(sentence: str, start: int, end: int) -> Leaning:
    """The way the expression at `sentence[start:end]` points.

    The nearest verb of its own clause decides; where that has none, the clause after or before it does.
    "The board will meet Friday, he said Tuesday": Friday is future, Tuesday past.
    """
    before, after = sentence[:start], sentence[end:]
    if _REPORTED.search(before) and not _FUTURE.search(before[-40:]):
        return "past"
    cuts = [match.end() for match in _BOUNDARY.finditer(before)]
    own_before = before[cuts[-1] :] if cuts else before
    opening = not re.search(r"[a-z]{4}", own_before)  # "On Friday, the board …"
    after = after.lstrip(", ") if opening else after
    stop = _BOUNDARY.search(after)
    own_after = after[: stop.start()] if stop else after
    for clause, last in ((own_before, True), (own_after, False), (before, True), (after, False)):
        found = _verb(clause, last)
        if found != "unknown":
            return found
        if clause is own_before and not opening and _DEADLINE.search(clause):  # "a plan to mend it by May"
            return "future"
    return "unknown"


def _verb(clause: str, last: bool) -> Leaning:
    """The tense of the last (or first) verb of a clause."""
    if _FOREGONE.search(clause):
        return "past"
    future = [match.span() for match in _FUTURE.finditer(clause)]
    past = [
        match.start()
        for match in _PAST.finditer(clause)
        if not any(start <= match.start() < end for start, end in future)
    ]
    starts = [start for start, _ in future]
    if not starts and not past:
        return "unknown"
    nearest = (max if last else min)([*starts, *past])
    return "future" if nearest in starts else "past"
