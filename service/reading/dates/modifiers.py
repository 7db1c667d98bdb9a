"""What can stand before a time: early, late, mid-, the end of; about, nearly, at least."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from wirebrief.service.reading.dates.meaning import (
    Length,
    Meaning,
    Modifier,
    Moment,
    Repeated,
    Shift,
    Then,
    Vague,
    Window,
)
from wirebrief.service.reading.dates.numbers import listed

_OF_PARTS = r"(?:the )?(?:very )?(?:{}) of (?=(?:the|last|this|next|that|[A-Z\d'])[ \w])"
_CALENDAR_MODIFIERS: tuple[tuple[Modifier, str], ...] = (
    ("START", r"(?:the )?(?:very )?(?:early[- ]|earlier )(?:in )?|" + _OF_PARTS.format("beginning|start")),
    ("MID", r"(?:the )?mid[- ]|" + _OF_PARTS.format("middle")),
    ("END", r"(?:the )?(?:very )?(?:late[- ]|later )|" + _OF_PARTS.format("end|close")),
)
_AMOUNT_MODIFIERS: tuple[tuple[Modifier, str], ...] = (
    ("APPROX", r"(?:about|around|approximately|roughly|some|circa) "),
    ("LESS_THAN", r"(?:nearly|almost|less than|fewer than|just under|under) "),
    ("EQUAL_OR_LESS", r"(?:up to|at most|no more than|not more than) "),
    ("EQUAL_OR_MORE", r"(?:at least|no less than|no fewer than) "),
    ("MORE_THAN", r"(?:more than|just over|longer than|well over) "),
)


class Found(NamedTuple):
    """A modifier that ends at an offset; of the calendar ("early") or of an amount ("nearly")."""

    end: int
    name: Modifier
    calendar: bool


_PATTERNS = tuple(
    (re.compile(pattern, re.IGNORECASE), name, calendar)
    for table, calendar in ((_CALENDAR_MODIFIERS, True), (_AMOUNT_MODIFIERS, False))
    for name, pattern in table
)
MODIFIER_STARTS = frozenset(
    listed(
        "the very early earlier beginning start mid late later end close middle about around approximately "
        "roughly "
        "some circa nearly almost less fewer just under up at no not more longer well"
    )
)


def modifiers_at(text: str, at: int) -> Iterator[Found]:
    """The modifiers that begin at an offset."""
    for pattern, name, calendar in _PATTERNS:
        if match := pattern.match(text, at):
            yield Found(match.end(), name, calendar)


def takes_modifier(meaning: Meaning, modifier: Found) -> bool:
    """Whether a modifier can stand before a meaning."""
    calendar = modifier.calendar
    match meaning:
        case Then() | Vague() | Repeated():
            return False
        case Length() | Window() | Shift(whole=False):
            return not calendar
        case Shift():
            return calendar
        case Moment(part=part, hour=hour):
            return calendar or hour is not None or part is not None
    return True
