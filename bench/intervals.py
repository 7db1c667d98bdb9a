"""How true the intervals and tests of the evals are, by simulation: python bench/intervals.py [repetitions].

Documents are drawn from a population whose F1 is known: each has a random number of gold slots and its own
skill (Beta); the answer finds a slot with that skill and adds spurious ones. Printed are the share of the 95%
intervals that hold the true F1, and how often the paired test calls two equal systems different at 5%.
"""

import sys
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from wirebrief.evals.stats.bootstrap import f1_intervals
from wirebrief.evals.stats.paired import randomisation

SIZES = (12, 25, 50, 100)
POPULATION = 400_000


def draw(
    generator: np.random.Generator, documents: int, skill: npt.NDArray[np.float64] | None = None
) -> npt.NDArray[np.float64]:
    """Earned, gold and predicted by document; shape (documents, 3)."""
    gold = 1 + generator.poisson(6, documents)
    skill = generator.beta(8, 3, documents) if skill is None else skill
    earned = generator.binomial(gold, skill)
    spurious = generator.poisson(1.5, documents)
    return np.stack([earned, gold, earned + spurious], axis=1).astype(np.float64)


def true_f1(generator: np.random.Generator) -> float:
    earned, gold, predicted = draw(generator, POPULATION).sum(axis=0)
    return float(2 * earned / (gold + predicted))


def coverage(generator: np.random.Generator, documents: int, repetitions: int, truth: float) -> float:
    """Share of intervals that hold the truth."""
    held = 0
    for n in range(repetitions):
        interval = f1_intervals([draw(generator, documents)], resamples=1000, seed=n)[0]
        held += interval is not None and interval.low <= truth <= interval.high
    return held / repetitions


def type_one(generator: np.random.Generator, documents: int, repetitions: int) -> float:
    """Share of comparisons of two equally good systems on the same documents with p below 5%."""
    called = 0
    for n in range(repetitions):
        skill = generator.beta(8, 3, documents)
        gold = 1 + generator.poisson(6, documents)
        a, b = (system(generator, gold, skill) for _ in range(2))
        called += randomisation(a, b, shuffles=999, seed=n) < 0.05
    return called / repetitions


def system(
    generator: np.random.Generator, gold: npt.NDArray[np.int64], skill: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """One system's answers to given documents."""
    earned = generator.binomial(gold, skill)
    spurious = generator.poisson(1.5, len(gold))
    return np.stack([earned, gold, earned + spurious], axis=1).astype(np.float64)


def lines(repetitions: int) -> Iterator[str]:
    generator = np.random.default_rng(1)
    truth = true_f1(generator)
    yield f"true F1 {truth:.3f}, {repetitions} repetitions"
    yield f"{'articles':>8}  {'coverage of 95%':>15}  {'type-I error':>12}"
    for size in SIZES:
        covered = coverage(generator, size, repetitions, truth)
        called = type_one(generator, size, repetitions)
        yield f"{size:>8}  {covered:>15.3f}  {called:>12.3f}"


if __name__ == "__main__":
    for line in lines(int(sys.argv[1]) if len(sys.argv) > 1 else 2000):
        print(line, flush=True)
