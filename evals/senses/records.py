"""The judges of records: fitted on the pages of several hands, each hand judged by a model of the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wirebrief.evals.senses.fitting import Example, fit
from wirebrief.service.engines.rules.judging.features import Features

_PENALTY = 8.0
_LEAST = 3
_STEPS = 50
_PRIOR = 0.5
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """Every example scored by a model that saw none of its hand."""

    scores: Vector
    right: Vector
    slope: float
    shift: float
    """From a score to log odds: what calibrates a model of all hands."""

    @property
    def likely(self) -> Vector:
        """How likely each is right, in [0, 1]."""
        found: Vector = 1 / (1 + np.exp(-(self.slope * self.scores + self.shift)))
        return found

    def at(self, bar: float) -> tuple[float, float]:
        """Precision and recall of what is as sure as a bar; recall of what is proposed and right."""
        told = self.likely >= bar
        right = float(self.right[told].sum())
        return right / max(1, int(told.sum())), right / max(1.0, float(self.right.sum()))


def judged(examples: Sequence[Example]) -> Judged:
    """Judge the examples of each hand by a model of the other hands and of what is no hand's (group -1)."""
    scored: list[tuple[float, bool]] = []
    for group in sorted({example.group for example in examples if example.group >= 0}):
        weights = fit([e for e in examples if e.group != group], penalty=_PENALTY, least=_LEAST)
        scored += [(_score(weights, e.features), e.real) for e in examples if e.group == group]
    scores, right = (np.array(column, dtype=float) for column in zip(*scored, strict=True))
    return Judged(scores, right, *_platt(scores, right))


def calibrated(examples: Sequence[Example]) -> dict[str, float]:
    """The weights of a model of all examples, scaled so that its answer is a probability (Platt 1999)."""
    weights, held_out = fit(examples, penalty=_PENALTY, least=_LEAST), judged(examples)
    scaled = {name: held_out.slope * weight for name, weight in weights.items()}
    scaled[""] = scaled.get("", 0.0) + held_out.shift
    return {name: round(weight, 3) for name, weight in scaled.items()}


def lines(name: str, examples: Sequence[Example]) -> Iterator[str]:
    """What `check` prints of one kind of record."""
    held_out = judged(examples)
    yield f"{name}: {len(held_out.right)} records, {int(held_out.right.sum())} right; leaving one hand out"
    yield "from  judged  right"
    for tenth in range(10):
        here = held_out.right[(held_out.likely >= tenth / 10) & (held_out.likely < (tenth + 1) / 10)]
        if len(here):
            yield f"{tenth / 10:.1f}  {len(here):6}  {here.mean():.2f}"
    for bar in (0.5, 0.6, 0.7, 0.8, 0.9):
        precision, recall = held_out.at(bar)
        yield f"at {bar}: precision {precision:.3f}, recall {recall:.3f}"


def _score(weights: Mapping[str, float], found: Features) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in found.items())


def _platt(scores: Vector, right: Vector) -> tuple[float, float]:
    """Slope and shift that make log odds of scores, by Newton's steps; the slope is drawn towards 1."""
    slope, shift = 1.0, 0.0
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-(slope * scores + shift)))
        off, spread = likely - right, likely * (1 - likely)
        pull = np.array([(off * scores).sum() + _PRIOR * (slope - 1), off.sum()])
        bend = np.array(
            [
                [(spread * scores**2).sum() + _PRIOR, (spread * scores).sum()],
                [(spread * scores).sum(), spread.sum() + 1e-6],
            ]
        )
        slope, shift = (float(n) for n in np.array([slope, shift]) - np.linalg.solve(bend, pull))
    return slope, shift
