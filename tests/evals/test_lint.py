"""Gold is checked before anything is measured with it."""

import pytest
from labelled import SUMMARY, TEXT, labelled

from wirebrief.evals.errors import HarnessError
from wirebrief.evals.gold_store import LabelledArticle, default_gold, load_gold, read_gold
from wirebrief.evals.hashes import gold_hash
from wirebrief.evals.lint import lint
from wirebrief.schemas import ArticleSummary, Span

WRONG_SPAN = Span(start=0, end=3, text="One")


def changed(**fields: object) -> LabelledArticle:
    return labelled(summary=SUMMARY.model_copy(update=fields))


def first(summary: ArticleSummary, kind: str, **fields: object) -> list[object]:
    records = list(getattr(summary, kind))
    return [records[0].model_copy(update=fields), *records[1:]]


def test_good_gold_has_no_problems() -> None:
    assert lint(labelled()) == []


OUR_OWN = [*read_gold(default_gold()), *read_gold(default_gold() / "languages")]


@pytest.mark.parametrize("article", OUR_OWN, ids=lambda article: article.name)
def test_our_own_gold_has_no_problems(article: LabelledArticle) -> None:
    assert lint(article) == []


PROBLEMS = [
    (changed(quotes=first(SUMMARY, "quotes", span=WRONG_SPAN)), "quotes[0].span: [0:3] is 'Two', not 'One'"),
    (changed(article=SUMMARY.article.model_copy(update={"id": "0"})), "not the SHA-256 of article.txt"),
    (changed(incidents=first(SUMMARY, "incidents", evidence=[])), "incidents[0]: no evidence"),
    (changed(attributions=[]), "nothing refers to A2"),
    (labelled(alternatives={"incidents[9].type": ["fire"]}), "there is nothing at incidents[9].type"),
    (
        labelled(alternatives={"incidents[0].type": ["flood"]}),
        "alternatives[incidents[0].type][0]: Input should be",
    ),
    (
        labelled(alternatives={"quotes[0].cue": [WRONG_SPAN.model_dump()]}),
        "alternatives[quotes[0].cue][0][0]: [0:3]",
    ),
    (labelled(optional=["I1"]), "refers to nothing but optional incidents"),
    (labelled(facts=[{"id": "F1", "text": "x", "evidence": []}]), "facts[0]: no evidence"),
]


@pytest.mark.parametrize(("article", "problem"), PROBLEMS, ids=[problem for _, problem in PROBLEMS])
def test_a_problem_is_found_and_placed(article: LabelledArticle, problem: str) -> None:
    assert [found for found in lint(article) if problem in found]


def test_the_hash_of_gold_hangs_on_its_labels() -> None:
    assert gold_hash([labelled()]) != gold_hash([labelled(expected_warnings=[])])


def test_the_hash_of_gold_hangs_on_its_text() -> None:
    assert gold_hash([labelled()]) != gold_hash([LabelledArticle(TEXT + " ", labelled().gold)])


def test_a_split_without_articles_is_an_error(tmp_path: object) -> None:
    with pytest.raises(HarnessError, match="no gold of split 'holdout'"):
        load_gold(default_gold() / "nowhere", "holdout")
