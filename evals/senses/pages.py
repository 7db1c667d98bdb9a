"""What the rules say of the everyday pages that may be looked at, each record right or wrong by the labels:
what the judges of records are fitted on."""

from collections.abc import Sequence

from wirebrief.evals.benchmarks.everyday import Piece, evaluate
from wirebrief.evals.senses.fitting import Example
from wirebrief.service.engines.rules.engine import RulesEngine
from wirebrief.service.engines.rules.judging.belief import RecordKind
from wirebrief.service.engines.rules.judging.features import Features

KINDS: tuple[RecordKind, ...] = ("incidents", "attributions", "quotes")
_MOST = 100_000


class _Noting:
    """Believes nothing: gives each record its number for a confidence, by which it is found in the answer."""

    def __init__(self) -> None:
        self.known: list[Features] = []

    def __call__(self, kind: RecordKind, found: Features) -> float:
        self.known.append(found)
        return (len(self.known) - 1) / _MOST


def page_examples(pieces: Sequence[Piece]) -> dict[RecordKind, list[Example]]:
    """Every record that comes out without a bar, by kind; those of one hand are a group."""
    made: dict[RecordKind, list[Example]] = {kind: [] for kind in KINDS}
    hands = sorted({piece.hand for piece in pieces})
    for piece in pieces:
        noting = _Noting()
        (outcome,) = evaluate([piece], RulesEngine(0.0, noting))
        for kind in KINDS:
            for record in outcome.records[kind[:-1]]:
                known = noting.known[round(record.confidence * _MOST)]
                made[kind].append(Example(known, record.right, hands.index(piece.hand)))
    return made
