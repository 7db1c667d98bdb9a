"""Which way a date without a year or week points, read from the verbs around it.

A past verb in the same clause sends it backwards, "will" and its like forwards. News tells the past unless it
says otherwise, so callers take `unknown` for past where the contract asks for one.
"""

import re
from typing import Literal

Leaning = Literal["past", "future", "unknown"]

_FUTURE = re.compile(
    r"\b(?:will|won't|shall|'ll|(?:is|are|was|were|be|been) (?:due|set|scheduled|expected|slated|planned|likely|about|to)"
    r"|going to|due|scheduled|slated|expected|plans?|planning|hopes? to|intends?|upcoming|would|to be held|expires?"
    r"|ahead of|in time for|payable|begins|starts|takes place|deadline)\b|'ll\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:said|told|announced|reported|added|warned|confirmed|denied|claimed|ruled|voted|declared|quoted as saying)\b"
    r"[^.,;:]{0,40}$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|went|came|took|made|began|rose|fell|shot|hit|struck|left|met|held|fought|won|lost"
    r"|sent|put|set|led|gave|got|found|saw|broke|brought|caught|fled|blew|spoke|wrote|ran|drew|grew|knew|became|has|have"
    r"|been|cut|kept|paid|sold|bought|built|fed|bled|sank|rang|flew|drove|threw|stole|lay|laid|sat|stood|died"
    r"|(?!need|indeed|speed|feed|seed|breed|united|red\b|bed\b)[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    r"[,;:()\"]|--|\b(?:and|but|which|who|that|while|when|after|before|because|although)\b", re.IGNORECASE
)


def leaning(sentence: str, start: int, end: int) -> Leaning:
    """The way the expression at `sentence[start:end]` points.

    The nearest verb of its own clause decides; a clause without one takes the verb of the clause before it.
    "The board will meet Friday, he said Tuesday": Friday is future, Tuesday past.
    """
    before, after = sentence[:start], sentence[end:]
    if _REPORTED.search(before) and not _FUTURE.search(before[-40:]):
        return "past"
    cut = [m.end() for m in _BOUNDARY.finditer(before)]
    clause_before = before[cut[-1] :] if cut else before
    stop = _BOUNDARY.search(after.lstrip(", ")) if not clause_before.strip() else _BOUNDARY.search(after)
    shift = len(after) - len(after.lstrip(", ")) if not clause_before.strip() else 0
    clause_after = after[: stop.start() + shift] if stop else after
    for clause, last in ((clause_before, True), (clause_after, False), (before, True), (after, False)):
        found = _verb(clause, last)
        if found != "unknown":
            return found
    return "unknown"


def _verb(clause: str, last: bool) -> Leaning:
    """The tense of the last (or first) verb of a clause."""
    future = [m.start() for m in _FUTURE.finditer(clause)]
    past = [m.start() for m in _PAST.finditer(clause) if not any(abs(m.start() - f) < 14 for f in future)]
    if not future and not past:
        return "unknown"
    pick = max if last else min
    nearest = pick([*future, *past])
    return "future" if nearest in future else "past"
