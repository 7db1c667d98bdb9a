"""What the tagger says of each word of an article: whether it tells of an incident and of which type, whether
it holds somebody responsible and by which act, whether it is said by somebody; and who belongs to it."""

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Final, Literal, get_args

import numpy as np

from wirebrief.schemas.vocabulary import Act, IncidentType
from wirebrief.service.engines.rules.parse import Parsed
from wirebrief.service.engines.rules.tagger.network import Hidden, Matrix, Network, network
from wirebrief.service.engines.rules.tagger.pieces import Pieces, Window

TYPES: Final[tuple[IncidentType, ...]] = get_args(IncidentType)
ACTS: Final[tuple[Act, ...]] = get_args(Act)
Relation = Literal["doer", "source", "responsible", "speaker", "same"]
RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)
_LEAST = 0.05
_BESIDE = 2
_TOGETHER = 16
"""Windows that are read together."""


class Tags:
    """Reads one article.

    Args:
        using: another network than the shipped one.
    """

    def __init__(self, parsed: Parsed, using: Network | None = None) -> None:
        self._parsed = parsed
        n = len(parsed)
        self.event = np.zeros((n, len(TYPES)), dtype=np.float32)
        """How likely each word tells of an incident of each type."""
        self.act = np.zeros((n, len(ACTS)), dtype=np.float32)
        self.quote = np.zeros((n, 3), dtype=np.float32)
        """How likely each word is said by nobody, begins what somebody says, or goes on with it."""
        self._window: dict[int, tuple[Hidden, int]] = {}
        self._rows: dict[tuple[Relation, int], tuple[int, Matrix]] = {}
        net = using or network()
        windows = sorted(pieces().windows(parsed), key=lambda w: len(w.pieces))
        for at in range(0, len(windows), _TOGETHER):
            together = windows[at : at + _TOGETHER]
            self._note(together, net.read([w.pieces for w in together], [w.first for w in together]))

    def _note(self, windows: Sequence[Window], read: Sequence[Hidden]) -> None:
        for window, hidden in zip(windows, read, strict=True):
            here = slice(window.tokens.start, window.tokens.stop)
            self.event[here] = np.exp(hidden.event[:, 1:])
            self.act[here] = np.exp(hidden.act[:, 1:])
            self.quote[here] = np.exp(hidden.quote)
            for token in window.tokens:
                self._window[token] = (hidden, window.tokens.start)

    @cached_property
    def happened(self) -> list[float]:
        """How likely each word tells of an incident that happened."""
        return [float(p) for p in self.event.sum(1)]

    @cached_property
    def held(self) -> list[float]:
        """How likely each word holds somebody responsible."""
        return [float(p) for p in self.act.sum(1)]

    def around(self, token: int) -> list[int]:
        """A word and those beside it that hang on it or that it hangs on: the parts of "set fire to"."""
        parsed = self._parsed
        near = range(max(0, token - _BESIDE), min(len(parsed), token + _BESIDE + 1))
        return [t for t in near if t == token or parsed.head[t] == token or parsed.head[token] == t]

    def type_of(self, token: int) -> IncidentType:
        return TYPES[int(self.event[token].argmax())]

    def types(self, token: int) -> dict[str, float]:
        """How likely a word, with those beside it, tells of an incident of each likely type."""
        odds = self.event[self.around(token)].max(0)
        return {TYPES[n]: float(odds[n]) for n in np.flatnonzero(odds >= _LEAST)}

    def act_of(self, token: int) -> Act:
        return ACTS[int(self.act[token].argmax())]

    def reads_both(self, token: int, other: int) -> bool:
        """Whether two words were read together."""
        here, there = self._window.get(token), self._window.get(other)
        return here is not None and there is not None and here[0] is there[0]

    def ties(self, relation: Relation, token: int, other: int) -> float:
        """How likely one word stands in a relation to another; 0 for words that were not read together."""
        if not self.reads_both(token, other):
            return 0.0
        begin, likely = self._row(relation, token)
        return float(likely[other - begin])

    def tied(self, relation: Relation, token: int, least: float = 0.5) -> Iterator[tuple[int, float]]:
        """The words near a word that stand in a relation to it, and how likely each does."""
        if token not in self._window:
            return
        sentence = self._parsed.sentence[token]
        low = self._parsed.bounds[max(0, sentence - 1)][0]
        high = self._parsed.bounds[min(sentence + 1, len(self._parsed.bounds) - 1)][1]
        begin, likely = self._row(relation, token)
        for n in np.flatnonzero(likely >= least):
            other = begin + int(n)
            if low <= other < high and self._parsed.pos[other] in _PARTIES:
                yield other, float(likely[n])

    def _row(self, relation: Relation, token: int) -> tuple[int, Matrix]:
        """How likely each word of a window stands in a relation to a word; with the window's first word."""
        key = relation, token
        if key not in self._rows:
            hidden, begin = self._window[token]
            r, i = RELATIONS.index(relation), token - begin
            scores = hidden.target[:, r] @ hidden.source[i, r] / np.sqrt(hidden.source.shape[-1])
            scores += hidden.source_bias[i, r] + hidden.target_bias[:, r]
            self._rows[key] = begin, 1 / (1 + np.exp(-scores))
        return self._rows[key]


_PARTIES = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})


@lru_cache(maxsize=1)
def pieces() -> Pieces:
    text = files(__package__).joinpath("vocabulary.txt").read_text("utf-8")
    return Pieces(text.splitlines())
