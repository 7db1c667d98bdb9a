"""What every reader of blame looks at: the parse, the reports, the parties and the harmful acts of one
article."""

from dataclasses import dataclass

from wirebrief.schemas.vocabulary import Act
from wirebrief.service.engines.rules.blame.deeds import Deeds
from wirebrief.service.engines.rules.blame.who import Parties
from wirebrief.service.engines.rules.blame_words import Attitude
from wirebrief.service.engines.rules.judging import Judge
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.speech import Report
from wirebrief.service.engines.rules.syntax.clauses import Extent


@dataclass(frozen=True, slots=True)
class Article:
    parsed: Parsed
    reports: list[Report]
    parties: Parties
    deeds: Deeds
    judge: Judge


@dataclass(frozen=True, slots=True)
class Charge:
    """A statement that a party did it, whoever makes it."""

    party: int
    """Head of the phrase that names who did it."""
    at: int
    """The word that says so."""
    top: int
    """The head of its clause, from where one looks up for who says it."""
    denied: bool = False
    doubted: bool = False
    presumed: bool = False
    """Whether it is made by a name alone ("the alleged bomber, X"), so that no clause needs to hold it."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What somebody takes to a charge."""

    attitude: Attitude
    source: int
    """Head of the phrase that names who takes it, or -1."""
    cue: int
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Blame:
    """One attribution of responsibility."""

    act: Act
    source: int | None
    """Index of the actor who says it, or None."""
    responsible: int | None
    """Index of the actor held responsible, or None."""
    cue: int
    clause: Extent
    reach: Extent
    """Where the incident that it speaks of is looked for: the clause, or the noun that the clause hangs on.
    """
    party: int = -1
    """Head of the phrase that names the responsible party."""
    source_head: int = -1
    by_cue: bool = False
    by_tag: bool = False
    """Whether the tagger found it; of what both found, the rules' finding stands."""
    confidence: float = 1.0
    """How likely its record is right."""
