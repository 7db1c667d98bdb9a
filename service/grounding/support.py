"""Whether free text is borne out by its evidence, as far as numbers, names and negations can tell.

What it cannot tell: a wrong verb, a wrong role for a right name, a right number beside the wrong noun. Names
are seen by their capitals, so in scripts without case only numbers are checked.
"""

import re
from calendar import month_name
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from wirebrief.service.grounding.countries import countries_in
from wirebrief.service.grounding.folding import folded, typographic
from wirebrief.service.grounding.negation import Polarity, content_stems, denies, flipped
from wirebrief.service.grounding.numbers import bounds, numbers, ordinals, supported_values, vague

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_JOINS = ("", "-", "'", ".")
_COMMON = frozenset(
    """a about above across after again against all almost also although amid among an and another any anyone
    are armed around as at attackers authorities because before below between both but by chief civilians
    clashes crowds dead demonstrators despite during each earlier early eight eleven emergency eyewitnesses
    fears few fewer fighters fighting fire firefighters five following footage for forces four from gunmen had
    has have he her hers here his hours how hundreds i if in investigators is it its journalists just last
    late later leaders local many media meanwhile members militants military ministers more most my nearly
    neither new nine no nobody none nor not nothing now of off officers officials old on one only opposition
    or other others our over parts people police politicians prosecutors protesters protests rebels relatives
    reporters rescuers residents sailors scores security senior several she shots since six soldiers some
    somebody someone sources spokesman spokeswoman state still strong students such survivors ten tens thanks
    that the their them then there these they third this those though thousands three through thus to today
    tomorrow troops twelve two under unidentified unknown until up victims villagers was we weapons were what
when where which while who why with without witnesses women workers yesterday yet you""".split()
)
_MONTHS = "|".join(f"{name}|{name[:3]}\\.?" for name in month_name if name)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:{_MONTHS})(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?![,.]\d))?(?:,?\s+\d{{4}})?\b"
    r"|\b(?:19|20)\d\d\b(?![,.]\d)"
    r"|\b\d{4}-\d\d-\d\d\b",
)
TITLES = frozenset(
    """admiral ambassador archbishop bishop brig brigadier capt captain chairman chancellor chief col colonel
    commander commissioner corporal deputy director dr foreign defence defense interior finance general gen
    governor imam inspector judge justice king lieutenant lt major maj mayor minister mr mrs ms officer pope
    president prime prince princess prof professor queen rabbi secretary senator sergeant sgt sheikh sheriff
    sir spokesman spokesperson spokeswoman sultan superintendent vice""".split()
)


class Word(NamedTuple):
    text: str
    """As written, without a possessive ending."""
    opens: bool
    """Whether it opens a sentence or a quotation, where a capital says nothing."""
    joined: bool
    """Whether only a space or hyphen separates it from the word before."""

    @property
    def key(self) -> str:
        return self.text.casefold()

    @property
    def capital(self) -> bool:
        return self.text != self.text.lower()


@lru_cache(maxsize=32)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text with what their places say about their capitals."""
    plain = _spelt_together(text)
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(plain):
        between = plain[end : match.start()]
        word = _owner(match.group())
        if between == " " and found:  # nearly always
            found.append(Word(word, False, True))
        else:
            found.append(Word(word, not found or _opens(between), bool(found) and between.strip() in _JOINS))
        end = match.end()
    return tuple(found)


def _spelt_together(text: str) -> str:
    """A text folded but for its case, its abbreviations without their stops."""
    return _ABBREVIATION.sub(lambda m: m.group().replace(".", ""), typographic(text))


def _owner(word: str) -> str:
    return word[:-2] if word[-2:] in ("'s", "'S") else word


def _opens(between: str) -> bool:
    """Whether what stands between two words sets a capital: the end of a sentence, a mark, a dash."""
    last = between.rstrip()[-1:]
    return bool(last) and (last in '"(' or (last in ".!?:;-" and between[-1:].isspace()))


class Passage:
    """What one stretch of text says. A sentence bears out many records and is read once for all of them."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return words_of(self.text)

    @cached_property
    def keys(self) -> list[str]:
        return [w.text.casefold() for w in self.words]

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(pairwise(self.keys))

    @cached_property
    def cased(self) -> frozenset[str]:
        return frozenset([w.text for w in self.words])

    @cached_property
    def stems(self) -> frozenset[str]:
        return content_stems(self.text)

    @cached_property
    def countries(self) -> frozenset[str]:
        return countries_in(self.text)

    @cached_property
    def denies(self) -> bool:
        return denies(self.text)

    @cached_property
    def undated(self) -> str:
        return _DATE.sub(" ", self.text)

    @cached_property
    def values(self) -> frozenset[int | float]:
        """What its words count: "a" counts one."""
        return frozenset(supported_values(self.undated))

    @cached_property
    def printed(self) -> frozenset[int | float]:
        """Its numbers alone: a digit 1 is not borne out by "a"."""
        return frozenset(value for value, _, _ in numbers(self.undated))

    @cached_property
    def bounds(self) -> dict[int | float, set[str]]:
        return bounds(self.text)

    @cached_property
    def ordinals(self) -> frozenset[int]:
        return frozenset(ordinals(self.text))

    @cached_property
    def vague(self) -> dict[str, int]:
        return vague(self.text)


