"""Numbers in the words of a language whose data is there: "dreiundzwanzig", "quatre-vingt-dix", "até 12"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from wirebrief.schemas import Count
from wirebrief.service.grounding.digits import Digits, digits_in
from wirebrief.service.languages.words import words_of

_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[\s\u00a0\u202f-]{1,2}")
_SPELT = re.compile(r"[^\s'.,;:!?]+'?")
_LONGEST = 60
"""Letters from which on a word is no number."""
_BEHIND = 30
"""Characters behind a number within which a bound of it may stand."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Sum:
    """A number as far as it is read: what its thousands come to, and what is below the last of them."""

    above: int = 0
    below: int = 0

    @property
    def value(self) -> int:
        return self.above + self.below

    def plus(self, value: int) -> "_Sum | None":
        """With a number added that fits behind; None where it begins another one."""
        hundreds, tens = self.below % 100 == 0, self.below % 10 == 0 and self.below % 100 >= 20
        scores = self.below % 100 in (60, 80) and 10 <= value < 20  # "quatre-vingt-douze"
        fits = (hundreds and value < 100) or (tens and value < 10) or scores
        return _Sum(self.above, self.below + value) if self.below == 0 or fits else None

    def times(self, magnitude: int) -> "_Sum | None":
        if magnitude < 1000:
            return _Sum(self.above, max(self.below, 1) * magnitude) if self.below < 100 else None
        if 0 < self.above < magnitude:  # "dos mil millones"
            return _Sum(self.value * magnitude)
        return _Sum(self.above + max(self.below, 1) * magnitude)


