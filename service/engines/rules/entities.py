"""Named entities by the pipeline's own network, decoded at one go.

spaCy's decoder takes one token of each text at a time, and a lock at every step. Outside an open entity its
network sees the token at hand alone, so that all tokens are scored together; those that open an entity are
then followed together, one token further in each round, until all are closed. Which move is allowed where is
that of `spacy.pipeline._parser_internals.ner`, for texts without entities set before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.types import Ints2d

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
_INSIDE, _OUTSIDE, _BEGINS = 1, 2, 3
"""Values of `ENT_IOB`."""


@dataclass(frozen=True, slots=True)
class Decoder:
    """The network of one pipeline's recogniser, and what its moves stand for."""

    vectors: Any
    """The layer that makes a vector of each token."""
    features: Floats
    """(vector, 3 * hidden * pieces): what the token, the entity's first and its last so far weigh."""
    absent: Floats
    """(3, hidden * pieces): the same where there is no such token."""
    bias: Floats
    """(hidden * pieces)"""
    output: Floats
    """(hidden, moves)"""
    output_bias: Floats
    begins: Flags
    """By move: whether it opens an entity that goes on."""
    is_unit: Flags
    """… whether it is an entity of one token."""
    outside: Flags
    """… whether it leaves the token outside; of all other moves none is allowed where no entity is open."""
    goes_on: Ints
    """By move that opens an entity: the move that goes on with its label."""
    closes: Ints
    """… and the one that ends it."""
    labels: tuple[str, ...]
    """By move."""

    @classmethod
    def of(cls, language: Language) -> Decoder:
        """The decoder of a pipeline's named entities.

        Raises:
            ValueError: their network is built otherwise than that of spaCy's small models.
        """
        recogniser: Any = language.get_pipe("ner")
        model = recogniser.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        weights = lower.get_param("W")
        if len(weights) != 3 or not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
            raise ValueError("The named entity recogniser has features that are not known here.")
        slots, hidden, pieces, width = weights.shape
        moves = [recogniser.moves.get_class_name(n) for n in range(recogniser.moves.n_moves)]
        index = {move: n for n, move in enumerate(moves)}
        labels = tuple(move.partition("-")[2] for move in moves)

        def is_a(kind: str) -> Flags:
            return np.array([move == kind or (move[0] == kind and move[2:] != "") for move in moves])

        def partner(kind: str) -> Ints:
            return np.array([index.get(f"{kind}-{label}", -1) for label in labels])

        return cls(
            vectors=model.get_ref("tok2vec"),
            features=np.ascontiguousarray(weights.reshape(slots * hidden * pieces, width).T),
            absent=lower.get_param("pad").reshape(slots, hidden * pieces),
            bias=lower.get_param("b").reshape(hidden * pieces),
            output=np.ascontiguousarray(upper.get_param("W").T),
            output_bias=upper.get_param("b"),
            begins=is_a("B"),
            is_unit=is_a("U"),
            outside=is_a("O"),
            goes_on=partner("I"),
            closes=partner("L"),
            labels=labels,
        )

    def recognise(self, docs: Sequence[Doc]) -> None:
        """Set the named entities of tokenised docs whose sentences are known."""
        sizes = [len(doc) for doc in docs]
        if not sum(sizes):
            return
        space, ends = self._edges(docs)
        begin, end, label = self._entities(self.vectors.predict(docs), space, ends)
        names = np.array([docs[0].vocab.strings.add(name) for name in self.labels], dtype=np.uint64)
        table = np.zeros((sum(sizes), 2), dtype=np.uint64)
        table[:, 0] = _OUTSIDE
        for first, last, move in zip(begin, end, label, strict=True):
            table[first : last + 1] = _INSIDE, names[move]
            table[first, 0] = _BEGINS
        for doc, rows in zip(docs, np.split(table, np.cumsum(sizes)[:-1]), strict=True):
            doc.from_array(["ENT_IOB", "ENT_TYPE"], cast("Ints2d", rows))

    def _edges(self, docs: Sequence[Doc]) -> tuple[Flags, Flags]:
        """By token of all docs: whether it is white space, and whether no entity goes on behind it."""
        tables = [doc.to_array(["IS_SPACE", "SENT_START"]).astype(np.int64) for doc in docs if len(doc)]
        last = [np.append(table[1:, 1] == 1, True) for table in tables]
        return np.concatenate([table[:, 0] == 1 for table in tables]), np.concatenate(last)

    def _entities(self, vectors: Floats, space: Flags, ends: Flags) -> tuple[list[int], list[int], list[int]]:
        """First and last token of each entity, in order, and a move with its label."""
        size = len(self.bias)
        weighed = vectors @ self.features
        token, first, before = (weighed[:, n * size : (n + 1) * size] for n in range(3))
        scores = self._hidden(token + self.absent[1] + self.absent[2]) @ self.output + self.output_bias
        allowed = self.outside | (self.is_unit & ~space[:, None])
        allowed |= self.begins & ~(space | ends)[:, None]
        best = np.where(allowed, scores, -np.inf).argmax(axis=1)
        opened = np.flatnonzero(self.begins[best])
        closed = self._closed(token, first, before, opened, best[opened], ends)
        last = np.arange(len(best))
        last[opened] = closed
        found: list[int] = []
        free = 0
        for at in np.flatnonzero(~self.outside[best]).tolist():
            if at >= free:
                found.append(at)
                free = int(last[at]) + 1
        return found, last[found].tolist(), best[found].tolist()

    def _closed(
        self, token: Floats, first: Floats, before: Floats, opened: Ints, moves: Ints, ends: Flags
    ) -> Ints:
        """The last token of each entity, by the token and the move that open it."""
        closed = opened.copy()
        alive = np.arange(len(opened))
        while len(alive):
            closed[alive] += 1
            at = closed[alive]
            hidden = self._hidden(token[at] + first[opened[alive]] + before[at - 1])
            on, off = (self._score(hidden, partner[moves[alive]]) for partner in (self.goes_on, self.closes))
            alive = alive[(on >= off) & ~ends[at]]
        return closed

    def _hidden(self, weighed: Floats) -> Floats:
        pieces = len(self.bias) // len(self.output)
        summed = (weighed + self.bias).reshape(len(weighed), len(self.output), pieces)
        largest: Floats = summed.max(axis=2)
        return largest

    def _score(self, hidden: Floats, moves: Ints) -> Floats:
        scores: Floats = np.einsum("ij,ji->i", hidden, self.output[:, moves]) + self.output_bias[moves]
        return scores
