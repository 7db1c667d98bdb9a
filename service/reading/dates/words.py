"""The words that time is told in, and how a number is read from them."""

import re
from collections.abc import Iterable
from fractions import Fraction

from wirebrief.service.reading.dates.meaning import Quantity, Unit

_MONTH_NAMES = "january february march april may june july august september october november december".split()
_MONTH_SHORT = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8}
_MONTH_SHORT |= {"sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES, start=1)} | _MONTH_SHORT
_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
_DAY_SHORT = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
WEEKDAYS = {name: n for n, name in enumerate(_DAY_NAMES)} | _DAY_SHORT
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
UNITS: dict[str, Unit] = {
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "weekend": "weekend",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "season": "season",
    "year": "year",
    "decade": "decade",
    "century": "century",
    "centurie": "century",
}

# Named days: (month, day), or a rule: ("nth", month, weekday, n) with n < 0 counting from the end of the month,
# ("easter", days after Easter Sunday). Western calendar, as English-language news uses it.
HOLIDAYS: dict[str, tuple[int, int] | tuple[str, int, int, int] | tuple[str, int]] = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "new year's": (1, 1),
    "martin luther king day": ("nth", 1, 0, 3),
    "presidents' day": ("nth", 2, 0, 3),
    "groundhog day": (2, 2),
    "valentine's day": (2, 14),
    "international women's day": (3, 8),
    "st. patrick's day": (3, 17),
    "april fools' day": (4, 1),
    "palm sunday": ("easter", -7),
    "good friday": ("easter", -2),
    "easter sunday": ("easter", 0),
    "easter monday": ("easter", 1),
    "easter": ("easter", 0),
    "ash wednesday": ("easter", -46),
    "anzac day": (4, 25),
    "may day": (5, 1),
    "mother's day": ("nth", 5, 6, 2),
    "memorial day": ("nth", 5, 0, -1),
    "father's day": ("nth", 6, 6, 3),
    "bastille day": (7, 14),
    "labor day": ("nth", 9, 0, 1),
    "columbus day": ("nth", 10, 0, 2),
    "halloween": (10, 31),
    "guy fawkes night": (11, 5),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "thanksgiving day": ("nth", 11, 3, 4),
    "thanksgiving": ("nth", 11, 3, 4),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
}

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
CARDINALS = {word: n for n, word in enumerate(_SMALL)} | _TENS
_ORDINALS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80}
_ORDINALS |= {"ninetieth": 90, "hundredth": 100}


_FRACTIONS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "third": Fraction(1, 3)}


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


MONTH = rf"(?:(?:{any_of(_MONTH_NAMES)})\b|(?:{any_of(_MONTH_SHORT)})\b\.?)"
WEEKDAY = rf"(?:{any_of(_DAY_NAMES)})\b"
WEEKDAY_SHORT = rf"(?:(?:{any_of(_DAY_NAMES)})\b|(?:{any_of(_DAY_SHORT)})\b\.?)"
SEASON = rf"(?:{any_of(SEASONS)})\b"
ORDINAL = rf"(?:\d{{1,3}}(?:st|nd|rd|th)\b|(?:(?:twenty|thirty)-)?(?:{any_of(_ORDINALS)})\b)"
_WORD = rf"(?:{any_of([*CARDINALS, *_SCALE])})\b"
CARDINAL = rf"(?:{_WORD}(?:(?:-|\ |\ and\ ){_WORD})*)"
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?(?:[ -]\d/\d)?|\d/\d|half\ an?|an?\ (?:hundred|thousand|dozen)\b"
    rf"|{CARDINAL}(?:\ and\ (?:a|one)[ -](?:half|quarter|third)\b)?|an?\b)"
)
VAGUE = (
    r"(?:several|many|some|numerous|countless|the\ few|a\ few|a\ number\ of|a\ handful\ of|few|dozens\ of|scores\ of"
    r"|hundreds\ of|thousands\ of|tens\ of\ thousands\ of|most)"
)
QUANTITY = (
    rf"(?:{VAGUE}|(?:a\ )?couple\ (?:of\ )?|another\b|{NUMBER}(?:(?:\ or\ |\ to\ |-|\ and\ ){NUMBER})?)"
)


def cardinal(words: str) -> int | None:
    """The value of a spelled number ("two hundred and ten"), None where the words are none."""
    total = group = 0
    for word in re.split(r"[ -]+", words.lower().strip()):
        if word in CARDINALS:
            group += CARDINALS[word]
        elif word == "hundred":
            group = max(group, 1) * 100
        elif word in _SCALE:
            total, group = total + max(group, 1) * _SCALE[word], 0
        elif word not in ("and", "a"):
            return None
    return total + group


def ordinal(word: str) -> int | None:
    """The value of "3rd" or "twenty-third"."""
    word = word.lower()
    if digits := re.match(r"\d+", word):
        return int(digits.group())
    tens, _, last = word.rpartition("-")
    return _ORDINALS[last] + (_TENS[tens] if tens else 0) if last in _ORDINALS else None


def spelled_year(words: str) -> int | None:
    """The year in "nineteen ninety-six", "two thousand and four" or "nineteen oh five"."""
    first, _, rest = words.lower().strip().partition(" ")
    if first in ("two",):
        return cardinal(words)
    century = CARDINALS.get(first)
    if century is None or not 10 < century <= 20 or not rest:
        return None
    if rest.startswith(("oh ", "o ")):
        rest = rest.split(" ", 1)[1]
    if rest == "hundred":
        return century * 100
    within = cardinal(rest)
    return century * 100 + within if within is not None and 0 < within < 100 else None


def _number(words: str) -> Fraction | None:
    words = words.strip().lower()
    if mixed := re.fullmatch(r"(?:(\d+)[ -])?(\d)/(\d)", words):
        return int(mixed[1] or 0) + Fraction(int(mixed[2]), max(int(mixed[3]), 1))
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", words):
        return Fraction(words.replace(",", ""))
    if part := re.fullmatch(r"(.+?) and (?:a|one)[ -](half|quarter|third)", words):
        whole = _number(part[1])
        return None if whole is None else whole + _FRACTIONS[part[2]]
    known = {"a": 1, "an": 1, "another": 1, "a dozen": 12, "a hundred": 100, "a thousand": 1000}
    if words.startswith("half a"):
        return Fraction(1, 2)
    if words in known:
        return Fraction(known[words])
    value = cardinal(words)
    return None if value is None else Fraction(value)


def quantity(words: str) -> Quantity:
    """How many: "two or three" is 2 to 3, "a couple of" 2, "several" vague."""
    words = words.strip().lower()
    if re.match(r"(?:a )?couple\b", words):
        return Quantity(2, 2)
    single = _number(words)
    if single is not None:
        return Quantity(float(single), float(single))
    if both := re.fullmatch(r"(.+?)(?: or | to |-| and )(.+)", words):
        low, high = _number(both[1]), _number(both[2])
        if low is not None and high is not None:
            return Quantity(float(low), float(high))
    return Quantity()


def unit_of(word: str) -> Unit:
    """The unit that a noun names, singular or plural."""
    word = word.lower().rstrip(".")
    return UNITS[word] if word in UNITS else UNITS[word.removesuffix("s")]
