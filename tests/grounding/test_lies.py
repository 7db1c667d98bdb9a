"""Right words in the wrong sense: who says it, of whom, how surely, how many of what.

`bench/lies.py` tells the same lies about recorded answers of a model.
"""

from collections import Counter
from functools import cache

import pytest
from disputed import DISPUTED, disputed
from lies import Lie, is_caught, lies
from staged import NAMES, Staged, staged

from wirebrief.service.engines.rules.second_reader import second_reading
from wirebrief.service.grounding import ground, verify
from wirebrief.service.grounding.second_reading import SecondReading

ARTICLES = (*(name for name in NAMES if name != "bridge"), *DISPUTED)
"""The staged articles in English, and those in which more is disputed."""
GRAMMAR = frozenset({"roles swapped"})
"""Kinds of lies that only a parser sees."""
BAR = 0.9


@cache
def article(name: str) -> Staged:
    return disputed(name) if name in DISPUTED else staged(name)


def told(name: str, second: SecondReading | None = None) -> list[tuple[Lie, bool]]:
    """Every lie about an article, and whether it was caught."""
    document, draft = article(name).document, article(name).draft
    return [
        (lie, is_caught(lie, verify(document, ground(document, lie.draft), frozenset(), second)))
        for lie in lies(document, draft)
    ]


@pytest.mark.parametrize("name", DISPUTED)
def test_an_honest_draft_is_believed(name: str) -> None:
    """Nothing true is doubted, and everybody who speaks keeps his words."""
    grounding = verify(article(name).document, ground(article(name).document, article(name).draft))
    assert [f for f in grounding.findings if f.severity != "note"] == []
    assert all(quote.speakers for quote in grounding.quotes)


def test_what_words_alone_contradict_is_caught() -> None:
    """At least nine in ten of all lies that need no grammar, and more than half of each kind."""
    outcomes = [one for name in ARTICLES for one in told(name) if one[0].kind not in GRAMMAR]
    share = sum(caught for _, caught in outcomes) / len(outcomes)
    total, missed = (
        Counter(lie.kind for lie, _ in outcomes),
        Counter(lie.kind for lie, c in outcomes if not c),
    )
    assert share >= BAR
    assert {kind for kind in total if 2 * missed[kind] >= total[kind]} == set()


@pytest.mark.parametrize("name", ["valley", "depot", "embassy"])
def test_a_parser_sees_roles_exchanged(name: str) -> None:
    """ "The army post attacked the Dovrin Front" has every word of the article."""
    document = article(name).document
    swapped = [one for one in told(name, second_reading(document)) if one[0].kind in GRAMMAR]
    assert swapped
    assert all(caught for _, caught in swapped)
