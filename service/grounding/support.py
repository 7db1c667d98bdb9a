"""Whether free text is borne out by its evidence, as far as numbers, names, negations and strong words tell.

What it cannot tell: a wrong verb whose words are all there, a right name in the wrong role. Names are seen by
their capitals, so in scripts without case only numbers are checked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from wirebrief.service.grounding.digits import digits_in, missing
from wirebrief.service.grounding.naming import Names, strangers
from wirebrief.service.grounding.negation import Clause, reversals
from wirebrief.service.grounding.numbers import numbers
from wirebrief.service.grounding.passage import Passage, passage
from wirebrief.service.grounding.quantities import Quantity, unborne
from wirebrief.service.grounding.strength import overstated, unhedged
from wirebrief.service.reading.folding import folded

_SHOWN = 120
_LONGEST_LIST = 12
_LONGEST_NAME = 9
_SPELT = 100
"""Numbers up to this one are often written as words."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a text says and its evidence does not."""

    message: str
    doubt: bool = False
    """Whether the text may be right all the same."""
    of_words: bool = False
    """Whether words, names or numbers are missing, of which there is no opinion."""


class Evidence:
    """The words that must bear a text out."""

    def __init__(
        self,
        texts: Sequence[str],
        names: Iterable[str] = (),
        dates: Iterable[str] = (),
        near: Sequence[str] = (),
        article: Names | None = None,
    ) -> None:
        """
        Args:
            texts: cut from the article.
            names: of those whom the texts mention, in whatever words.
            dates: worked out by code from what the texts say, as `date_words` gives them.
            near: the sentences around the texts, in which their "she" and "the film" are named.
            article: the names of the whole article.
        """
        self.own = [passage(text) for text in texts]
        self.texts = (*texts, *dates, *near)
        self._dates = " \n".join(dates)
        self._near = near
        self.given = tuple(names)
        self._given = [passage(words) for words in (*self.given, self._dates) if words]
        self._article = article

    def is_whole(self, text: str) -> bool:
        """Whether a text is all of one of the evidence's texts, which bears itself out."""
        plain = folded(text)
        return any(folded(one) == plain for own in self.own for one in own.text.split(" \n"))

    @cached_property
    def names(self) -> Names:
        return Names([*self.own, *self._given])

    @cached_property
    def near(self) -> Names:
        return Names([*self.own, *self._given, *map(passage, self._near)])

    @property
    def article(self) -> Names:
        return self._article or self.near

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return tuple(quantity for one in self.own for quantity in one.quantities)

    @cached_property
    def nearby(self) -> frozenset[int | float]:
        """The numbers of the sentences around."""
        return frozenset(q.value for text in self._near for q in passage(text).quantities)

    @cached_property
    def values(self) -> frozenset[int | float]:
        """What its words count: "a" counts one."""
        return frozenset().union(*(one.values for one in self.own))

    @cached_property
    def days(self) -> frozenset[int | float]:
        """The numbers of its dates, and of those worked out."""
        worked_out = (value for value, _, _ in numbers(self._dates))
        return frozenset(worked_out).union(*(one.days for one in self.own))

    @cached_property
    def ordinals(self) -> frozenset[int]:
        return frozenset().union(*(one.ordinals for one in self.own))

    @cached_property
    def vague(self) -> dict[str, int]:
        return {word: least for one in self.own for word, least in one.vague.items()}

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset().union(*(one.stems for one in (*self.own, *self._given)))

    @cached_property
    def negated(self) -> bool:
        return any(one.negated for one in self.own)

    def clauses_about(self, stems: frozenset[str]) -> list[Sequence[Clause]]:
        """The clauses of the sentences that share a word with a text."""
        return [one.clauses for one in self.own if not one.stems.isdisjoint(stems)]

    @cached_property
    def clauses_around(self) -> list[Clause]:
        """The clauses of the sentences around that deny something: of one quotation often one is cited."""
        return [clause for text in self._near for clause in passage(text).clauses if clause.scopes]

    @cached_property
    def longest_list(self) -> int:
        """How many names stand one after another in a list: what a text may have counted."""
        return max((_longest_list(one.text) for one in self.own), default=0)

    def shown(self) -> str:
        """The evidence as a message shows it."""
        plain = " ".join(" ".join(one.text for one in self.own).split())
        return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rpartition(' ')[0]} …"


def _longest_list(text: str) -> int:
    parts = re.split(r", and |, | and ", text)
    named = [len(part.split()) <= _LONGEST_NAME and any(c.isupper() for c in part) for part in parts]
    return max((len(list(run)) for is_named, run in groupby(named) if is_named), default=0)


