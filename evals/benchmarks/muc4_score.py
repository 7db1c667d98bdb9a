"""CEAF over entities (REE) and over templates (TF), as the MUC-4 literature of today scores string fills.

- CEAF-REE (Du et al., GRIT, arXiv 2008.09249): the entities of all templates of an article are pooled by
  role; a
  predicted entity is right when all its wordings are among a gold entity's; one to one alignment.
- CEAF-TF (Du et al., GTT, arXiv 2104.05919): templates are aligned one to one so that the most fillers
  agree, with
  the incident type as one more filler; fillers are compared as above.

Wordings are compared without case, punctuation and articles, as in the published scorers. `lenient` asks
only that
the last words (the heads) agree, the measure of the years before (Patwardhan and Riloff 2009).
"""

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

from wirebrief.evals.benchmarks.muc4_data import ROLES

Fillers = Mapping[str, Sequence[Sequence[str]]]
"""Role to entities, each a list of wordings."""


@dataclass(frozen=True, slots=True)
class Guess:
    """One template of the system's answer."""

    type: str
    entities: Fillers


@dataclass
class Tally:
    """Numerators and denominators, summed over articles."""

    right: float = 0
    predicted: int = 0
    gold: int = 0

    def add(self, other: "Tally") -> None:
        self.right += other.right
        self.predicted += other.predicted
        self.gold += other.gold

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else 0.0


@dataclass
class Alignment:
    """Which predicted entity met which gold entity of a role: indices, and what was left over."""

    pairs: list[tuple[int, int]] = field(default_factory=list)
    missed: list[int] = field(default_factory=list)
    spurious: list[int] = field(default_factory=list)


_PUNCTUATION = str.maketrans("", "", string.punctuation)


def normalise(wording: str) -> str:
    """Lower case, no punctuation, no articles, single spaces."""
    plain = wording.lower().translate(_PUNCTUATION)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", plain).split())


def agree(guess: Sequence[str], gold: Sequence[str], *, lenient: bool = False) -> bool:
    """Whether a predicted entity is this gold entity."""
    wordings = {normalise(w) for w in gold}
    said = {normalise(w) for w in guess}
    if lenient:
        heads = {w.split()[-1].rstrip("s") for w in wordings if w}
        return all(w and w.split()[-1].rstrip("s") in heads for w in said)
    return bool(said) and said <= wordings


def align(
    guesses: Sequence[Sequence[str]], golds: Sequence[Sequence[str]], *, lenient: bool = False
) -> Alignment:
    """One to one alignment of one role's entities."""
    if not guesses or not golds:
        return Alignment([], list(range(len(golds))), list(range(len(guesses))))
    worth = np.array([[agree(g, k, lenient=lenient) for g in guesses] for k in golds], dtype=float)
    rows, columns = linear_sum_assignment(-worth)
    pairs = [(int(r), int(c)) for r, c in zip(rows, columns, strict=True) if worth[r, c]]
    return Alignment(
        pairs,
        [k for k in range(len(golds)) if k not in {r for r, _ in pairs}],
        [g for g in range(len(guesses)) if g not in {c for _, c in pairs}],
    )


def pooled(templates: Sequence[Fillers], roles: Sequence[str] = ROLES) -> dict[str, list[list[str]]]:
    """The entities of all templates by role; one that another covers counts once."""
    pool: dict[str, list[list[str]]] = {role: [] for role in roles}
    for entities in templates:
        for role in roles:
            for entity in entities.get(role, ()):
                wordings = {normalise(w) for w in entity}
                known = [{normalise(w) for w in other} for other in pool[role]]
                if not any(wordings <= other or other <= wordings for other in known):
                    pool[role].append(list(entity))
    return pool


def entity_tallies(
    guesses: Sequence[Fillers], golds: Sequence[Fillers], *, lenient: bool = False
) -> dict[str, Tally]:
    """CEAF-REE of one article, by role."""
    said, key = pooled(guesses), pooled(golds)
    return {
        role: Tally(len(align(said[role], key[role], lenient=lenient).pairs), len(said[role]), len(key[role]))
        for role in ROLES
    }


def template_tally(guesses: Sequence[Guess], golds: Sequence[Guess], *, lenient: bool = False) -> Tally:
    """CEAF-TF of one article: fillers and types that agree under the best alignment of templates."""
    tally = Tally(0, sum(map(_fillers, guesses)), sum(map(_fillers, golds)))
    if guesses and golds:
        worth = np.array([[_shared(g, k, lenient=lenient) for g in guesses] for k in golds], dtype=float)
        rows, columns = linear_sum_assignment(-worth)
        tally.right = float(worth[rows, columns].sum())
    return tally


def _fillers(template: Guess) -> int:
    return 1 + sum(len(template.entities.get(role, ())) for role in ROLES)


def _shared(guess: Guess, gold: Guess, *, lenient: bool) -> int:
    return int(guess.type == gold.type) + sum(
        len(align(guess.entities.get(role, ()), gold.entities.get(role, ()), lenient=lenient).pairs)
        for role in ROLES
    )
