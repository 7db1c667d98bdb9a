"""How a language says times, from `times.toml` of its folder: patterns over words, each with what it means.

A rule's name says what its match means; what stands between angle brackets in a pattern is any word of that
kind. The meanings are those of English, so that `resolve` makes days of them in the same way.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from wirebrief.service.languages import data
from wirebrief.service.languages.words import words_of
from wirebrief.service.reading.dates.meaning import (
    CalendarDate,
    Meaning,
    Moment,
    Quantity,
    Shift,
    Then,
    Unit,
    Vague,
    Weekday,
    Window,
    YearPart,
    Years,
)

_NUMBERS = {
    "day": r"[0-3]?\d",
    "last_day": r"[0-3]?\d",
    "check": r"[0-3]?\d",
    "year": r"(?<![\d./-])(?:1[5-9]|20)\d\d(?![\d/-]|\.\d)",
    "decade": r"(?:1[89]|20)?\d0",
    "hour": r"[0-2]?\d",
    "minute": r"[0-5]\d",
}
_WITH_PART = frozenset(
    "date weekday last_weekday next_weekday weekday_last_week weekday_next_week day".split()
)
_CLOSEST = ("joins", "since", "beyond", "past_surely", "past", "future", "unsure")


@dataclass(frozen=True, slots=True)
class Told:
    """A time of a text; `end` exclusive."""

    start: int
    end: int
    meaning: Meaning
    check: int | None = None
    """The day of the month that is printed beside a weekday."""
    from_eve: bool = False
    """Whether it begins on the day before: the night to Sunday."""

    @property
    def is_exact(self) -> bool:
        """Whether it says more than an hour, a part of some day, or a while."""
        return not isinstance(self.meaning, Moment | Vague)


class Times:
    """The times of one language."""

    def __init__(self, language: str) -> None:
        found = data(language, "times.toml")
        numbers = words_of(language).numbers
        self.weekdays = _valued(found["weekdays"])
        self.months = _valued(found["months"])
        self.seasons = _valued(found["seasons"])
        self.ordinals = _valued(found["ordinals"])
        self.decades = _valued(found["decades"])
        self.days = _valued(found["days"])
        self.units = {w: cast(Unit, u) for w, u in (pair.split("=") for pair in found["units"].split())}
        self.numbers = {**numbers.values, **dict.fromkeys(numbers.ones, 1)}
        self._kinds: dict[str, Iterable[str]] = {
            "weekday": self.weekdays,
            "month": self.months,
            "season": self.seasons,
            "ordinal": self.ordinals,
            "decade_word": self.decades,
            "named_day": self.days,
            "unit": self.units,
            "one": found.get("one", "").split(),
        }
        self._rules = [
            (name, self._pattern(f"{pattern}{found['part']}" if name in _WITH_PART else pattern))
            for name, patterns in found["rules"].items()
            for pattern in patterns
        ]
        self._around = {name: "|".join(found["around"][name]) for name in _CLOSEST}
        self.joins = re.compile(rf"\s*(?:{self._around['joins']})\s*")
        self.since = re.compile(rf"(?<!\w)(?:{self._around['since']})\s*\Z")
        self.beyond = re.compile(rf"(?<!\w)(?:{self._around['beyond']})\s*\Z")
        self.past_surely, self.past, self.future, self.unsure = (
            re.compile(rf"(?<!\w)(?:{self._around[name] or '(?!)'})(?!\w)")
            for name in ("past_surely", "past", "future", "unsure")
        )

    def _pattern(self, spelt: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){re.sub('<([a-z_]+)>', self._group, spelt)}(?!\w)")

    def _group(self, match: re.Match[str]) -> str:
        kind = match[1]
        if kind == "n":
            return rf"(?P<n>\d{{1,3}}|{_any_of(self.numbers)})"
        return f"(?P<{kind}>{_NUMBERS.get(kind) or _any_of(self._kinds[kind])})"

    def find(self, text: str) -> list[Told]:
        """The times of a text that is in lower case, the longest reading at each place; hours only where no
        other reading is.
        """
        readings = [
            told
            for name, pattern in self._rules
            for match in pattern.finditer(text)
            if (told := self._told(name, match)) is not None
        ]
        kept: list[Told] = []
        for told in sorted(readings, key=lambda one: (isinstance(one.meaning, Moment), one.start, -one.end)):
            if all(told.end <= one.start or one.end <= told.start for one in kept):
                kept.append(told)
        return sorted(kept, key=lambda one: one.start)

    def _told(self, name: str, match: re.Match[str]) -> Told | None:
        said = match.groupdict()
        meaning = _MEANINGS[name](self, said)
        if meaning is None:
            return None
        check = int(said["check"]) if said.get("check") else None
        return Told(*match.span(), meaning, check, from_eve=name.startswith("night_before"))

    def count(self, said: "_Said") -> Quantity:
        word = said["n"] or ""
        number = float(word if word.isdecimal() else self.numbers[word])
        return Quantity(number, number)

    def unit(self, said: "_Said") -> Unit:
        return self.units[said.get("unit") or said.get("one") or ""]


_Said = Mapping[str, str | None]
_Builder = Callable[[Times, _Said], Meaning | None]


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _valued(words: str) -> dict[str, int]:
    """ "ieri=-1 l'altro_ieri=-2" as values by words."""
    pairs = (entry.rpartition("=") for entry in words.split())
    return {word.replace("_", " "): int(value) for word, _, value in pairs}


def _number(word: str | None) -> int | None:
    return int(word) if word else None


def _date(times: Times, said: _Said) -> Meaning | None:
    day, weekday = _number(said["day"]), said.get("weekday")
    if not day or day > 31:
        return None
    return CalendarDate(
        year=_number(said["year"]),
        month=times.months[said["month"] or ""],
        day=day,
        weekday=times.weekdays[weekday] if weekday else None,
        last_day=_number(said.get("last_day")),
    )


def _month(times: Times, said: _Said) -> Meaning:
    return CalendarDate(year=_number(said["year"]), month=times.months[said["month"] or ""])


def _decade(times: Times, said: _Said) -> Meaning:
    word = said.get("decade_word")
    first = times.decades[word] if word else int(said["decade"] or 0)
    first += 1900 if first < 100 else 0
    return Years(first, first + 9)


def _quarter(times: Times, said: _Said) -> Meaning:
    return YearPart("Q", times.ordinals[said["ordinal"] or ""], _number(said["year"]))


def _half(times: Times, said: _Said) -> Meaning | None:
    number = times.ordinals[said["ordinal"] or ""]
    return YearPart("H", number, _number(said["year"])) if number <= 2 else None


def _season(times: Times, said: _Said) -> Meaning:
    return YearPart("season", times.seasons[said["season"] or ""], _number(said["year"]))


def _weekday(times: Times, said: _Said) -> Meaning:
    return Weekday(times.weekdays[said["weekday"] or ""])


def _which_weekday(which: str) -> _Builder:
    def build(times: Times, said: _Said) -> Meaning:
        day = times.weekdays[said["weekday"] or ""]
        return Weekday(day, which="last") if which == "last" else Weekday(day, which="next")

    return build


def _weekday_of_week(weeks: int) -> _Builder:
    return lambda times, said: Weekday(times.weekdays[said["weekday"] or ""], weeks=weeks)


def _unit_from(sign: int) -> _Builder:
    """ "last week", "this year", "next month"; a rule without a unit is of years ("Vorjahr")."""
    steps = {-1: Shift("year", Quantity(1, 1), -1, "published", whole=True)}

    def build(times: Times, said: _Said) -> Meaning | None:
        if not said.get("unit") and not said.get("one"):
            return steps.get(sign)
        unit, one = times.unit(said), Quantity(abs(sign), abs(sign))
        if unit in ("hour", "minute") or (unit == "day" and sign == 0):
            return None
        return Shift(unit, one, -1 if sign < 0 else 1 if sign > 0 else 0, "published", whole=True)

    return build


def _day(times: Times, said: _Said) -> Meaning:
    """A named day; a rule without one is of the day of publication ("ce matin")."""
    days = times.days[said["named_day"] or ""] if said.get("named_day") else 0
    sign = -1 if days < 0 else 1 if days > 0 else 0
    return Shift("day", Quantity(abs(days), abs(days)), sign, "published", whole=True)  # type: ignore[arg-type]


def _weekend(sign: int) -> _Builder:
    count = Quantity(abs(sign), abs(sign))
    found = Shift("weekend", count, -1 if sign < 0 else 1 if sign > 0 else 0, "published", whole=True)
    return lambda *_: found


def _ago(times: Times, said: _Said) -> Meaning:
    return Shift(times.unit(said), times.count(said), -1, "published")


def _window(times: Times, said: _Said) -> Meaning:
    return Window(times.unit(said), times.count(said), -1)


def _from_anchor(sign: Literal[-1, 1]) -> _Builder:
    return lambda times, said: Shift(times.unit(said), times.count(said), sign, "anchor")


def _next_to_anchor(sign: Literal[-1, 1]) -> _Builder:
    """ "le mois suivant"; without a unit the day ("la veille")."""

    def build(times: Times, said: _Said) -> Meaning:
        unit = times.unit(said) if said.get("unit") else "day"
        return Shift(unit, Quantity(1, 1), sign, "anchor", whole=True)

    return build


def _that_unit(times: Times, said: _Said) -> Meaning:
    """ "ese año", and "cette année-là", in which no unit is told apart."""
    if not said.get("unit"):
        return Then()
    return Shift(times.unit(said), Quantity(0, 0), 0, "anchor", whole=True)


_MEANINGS: dict[str, _Builder] = {
    "date": _date,
    "days_of_month": _date,
    "month": _month,
    "year": lambda _, said: CalendarDate(year=_number(said["year"])),
    "decade": _decade,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "weekday": _weekday,
    "last_weekday": _which_weekday("last"),
    "next_weekday": _which_weekday("next"),
    "weekday_last_week": _weekday_of_week(-1),
    "weekday_next_week": _weekday_of_week(1),
    "night_before": _weekday,
    "night_before_day": _day,
    "day": _day,
    "ago": _ago,
    "last_unit": _unit_from(-1),
    "this_unit": _unit_from(0),
    "next_unit": _unit_from(1),
    "weekend": _weekend(0),
    "last_weekend": _weekend(-1),
    "next_weekend": _weekend(1),
    "window": _window,
    "later": _from_anchor(1),
    "earlier": _from_anchor(-1),
    "day_after": _next_to_anchor(1),
    "day_before": _next_to_anchor(-1),
    "that_unit": _that_unit,
    "clock": lambda *_: Moment(),
    "vague": lambda *_: Vague("PAST_REF"),
}
"""What the match of a rule means, by the rule's name."""


@cache
def times_of(language: str) -> Times:
    """The times of a language that has `times.toml`."""
    return Times(language)
