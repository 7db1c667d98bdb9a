"""The judges of records: a hand is judged by the others alone, and what a judge says is a probability."""

import numpy as np
import pytest

from wirebrief.evals.senses.fitting import Example
from wirebrief.evals.senses.gold import gold_pieces
from wirebrief.evals.senses.records import calibrated, judged
from wirebrief.service.engines.rules.judging.judge import probability


def example(right: bool, hand: int, **features: float) -> Example:
    return Example({"": 1.0, **features}, right, hand)


def hands(of: int) -> list[Example]:
    """Records of several hands: a sign that tells in every hand, and a word that only one hand has."""
    made = []
    for hand in range(of):
        made += [example(n % 10 < 9, hand, sure=1.0) for n in range(20)]
        made += [example(n % 10 < 2, hand, doubtful=1.0) for n in range(20)]
    return made


def test_a_word_that_only_one_hand_has_does_not_help_it() -> None:
    others = hands(3)
    own = [example(n < 10, 3, **{f"word {n < 10}": 1.0}) for n in range(20)]
    likely = judged([*others, *own]).likely[-20:]
    assert np.ptp(likely) == pytest.approx(0.0)


def test_what_no_hand_wrote_is_learned_from_and_never_judged() -> None:
    short = [example(True, -1, sure=1.0) for _ in range(5)]
    assert len(judged([*hands(3), *short]).right) == len(hands(3))


def test_confidence_is_the_share_of_right_records() -> None:
    weights = calibrated(hands(4))
    assert probability(weights, {"": 1.0, "sure": 1.0}) == pytest.approx(0.9, abs=0.04)
    assert probability(weights, {"": 1.0, "doubtful": 1.0}) == pytest.approx(0.2, abs=0.04)


def test_our_articles_are_pages_with_labels_in_their_text() -> None:
    pieces = list(gold_pieces())
    assert pieces
    assert not any(piece.name == "seed" for piece in pieces)
    for piece in pieces:
        ends = [end for labels in piece.labels.values() for label in labels for _, end in label.spans]
        assert max(ends) <= len(piece.text)
