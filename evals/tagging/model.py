"""The network in torch, to be fitted; `service/engines/rules/tagger/network.py` runs what comes out."""

import math
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from wirebrief.evals.tagging.windows import Accepted, Labelled
from wirebrief.schemas.vocabulary import Act, IncidentType, values
from wirebrief.service.engines.rules.tagger.tags import RELATIONS

_WIDTH, _HEADS, _INNER, _LAYERS, _PIECES, _PLACES = 384, 12, 1536, 6, 30522, 512
_TIE = 64
_DROPPED = 0.1
_OF_QUOTES = 0.3
"""What the loss of the tags of quotes counts, of which every word of a quote has one."""
HEADS = ("event", "act", "quote", "fro", "toward", "fb", "tb")


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.o = nn.Linear(_WIDTH, 3 * _WIDTH), nn.Linear(_WIDTH, _WIDTH)
        self.i, self.f = nn.Linear(_WIDTH, _INNER), nn.Linear(_INNER, _WIDTH)
        self.n1, self.n2 = nn.LayerNorm(_WIDTH, 1e-12), nn.LayerNorm(_WIDTH, 1e-12)
        self.drop = nn.Dropout(_DROPPED)

    def forward(self, x: Tensor, unseen: Tensor) -> Tensor:
        rows, width, _ = x.shape
        both = self.qkv(x).view(rows, width, 3, _HEADS, _WIDTH // _HEADS).permute(2, 0, 3, 1, 4)
        q, k, v = both[0], both[1], both[2]
        seen = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(_WIDTH // _HEADS) + unseen, -1) @ v
        x = self.n1(x + self.drop(self.o(seen.transpose(1, 2).reshape(rows, width, _WIDTH))))
        return self.n2(x + self.drop(self.f(functional.gelu(self.i(x)))))


class Encoder(nn.Module):
    """From embedded pieces to hidden ones."""

    def __init__(self) -> None:
        super().__init__()
        self.n0, self.drop = nn.LayerNorm(_WIDTH, 1e-12), nn.Dropout(_DROPPED)
        self.layers = nn.ModuleList(Layer() for _ in range(_LAYERS))

    def forward(self, embedded: Tensor, unseen: Tensor) -> Tensor:
        x = self.drop(self.n0(embedded))
        for layer in self.layers:
            x = layer(x, unseen)
        return x


class Tagger(nn.Module):
    """The encoder with its heads."""

    def __init__(self) -> None:
        super().__init__()
        self.word, self.place = nn.Embedding(_PIECES, _WIDTH), nn.Embedding(_PLACES, _WIDTH)
        self.encoder = Encoder()
        self.event = nn.Linear(_WIDTH, len(values(IncidentType)) + 1)
        self.act = nn.Linear(_WIDTH, len(values(Act)) + 1)
        self.quote = nn.Linear(_WIDTH, 3)
        relations = len(RELATIONS)
        self.fro, self.toward = nn.Linear(_WIDTH, relations * _TIE), nn.Linear(_WIDTH, relations * _TIE)
        self.fb, self.tb = nn.Linear(_WIDTH, relations), nn.Linear(_WIDTH, relations)
        for embedding in (self.word, self.place):
            embedding.weight.requires_grad_(False)  # too few texts to move words that they do not have

    def load_pretrained(self, folder: Path) -> None:
        """Take the encoder of a MiniLM (`model.safetensors`)."""
        from safetensors.torch import load_file

        known = load_file(folder / "model.safetensors")

        def of(name: str, *parts: str) -> dict[str, Tensor]:
            return {
                kind: torch.cat([known[f"{name}{part}.{kind}"] for part in parts or ("",)])
                for kind in ("weight", "bias")
            }

        self.word.weight.data = known["embeddings.word_embeddings.weight"]
        kind = known["embeddings.token_type_embeddings.weight"][0]
        self.place.weight.data = known["embeddings.position_embeddings.weight"] + kind
        self.encoder.n0.load_state_dict(of("embeddings.LayerNorm"))
        for n, layer in enumerate(self.encoder.layers):
            at = f"encoder.layer.{n}."
            layer.qkv.load_state_dict(of(f"{at}attention.self.", "query", "key", "value"))
            for module, name in (
                (layer.o, "attention.output.dense"),
                (layer.n1, "attention.output.LayerNorm"),
                (layer.i, "intermediate.dense"),
                (layer.f, "output.dense"),
                (layer.n2, "output.LayerNorm"),
            ):
                module.load_state_dict(of(at + name))

    def forward(self, windows: Sequence[Labelled]) -> Tensor:
        """The hidden rows of all words of some windows, one window after another."""
        longest = max(len(window.pieces) for window in windows)
        ids = torch.zeros(len(windows), longest, dtype=torch.long)
        unseen = torch.full((len(windows), 1, 1, longest), -1e9)
        for row, window in enumerate(windows):
            ids[row, : len(window.pieces)] = torch.tensor(window.pieces)
            unseen[row, ..., : len(window.pieces)] = 0
        x = self.encoder(self.word(ids) + self.place.weight[:longest], unseen).float()
        return torch.cat([x[row, window.first] for row, window in enumerate(windows)])

    def loss(self, windows: Sequence[Labelled]) -> Tensor:
        """What the labels of some windows cost, for each window."""
        hidden = self(windows)
        events = [label for window in windows for label in window.event]
        acts = [label for window in windows for label in window.act]
        quotes = torch.tensor([tag for window in windows for tag in window.quote])
        of_quotes = functional.cross_entropy(
            self.quote(hidden), quotes, torch.tensor([1.0, 3.0, 1.0]), reduction="sum"
        )
        whole = _any_of(self.event(hidden), events) + _any_of(self.act(hidden), acts)
        return (whole + _OF_QUOTES * of_quotes + self._of_ties(hidden, windows)) / len(windows)

    def _of_ties(self, hidden: Tensor, windows: Sequence[Labelled]) -> Tensor:
        rows: list[tuple[int, int, int, float]] = []
        begin = 0
        for window in windows:
            for tie in window.ties:
                pairs = zip(tie.others, tie.tied, strict=True)
                rows += [(begin + tie.word, begin + o, tie.relation, float(is_tied)) for o, is_tied in pairs]
            begin += len(window.first)
        if not rows:
            return hidden.sum() * 0
        words, others, relations, tied = (torch.tensor(column) for column in zip(*rows, strict=True))
        fro = self.fro(hidden).view(len(hidden), -1, _TIE)[words, relations]
        toward = self.toward(hidden).view(len(hidden), -1, _TIE)[others, relations]
        scores = (fro * toward).sum(-1) / math.sqrt(_TIE)
        scores = scores + self.fb(hidden)[words, relations] + self.tb(hidden)[others, relations]
        return functional.binary_cross_entropy_with_logits(scores, tied, reduction="sum")


def _any_of(scores: Tensor, accepted: Sequence[Accepted]) -> Tensor:
    """The cross entropy where each of several classes is right; words without any are left out."""
    there = [n for n, classes in enumerate(accepted) if classes]
    right = torch.full_like(scores[there], float("-inf"))
    for row, n in enumerate(there):
        right[row, list(accepted[n])] = 0
    return -torch.logsumexp(functional.log_softmax(scores[there], -1) + right, -1).sum()
