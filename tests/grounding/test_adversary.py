"""An upstream that lies: everything that can be caught is caught.

`bench/aligners.py` runs every mutant, and other aligners beside ours; here each kind is run on a seeded
sample, rare kinds whole.
"""

import random
from collections import defaultdict

import pytest
from adversary import OF_LANGUAGE, Mutant, caught, false_literals, mutants, swaps
from staged import NAMES, Staged, staged

from wirebrief.schemas import Span
from wirebrief.service.grounding import Addresses, ground, verify

SAMPLE = 12
"""Mutants of each kind that are run for each article."""


def sample(article: Staged) -> list[Mutant]:
    kinds: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants(article):
        if article.document.language != "en" and mutant.kind in OF_LANGUAGE:
            continue
        kinds[mutant.kind].append(mutant)
    rng = random.Random(article.name)
    return [one for kind in sorted(kinds) for one in rng.sample(kinds[kind], min(SAMPLE, len(kinds[kind])))]


@pytest.mark.parametrize("name", NAMES)
def test_an_honest_draft_is_believed(name: str) -> None:
    """Otherwise catching every lie would be no merit."""
    article = staged(name)
    grounding = verify(article.document, ground(article.document, article.draft))
    assert [f for f in grounding.findings if f.severity != "note"] == []
    assert len(grounding.quotes) == len(article.draft.quotes)
    assert len(grounding.attributions) == len(article.draft.attributions)


@pytest.mark.parametrize("name", NAMES)
def test_every_lie_is_caught(name: str) -> None:
    """Wrong ids, numbers, days, names, negations, invented quotations, leaks: told, and kept out."""
    article = staged(name)
    missed = [(m.kind, m.path, m.value) for m in sample(article) if not caught(article, m)]
    assert missed == []


@pytest.mark.parametrize("name", NAMES)
def test_false_words_have_no_place(name: str) -> None:
    """The aligner alone: no false literal is found in its sentence, every true one is."""
    article = staged(name)
    addresses = Addresses(article.document)
    for sentence in article.document.sentences:
        text = article.document.text[sentence.start : sentence.end]
        assert isinstance(addresses.resolve(f"{sentence.id}: {text}"), Span)
        for kind, false in false_literals(text):
            assert not isinstance(addresses.resolve(f"{sentence.id}: {false}"), Span), (kind, false)


def test_what_cannot_be_caught_is_known() -> None:
    """Speakers swapped within one sentence: some are seen, and docs/drafts.md gives the rate."""
    total = [(article, m) for article in map(staged, NAMES) for m in swaps(article)]
    seen = sum(caught(article, m) for article, m in total)
    assert len(total) >= 10
    assert 0 < seen < len(total)
