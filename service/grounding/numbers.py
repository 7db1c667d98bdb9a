"""Numbers out of words: how many a phrase says, and which numbers a text holds.

`count_in("at least 12 people")` is 12 with no upper bound. The rules, for English words and any digits:

- a number as printed, in digits or words, is both bounds: "five", "1,200", "1.2 million", "half a dozen"; so
  is one that is called approximate ("about", "some", "nearly", "almost 40"), for the text names no other;
- "at least 12" 12 and up, "more than 80" 81 and up, "up to 30" at most 30, "fewer than 10" at most 9;
- "10 to 12", "between 5 and 7", "five or six" are ranges;
- "dozens" 24, "scores" 40, "hundreds" 200 (contract.md), and in their manner "thousands" 2,000, "tens of
  thousands" 20,000, "hundreds of thousands" 200,000, "millions" 2,000,000, and up; "several" and "a few" 2
  and up;
- "no", "none", "nobody", "without", and "not any" are 0;
- "a" and "an" are 1, unless what follows is a collective ("a barrage of rockets").

Calibres, weights and model names ("107mm", "F-16") are not counts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from wirebrief.schemas import Count

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_SMALL = {w: n for n, w in enumerate(f"{_UNITS} seventeen eighteen nineteen".split())}
_TENS = {
    w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_MAGNITUDES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12}
_MAGNITUDES |= {"trillion": 10**12, "mn": 10**6, "bn": 10**9}
_VAGUE = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "millions": 2_000_000,
    "billions": 2 * 10**9,
    "tens": 20,
    "several": 2,
    "few": 2,
    "multiple": 2,
    "handful": 2,
}
_PAIR = {"pair", "couple", "both", "twin"}
_NONE = {"no", "none", "nobody", "without", "nil"}
_DENIED = re.compile(r"(?:\b(?:not|never|cannot|nor)\b|n['’]t\b)", re.IGNORECASE)
_NOT_ANY = re.compile(rf"{_DENIED.pattern}[^.,;:!?]{{0,40}}\bany\s*$", re.IGNORECASE)
_DENIED_HARM = re.compile(
    rf"{_DENIED.pattern}.*\b(?:any|casualt|injur|wound|hurt|harm|kill|victim|death|dead|fatal|los[ts])",
    re.IGNORECASE,
)
_ONE = {"a", "an", "another"}
_FROM = ("at least", "no fewer than", "no less than", "a minimum of", "not less than", "not fewer than")
_ABOVE = ("more than", "over", "above", "upwards of", "in excess of", "greater than", "exceeding")
_UP_TO = ("up to", "as many as", "at most", "no more than", "not more than", "a maximum of")
_BELOW = ("fewer than", "less than", "under", "below")
_COLLECTIVE = frozenset(
    "barrage batch cache convoy flurry group hail lot load mass number pattern range round salvo "
    "series spate stream string surge swarm total variety volley wave team squad unit crowd family".split()
)
_ORDINALS = {
    w: n
    for n, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}
_LINK = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)
_NO_LIST = re.compile(r"\b(?:between|of (?:them|whom|which)|including|among|or|to)\b", re.IGNORECASE)
_NUMERO = re.compile(r"\b[Nn]o\.(?=\s?\d)")
_TOKEN = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[-–—+/]", re.UNICODE)
_UNIT = frozenset(
    "mm cm km kg lb lbs pound kilo kilogram kilometre kilometer metre meter caliber calibre ton".split()
)


COUNTING = frozenset({"half", *_MAGNITUDES, *_SMALL, *_TENS, *_VAGUE, *_ORDINALS})
"""The words that a text without figures must have to hold a number."""
_FIRST = frozenset({"a", "an", "half", *_MAGNITUDES, *_SMALL, *_TENS})
"""The words that a number may begin with."""


class Token(NamedTuple):
    text: str
    """In lower case."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in a text, by tokens `first` to `last`."""

    value: int | float
    first: int
    last: int


