"""One planted fault fails the gate, and the gate says which it is."""

from datetime import date

import pytest
from labelled import SUMMARY, labelled, perfect, report_of

from wirebrief.evals.baseline import make_baseline
from wirebrief.evals.gate import Verdict, gate, render
from wirebrief.evals.report.annotations import annotate
from wirebrief.evals.report.junit import junit_xml
from wirebrief.schemas import ArticleSummary, Casualties

RIGHT = perfect(labelled())


def judged(answer: ArticleSummary | None) -> Verdict:
    """The gate's verdict on three articles, one of them answered as given, against a perfect baseline."""
    before = report_of(RIGHT, RIGHT, RIGHT)
    after = report_of(RIGHT, answer, RIGHT)
    return gate(after, after.arms[0], make_baseline(before, before.arms[0]))


def dropped_quote() -> ArticleSummary:
    return RIGHT.model_copy(update={"quotes": RIGHT.quotes[:1]})


def swapped_speaker() -> ArticleSummary:
    first, second = RIGHT.quotes
    swapped = [first.model_copy(update={"speakers": ["A4"]}), second.model_copy(update={"speakers": ["A1"]})]
    return RIGHT.model_copy(update={"quotes": swapped})


def shifted_date() -> ArticleSummary:
    (incident,) = RIGHT.incidents
    day = date(2024, 3, 4)
    when = incident.when.model_copy(update={"start": day, "end": day})
    return RIGHT.model_copy(update={"incidents": [incident.model_copy(update={"when": when})]})


def wrong_figure() -> ArticleSummary:
    (incident,) = RIGHT.incidents
    figure = incident.casualties.injured[0].model_copy(update={"min": 12, "max": 12})
    casualties = Casualties(killed=[], injured=[figure])
    return RIGHT.model_copy(update={"incidents": [incident.model_copy(update={"casualties": casualties})]})


def lost_warning() -> ArticleSummary:
    return RIGHT.model_copy(update={"warnings": []})


FAULTS = [
    (dropped_quote, "mooring-2: quote record at quotes[1]: missing: They had been warned,"),
    (
        swapped_speaker,
        "mooring-2: quote speakers at quotes[0].speakers[0]: missing: A1 (Ada Brand)",
    ),
    (
        shifted_date,
        "mooring-2: incident when.date at incidents[0].when.date: gold ['2024-03-05', '2024-03-05']",
    ),
    (
        wrong_figure,
        "incident casualties.injured.figure at incidents[0].casualties.injured[0].figure: gold [2, 2]",
    ),
    (lost_warning, "mooring-2: warning code at expected_warnings[0]: missing: sources_disagree"),
]


@pytest.mark.parametrize(("fault", "said"), FAULTS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_planted_fault_fails_the_gate(fault: object, said: str) -> None:
    assert callable(fault)
    assert judged(fault()).exit_code == 1


@pytest.mark.parametrize(("fault", "said"), FAULTS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_planted_fault_is_named(fault: object, said: str) -> None:
    assert callable(fault)
    assert said in render(judged(fault()))


def test_no_fault_passes() -> None:
    assert judged(RIGHT).exit_code == 0


def test_a_failed_call_fails_the_gate() -> None:
    assert judged(None).exit_code == 1


def test_a_failed_call_is_listed() -> None:
    assert "failed call, scored as misses: mooring-2 (trial 1)" in render(judged(None))


def test_junit_counts_the_regressions() -> None:
    assert 'failures="1"' in junit_xml(judged(lost_warning()))


def test_an_annotation_is_one_line_per_fault() -> None:
    lines = list(annotate(judged(lost_warning()), "github"))
    assert [line.partition("::mooring")[0] for line in lines] == ["::error title=warning code got worse"]


def test_gold_itself_is_untouched() -> None:
    assert RIGHT.quotes == SUMMARY.quotes
