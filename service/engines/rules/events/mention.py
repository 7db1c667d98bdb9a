"""One word that tells of an incident, with what the sentence around it says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from wirebrief.schemas.vocabulary import DamageLevel, Outcome
from wirebrief.service.engines.rules.incident_words import Trigger
from wirebrief.service.engines.rules.syntax.phrases import Phrase
from wirebrief.service.engines.rules.syntax.weapons import WeaponPhrase

Realis = Literal["actual", "negated", "unreal", "commemorated"]
Effect = Literal["killed", "injured"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of dead or injured, as printed ("at least four", "no casualties", or named dead)."""

    first: int
    last: int
    effect: Effect
    zero: bool = False
    counted: bool = True
    """Whether a number or an indefinite singular is printed; a bare plural gives none."""
    named: int = 0


@dataclass(frozen=True, slots=True)
class DamagePhrase:
    first: int
    last: int
    level: DamageLevel


@dataclass(slots=True)
class Mention:
    """A trigger in its sentence. Participants are filled in one pass each, in the order of
    `events.find_mentions`."""

    token: int
    trigger: Trigger
    type: str
    sentence: int
    realis: Realis = "actual"
    outcome: Outcome | None = None
    definite: bool = False
    aggregate: bool = False
    """Whether it tells of many events at once."""
    vague: bool = False
    """Whether it names nobody and nothing in particular, so that only a day or a place can make an event."""
    apart: bool = False
    """Whether its words set it apart from what was told before: "another attack", "a second bomb"."""
    origin: int = -1
    """Of a further target's mention ("and another near …"): the token of the verb that it shares, or -1."""
    perpetrators: list[Phrase] = field(default_factory=list)
    hedged: bool = False
    """Whether the perpetrator is only alleged or suspected."""
    alleged: bool = False
    """Whether a word above accuses or clears the perpetrator, or sets him to do it."""
    targets: list[Phrase] = field(default_factory=list)
    victims: list[Phrase] = field(default_factory=list)
    weapons: list[WeaponPhrase] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    damage: DamagePhrase | None = None
    when: tuple[int, int] | None = None
    """Offsets of the time expression in the caller's text."""
    where: Phrase | None = None
    report: int | None = None
    """Index of the report in whose content it stands, None for the article's own voice."""

    likely: float = 1.0
    """How likely it tells of an incident that happened, as the judge says."""

    odds: Mapping[str, float] | None = None
    """How likely it tells of an incident of each type, as the tagger says; None where it was not asked."""
    surely: float = 1.0
    """How likely the least likely of its perpetrators did it, as the tagger says."""

    @property
    def undecided(self) -> bool:
        """Whether it only tells what another event did to somebody or something."""
        return self.type == "effect"
