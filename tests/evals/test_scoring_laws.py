"""The laws of scoring.md, as properties of every pair of summaries."""

import random
from itertools import permutations

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from summaries import gold, summaries

from wirebrief.evals.scoring import Tally, Verdict, score_document, tally
from wirebrief.evals.scoring.alignment import RESOLUTION, align
from wirebrief.evals.scoring.tally import merge
from wirebrief.schemas import ArticleSummary

laws = settings(deadline=None, max_examples=30)
LISTS = ("actors", "incidents", "attributions", "quotes", "quoted_text")


class Item:
    """An item with its content as its only property."""

    def __init__(self, key: str) -> None:
        self.key = key


def items(count: int, name: str = "") -> list[Item]:
    return [Item(f"{name}{n}") for n in range(count)]


def scores(ours: ArticleSummary, theirs: ArticleSummary | None) -> Tally:
    return tally(score_document(gold(ours), theirs).slots)


def shuffled(summary: ArticleSummary, seed: int) -> ArticleSummary:
    """The same records in another order, with the ids they had."""
    order = random.Random(seed)
    lists = {name: list(getattr(summary, name)) for name in LISTS}
    for records in lists.values():
        order.shuffle(records)
    return summary.model_copy(update=lists)


matrices = st.integers(0, 6).flatmap(
    lambda rows: st.integers(0, 6).flatmap(
        lambda columns: st.lists(
            st.lists(st.sampled_from([0.0, 0.25, 0.3, 0.5, 1.0]), min_size=columns, max_size=columns),
            min_size=rows,
            max_size=rows,
        )
    )
)


def total_and_pairs(matrix: list[list[float]], columns: int | None = None) -> tuple[float, int]:
    columns = len(matrix[0]) if matrix and columns is None else columns or 0
    matches = align(items(len(matrix), "g"), items(columns, "p"), lambda i, j: matrix[i][j])
    return sum(match.similarity for match in matches), len(matches)


def brute_force(matrix: list[list[float]]) -> float:
    rows, columns = len(matrix), len(matrix[0]) if matrix else 0
    if rows > columns:
        matrix, rows, columns = [list(row) for row in zip(*matrix, strict=True)], columns, rows
    return max(
        (sum(matrix[i][j] for i, j in enumerate(chosen)) for chosen in permutations(range(columns), rows)),
        default=0.0,
    )


@settings(deadline=None, max_examples=150)
@given(matrices)
def test_the_total_of_an_alignment_is_that_of_brute_force(matrix: list[list[float]]) -> None:
    assert abs(total_and_pairs(matrix)[0] - brute_force(matrix)) < 10 / RESOLUTION


@laws
@given(summaries())
def test_everything_is_right_against_itself(summary: ArticleSummary) -> None:
    assert {row: counts.f1 for row, counts in scores(summary, summary).items() if counts.f1 != 1.0} == {}


@laws
@given(summaries(), st.integers(0, 99))
def test_everything_is_right_against_itself_in_another_order(summary: ArticleSummary, seed: int) -> None:
    found = scores(summary, shuffled(summary, seed))
    assert {row: counts.f1 for row, counts in found.items() if counts.f1 != 1.0} == {}


@laws
@given(summaries(), summaries(), st.integers(0, 99))
def test_the_order_of_lists_never_matters(ours: ArticleSummary, theirs: ArticleSummary, seed: int) -> None:
    assert scores(shuffled(ours, seed), shuffled(theirs, seed + 1)) == scores(ours, theirs)


@laws
@given(summaries(), summaries())
def test_right_half_wrong_and_missing_slots_are_all_of_gold(
    ours: ArticleSummary, theirs: ArticleSummary
) -> None:
    """What gold fills is counted by scoring it against no answer at all: every slot is then missing."""
    filled = {row: counts.mis for row, counts in scores(ours, None).items()}
    found = {row: counts.gold for row, counts in scores(ours, theirs).items() if counts.gold}
    assert found == filled


@laws
@given(summaries(), summaries())
def test_right_half_wrong_and_spurious_slots_are_all_of_the_prediction(
    ours: ArticleSummary, theirs: ArticleSummary
) -> None:
    filled = {row: counts.mis for row, counts in scores(theirs, None).items()}
    found = {row: counts.predicted for row, counts in scores(ours, theirs).items() if counts.predicted}
    assert found == filled


@given(matrices, st.integers(0, 5))
def test_dropping_a_prediction_raises_neither_similarity_nor_recall(
    matrix: list[list[float]], drop: int
) -> None:
    columns = len(matrix[0]) if matrix else 0
    assume(drop < columns)
    total, pairs = total_and_pairs(matrix)
    fewer = [[*row[:drop], *row[drop + 1 :]] for row in matrix]
    rest, kept = total_and_pairs(fewer, columns - 1)
    assert (rest <= total + 1e-9, kept <= pairs) == (True, True)


@given(matrices)
def test_adding_a_prediction_that_is_like_nothing_never_raises_precision(matrix: list[list[float]]) -> None:
    columns = len(matrix[0]) if matrix else 0
    assume(columns)
    _, pairs = total_and_pairs(matrix)
    _, with_more = total_and_pairs([[*row, 0.0] for row in matrix])
    assert with_more / (columns + 1) <= pairs / columns


@laws
@given(summaries(), summaries(), st.data())
def test_dropping_a_quote_never_raises_the_recall_of_quotes(
    ours: ArticleSummary, theirs: ArticleSummary, data: st.DataObject
) -> None:
    assume(theirs.quotes)
    dropped = data.draw(st.sampled_from(theirs.quotes))
    rest = [
        quote.model_copy(update={"continues": None if quote.continues == dropped.id else quote.continues})
        for quote in theirs.quotes
        if quote.id != dropped.id
    ]
    row = ("quote", "record", "lenient")
    before, after = (
        scores(ours, theirs)[row],
        scores(ours, theirs.model_copy(update={"quotes": rest})).get(row),
    )
    assert (after.cor if after else 0) <= before.cor


@laws
@given(summaries(), summaries())
def test_a_document_with_nothing_on_either_side_changes_no_micro_score(
    ours: ArticleSummary, theirs: ArticleSummary
) -> None:
    silent = theirs.article.model_copy(update={"title": None, "kind": None})
    nothing = ours.model_copy(update={**{name: [] for name in LISTS}, "article": silent, "headline": ""})
    found = scores(ours, theirs)
    assert merge([found, scores(nothing, nothing)]) == found


@laws
@given(summaries())
def test_no_answer_misses_everything(summary: ArticleSummary) -> None:
    slots = score_document(gold(summary), None, failed="timeout").slots
    assert {(slot.lenient, slot.strict) for slot in slots} <= {(Verdict.MIS, Verdict.MIS)}


@laws
@given(summaries(), summaries())
def test_a_strictly_right_slot_is_leniently_right(ours: ArticleSummary, theirs: ArticleSummary) -> None:
    slots = score_document(gold(ours), theirs).slots
    assert [s for s in slots if s.strict is Verdict.COR and s.lenient is not Verdict.COR] == []
