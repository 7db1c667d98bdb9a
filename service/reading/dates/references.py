"""Rules for times without bounds, and for the time spoken of: now, recently, soon, since then."""

import re
from typing import Literal

from wirebrief.service.reading.dates.meaning import Meaning, Then, Vague
from wirebrief.service.reading.dates.numbers import any_of, listed
from wirebrief.service.reading.dates.rule import Rules, following_word, preceding_word

RULES = Rules()
_BEFORE_THEN = frozenset(listed("since until till by back from before"))


@RULES.on(["then"], r"then\b(?!-)")
def then(match: re.Match[str]) -> Meaning | None:
    """since then, by then, until then"""
    return Then() if preceding_word(match) in _BEFORE_THEN else None


@RULES.on(
    ["the", "that"], r"(?:the|that) time\b(?= ?(?:[.,;:\n\"]|$)| (?:that|said|when|he|she|it|they|the|of)\b)"
)
def at_the_time(match: re.Match[str]) -> Meaning | None:
    """at the time; at that time"""
    return Then() if preceding_word(match) == "at" else None


@RULES.on(["the"], r"the latest period\b")
def latest_period(match: re.Match[str]) -> Meaning | None:
    """in the latest period"""
    return Then(reported=True)


_VAGUE: dict[str, Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"]] = {
    "now": "PRESENT_REF",
    "right now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "current": "PRESENT_REF",
    "presently": "PRESENT_REF",
    "the present": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "these days": "PRESENT_REF",
    "the moment": "PRESENT_REF",
    "recently": "PAST_REF",
    "more recently": "PAST_REF",
    "lately": "PAST_REF",
    "recent": "PAST_REF",
    "the past": "PAST_REF",
    "the recent past": "PAST_REF",
    "the distant past": "PAST_REF",
    "soon": "FUTURE_REF",
    "as soon as possible": "FUTURE_REF",
    "the future": "FUTURE_REF",
    "the near future": "FUTURE_REF",
    "the foreseeable future": "FUTURE_REF",
    "the short term": "FUTURE_REF",
    "the near term": "FUTURE_REF",
    "the long term": "FUTURE_REF",
}
_SOON_AFTER = frozenset(listed("after as afterward afterwards"))
_AS_SOON = frozenset(listed("as so too how very"))


@RULES.on({phrase.split()[0] for phrase in _VAGUE}, rf"(?P<w>{any_of(_VAGUE)})\b(?!-)")
def vague(match: re.Match[str]) -> Meaning | None:
    """now, recently, in the past, soon"""
    word, before, after = match["w"].lower(), preceding_word(match), following_word(match).lower()
    refused = {
        "the moment": before not in ("at", "for"),
        "soon": before in _AS_SOON or after in _SOON_AFTER,
        "now": after == "known",
        "the past": after == "tense",
    }
    return None if refused.get(word, False) else Vague(_VAGUE[word])
