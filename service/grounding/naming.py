"""Names of a text that its evidence does not have, compared as names.

"Republicans" is borne out by "Republican groups", "Norwegian" by Norway, "CNE" by "Consejo Nacional
Electoral"; a capital at a sentence's head is a name only where the word is no plain English. A name that
stands near the evidence is believed: its sentences may say "she" or "the film".
"""

import re
from calendar import day_name, month_name
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from wirebrief.service.grounding.countries import countries_in
from wirebrief.service.grounding.passage import Passage
from wirebrief.service.grounding.words import TITLES, Word, spelt_apart
from wirebrief.service.reading.truecase import is_common

_CALENDAR = frozenset(name.casefold() for name in (*day_name, *month_name) if name)
_ENDINGS = frozenset(
    ["", *"""s es n ns an ans ian ians ean eans ese i is ish ic ics ical al er ers ist ists ism ite ites y ies
    ing ed""".split()]
)  # fmt: skip


class Names:
    """The words that may bear a name out, found by name."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages

    @property
    def texts(self) -> tuple[str, ...]:
        """The passages that they stand in."""
        return tuple(one.text for one in self._passages)

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset().union(*(one.keys for one in self._passages))

    @cached_property
    def cased(self) -> frozenset[str]:
        return frozenset().union(*(one.forms for one in self._passages))

    @cached_property
    def _text(self) -> str:
        return spelt_apart("\n".join(one.text for one in self._passages)).casefold()

    def adjoin(self, one: Word, other: Word) -> bool:
        """Whether two words stand side by side somewhere, also over the seam of two passages."""
        pair = rf"\b{re.escape(one.key)}(?:'s)?\W{{1,4}}{re.escape(other.key)}\b"
        return re.search(pair, self._text) is not None

    @cached_property
    def lower(self) -> frozenset[str]:
        """The words that are written small somewhere."""
        return frozenset([form for form in self.cased if form.islower()])

    @cached_property
    def countries(self) -> frozenset[str]:
        return frozenset().union(*(one.countries for one in self._passages))

    @cached_property
    def _beginnings(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key in self.keys:
            found[key[:4]].append(key)
        return found

    @cached_property
    def initials(self) -> frozenset[str]:
        """The initials of names of two to six words."""
        found: set[str] = set()
        for one in self._passages:
            run = ""
            for word in one.words:
                if word.capital and word.joined:
                    run += word.text[0]
                    found.update(run[-n:] for n in range(2, min(len(run), 6) + 1))
                elif word.capital:
                    run = word.text[0]
                elif word.key not in ("of", "for", "and", "the", "de", "del", "la") or not word.joined:
                    run = ""
        return frozenset(found)

    def hold(self, word: Word) -> bool:
        """Whether they have a word of a name, in whatever form."""
        if word.text.isupper() and 1 < len(word.text) <= 4:
            if word.text in self.cased or word.text in self.initials:
                return True
        elif word.key in self.keys or self._inflected(word.key):
            return True
        return bool(countries_in(word.text) & self.countries)

    def _inflected(self, key: str) -> bool:
        """Whether another form of the same name is there: "Democrats", "Democratic"."""
        if len(key) < 4:
            return False
        return any(_same_name(key, other) for other in self._beginnings.get(key[:4], ()))

    def partners(self, word: Word, *, before: bool) -> bool:
        """Whether some other capitalised word stands right before or behind this one as part of its name."""
        for one in self._passages:
            for a, b in pairwise(one.words):
                if not (b.joined and a.capital and b.capital) or a.owned or {a.key, b.key} & TITLES:
                    continue
                if (b if before else a).key == word.key:
                    return True
        return False


def _same_name(one: str, other: str) -> bool:
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    for cut in range(shared, max(shared - 2, 3), -1):  # "Korea", "Koreans"; "Hungary", "Hungarian"
        if one[cut:] in _ENDINGS and other[cut:] in _ENDINGS:
            return True
    return False


def strangers(text: Passage, own: Names, near: Names, article: Names) -> Iterator[tuple[str, bool]]:
    """The names of a text that its evidence lacks.

    Args:
        own: the evidence, with the names of those whom it mentions.
        near: the sentences around it as well.
        article: the whole article.

    Yields:
        The name, and whether it stands elsewhere in the article, so that it may be right.
    """
    words = text.words
    capitals = sum(word.capital for word in words)
    headline = capitals > 0.7 * len(words)
    for i, word in enumerate(words):
        if not _is_name(word, article.lower, headline):
            continue
        if not own.hold(word):
            if word.key in _CALENDAR or not near.hold(word):
                yield word.text, word.key not in _CALENDAR and article.hold(word)
        elif i and word.joined and _are_mixed(words[i - 1], word, article):
            yield f"{words[i - 1].text} {word.text}", False


def _is_name(word: Word, small: frozenset[str], headline: bool) -> bool:
    if not word.capital or not any(c.isalpha() for c in word.text) or word.key in ("i", "i'm", "i've"):
        return False
    if word.text.isupper() and len(word.text) > 1:
        return True
    plain = word.key in small or (is_common(word.key) and word.key not in _CALENDAR)
    return not ((word.opens or headline) and plain)


def _are_mixed(one: Word, other: Word, article: Names) -> bool:
    """Whether two names side by side are put together from two of the article: "Aino Lund"."""
    if one.owned or not one.capital or not {one.key, other.key}.isdisjoint(TITLES | _CALENDAR):
        return False
    if is_common(one.key) or article.adjoin(one, other) or countries_in(f"{one.text} {other.text}"):
        return False
    return article.partners(one, before=False) or article.partners(other, before=True)
