"""From an address such as `S12: five rockets` to the characters of the article that it names.

The words are looked for as they stand, then with typographic folding only (`folding`), always as whole words,
and never by resemblance: what is not there is `not_found`. `places` gives every place that an address may
mean; to `resolve`, what is there twice is `ambiguous`.

- `S12` the sentence, `Q3` the words of a quotation, without their marks.
- `S12: the base #2` the second occurrence; without `#n` each place of the words is as good.
- `S12: it had >> the port` from the first words to the last; `#n` may stand after either half.
- `the harbour office` without an id is taken when the article has those words exactly once.

Time is linear in the sentence for an address that resolves, and in the article for one that does not.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from wirebrief.schemas import Span
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.folding import Folded, fold, folded, is_likely_seam, is_seam, occurrences
from wirebrief.service.reading.view import fold_words

_ADDRESS = re.compile(r"\s*\[?\s*([SsQq])\s?([0-9]{1,6})\s*\]?\s*(?:[:,]\s*(.*))?", re.DOTALL)
_IS_ADDRESS = re.compile(r"\s*\[?\s*[SsQq]\s?[0-9]{1,6}\s*\]?\s*(?:[:,]|\Z)")
_NTH = re.compile(r"(.*?)\s*#\s?([1-9][0-9]{0,3})\s*", re.DOTALL)
_MARK = re.compile(r"⟦[^⟧]{0,12}⟧")
_WRAPPED = re.compile(r"\s*([\"'“”‘’«»„]?)(.*?)([\"'“”‘’«»„]?)[.,;:]?\s*", re.DOTALL)

_MOST = 8
"""Of the stretches that one address may mean, so many are looked at."""

Region = tuple[int, int]


def is_address(words: str) -> bool:
    """Whether a string begins with the id of a sentence or quotation, as an address does."""
    return _IS_ADDRESS.match(words) is not None


@dataclass(frozen=True, slots=True)
class Miss:
    """Why an address names nothing."""

    code: Literal["unknown_reference", "not_found", "ambiguous"]
    message: str
    elsewhere: Span | None = None
    """The only place in the article where the words stand, if that is another sentence than was said."""


class Addresses:
    """Resolves addresses within one document; what it folds, it folds once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._folded: dict[Region, tuple[Folded, ...]] = {}

    def resolve(self, address: str) -> Span | Miss:
        """The one stretch of the article that an address names."""
        found = self.places(address)
        if isinstance(found, Miss):
            return found
        return found[0] if len(found) == 1 else self._ambiguous(address, len(found))

    def places(self, address: str) -> list[Span] | Miss:
        """Every stretch that an address may mean, in article order, or why there is none."""
        found = self._found(address)
        bare = _MARK.sub("", address)
        if isinstance(found, Miss) and bare != address:  # a model copied the ids that it was shown
            return self._found(bare)
        return found

    def _found(self, address: str) -> list[Span] | Miss:
        match = _ADDRESS.fullmatch(address)
        if match is None:
            return self._anywhere(address)
        ref = f"{match[1].upper()}{int(match[2])}"
        region = self.region(ref)
        if region is None:
            return Miss("unknown_reference", f"There is no {ref} in the article.")
        words = (match[3] or "").strip()
        if not words:
            return [self._span(region)]
        return self._within(region, ref, words)

    def region(self, ref: str) -> Region | None:
        """Start and end of a sentence or of the words of a quotation, or None where there is none of that
        id.
        """
        if sentence := self._document.sentence_by_id.get(ref):
            return sentence.start, sentence.end
        if quotation := self._document.quotation_by_id.get(ref):
            return quotation.start, quotation.end
        return None

    def first(self, words: str) -> Span | None:
        """The first place in the article where these words stand, exactly or folded."""
        for places in self._places(self._whole, words):
            if places:
                return self._span(places[0])
        return None

    @cached_property
    def _whole(self) -> Region:
        return 0, len(self._document.text)

    def _anywhere(self, address: str) -> list[Span] | Miss:
        words = address.strip()
        places = next((p for p in self._places(self._whole, words) if p), [])
        if len(places) == 1:
            return [self._span(places[0])]
        count = len(places) or "no"
        return Miss(
            "unknown_reference",
            f"{_shown(words)} names no sentence and stands {count} times in the article; write S1: words.",
        )

    def _within(self, region: Region, ref: str, words: str) -> list[Span] | Miss:
        found = self._choose(region, words)
        first, arrow, last = words.partition(">>")
        if not found and arrow:
            return self._stretches(region, ref, first.strip(), last.strip())
        return [self._span(place) for place in found] or self._absent(ref, words, whole=True)

    def _stretches(self, region: Region, ref: str, first: str, last: str) -> list[Span] | Miss:
        """From each place of the first words to each of the last ones behind it, the nearest first."""
        heads, tails = self._choose(region, first), self._choose(region, last)
        for part, places in ((first, heads), (last, tails)):
            if not places:
                return self._absent(ref, part)
        starts = [start for start, _ in tails]
        found: list[Region] = []
        for start, end in heads:
            found += [(start, stop) for _, stop in tails[bisect_left(starts, end) :][:_MOST]]
        if not found:
            return Miss("not_found", f"In {ref}, {_shown(last)} does not stand after {_shown(first)}.")
        return [self._span(place) for place in found[:_MOST]]

    def _choose(self, region: Region, words: str) -> list[Region]:
        """The places meant: the only one, the one that `#n` picks, or all of several."""
        numbered = _NTH.fullmatch(words)
        for places in self._places(region, words):
            if places:
                return places
        if numbered is None:
            return []
        nth = int(numbered[2])
        for places in self._places(region, numbered[1]):
            if len(places) >= nth:
                return [places[nth - 1]]
        return []

    def _places(self, region: Region, words: str) -> Iterator[list[Region]]:
        """Where the words stand: as written; folded; folded without the marks or stop that a model put
        around; joined to their neighbour for want of a space.
        """
        yield occurrences(self._document.text, words, *region)
        yield self._folded_places(region, words)
        bare = _WRAPPED.fullmatch(words)
        if bare is not None and bare[2] and bare[2] != words:
            yield self._folded_places(region, bare[2])
        edge = is_likely_seam if words.count(" ") > 1 else is_seam
        yield occurrences(self._document.text, words, *region, edge=edge)

    def _folded_places(self, region: Region, words: str) -> list[Region]:
        mended = folded(fold_words(words, self._document.language))
        for cell, wanted in zip(self._cells(region), (mended, folded(words)), strict=False):
            places = []
            for start, end in occurrences(cell.text, wanted):
                source = cell.source(start, end)
                if source and self._same_case(words, source):
                    places.append(source)
            if places:
                return places
        return []

    def _same_case(self, words: str, source: Region) -> bool:
        """Whether folding the case kept the word: "US" is not "us", and "WHO" not "who".

        Copy in capitals has the case that reading gave it, for that is what a model is shown.
        """
        if len(words) > 5 or not words.isalpha():
            return True
        view = self._document.view
        low, high = view.locate(*source)
        return any(
            not ((words.isupper() and stretch.islower()) or (words.islower() and stretch.isupper()))
            for stretch in (self._document.text[slice(*source)], view.text[low:high])
        )

    def _cells(self, region: Region) -> tuple[Folded, ...]:
        """The region folded: as mended by reading, and as it stands where that differs."""
        if region not in self._folded:
            start, end = region
            view, text = self._document.view, self._document.text[start:end]
            low, high = bisect_left(view.starts, start), bisect_left(view.starts, end)
            mended = view.text[low:high]
            cells = [fold(mended, view.starts[low : high + 1])]
            if mended != text:
                cells.append(fold(text, range(start, end + 1)))
            self._folded[region] = tuple(cells)
        return self._folded[region]

    def _span(self, region: Region) -> Span:
        """The span of a region, without white space at its ends."""
        text = self._document.text[slice(*region)]
        start = region[0] + len(text) - len(text.lstrip())
        return self._document.span(start, region[0] + len(text.rstrip()))

    def _ambiguous(self, address: str, count: int) -> Miss:
        ref, _, words = address.strip().strip("[]").partition(":")
        return Miss(
            "ambiguous",
            f"{ref.strip()} has {_shown(words.strip())} {count} times; add words, or #1, #2 for which one.",
        )

    def _absent(self, ref: str, words: str, *, whole: bool = False) -> Miss:
        places = occurrences(self._document.text, words)
        over = self._document.sentences_over(*places[0]) if places else []
        hint = f"; {over[0].id} does" if over and over[0].id != ref else ""
        only = self._span(places[0]) if whole and hint and len(places) == 1 and " " in words else None
        return Miss("not_found", f"{ref} does not contain {_shown(words)}{hint}.", only)


def _shown(words: str) -> str:
    """The words as a message shows them, cut where they are long."""
    return f"“{words if len(words) <= 80 else words[:77] + '…'}”"
