"""Whether free text is borne out by its evidence, as far as numbers, names and negations can tell.

What it cannot tell: a wrong verb, a wrong role for a right name, a right number beside the wrong noun. Names
are seen by their capitals, so in scripts without case only numbers are checked.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from wirebrief.service.grounding.countries import countries_in
from wirebrief.service.grounding.folding import fold, folded, occurrences
from wirebrief.service.grounding.negation import Polarity, flipped
from wirebrief.service.grounding.numbers import numbers, ordinals, supported_values, vague

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_OPENS = re.compile(r"(?:^|[.!?:;]\s+|[\"(«“„]\s*|[-–—]\s+)$")
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
TITLES = frozenset(
    """admiral ambassador archbishop bishop brig brigadier capt captain chairman chancellor chief col colonel
    commander commissioner corporal deputy director dr foreign defence defense interior finance general gen
    governor imam inspector judge justice king lieutenant lt major maj mayor minister mr mrs ms officer pope
    president prime prince princess prof professor queen rabbi secretary senator sergeant sgt sheikh sheriff
    sir spokesman spokesperson spokeswoman sultan superintendent vice""".split()
)


@dataclass(frozen=True, slots=True)
class Word:
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
        return any(c.isupper() for c in self.text)


def words_of(text: str) -> list[Word]:
    """The words of a text with what their places say about their capitals."""
    plain = _ABBREVIATION.sub(lambda m: m.group().replace(".", ""), _typographic(text))
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(plain):
        between = plain[end : match.start()]
        word = re.sub(r"'s?$", "", match.group().removesuffix("'S"))
        opens = bool(
            _OPENS.search(plain[: match.start()][-8:] if match.start() > 8 else plain[: match.start()])
        )
        found.append(Word(word, opens, bool(found) and between.strip() in ("", "-", "'", ".")))
        end = match.end()
    return found


def _typographic(text: str) -> str:
    """Quotes, dashes and spaces folded, the case kept."""
    cased = fold(text)
    return "".join(
        text[at] if text[at].casefold() == char else char
        for char, at in zip(cased.text, cased.at, strict=False)
    )


class Evidence:
    """The words that must bear a text out."""

    def __init__(self, texts: Iterable[str], names: Iterable[str] = (), derived: Iterable[str] = ()) -> None:
        """`texts` are cut from the article; `names` stand for those whom the texts mention; `derived` is
        worked out by code, such as a resolved date."""
        self._text = " \n".join(texts)
        self._allowed = " \n".join([self._text, *names, *derived])

    @cached_property
    def words(self) -> list[Word]:
        return words_of(self._allowed)

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(w.key for w in self.words)

    @cached_property
    def cased(self) -> frozenset[str]:
        return frozenset(w.text for w in self.words)

    @cached_property
    def lower(self) -> frozenset[str]:
        """Words that the evidence writes without a capital."""
        return frozenset(w.text for w in self.words if not w.capital)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset((a.key, b.key) for a, b in pairwise(self.words))

    @cached_property
    def values(self) -> frozenset[int | float]:
        return frozenset(supported_values(self._allowed))

    @cached_property
    def ordinals(self) -> frozenset[int]:
        return frozenset(ordinals(self._allowed))

    @cached_property
    def vague(self) -> dict[str, int]:
        return vague(self._allowed)

    @cached_property
    def countries(self) -> frozenset[str]:
        return countries_in(self._allowed)

    @cached_property
    def polarity(self) -> Polarity:
        return Polarity.of(self._text)


def faults(text: str, evidence: Evidence, common: frozenset[str] = frozenset()) -> list[str]:
    """What a text says that its evidence does not, each as a sentence; `[]` where nothing is found.

    `common` holds words that the article writes in lower case: their capital at a sentence's head is no name.
    """
    return [
        *_number_faults(text, evidence),
        *_name_faults(text, evidence, common),
        *_polarity_faults(text, evidence),
    ]


def _number_faults(text: str, evidence: Evidence) -> list[str]:
    found = [
        f"The number “{text[start:end]}” is not in the evidence."
        for value, start, end in numbers(text)
        if value not in evidence.values
        and not (value == 1 and text[start:end].lower() == "one" and evidence.ordinals)
    ]
    found += [
        f"The ordinal number {n} is not in the evidence."
        for n in sorted(ordinals(text) - evidence.ordinals)
        if n not in evidence.values
    ]
    for word, least in sorted(vague(text).items()):
        large = any(value >= least for value in evidence.values)
        if word not in evidence.vague and not large:
            found.append(f"“{word}” is not in the evidence.")
    return found


def _name_faults(text: str, evidence: Evidence, common: frozenset[str]) -> list[str]:
    words = words_of(text)
    headline_case = sum(w.capital for w in words) > 0.7 * len(words)
    found = []
    for i, word in enumerate(words):
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
    return [
        f"What is said about “{word}” is negated on one side and not on the other."
        for word in flipped(Polarity.of(text), evidence.polarity)
    ]


def lower_words(text: str) -> frozenset[str]:
    """The words that a text writes in lower case, with simple singulars and plurals of them."""
    plain = {w.text for w in words_of(text) if not w.capital}
    return frozenset(plain | {f"{w}s" for w in plain} | {w.removesuffix("s") for w in plain if len(w) > 3})


def contains(text: str, words: str) -> bool:
    """Whether a text has these words, whole, with typographic folding."""
    return bool(occurrences(folded(text), folded(words)))
