"""What one stretch of text says, worked out once for all the records that it bears out."""

import re
from calendar import month_name
from functools import cached_property, lru_cache
from itertools import pairwise

from wirebrief.service.grounding import negation
from wirebrief.service.grounding.countries import countries_in
from wirebrief.service.grounding.numbers import COUNTING, numbers, ordinals, supported_values, vague
from wirebrief.service.grounding.quantities import Quantity, quantities
from wirebrief.service.grounding.words import Word, content_stem, forms_of, words_of

_MONTHS = "|".join(f"{name}|{name[:3]}\\.?" for name in month_name if name)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:{_MONTHS})(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?![,.]\d))?(?:,?\s+\d{{4}})?\b"
    r"|\b(?:19|20)\d\d\b(?![,.]\d)"
    r"|\b\d{4}-\d\d-\d\d\b",
)
_SENTENCE = 1000
"""Passages of up to so many characters are remembered."""


class Passage:
    """A stretch of text, read as far as it is asked about."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return words_of(self.text)

    @cached_property
    def forms(self) -> frozenset[str]:
        """Its words as written."""
        return forms_of(self.text)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Its words without their case."""
        return frozenset([form.casefold() for form in self.forms])

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The words that stand side by side."""
        return frozenset(pairwise([word.key for word in self.words]))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset([content_stem(key) for key in self.keys]) - {""}

    @cached_property
    def countries(self) -> frozenset[str]:
        return countries_in(self.text)

    @cached_property
    def negated(self) -> bool:
        """Whether it has a negator."""
        return negation.denies(self.keys)

    @cached_property
    def clauses(self) -> tuple[negation.Clause, ...]:
        return negation.clauses(self.text)

    @cached_property
    def counts(self) -> bool:
        """Whether there is any number in it, in digits or words; quick, for the many that have none."""
        return not self.keys.isdisjoint(COUNTING) or any(map(str.isdigit, self.text))

    @cached_property
    def dates(self) -> tuple[tuple[int, int], ...]:
        return tuple(m.span() for m in _DATE.finditer(self.text))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its numbers but those of dates."""
        if not self.counts:
            return ()
        return tuple(one for one in quantities(self.text) if not self.is_dated(one.start))

    @cached_property
    def days(self) -> frozenset[int | float]:
        """The numbers of its dates."""
        return frozenset(value for low, high in self.dates for value, _, _ in numbers(self.text[low:high]))

    def is_dated(self, offset: int) -> bool:
        """Whether an offset lies within a date."""
        return any(low <= offset < high for low, high in self.dates)

    @cached_property
    def values(self) -> frozenset[int | float]:
        """What its words count: "a" counts one."""
        undated = _DATE.sub(" ", self.text) if self.dates else self.text
        return frozenset(supported_values(undated))

    @cached_property
    def ordinals(self) -> frozenset[int]:
        return frozenset(ordinals(self.text)) if self.counts else frozenset()

    @cached_property
    def vague(self) -> dict[str, int]:
        return vague(self.text) if self.counts else {}


@lru_cache(maxsize=256)
def _remembered(text: str) -> Passage:
    return Passage(text)


def passage(text: str) -> Passage:
    """The passage of a text, known from before where it is short."""
    return _remembered(text) if len(text) <= _SENTENCE else Passage(text)
