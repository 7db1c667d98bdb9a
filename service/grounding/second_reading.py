"""What a second reader makes of the same article: who says what to whom, and who does what, by a parser.

Where a parser is installed the pipeline asks it about the answers of a language model. Its reading is
compared with the answer and never mixed into it: two readers who agree are right more often than one alone.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from wirebrief.schemas import Span
from wirebrief.schemas.draft import Draft


@dataclass(frozen=True, slots=True)
class Told:
    """One reporting verb with its grammar; offsets into the article."""

    cue: tuple[int, int]
    source: tuple[int, int] | None
    """Who says it: the subject, the agent of a passive, the phrase behind "according to"."""
    addressee: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does what to whom in one clause, with the voice undone; words in small letters."""

    doer: frozenset[str]
    verb: str
    undergoer: frozenset[str]

    def turns_round(self, others: Iterable["Deed"]) -> bool:
        """Whether others say the same deed with the roles exchanged, and none says it so."""
        same = [one for one in others if one.verb == self.verb]
        meets = [one for one in same if self.doer & one.doer and self.undergoer & one.undergoer]
        return not meets and any(self.doer & one.undergoer and self.undergoer & one.doer for one in same)


@dataclass(frozen=True, slots=True)
class SecondReading:
    """A reading of one article."""

    draft: Draft
    """What the reader itself would answer."""
    told: tuple[Told, ...]
    deeds: tuple[Deed, ...]
    deeds_in: Callable[[Sequence[str]], list[tuple[Deed, ...]]]
    """The deeds of other texts, such as a headline, each in turn."""

    def told_by(self, cue: Span) -> Told | None:
        """The report whose reporting verb a span is or holds."""
        return next((one for one in self.told if one.cue[0] < cue.end and cue.start < one.cue[1]), None)
