"""Numbers in the words of a language whose data is there: "dreiundzwanzig", "1,15 Millionen", "bis zu 12"."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from wirebrief.schemas import Count
from wirebrief.service.grounding.digits import Digits, digits_in
from wirebrief.service.languages import table

_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[\s\u00a0-]*\Z")
_LONGEST = 60
"""Letters from which on a word is no number."""


@cache
def _values(language: str, key: str) -> Mapping[str, int]:
    pairs = (entry.rpartition("=") for entry in table(language, "words")[key])
    return {word: int(value) for word, _, value in pairs}


class SpokenNumbers:
    """Reads the numbers of one language."""

    def __init__(self, language: str) -> None:
        self._words = table(language, "words")
        self._small = _values(language, "numbers")
        joined = _values(language, "joined")
        self._links = [word for word, value in joined.items() if value == 0]
        self._ones = {**self._small, **{word: value for word, value in joined.items() if value}}
        self._magnitudes = _values(language, "magnitudes")
        self._vague = _values(language, "vague")

    def value(self, word: str) -> int | None:
        """What one word says, put together from several or not; None where it is no number."""
        if len(word) > _LONGEST:
            return None
        known = self._small.get(word, self._magnitudes.get(word))
        return known if known is not None else self._compound(word)

    def _compound(self, word: str) -> int | None:
        for name in sorted(self._magnitudes, key=self._magnitudes.__getitem__, reverse=True):
            before, found, behind = word.rpartition(name)
            if found and (before or behind):
                times = self._part(before) if before else 1
                rest = self._part(behind) if behind else 0
                return None if times is None or rest is None else times * self._magnitudes[name] + rest
        return self._below_hundred(word)

    def _below_hundred(self, word: str) -> int | None:
        """ "dreiundzwanzig", and "undzwanzig" behind a magnitude."""
        for link in self._links:
            unit, joined, ten = word.partition(link)
            one, tens = (self._ones.get(unit) if unit else 0), self._small.get(ten)
            if joined and one is not None and tens:
                return one + tens
        return None

    def _part(self, word: str) -> int | None:
        known = self._ones.get(word)
        return known if known is not None else self._compound(word)

    def found_in(self, text: str) -> list[Digits]:
        """The numbers of a text in digits and words, in order, with the magnitude behind them."""
        numbers = [*digits_in(text), *self._in_words(text)]
        return [self._multiplied(number, text) for number in sorted(numbers, key=lambda n: n.start)]

    def _in_words(self, text: str) -> Iterator[Digits]:
        for match in _WORD.finditer(text):
            word = match.group().lower()
            alone = word not in self._magnitudes or self._magnitudes[word] < 1000
            if alone and (value := self.value(word)) is not None:
                yield Digits(match.group(), match.start(), match.end(), Decimal(value))

    def _multiplied(self, number: Digits, text: str) -> Digits:
        behind = _WORD.search(text, number.end)
        if behind is None or not _GAP.match(text[number.end : behind.start()]):
            return number
        times = self._magnitudes.get(behind.group().lower(), 1)
        end = behind.end() if times > 1 else number.end
        return Digits(text[number.start : end], number.start, end, number.value * times)

    def count_in(self, phrase: str, before: str = "", after: str = "") -> Count | None:
        """How many a phrase says; the words around it bound or multiply it."""
        text = f"{phrase}{after[:20]}"
        found = [number for number in self.found_in(text) if number.start < len(phrase)]
        words = [word.lower() for word in _WORD.findall(phrase)]
        if not found:
            least = next((self._vague[word] for word in words if word in self._vague), None)
            if least is not None:
                return Count(min=least, max=None)
            return Count(min=0, max=0) if not self._words["none"].isdisjoint(words) else None
        if len(found) > 1 or found[0].value != int(found[0].value):
            return None
        return self._bounded(int(found[0].value), f"{before} {phrase[: found[0].start]}")

    def _bounded(self, value: int, before: str) -> Count:
        plain = " ".join(before.lower().split())

        def stands(kind: str) -> bool:
            return any(f" {plain}".endswith(f" {phrase}") for phrase in self._words[kind])

        if stands("least"):
            return Count(min=value, max=None)
        if stands("most"):
            return Count(min=None, max=value)
        if stands("above"):
            return Count(min=value + 1, max=None)
        if stands("below"):
            return Count(min=None, max=max(value - 1, 0))
        return Count(min=value, max=value)


@cache
def spoken_numbers(language: str) -> SpokenNumbers:
    """The reader of a language that has `words.toml`."""
    return SpokenNumbers(language)
