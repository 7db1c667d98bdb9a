"""Finds the time expressions of a text: one pass over its words, the longest reading at each place."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from wirebrief.service.reading.dates import clock, days, distances, nearby, periods, references, years
from wirebrief.service.reading.dates.holidays import HOLIDAYS
from wirebrief.service.reading.dates.meaning import (
    Length,
    Meaning,
    Modifier,
    Moment,
    TimeExpression,
    names_day,
)
from wirebrief.service.reading.dates.modifiers import MODIFIER_STARTS, modifiers_at, takes_modifier
from wirebrief.service.reading.dates.numbers import listed
from wirebrief.service.reading.dates.rule import DIGITS, Rule
from wirebrief.service.reading.dates.words import MONTHS, PARTS, SEASONS, UNIT_NAMES, WEEKDAYS

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


def _by_start() -> dict[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = defaultdict(list)
    for rule in _RULES:
        for word in rule.starts:
            table[word].append(rule)
    return {word: tuple(rules) for word, rules in table.items()}


_BY_START = _by_start()
_Reading = tuple[int, Meaning]
_TELLING = frozenset(
    [
        DIGITS,
        *MONTHS,
        *WEEKDAYS,
        *(f"{day}s" for day in WEEKDAYS),
        *SEASONS,
        *PARTS,
        *(f"{part}s" for part in PARTS),
    ]
    + [word for unit in (*UNIT_NAMES, "fortnight") for word in (unit, f"{unit}s")]
    + [word.split(" ")[0] for word in HOLIDAYS if " " not in word]
    + list(
        listed(
            "century centuries centennial nineteen eighteen twenty twenties thirties forties fifties "
            "sixties seventies "
            "eighties nineties quarter half yesterday today tomorrow tonight overnight noon midnight midday "
            "ago then time period possible "
            "past future present moment term now currently current presently nowadays recently recent "
            "lately soon q m am "
            "pm clock hourly daily nightly weekly monthly annually yearly midmorning midafternoon"
        )
    )
)
"""Every expression holds one of these; a law of the tests."""
_AHEAD = 9
"""How many words on its telling word may stand: "not more than two hundred and ten days"."""


_TOLD_BY = _TELLING | frozenset("0123456789")
_LETTERS = re.compile(r"[a-z]+|\d")


def _key(word: str) -> str:
    return DIGITS if word[0].isdigit() or word[0] == "'" else word.lower()


def _longest(text: str, at: int, key: str) -> _Reading | None:
    """The longest reading that begins at an offset, as (end, meaning); the earlier rule wins a tie."""
    best: _Reading | None = None
    for rule in _BY_START.get(key, ()):
        match = rule.pattern.match(text, at)
        if match is None or (best is not None and match.end() <= best[0]):
            continue
        meaning = rule.build(match)
        if meaning is not None:
            best = match.end(), meaning
    return best


def _modified(text: str, at: int) -> tuple[int, Meaning, Modifier] | None:
    """A reading that begins with a modifier at this offset."""
    for modifier in modifiers_at(text, at):
        word = _WORD.match(text, modifier.end)
        reading = _longest(text, modifier.end, _key(word.group())) if word else None
        if reading is not None and takes_modifier(reading[1], modifier):
            return reading[0], reading[1], modifier.name
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


def _places(text: str) -> Iterator[tuple[int, str]]:
    """The words that an expression may begin with, as (offset, key): a telling word is among the next few."""
    if text.isascii() and _TOLD_BY.isdisjoint(_LETTERS.findall(text.lower())):
        return iter(())
    words = [(match.start(), _key(match.group())) for match in _WORD.finditer(text)]
    telling = -1
    places = []
    for n in range(len(words) - 1, -1, -1):
        at, key = words[n]
        if key in _TELLING:
            telling = n
        if 0 <= telling - n <= _AHEAD and (key in _BY_START or key in MODIFIER_STARTS):
            places.append((at, key))
    return reversed(places)


def _scan(text: str) -> Iterator[TimeExpression]:
    done = 0
    for at, key in _places(text):
        if at < done:
            continue
        plain = _longest(text, at, key) if key in _BY_START else None
        modified = _modified(text, at) if key in MODIFIER_STARTS else None
        if modified is not None and (plain is None or modified[0] >= plain[0]):
            found = _expression(text, at, *modified)
        elif plain is not None:
            found = _expression(text, at, *plain, None)
        else:
            continue
        yield found
        done = found.end


_JOINT = re.compile(r",? ?(?:on |of )?")


def _joined(text: str, first: TimeExpression, second: TimeExpression) -> TimeExpression | None:
    """A clock time and its day as one expression ("10 p.m. Wednesday", "the morning of January 3")."""
    between = text[first.end : second.start]
    if len(between) > 5 or not _JOINT.fullmatch(between):
        return None
    for hour, day in ((first, second), (second, first)):
        meaning = hour.meaning
        if not isinstance(meaning, Moment) or meaning.day is not None or not names_day(day.meaning):
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
    return _remembered(text) if len(text) <= _SENTENCE else _found(text)


_SENTENCE = 1000
"""Texts of up to so many characters are remembered: a sentence is asked about several times on its way."""


@lru_cache(maxsize=512)
def _remembered(text: str) -> tuple[TimeExpression, ...]:
    return _found(text)


def _found(text: str) -> tuple[TimeExpression, ...]:
    text = _SINGLE_BREAK.sub(" ", text)
    found: list[TimeExpression] = []
    for expression in _scan(text):
        joined = _joined(text, found[-1], expression) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(expression)
    return tuple(found)