class SpokenNumbers:
    """Reads the numbers of one language."""

    def __init__(self, language: str) -> None:
        words = words_of(language)
        self._bounds = words.bounds
        self._percent = [re.compile(rf"\s*{re.escape(phrase)}\b") for phrase in words.percent]
        self._numbers = words.numbers
        self._phrases = {tuple(phrase.split("-")): n for phrase, n in words.numbers.values.items()}
        self._parts = {**words.numbers.values, **dict.fromkeys(words.numbers.ones, 1)}

    def found_in(self, text: str) -> list[Digits]:
        """The numbers of a text in digits and words, in order, with the magnitude behind them."""
        in_digits = [self._multiplied(number, text) for number in digits_in(text)]
        ends = {number.end for number in in_digits}  # the "mil" of "3 mil" is no number of its own
        in_words = (number for number in self._in_words(text) if number.end not in ends)
        return sorted((*in_digits, *in_words), key=lambda number: number.start)

    def is_percent(self, text: str, end: int) -> bool:
        """Whether a number that ends there is one of hundredths."""
        lower = text[end : end + _BEHIND].lower()
        return lower.lstrip().startswith("%") or any(phrase.match(lower) for phrase in self._percent)

    # Words

    def _in_words(self, text: str) -> Iterator[Digits]:
        tokens = [_Token(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text)]
        i = 0
        while i < len(tokens):
            found = self._number(text, tokens, i)
            if found is None:
                i += 1
                continue
            value, last = found
            start, end = tokens[i].start, tokens[last].end
            yield Digits(text[start:end], start, end, Decimal(value))
            i = last + 1

    def _number(self, text: str, tokens: Sequence[_Token], first: int) -> tuple[int, int] | None:
        """The longest number that begins at a token, and its last token."""
        told: _Sum | None = None
        last, i = first, first
        while i < len(tokens) and (i == first or _GAP.fullmatch(text[tokens[i - 1].end : tokens[i].start])):
            step = self._step(told, tokens, i, text)
            if step is not None:
                told, last = step
                i = last + 1
            elif told is not None and tokens[i].text in self._numbers.links and i == last + 1:
                i += 1
            else:
                break
        return (told.value, last) if told is not None else None

    def _step(
        self, told: _Sum | None, tokens: Sequence[_Token], i: int, text: str
    ) -> tuple[_Sum, int] | None:
        """A number with the next word or phrase of it, and the last token of that."""
        word = tokens[i].text
        if told is None and self._ends_percent(tokens, i, text):
            return None
        if magnitude := self._numbers.magnitudes.get(word):
            found = told.times(magnitude) if told else _Sum().times(magnitude) if magnitude <= 1000 else None
            return (found, i) if found else None
        for length in (3, 2, 1):
            value = self._phrases.get(tuple(token.text for token in tokens[i : i + length]))
            if value is not None and len(tokens) >= i + length:
                found = (told or _Sum()).plus(value)
                return (found, i + length - 1) if found else None
        if word in self._numbers.ones:
            return self._one(told, tokens, i)
        value = self._compound(word) if self._numbers.joins and len(word) <= _LONGEST else None
        return (_Sum(value), i) if value is not None and told is None else None

    def _one(self, told: _Sum | None, tokens: Sequence[_Token], i: int) -> tuple[_Sum, int] | None:
        """An article, which is a number behind another part of one, or before a magnitude."""
        if told is not None:
            found = told.plus(1) if told.below or told.above else None
            return (found, i) if found else None
        following = tokens[i + 1].text if i + 1 < len(tokens) else ""
        return (_Sum(0, 1), i) if self._numbers.magnitudes.get(following, 0) >= 1000 else None

    def _ends_percent(self, tokens: Sequence[_Token], i: int, text: str) -> bool:
        """Whether a word is the last of "por ciento"."""
        if i == 0:
            return False
        start, end = tokens[i - 1].start, tokens[i].end
        return any(phrase.fullmatch(text[start:end].lower()) for phrase in self._percent)

    def _compound(self, word: str) -> int | None:
        """What one word says that is put together from several."""
        magnitudes = self._numbers.magnitudes
        for name in sorted(magnitudes, key=magnitudes.__getitem__, reverse=True):
            before, found, behind = word.rpartition(name)
            if found and (before or behind):
                times = self._part(before) if before else 1
                rest = self._part(behind) if behind else 0
                return None if times is None or rest is None else times * magnitudes[name] + rest
        return self._below_hundred(word)

    def _below_hundred(self, word: str) -> int | None:
        """ "dreiundzwanzig", and "undzwanzig" behind a magnitude."""
        for link in self._numbers.links:
            unit, joined, ten = word.partition(link)
            one, tens = (self._parts.get(unit) if unit else 0), self._numbers.values.get(ten)
            if joined and one is not None and tens:
                return one + tens
        return None

    def _part(self, word: str) -> int | None:
        known = self._parts.get(word)
        return known if known is not None else self._compound(word)

    def _multiplied(self, number: Digits, text: str) -> Digits:
        """Digits with the magnitudes behind them: "1,15 Millionen", "3 mil millones"."""
        end, value = number.end, number.value
        for match in _WORD.finditer(text, end, end + _BEHIND):
            times = self._numbers.magnitudes.get(match.group().lower())
            if times is None or not _GAP.fullmatch(text[end : match.start()]):
                break
            end, value = match.end(), value * times
        return Digits(text[number.start : end], number.start, end, value)

    # Counts

    def count_in(self, phrase: str, before: str = "", after: str = "") -> Count | None:
        """How many a phrase says; the words around it bound or multiply it."""
        text = f"{phrase}{after[:_BEHIND]}"
        found = [number for number in self.found_in(text) if number.start < len(phrase)]
        words = [word.lower() for word in _WORD.findall(phrase)]
        if not found:
            return self._uncertain(words)
        if len(found) > 1 or found[0].value != int(found[0].value):
            return None
        lead = f"{before} {phrase[: found[0].start]}"
        bound = self.bound(lead, len(lead)) or self._bound_behind(text, found[0].end)
        return _bounded(int(found[0].value), bound)

    def _uncertain(self, words: Sequence[str]) -> Count | None:
        """What words say that hold no number: "Dutzende", "niemand", "ein Mann"."""
        least = next((self._numbers.vague[word] for word in words if word in self._numbers.vague), None)
        if least is not None:
            return Count(min=least, max=None)
        if not self._numbers.none.isdisjoint(words):
            return Count(min=0, max=0)
        return Count(min=1, max=1) if words and words[0] in self._numbers.ones else None

    def bound(self, text: str, start: int) -> str:
        """How the number that starts at an offset is bounded: "least", "above", "most", "below", or ""."""
        words = _spelt(text[max(start - 60, 0) : start])
        for _ in range(5):
            plain = " " + " ".join(words)
            for kind in ("least", "most", "above", "below"):
                if any(plain.endswith(f" {' '.join(_spelt(p))}") for p in self._bounds.before[kind]):
                    return kind
            if not words or words[-1] not in self._bounds.about:
                break
            words = words[:-1]
        return ""

    def bound_of(self, text: str, number: Digits) -> str:
        """How a number of a text is bounded, by what stands in front of it or behind what it counts."""
        return self.bound(text, number.start) or self._bound_behind(text, number.end)

    def is_sure(self, text: str, number: Digits) -> bool:
        """Whether the words that bound a number can mean nothing else."""
        last = _spelt(text[max(number.start - 60, 0) : number.start])[-1:]
        return not last or last[0] not in self._bounds.prepositions

    def _bound_behind(self, text: str, end: int) -> str:
        """A bound behind a number and at most two words that it counts: "24 blessés au moins"."""
        words = _spelt(text[end : end + _BEHIND + 10])
        for skipped in range(3):
            plain = " ".join(words[skipped:]) + " "
            for kind, phrases in self._bounds.behind.items():
                if any(plain.startswith(f"{' '.join(_spelt(phrase))} ") for phrase in phrases):
                    return kind
        return ""


def _spelt(text: str) -> list[str]:
    """The words of a text as bounds are compared: in lower case, a word without its vowel by itself."""
    return _SPELT.findall(text.lower().replace("\u2019", "'"))


def _bounded(value: int, bound: str) -> Count:
    match bound:
        case "least":
            return Count(min=value, max=None)
        case "most":
            return Count(min=None, max=value)
        case "above":
            return Count(min=value + 1, max=None)
        case "below":
            return Count(min=None, max=max(value - 1, 0))
    return Count(min=value, max=value)


@cache
def spoken_numbers(language: str) -> SpokenNumbers:
    """The reader of a language that has `words.toml`."""
    return SpokenNumbers(language)
