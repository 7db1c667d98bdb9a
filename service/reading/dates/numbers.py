"""How numbers are written in words and figures, and what they come to."""

import re
from collections.abc import Iterable
from fractions import Fraction

from wirebrief.service.reading.dates.meaning import Quantity


def listed(words: str) -> tuple[str, ...]:
    """The words of a list written as one string."""
    return tuple(words.split())


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SMALL = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TEN_WORDS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_TENS = {word: 10 * n for n, word in enumerate(_TEN_WORDS, start=2)}
_SCALE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
CARDINALS = {word: n for n, word in enumerate(_SMALL)} | _TENS
_ORDINAL_WORDS = listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENTHS = listed("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth")
ORDINALS = {word: n for n, word in enumerate(_ORDINAL_WORDS, start=1)}
ORDINALS |= {word: 10 * n for n, word in enumerate(_TENTHS, start=2)}
_FRACTIONS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "third": Fraction(1, 3)}
_ARTICLES = {"a": 1, "an": 1, "another": 1, "a dozen": 12, "a hundred": 100, "a thousand": 1000}

ORDINAL = rf"(?:\d{{1,3}}(?:st|nd|rd|th)\b|(?:(?:{any_of(_TENS)})-)?(?:{any_of(ORDINALS)})\b)"
_WORD = rf"(?:{any_of([*CARDINALS, *_SCALE])})\b"
CARDINAL = rf"(?:{_WORD}(?:(?:-| | and ){_WORD})*)"
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?:[ -]\d/\d)?|half an?\b|an? (?:hundred|thousand|dozen)\b"
    rf"|{CARDINAL}(?: and (?:a|one)[ -](?:half|quarter|third)\b)?|an?\b)"
)
_VAGUE = (
    r"(?:several|many|some|numerous|countless|the few|a few|a number of|a handful of|few|dozens of|scores of"
    r"|hundreds of|thousands of|tens of thousands of|most)\b"
)
QUANTITY = (
    rf"(?:{_VAGUE}|(?:a )?couple(?: of)?\b|another {NUMBER}|another\b|{NUMBER}(?:(?: or | to |-){NUMBER})?)"
)
QUANTITY_STARTS = (
    *CARDINALS,
    *listed(
        "a an half several many some numerous countless few dozens scores hundreds thousands couple another "
        "most"
    ),
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
    if last not in ORDINALS:
        return None
    return ORDINALS[last] + _TENS.get(tens, 0)


def spelled_year(words: str) -> int | None:
    """The year in "nineteen ninety-six", "two thousand and four" or "nineteen oh five"."""
    first, _, rest = words.lower().strip().partition(" ")
    if first == "two":
        return cardinal(words)
    century = CARDINALS.get(first)
    if century is None or not 17 < century <= 20 or not rest:
        return None
    if rest.startswith("oh "):
        return century * 100 + (cardinal(rest[3:]) or 0)
    if rest == "hundred":
        return century * 100
    within = cardinal(rest)
    return century * 100 + within if within is not None and 9 < within < 100 else None


def _number(words: str) -> Fraction | None:
    words = words.strip().lower()
    if mixed := re.fullmatch(r"(\d+)[ -](\d)/(\d)", words):
        return int(mixed[1]) + Fraction(int(mixed[2]), max(int(mixed[3]), 1))
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", words):
        return Fraction(words.replace(",", ""))
    if part := re.fullmatch(r"(.+?) and (?:a|one)[ -](half|quarter|third)", words):
        whole = _number(part[1])
        return None if whole is None else whole + _FRACTIONS[part[2]]
    if words.startswith("half a"):
        return Fraction(1, 2)
    words = words.removeprefix("another ")
    if words in _ARTICLES:
        return Fraction(_ARTICLES[words])
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
    if both := re.fullmatch(r"(.+?)(?: or | to |-)(.+)", words):
        low, high = _number(both[1]), _number(both[2])
        if low is not None and high is not None and low <= high:
            return Quantity(float(low), float(high))
    return Quantity()
