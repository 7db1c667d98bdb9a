"""Lies about articles in other languages: `bench/foreign_lies.py` tells all, here is a sample."""

import random
from collections import defaultdict

import pytest
from adversary import Mutant, caught
from foreign_lies import KINDS, TOLD_OF, staged, staged_lies, statements

SAMPLE = 4
"""Lies of each kind that are told of each article."""


def sample(language: str) -> list[Mutant]:
    kinds: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in staged_lies(language):
        kinds[mutant.kind].append(mutant)
    rng = random.Random(language)
    return [one for kind in sorted(kinds) for one in rng.sample(kinds[kind], min(SAMPLE, len(kinds[kind])))]


@pytest.mark.parametrize("language", TOLD_OF)
def test_a_lie_that_needs_no_language_is_caught(language: str) -> None:
    """Ids, literals, digits, labels, references, leaks."""
    missed = [(m.kind, m.path, m.value) for m in sample(language) if not caught(staged(language), m)]
    assert missed == []


@pytest.mark.parametrize("unseen", [False, True])
@pytest.mark.parametrize("language", TOLD_OF)
def test_nine_lies_of_ten_that_need_the_language_are_caught(language: str, unseen: bool) -> None:
    """What is denied, bounds, units and numbers."""
    told = [one for one in statements(language, unseen=unseen) if one.kind in KINDS]
    missed = [one for one in told if not one.is_doubted]
    assert len(missed) <= 0.1 * len(told), missed


@pytest.mark.parametrize("language", TOLD_OF)
def test_what_is_true_is_hardly_ever_doubted(language: str) -> None:
    told = [one for unseen in (False, True) for one in statements(language, unseen=unseen)]
    true = [one for one in told if one.kind == "true"]
    doubted = [one for one in true if one.is_doubted]
    assert len(doubted) <= 0.05 * len(true), doubted
