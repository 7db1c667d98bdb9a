"""Finds the time expressions of a text: one pass over its words, the longest reading at each place."""

import re
from collections import defaultdict
from collections.abc import Iterator

from wirebrief.service.reading.dates import clock, days, distances, nearby, periods, references, years
from wirebrief.service.reading.dates.meaning import (
    CalendarDate,
    Holiday,
    Length,
    Meaning,
    Modifier,
    Moment,
    Repeated,
    Shift,
    Then,
    TimeExpression,
    Vague,
    Weekday,
    Window,
)
from wirebrief.service.reading.dates.numbers import listed
from wirebrief.service.reading.dates.rule import DIGITS, Rule

_RULES: tuple[Rule, ...] = (
    *days.RULES,
    *years.RULES,
    *nearby.RULES,
    *distances.RULES,
    *references.RULES,
    *periods.RULES,
    *clock.RULES,
)
_WORD = re.compile(r"[A-Za-z]+|(?<![\w$£€#/:])(?<!\d[.,-])'?\d+")
_SINGLE_BREAK = re.compile(r"(?<!\n)\n(?!\n)|\t")

_OF_PARTS = r"(?:the )?(?:very )?(?:{}) of (?=(?:the|last|this|next|that|[A-Z\d'])[ \w])"
_CALENDAR_MODIFIERS: tuple[tuple[Modifier, str], ...] = (
    ("START", r"(?:the )?(?:very )?(?:early|earlier) (?:in )?|" + _OF_PARTS.format("beginning|start")),
    ("MID", r"(?:the )?mid[- ]|" + _OF_PARTS.format("middle")),
    ("END", r"(?:the )?(?:very )?(?:late|later) |" + _OF_PARTS.format("end|close")),
)
_AMOUNT_MODIFIERS: tuple[tuple[Modifier, str], ...] = (
    ("APPROX", r"(?:about|around|approximately|roughly|some|circa) "),
    ("LESS_THAN", r"(?:nearly|almost|less than|fewer than|just under|under) "),
    ("EQUAL_OR_LESS", r"(?:up to|at most|no more than|not more than) "),
    ("EQUAL_OR_MORE", r"(?:at least|no less than|no fewer than) "),
    ("MORE_THAN", r"(?:more than|just over|longer than|well over) "),
)


def _modifiers(table: tuple[tuple[Modifier, str], ...]) -> tuple[tuple[Modifier, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in table)


_CALENDAR = _modifiers(_CALENDAR_MODIFIERS)
_AMOUNT = _modifiers(_AMOUNT_MODIFIERS)
_MODIFIER_STARTS = frozenset(
    listed(
        "the very early earlier beginning start mid late later end close middle about around approximately "
        "roughly some "
        "circa nearly almost less fewer just under up at no not more longer well"
    )
)


def _by_start() -> dict[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = defaultdict(list)
    for rule in _RULES:
        for word in rule.starts:
            table[word].append(rule)
    return {word: tuple(rules) for word, rules in table.items()}


_BY_START = _by_start()
_Reading = tuple[int, Meaning]


def _key(word: str) -> str:
    return DIGITS if word[0].isdigit() or word[0] == "'" else word.lower()


def _longest(text: str, at: int, word: str) -> _Reading | None:
    """The longest reading that begins at an offset, as (end, meaning); the earlier rule wins a tie."""
    best: _Reading | None = None
    for rule in _BY_START.get(_key(word), ()):
        match = rule.pattern.match(text, at)
        if match is None or (best is not None and match.end() <= best[0]):
            continue
        meaning = rule.build(match)
        if meaning is not None:
            best = match.end(), meaning
    return best


def _takes(meaning: Meaning, calendar: bool) -> bool:
    """Whether a modifier of the calendar ("early") or of an amount ("nearly") can stand before a meaning."""
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


def _modified(text: str, at: int) -> tuple[int, Meaning, Modifier] | None:
    """A reading that begins with a modifier at this offset."""
    for table, calendar in ((_CALENDAR, True), (_AMOUNT, False)):
        for name, pattern in table:
            if not (prefix := pattern.match(text, at)):
                continue
            word = _WORD.match(text, prefix.end())
            reading = _longest(text, prefix.end(), word.group()) if word else None
            if reading is not None and _takes(reading[1], calendar):
                return reading[0], reading[1], name
    return None


_AFTER = re.compile(r" (?P<w>after|following|before|prior to|since) (?!then\b)", re.IGNORECASE)


def _hangs_on(text: str, end: int, meaning: Meaning) -> bool:
    return isinstance(meaning, Length) and meaning.unit is not None and bool(_AFTER.match(text, end))


def _expression(
    text: str, start: int, end: int, meaning: Meaning, modifier: Modifier | None
) -> TimeExpression:
    if not _hangs_on(text, end, meaning):
        return TimeExpression(start, end, meaning, modifier)
    word = _AFTER.match(text, end)
    later = word is not None and word["w"].lower() in ("after", "following", "since")
    return TimeExpression(start, end, meaning, modifier, "after" if later else "before")


def _scan(text: str) -> Iterator[TimeExpression]:
    done = 0
    for word in _WORD.finditer(text):
        at = word.start()
        if at < done:
            continue
        key = _key(word.group())
        plain = _longest(text, at, word.group()) if key in _BY_START else None
        modified = _modified(text, at) if key in _MODIFIER_STARTS else None
        if modified is not None and (plain is None or modified[0] >= plain[0]):
            found = _expression(text, at, *modified)
        elif plain is not None:
            found = _expression(text, at, *plain, None)
        else:
            continue
        yield found
        done = found.end


_JOINT = re.compile(r",? ?(?:on |of )?")


def _day_like(meaning: Meaning) -> bool:
    match meaning:
        case Weekday() | Holiday():
            return True
        case CalendarDate(day=day):
            return day is not None
        case Shift(unit="day"):
            return True
    return False


def _joined(text: str, first: TimeExpression, second: TimeExpression) -> TimeExpression | None:
    """A clock time and its day as one expression ("10 p.m. Wednesday", "the morning of January 3")."""
    between = text[first.end : second.start]
    if len(between) > 5 or not _JOINT.fullmatch(between):
        return None
    for hour, day in ((first, second), (second, first)):
        meaning = hour.meaning
        if not isinstance(meaning, Moment) or meaning.day is not None or not _day_like(day.meaning):
            continue
        if between.strip() == "of" and hour is second:
            return None
        whole = Moment(day.meaning, meaning.part, meaning.hour, meaning.minute, meaning.zone)
        return TimeExpression(first.start, second.end, whole, first.modifier or second.modifier)
    return None


def find_times(text: str) -> tuple[TimeExpression, ...]:
    """The time expressions of a text in order, none overlapping another.

    Offsets are into `text`, which should be a view's (typographic variants folded). The time taken is linear
    in the length of the text.
    """
    text = _SINGLE_BREAK.sub(" ", text)
    found: list[TimeExpression] = []
    for expression in _scan(text):
        joined = _joined(text, found[-1], expression) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(expression)
    return tuple(found)