@lru_cache(maxsize=256)  # one evidence is read for its numbers, its ordinals and its vague words
def tokens(text: str) -> tuple[Token, ...]:
    """Words, numbers, hyphens and plus signs of a text."""
    plain = _NUMERO.sub("#  ", text)  # "No. 3" denies nothing
    return tuple([Token(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(plain)])


def _digits(token: str) -> int | float:
    plain = token.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def _tidy(value: int | float) -> int | float:
    """A whole number as an int: 1.2 million is 1200000."""
    nearest = round(value)
    return nearest if abs(value - nearest) < 1e-6 * max(1, value) else value


class _Reader:
    """Reads a number that starts at one token, in digits or words."""

    def __init__(self, words: Sequence[Token]) -> None:
        self.words = words

    def word(self, i: int) -> str:
        return self.words[i].text if 0 <= i < len(self.words) else ""

    def glued(self, i: int) -> bool:
        """Whether token `i` is part of a name or a measure: "F-16", "107mm", "500-pound"."""
        word = self.words[i]
        after = self.words[i + 1] if i + 1 < len(self.words) else None
        before = self.words[i - 1] if i else None
        if after and after.start == word.end and after.text[0].isalpha():
            return after.text not in ("m", "k", "bn", "mn")
        if before and before.end == word.start and before.text[-1].isalpha():
            return True
        if before and before.text in "-–" and before.end == word.start and self.word(i - 2).isalpha():
            return self.words[i - 2].end == before.start and self.word(i - 2) not in (_SMALL | _TENS)
        return self.word(i + 1) in _UNIT or self._compound(i)

    def _compound(self, i: int) -> bool:
        """Whether a hyphen joins token `i` to a word that is no number: "12-gauge", "41-year-old"."""
        if i + 2 >= len(self.words) or self.word(i + 1) not in ("-", "–"):
            return False
        number, hyphen, word = self.words[i : i + 3]
        joined = number.end == hyphen.start and hyphen.end == word.start
        return (
            joined and word.text[0].isalpha() and self.number(i + 2) is None and word.text not in _MAGNITUDES
        )

    def number(self, i: int) -> Number | None:
        """The longest number that starts at token `i`."""
        word = self.word(i)
        if word[:1].isdecimal():
            if len(word) > 18:
                return None  # an identifier
            return self._with_magnitude(Number(_digits(word), i, i))
        if word in ("a", "an", "half") or word in _MAGNITUDES:
            return self._dozen(i)
        if word in _SMALL or word in _TENS:
            return self._words(i)
        return None

    def _dozen(self, i: int) -> Number | None:
        """ "a dozen", "half a dozen", "a hundred", "hundred"."""
        half = self.word(i) == "half"
        j = i + half
        j += self.word(j) in ("a", "an")
        if self.word(j) not in _MAGNITUDES or (half and self.word(j) != "dozen"):
            return None
        value = _MAGNITUDES[self.word(j)] * (0.5 if half else 1)
        return self._with_magnitude(Number(_tidy(value), i, j))

    def _with_magnitude(self, number: Number) -> Number:
        value, last = number.value, number.last
        while self.word(last + 1) in _MAGNITUDES and last < number.last + 2:
            value, last = value * _MAGNITUDES[self.word(last + 1)], last + 1
        return Number(_tidy(value), number.first, last)

    def _words(self, i: int) -> Number:
        """ "twenty-five", "two hundred and five", "three thousand"."""
        total: int | float = 0
        current: int | float = 0
        last, j = i, i
        room = 1_000
        while True:
            word = self.word(j)
            if word in _TENS and room > 99:
                current, room = current + _TENS[word], 10
            elif word in _SMALL and _SMALL[word] < room and not (room == 10 and _SMALL[word] == 0):
                current, room = current + _SMALL[word], 0
            elif (word in _MAGNITUDES and last < j) or (word in _MAGNITUDES and current):
                current *= _MAGNITUDES[word]
                room = 100
                if _MAGNITUDES[word] >= 1000:
                    total, current, room = total + current, 0, 1_000
            else:
                break
            last = j
            j += 1
            joined = self.word(j) in ("-", "–") and room == 10
            linked = self.word(j) == "and" and self.word(last) in _MAGNITUDES
            if (joined and self.word(j + 1) in _SMALL) or (
                linked and (self.word(j + 1) in _SMALL or self.word(j + 1) in _TENS)
            ):
                j += 1
        return Number(_tidy(total + current), i, last)


@lru_cache(maxsize=256)
def numbers(text: str) -> tuple[tuple[int | float, int, int], ...]:
    """Every number of a text as (value, start, end), composed where words belong together; "a" is none."""
    words = tokens(text)
    reader = _Reader(words)
    found: list[tuple[int | float, int, int]] = []
    i = 0
    while i < len(words):
        word = words[i].text
        number = reader.number(i) if word in _FIRST or word[0].isdecimal() else None
        if number is None:
            i += 1
            continue
        found.append((number.value, words[number.first].start, words[number.last].end))
        i = number.last + 1
    return tuple(found)


_BOUNDS = (("least", _FROM), ("most", _UP_TO + _BELOW), ("above", _ABOVE))


def bound_at(text: str, start: int) -> str:
    """How the number that starts at an offset is bounded: "least", "above", "most", or "" for not."""
    before = re.sub(r"\b(?:a|an)\s*$", "", text[max(start - 40, 0) : start], flags=re.IGNORECASE)
    return next((kind for kind, phrases in _BOUNDS if _ends_with(before, phrases)), "")


def ordinals(text: str) -> set[int]:
    """The ordinal numbers of a text: "second", "21st"."""
    named = {_ORDINALS[t.text] for t in tokens(text) if t.text in _ORDINALS}
    return named | {int(m[1]) for m in re.finditer(r"\b([0-9]{1,6})(?:st|nd|rd|th)\b", text)}


def vague(text: str) -> dict[str, int]:
    """The words of a text that stand for an uncertain number, with the least that they say."""
    words = tokens(text)
    found = {t.text: _VAGUE[t.text] for t in words if t.text in _VAGUE and t.text not in ("few", "scores")}
    if any(a.text == "scores" and b.text in ("of", "more", "were") for a, b in pairwise(words)):
        found["scores"] = _VAGUE["scores"]
    return found


def count_in(phrase: str, before: str = "", after: str = "") -> Count | None:
    """How many a phrase says, or None where it says no number.

    `before` and `after` are the words of the sentence around the phrase: "at least" in front of it, or
    "million" behind it, belong to the number although a span left them out.
    """
    if _NOT_ANY.search(before):
        return Count(min=0, max=0)
    lead, tail = _lead(before), _tail(phrase, after)
    return _count(f"{lead}{phrase}{tail}")


def total_in(phrase: str, before: str = "", after: str = "") -> Count | None:
    """As `count_in`, with the parts of a list added up: "two officers and five demonstrators" are seven."""
    parts = _listed(phrase)
    counts = [_count(part) for part in parts]
    if len(parts) < 2 or any(count is None or count.min == 0 for count in counts):
        return count_in(phrase, before, after)
    counts[0] = count_in(parts[0], before)
    low = [count.min for count in counts if count is not None]
    high = [count.max for count in counts if count is not None]
    return Count(
        min=None if None in low else sum(n for n in low if n is not None),
        max=None if None in high else sum(n for n in high if n is not None),
    )


def _listed(phrase: str) -> list[str]:
    """The parts of a list in which each begins with its own number; the phrase alone where it is no such
    list.
    """
    if _NO_LIST.search(phrase):
        return [phrase]
    inside = [(start, end) for _, start, end in numbers(phrase)]
    cuts = [m.span() for m in _LINK.finditer(phrase)]
    cuts = [(low, high) for low, high in cuts if not any(start < high and low < end for start, end in inside)]
    edges = [0, *(edge for cut in cuts for edge in cut), len(phrase)]
    parts = [phrase[low:high].strip() for low, high in zip(edges[::2], edges[1::2], strict=True)]
    return parts if all(_opens_with_number(part) for part in parts) else [phrase]


def _opens_with_number(part: str) -> bool:
    words = tokens(part)
    qualified = _starts_with(part, (*_FROM, *_ABOVE))
    return bool(words) and (qualified or words[0].text in _ONE or _Reader(words).number(0) is not None)


def _lead(before: str) -> str:
    """The end of `before` that qualifies a number or is one."""
    words = tokens(before)[-5:]
    text = before.lower()
    for k in range(len(words)):
        if re.search(r"[^\w\s'’–-]", before[words[k].start :]):
            continue  # a comma stands between: another phrase
        stretch = re.sub(r"\s+", " ", text[words[k].start :]).strip()
        qualifies = any(
            stretch == q or (stretch.startswith(f"{q} ") and _is_number(stretch[len(q) :]))
            for q in (*_FROM, *_ABOVE, *_UP_TO, *_BELOW)
        )
        bare = all(w.text in _SMALL or w.text in _TENS or w.text in _MAGNITUDES for w in words[k:])
        if qualifies or bare or (len(words) - k == 1 and words[k].text in _NONE):
            return before[words[k].start :]
    return ""


def _is_number(text: str) -> bool:
    """Whether a text is a number and nothing else: what it qualifies is still to come."""
    words = tokens(text)
    number = _Reader(words).number(0)
    return number is not None and number.last == len(words) - (2 if words[-1].text in "-–" else 1)


def _tail(phrase: str, after: str) -> str:
    """The magnitude that stands right behind a phrase that ends with a number."""
    words, behind = tokens(phrase), tokens(after[:40])
    if not words or not behind or behind[0].text not in _MAGNITUDES or after[: behind[0].start].strip():
        return ""
    number = words[-1].text[0].isdecimal() or words[-1].text in _SMALL | _TENS | {"a": 1}
    return after[: behind[0].end] if number else ""


def _count(text: str) -> Count | None:
    """The first number that a phrase says; "a" only where it says no other; 0 where it denies without one."""
    words = tokens(text)
    reader = _Reader(words)
    weak: Count | None = None
    i = 0
    while i < len(words):
        vague_here = _vague_at(reader, i)
        number = reader.number(i)
        if vague_here is not None:
            return Count(min=vague_here + _is_above(text, words[i].start), max=None)
        if number is not None and not reader.glued(number.last) and not reader.glued(i):
            return _bounded(reader, text, number)
        if number is not None:
            i = number.last
        elif words[i].text in _NONE and not _starts_with(text[words[i].start :], (*_FROM, *_UP_TO)):
            return Count(min=0, max=0)
        elif words[i].text in _PAIR:
            return Count(min=2, max=2)
        elif words[i].text in _ONE and weak is None and not _collective(reader, i):
            weak = Count(min=1, max=1)
        i += 1
    return Count(min=0, max=0) if _DENIED_HARM.search(text) else weak


def _starts_with(text: str, phrases: tuple[str, ...]) -> bool:
    return re.sub(r"\s+", " ", text.lower()).startswith(phrases)


def _ends_with(text: str, phrases: tuple[str, ...]) -> bool:
    plain = re.sub(r"\s+", " ", text.lower()).strip()
    return any(plain == p or plain.endswith(f" {p}") for p in phrases)


def _is_above(text: str, start: int) -> bool:
    """Whether "more than" or the like stands before this place, over an article if there is one."""
    return _ends_with(re.sub(r"\b(?:a|an)\s*$", "", text[:start].lower()), _ABOVE)


def _collective(reader: _Reader, i: int) -> bool:
    """Whether "a" at `i` opens "a barrage of", "a large number of"."""
    return any(reader.word(j) in _COLLECTIVE and reader.word(j + 1) == "of" for j in (i + 1, i + 2, i + 3))


def _vague_at(reader: _Reader, i: int) -> int | None:
    """The least that a word such as "dozens" says, "tens of thousands" taken as one; None for others."""
    word = reader.word(i)
    if word not in _VAGUE:
        return None
    larger = reader.word(i + 2)
    if reader.word(i + 1) == "of" and larger in ("thousands", "millions", "billions"):
        return _VAGUE[word] * _VAGUE[larger] // 2
    return _VAGUE[word]


def _bounded(reader: _Reader, text: str, number: Number) -> Count:
    """The number with what stands before and after it."""
    before = text[: reader.words[number.first].start]
    value = int(number.value)
    if upper := _upper(reader, before, number.last):
        return Count(min=min(value, upper), max=max(value, upper))
    if reader.word(number.last + 1) == "+" or _ends_with(before, _FROM):
        return Count(min=value, max=None)
    if _ends_with(before, _UP_TO):  # before _ABOVE: "no more than" ends with "more than"
        return Count(min=None, max=value)
    if _starts_with(text[reader.words[number.last].end :].strip(), ("or more", "and more", "or so more")):
        return Count(min=value, max=None)
    if _ends_with(before, _ABOVE):
        return Count(min=value + 1, max=None)
    if _ends_with(before, _BELOW):
        return Count(min=None, max=max(value - 1, 0))
    return Count(min=value, max=value)


def _upper(reader: _Reader, before: str, last: int) -> int | None:
    """The second number of a range, or None."""
    link = reader.word(last + 1)
    between = _ends_with(before, ("between",))
    if link in ("to", "-", "–", "—", "or") or (link == "and" and between):
        second = reader.number(last + 2)
        if second is not None and not reader.glued(second.last):
            return int(second.value)
    return None


def supported_values(text: str) -> Iterator[int | float]:
    """The values that a text bears out: its numbers, the bounds they imply, 1 for "a", 0 for "no"."""
    for value, _, _ in numbers(text):
        yield value
    words = {t.text for t in tokens(text)}
    if words & (_ONE | {"single", "once", "one"}):
        yield 1
    if words & _NONE:
        yield 0
    if words & _PAIR | {"twice"}:
        yield 2
    yield from (
        least for word, least in vague(text).items() if word in ("dozens", "scores", "hundreds", "thousands")
    )