def faults(text: str, evidence: Evidence) -> list[Fault]:
    """What a text says that its evidence does not; `[]` where nothing is found."""
    if evidence.is_whole(text):
        return []
    said = passage(text)
    return [
        *_number_faults(said, evidence),
        *_name_faults(said, evidence),
        *_polarity_faults(said, evidence),
        *_strength_faults(said, evidence),
        *_content_faults(said, evidence),
    ]


def digit_faults(text: str, evidence: Evidence, *, cited: bool) -> list[Fault]:
    """The numbers in digits that neither the evidence nor the sentences around it have: all that can be told
    without knowing the language.

    A small one may stand in the evidence as a word. It is a doubt, unless the evidence has another number in
    digits in whose place it may have come.

    Args:
        cited: whether the evidence was chosen for this text, and is not the whole article.
    """
    said = digits_in(text)
    replaced = cited and any(
        not any(number.is_same(one) for one in said) for own in evidence.own for number in digits_in(own.text)
    )
    return [
        Fault(
            f"The number “{number.words}” is not in the evidence. "
            "Cite the sentence that has it, or leave it out.",
            doubt=number.value <= _SPELT and not replaced,
            of_words=True,
        )
        for number in missing(text, evidence.texts)
    ]


def _number_faults(said: Passage, evidence: Evidence) -> Iterator[Fault]:
    for value in sorted(said.days - evidence.days) if said.days else ():
        yield Fault(
            f"No date of the evidence has {value}. Cite the sentence that says it, or leave it out.",
            of_words=True,
        )
    for quantity in said.quantities:
        yield from _quantity_faults(quantity, evidence)
    for n in sorted(said.ordinals - evidence.ordinals) if said.ordinals else ():
        if n > 2 and n not in evidence.values:  # "first" and "second" mostly order what is told
            yield Fault(f"The ordinal number {n} is not in the evidence.", of_words=True)
    for word, least in sorted(said.vague.items()):
        large = any(value >= least for value in evidence.values)
        if word not in evidence.vague and not large:
            yield Fault(f"“{word}” is not in the evidence.", of_words=True)


def _quantity_faults(said: Quantity, evidence: Evidence) -> Iterator[Fault]:
    known = [one for one in evidence.quantities if one.value == said.value]
    if known:
        for what, other in unborne(said, known):
            yield Fault(_DIFFERS[what].format(said=said.words, other=other.words, evidence=evidence.shown()))
        return
    digits = said.words[0].isdecimal()
    counted = said.value in (evidence.vague.values() if digits else evidence.values)
    listed = not digits and 2 <= said.value <= min(evidence.longest_list, _LONGEST_LIST)
    if said.value == 1 and not digits:
        return  # "One official said": no count
    if not (counted or listed or said.value in evidence.nearby):
        yield Fault(
            f"The number “{said.words}” is not in the evidence (“{evidence.shown()}”). "
            "Cite the sentence that has it, or leave it out.",
            of_words=True,
        )


_DIFFERS = {
    "unit": "“{said}” is of another unit in the evidence: “{evidence}”.",
    "harm": "The evidence tells otherwise what befell “{other}”: “{evidence}”.",
    "bound": "The evidence bounds “{other}” otherwise: “{evidence}”. Say “at least” or “up to” as it does.",
}


def _name_faults(said: Passage, evidence: Evidence) -> Iterator[Fault]:
    for name, elsewhere in strangers(said, evidence.names, evidence.near, evidence.article):
        if elsewhere:
            yield Fault(
                f"“{name}” is not in the sentences cited; cite the one that names it too.", doubt=True
            )
        else:
            message = f"“{name}” is not in the evidence. Write names as the article does, or leave it out."
            yield Fault(message, of_words=True)


def _polarity_faults(said: Passage, evidence: Evidence) -> Iterator[Fault]:
    if not (said.negated or evidence.negated):
        return
    around = evidence.clauses_around if said.negated else ()
    for ours, theirs in reversals(said.clauses, evidence.clauses_about(said.stems), around):
        other = f"the evidence “{theirs}”" if theirs else "nothing in the evidence denies it"
        yield Fault(f"“{ours}” is negated on one side only: {other}. Say it as the evidence does.")


def _strength_faults(said: Passage, evidence: Evidence) -> Iterator[Fault]:
    for word in overstated(said, evidence.own):
        yield Fault(f"“{word}” says more than the evidence: “{evidence.shown()}”.")
    for word, hedge in unhedged(said, evidence.own):
        yield Fault(f"The evidence says “{word}” only with “{hedge}”. Keep it, or name who says so.")


def _content_faults(said: Passage, evidence: Evidence) -> Iterator[Fault]:
    """Whether a text is about something else: fewer than half of its words with content are in the
    evidence.
    """
    stems = said.stems
    if len(stems) > 2 and 2 * len(stems & evidence.stems) < len(stems):
        yield Fault("Fewer than half of its words are in the evidence. Cite the sentences that say it.")