_SENTENCE = 1000
"""Passages of up to so many characters are remembered."""


@lru_cache(maxsize=256)
def _remembered(text: str) -> Passage:
    return Passage(text)


def passage(text: str) -> Passage:
    """The passage of a text, known from before where it is short."""
    return _remembered(text) if len(text) <= _SENTENCE else Passage(text)


class Evidence:
    """The words that must bear a text out."""

    def __init__(self, texts: Sequence[str], names: Iterable[str] = (), dates: Iterable[str] = ()) -> None:
        """`texts` are cut from the article; `names` are of those whom the texts mention, `dates` are worked
        out by code from what they say, as `date_words` gives them.
        """
        self._dates = " \n".join(dates)
        self._own = [passage(text) for text in texts]
        self._all = [*self._own, *map(passage, names), passage(self._dates)]

    def is_whole(self, text: str) -> bool:
        """Whether a text is all of one of the evidence's texts, which bears itself out."""
        plain = folded(text)
        return any(folded(one) == plain for own in self._own for one in own.text.split(" \n"))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for one in self._all for word in one.words)

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset().union(*(one.keys for one in self._all))

    @cached_property
    def cased(self) -> frozenset[str]:
        return frozenset().union(*(one.cased for one in self._all))

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Words that stand side by side, also over the seam of two texts."""
        spoken = [one.keys for one in self._all if one.keys]
        seams = ((before[-1], after[0]) for before, after in pairwise(spoken))
        return frozenset(seams).union(*(one.pairs for one in self._all))

    @cached_property
    def values(self) -> frozenset[int | float]:
        """What its words count: "a" counts one."""
        return frozenset().union(*(one.values for one in self._own))

    @cached_property
    def printed(self) -> frozenset[int | float]:
        """Its numbers alone: a digit 1 is not borne out by "a"."""
        return frozenset(self.vague.values()).union(*(one.printed for one in self._own))

    @cached_property
    def bounds(self) -> dict[int | float, set[str]]:
        """How each number is bounded in its places."""
        found: dict[int | float, set[str]] = {}
        for one in self._own:
            for value, kinds in one.bounds.items():
                found[value] = found.get(value, set()) | kinds
        return found

    @cached_property
    def days(self) -> frozenset[int | float]:
        """The numbers of its dates, and of those worked out."""
        dates = (m.group() for own in self._own for m in _DATE.finditer(own.text))
        return frozenset(value for value, _, _ in numbers(" ".join([*dates, self._dates])))

    def numbers(self, *, digit: bool, dated: bool) -> frozenset[int | float]:
        """The numbers that bear out one in a text: of dates for a date, of counts for a count."""
        if dated:
            return self.days
        return self.printed if digit else self.values

    @cached_property
    def ordinals(self) -> frozenset[int]:
        return frozenset().union(*(one.ordinals for one in self._own))

    @cached_property
    def vague(self) -> dict[str, int]:
        return {word: least for one in self._own for word, least in one.vague.items()}

    @cached_property
    def countries(self) -> frozenset[str]:
        return frozenset().union(*(one.countries for one in self._all))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset().union(*(one.stems for one in self._all))

    @cached_property
    def denies(self) -> bool:
        return any(one.denies for one in self._own)

    @cached_property
    def polarity(self) -> Polarity:
        return Polarity.of(" \n".join(own.text for own in self._own))


def faults(text: str, evidence: Evidence, common: frozenset[str] = frozenset()) -> list[str]:
    """What a text says that its evidence does not, each as a sentence; `[]` where nothing is found.

    `common` holds words that the article writes in lower case: their capital at a sentence's head is no name.
    """
    if evidence.is_whole(text):
        return []
    return [
        *_number_faults(text, evidence),
        *_name_faults(text, evidence, common),
        *_polarity_faults(text, evidence),
        *_content_faults(text, evidence),
    ]


def _number_faults(text: str, evidence: Evidence) -> list[str]:
    dated = [m.span() for m in _DATE.finditer(text)]
    found = [
        f"The number “{text[start:end]}” is not in the evidence."
        for value, start, end in numbers(text)
        if value
        not in evidence.numbers(
            digit=text[start].isdecimal(), dated=any(low <= start < high for low, high in dated)
        )
    ]
    found += [
        f"The evidence bounds {value} otherwise."
        for value, kinds in bounds(text).items()
        if value in evidence.bounds and not all(_bound_holds(one, evidence.bounds[value]) for one in kinds)
    ]
    found += [
        f"The ordinal number {n} is not in the evidence."
        for n in sorted(ordinals(text))
        if n not in evidence.ordinals and n not in evidence.values
    ]
    for word, least in sorted(vague(text).items()):
        large = any(value >= least for value in evidence.values)
        if word not in evidence.vague and not large:
            found.append(f"“{word}” is not in the evidence.")
    return found


def _bound_holds(bound: str, borne_out: set[str]) -> bool:
    """Whether a bound follows from those of the evidence: "at least 12" from 12, "more than 12" not."""
    if bound == "least":
        return borne_out != {"most"}
    return not bound or bound in borne_out or (bound == "above" and "least" in borne_out)


def _name_faults(text: str, evidence: Evidence, common: frozenset[str]) -> list[str]:
    words = words_of(text)
    capitals = [i for i, word in enumerate(words) if word.capital]
    headline_case = len(capitals) > 0.7 * len(words)
    found = []
    for i in capitals:
        word = words[i]
        if not _is_name(word, common, headline_case):
            continue
        if not _supported(word, evidence):
            found.append(f"“{word.text}” is not in the evidence.")
        elif i and word.joined and _is_name(words[i - 1], common, headline_case):
            before = words[i - 1]
            if _must_adjoin(before, word) and (before.key, word.key) not in evidence.pairs:
                found.append(f"“{before.text} {word.text}” does not stand so in the evidence.")
    return found


def _is_name(word: Word, common: frozenset[str], headline_case: bool) -> bool:
    if not word.capital or not any(c.isalpha() for c in word.text) or word.key in ("i", "i'm", "i've"):
        return False
    plain = word.key in _COMMON or word.key in common
    return not ((word.opens or headline_case) and plain and not (word.text.isupper() and len(word.text) > 1))


def _supported(word: Word, evidence: Evidence) -> bool:
    if word.text.isupper() and 1 < len(word.text) <= 4:
        held = word.text in evidence.cased
    else:
        held = word.key in evidence.keys
    return held or bool(countries_in(word.text) & evidence.countries)


def _must_adjoin(a: Word, b: Word) -> bool:
    """Whether two names side by side read as one name, so that they must be one in the evidence."""
    if {a.key, b.key} & TITLES or (a.opens and a.key in _COMMON):
        return False
    return not (countries_in(a.text) or countries_in(b.text))


def _polarity_faults(text: str, evidence: Evidence) -> list[str]:
    if not (denies(text) or evidence.denies):
        return []
    return [
        f"What is said about “{word}” is negated on one side and not on the other."
        for word in flipped(Polarity.of(text), evidence.polarity)
    ]


def _content_faults(text: str, evidence: Evidence) -> list[str]:
    """Whether a text is about something else: fewer than half of its words with content are in the
    evidence.
    """
    stems = content_stems(text)
    if len(stems) > 2 and 2 * len(stems & evidence.stems) < len(stems):
        return ["Too few of its words are in the evidence."]
    return []


def lower_words(text: str) -> frozenset[str]:
    """The words that a text writes in lower case, with simple singulars and plurals of them."""
    words = {_owner(word) for word in _WORD.findall(_spelt_together(text))}
    plain = {word for word in words if word == word.lower()}
    return frozenset(plain | {f"{w}s" for w in plain} | {w.removesuffix("s") for w in plain if len(w) > 3})
