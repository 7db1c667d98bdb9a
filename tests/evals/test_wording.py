"""Words are compared as their language needs."""

from collections import Counter

import pytest

from wirebrief.evals.gold_store import LabelledArticle, default_gold, read_gold
from wirebrief.evals.scoring.key_points import covers
from wirebrief.evals.scoring.wording import wording
from wirebrief.schemas import KeyPoint, Span
from wirebrief.schemas.gold import Fact

WHOLE = Span(start=0, end=9, text="the place")
LANGUAGES = list(read_gold(default_gold() / "languages"))


def covered(language: str, point: str, fact: str) -> float:
    """How far a key point covers a fact that rests on the same place."""
    return covers(
        KeyPoint(text=point, evidence=[WHOLE]), Fact(id="F1", text=fact, evidence=[WHOLE]), wording(language)
    )


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "The Café", "cafe"),
        ("de", "Die Große Straße", "große strasse"),
        ("fr", "L’État", "état"),
        ("ar", "أحمد", "احمد"),
        ("ar", "مُحَمَّد", "محمد"),
        ("ar", "٢٣", "23"),
        ("zh", "６２", "62"),
        ("ru", "Ёлка", "ёлка"),
    ],
)
def test_what_a_language_leaves_free_is_folded(language: str, one: str, other: str) -> None:
    assert wording(language).fold(one) == wording(language).fold(other)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("es", "año", "ano"), ("de", "schön", "schon"), ("fr", "pêcheur", "pécheur")],
)
def test_accents_tell_words_apart_but_in_english(language: str, one: str, other: str) -> None:
    assert wording(language).fold(one) != wording(language).fold(other)
    assert wording("en").fold(one) == wording("en").fold(other)


@pytest.mark.parametrize(
    ("language", "point", "fact"),
    [
        ("de", "Neun Arbeitern wurde geholfen.", "Die Helfer halfen 9 Arbeitern."),
        ("es", "Tres mineros siguen desaparecidos.", "3 mineros desaparecidos."),
        ("ar", "وأصيب 23 شخصا بجروح", "أصيب ٢٣ شخصاً بجروح"),
        ("zh", "渡轮沉没，17人受伤。", "渡轮沉没，十七人受伤。"),
    ],
)
def test_numbers_are_the_same_in_words_and_in_the_digits_of_any_script(
    language: str, point: str, fact: str
) -> None:
    assert covered(language, point, fact) > 0


@pytest.mark.parametrize(
    ("language", "point", "fact"),
    [
        ("de", "Kein Arbeiter wurde verletzt.", "Ein Arbeiter wurde verletzt."),
        ("fr", "La police dément avoir tiré sur la foule.", "La police a tiré sur la foule."),
        ("es", "La banda niega el secuestro.", "La banda hizo el secuestro."),
        ("pt", "O grupo não atacou a esquadra.", "O grupo atacou a esquadra."),
        ("ar", "ولم تعلن الجهة مسؤوليتها", "أعلنت الجهة مسؤوليتها"),
        ("zh", "厂方否认锁门。", "厂方锁门。"),
    ],
)
def test_a_negation_in_any_of_these_languages_keeps_a_fact_uncovered(
    language: str, point: str, fact: str
) -> None:
    assert covered(language, point, fact) == 0


def test_another_number_keeps_a_fact_uncovered_where_there_are_no_spaces() -> None:
    assert covered("zh", "渡轮沉没，十八人受伤。", "渡轮沉没，十七人受伤。") == 0


def test_half_of_a_name_is_half_right_where_there_are_no_spaces() -> None:
    chinese = wording("zh")
    assert chinese.words(chinese.fold("林建平")) < chinese.words(chinese.fold("海事局局长林建平"))


def test_there_is_one_article_of_either_split_in_each_language() -> None:
    """And none of them is where the gates look."""
    found = Counter((article.gold.summary.article.language, article.gold.split) for article in LANGUAGES)
    assert found == {(one, split): 1 for one in "de fr es pt ar zh".split() for split in ("dev", "holdout")}
    assert not {article.name for article in LANGUAGES} & {
        article.name for article in read_gold(default_gold())
    }


@pytest.mark.parametrize("article", LANGUAGES, ids=lambda article: article.name)
def test_facts_are_covered_by_their_own_words(article: LabelledArticle) -> None:
    gold = article.gold
    for fact in gold.facts:
        point = KeyPoint(text=fact.text, evidence=fact.evidence)
        assert covers(point, fact, wording(gold.summary.article.language)) == 1
