"""The network that reads words: a small transformer encoder, and a head for each thing asked of a word.

The encoder is BERT's (Devlin et al. 2018), its first weights those of MiniLM (Wang et al. 2020) as
sentence-transformers/all-MiniLM-L6-v2 has them; `evals/tagging` fits it. Relations between two words are
bilinear (Dozat and Manning 2017).
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from wirebrief.service.errors import MissingExtra

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Hidden:
    """What the network makes of the words of one window, one row a word."""

    event: Matrix
    act: Matrix
    quote: Matrix
    """Log probabilities."""
    source: Matrix
    target: Matrix
    """For relations: words that have one, words that stand in one; word x relation x width."""
    source_bias: Matrix
    target_bias: Matrix


class Network:
    """The encoder and its heads.

    Args:
        encoder: from embedded pieces to hidden ones.
        weights: the embeddings and the heads, by name; those of bytes have a scale for each row.
    """

    def __init__(self, encoder: "InferenceSession", weights: dict[str, Matrix]) -> None:
        from threadpoolctl import ThreadpoolController

        self._encoder = encoder
        self._w = weights
        self._threads = ThreadpoolController()

    def read(self, pieces: list[list[int]], first: list[list[int]]) -> list[Hidden]:
        """Read windows of about the same length together.

        Args:
            pieces: ids of the pieces of each window.
            first: of each of its words, the place of the first piece.
        """
        longest = max(map(len, pieces))
        ids = np.zeros((len(pieces), longest), dtype=np.int64)
        unseen = np.full((len(pieces), 1, 1, longest), -1e9, dtype=np.float32)
        for row, window in enumerate(pieces):
            ids[row, : len(window)] = window
            unseen[row, ..., : len(window)] = 0
        w = self._w
        embedded = w["word"][ids] * w["word.scale"][ids][..., None] + w["place"][:longest]
        (hidden,) = self._encoder.run(None, {"embedded": embedded.astype(np.float32), "unseen": unseen})
        # A second thread of BLAS gains nothing on so little, and spins while it waits.
        with self._threads.limit(limits=1, user_api="blas"):
            return [self._heads(hidden[row, places]) for row, places in enumerate(first)]

    def _heads(self, x: Matrix) -> Hidden:
        relations = self._w["fb.bias"].shape[0]
        event, act, quote = (_log_softmax(self._head(x, name)) for name in ("event", "act", "quote"))
        source, target = (self._head(x, name).reshape(len(x), relations, -1) for name in ("fro", "toward"))
        return Hidden(event, act, quote, source, target, self._head(x, "fb"), self._head(x, "tb"))

    def _head(self, x: Matrix, name: str) -> Matrix:
        found: Matrix = x @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"]
        return found


@lru_cache(maxsize=1)
def network() -> Network:
    """The shipped network.

    Raises:
        MissingExtra: onnxruntime is not installed.
    """
    try:
        from onnxruntime import InferenceSession, SessionOptions, disable_telemetry_events
    except ImportError as missing:
        raise MissingExtra(
            "The rules engine needs onnxruntime, which is not installed.",
            hint="Run: pip install 'wirebrief[rules]'",
        ) from missing
    disable_telemetry_events()
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # as the parser: workers share the cores
    folder = files(__package__)
    encoder = InferenceSession(
        folder.joinpath("encoder.onnx").read_bytes(), options, ["CPUExecutionProvider"]
    )
    with folder.joinpath("weights.npz").open("rb") as file:
        return Network(encoder, dict(np.load(file)))


def _log_softmax(x: Matrix) -> Matrix:
    x = x - x.max(-1, keepdims=True)
    found: Matrix = x - np.log(np.exp(x).sum(-1, keepdims=True))
    return found
