"""What comparisons in one document know of each other: which predicted id stands for which gold id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wirebrief.evals.scoring.wording import Wording, wording

if TYPE_CHECKING:
    from wirebrief.evals.scoring.node import Node
    from wirebrief.evals.scoring.similarity import Chosen


@dataclass(slots=True)
class Context:
    """Filled as the kinds are aligned, actors first.

    The maps lead from predicted to gold ids; an id that was aligned with nothing is in none of them.
    """

    wording: Wording = field(default_factory=lambda: wording("en"))
    """How the article's language is compared."""
    optional: frozenset[str] = frozenset()
    """Ids of gold records that are free to return and free to miss."""
    actors: dict[str, str] = field(default_factory=dict)
    incidents: dict[str, str] = field(default_factory=dict)
    quotes: dict[str, str] = field(default_factory=dict)
    gold_names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Folded names by gold actor: the name, its alternatives, and mentions that are names."""
    predicted_names: Mapping[str, str] = field(default_factory=dict)

    chosen: dict[tuple[Node, Node, str], Chosen] = field(default_factory=dict)
    """Readings already chosen for two records and a list of theirs: similarity and slots need the same."""

    def known_as(self, gold: str, predicted: str) -> bool:
        """Whether the predicted actor bears a name that gold has for the gold actor."""
        name = self.predicted_names.get(predicted)
        return name is not None and self.wording.fold(name) in self.gold_names.get(gold, frozenset())
