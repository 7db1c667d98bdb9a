"""What the scorer says about answers whose faults are known: also those that public scorers get wrong."""

from datetime import date

import pytest
from labelled import SUMMARY, TEXT, cut, labelled, perfect

from wirebrief.evals.scoring import Counts, Slot, Verdict, score_document, tally
from wirebrief.schemas import Actor, ArticleSummary, KeyPoint, Quote
from wirebrief.schemas.gold import Gold

GOLD = labelled().gold
RIGHT = perfect(labelled())


def slots(answer: ArticleSummary, kind: str, field: str, gold: Gold = GOLD) -> list[Slot]:
    return [s for s in score_document(gold, answer).slots if (s.kind, s.field) == (kind, field)]


def verdicts(answer: ArticleSummary, kind: str, field: str, gold: Gold = GOLD) -> list[tuple[str, str]]:
    return [(slot.strict, slot.lenient) for slot in slots(answer, kind, field, gold)]


def counts(answer: ArticleSummary, kind: str, field: str, gold: Gold = GOLD) -> Counts:
    return tally(score_document(gold, answer).slots)[kind, field, "strict"]


def with_quote(answer: ArticleSummary = RIGHT, n: int = 0, **changes: object) -> ArticleSummary:
    quotes = [quote.model_copy(update=changes if k == n else {}) for k, quote in enumerate(answer.quotes)]
    return answer.model_copy(update={"quotes": quotes})


def with_incident(**changes: object) -> ArticleSummary:
    return RIGHT.model_copy(update={"incidents": [RIGHT.incidents[0].model_copy(update=changes)]})


def test_a_duplicated_record_is_right_against_itself() -> None:
    """A public scorer gives a list with a duplicate 0.5 against itself."""
    twice = [RIGHT.quotes[0], RIGHT.quotes[0].model_copy(update={"id": "Q3"}), RIGHT.quotes[1]]
    doubled = RIGHT.model_copy(update={"quotes": twice})
    gold = GOLD.model_copy(update={"summary": doubled.model_copy(update={"warnings": []})})
    assert counts(doubled, "quote", "record", gold).f1 == 1.0


def test_the_fields_of_a_missed_record_are_missed() -> None:
    """A public scorer leaves the recall of fields at 1.0 when their record is missed."""
    assert counts(RIGHT.model_copy(update={"quotes": RIGHT.quotes[:1]}), "quote", "speakers").recall == 0.5


def test_right_records_in_another_order_are_right() -> None:
    """A public scorer gives two right records in another order 0.19."""
    assert counts(RIGHT.model_copy(update={"quotes": RIGHT.quotes[::-1]}), "quote", "*").f1 == 1.0


def test_a_spurious_record_costs_precision_in_every_field_it_fills() -> None:
    extra = Quote(id="Q3", kind="partial", span=cut("the Trap"), speakers=["A4"])
    answer = RIGHT.model_copy(update={"quotes": [*RIGHT.quotes, extra]})
    assert counts(answer, "quote", "speakers") == Counts(cor=2, spu=1)


def test_null_against_null_is_no_slot() -> None:
    assert slots(RIGHT, "quote", "continues") == []


def test_unknown_is_a_value() -> None:
    assert verdicts(with_incident(outcome="unknown"), "incident", "outcome") == [("INC", "INC")]


def test_a_span_that_is_off_by_a_word_is_leniently_right() -> None:
    assert verdicts(with_quote(span=cut("line was new,")), "quote", "span") == [
        ("INC", "COR"),
        ("COR", "COR"),
    ]


def test_a_span_that_shares_little_is_half_right() -> None:
    assert verdicts(with_quote(span=cut("new,")), "quote", "span")[0] == ("INC", "PAR")


def test_one_wrong_field_does_not_unmatch_a_record() -> None:
    assert verdicts(with_quote(speakers=["A4"]), "quote", "record")[0] == ("INC", "COR")


def test_ids_are_compared_through_what_they_refer_to() -> None:
    """The same actors under other ids."""
    renamed = {"A1": "A4", "A4": "A1"}
    actors = [a.model_copy(update={"id": renamed.get(a.id, a.id)}) for a in RIGHT.actors]
    answer = RIGHT.model_copy(update={"actors": actors})
    answer = with_quote(with_quote(answer, 0, speakers=["A4"]), 1, speakers=["A1"])
    assert verdicts(answer, "quote", "speakers") == [("COR", "COR"), ("COR", "COR")]


def test_an_actor_split_in_two_is_leniently_known_by_its_name() -> None:
    alias = Actor(id="A5", name="the crew's union", kind="other")
    attribution = RIGHT.attributions[0].model_copy(update={"source": "A5"})
    answer = RIGHT.model_copy(update={"actors": [*RIGHT.actors, alias], "attributions": [attribution]})
    assert verdicts(answer, "attribution", "source") == [("INC", "COR")]


def test_an_alternative_is_right() -> None:
    gold = GOLD.model_copy(update={"alternatives": {"incidents[0].type": ["crime"]}})
    assert verdicts(with_incident(type="crime"), "incident", "type", gold) == [("COR", "COR")]


def test_the_labelled_value_stays_right_beside_an_alternative() -> None:
    gold = GOLD.model_copy(update={"alternatives": {"incidents[0].type": ["crime"]}})
    assert verdicts(RIGHT, "incident", "type", gold) == [("COR", "COR")]


def test_an_accepted_null_may_be_left_out() -> None:
    gold = GOLD.model_copy(update={"alternatives": {"quotes[0].cue": [None]}})
    assert len(slots(with_quote(cue=None), "quote", "cue", gold)) == 1


def test_a_wrong_value_beside_an_accepted_null_is_wrong() -> None:
    gold = GOLD.model_copy(update={"alternatives": {"quotes[0].cue": [None]}})
    assert verdicts(with_quote(cue=cut("hurt")), "quote", "cue", gold)[0] == ("INC", "INC")


def test_an_alternative_of_a_list_is_taken_as_a_whole() -> None:
    gold = GOLD.model_copy(update={"alternatives": {"attributions[0].incidents": [[]]}})
    answer = RIGHT.model_copy(
        update={"attributions": [RIGHT.attributions[0].model_copy(update={"incidents": []})]}
    )
    assert slots(answer, "attribution", "incidents", gold) == []


def test_an_alternative_of_a_whole_stands_for_its_parts() -> None:
    other = {"start": "2024-03-04", "end": "2024-03-04", "precision": "day", "anchor": None, "span": None}
    gold = GOLD.model_copy(update={"alternatives": {"incidents[0].when": [other]}})
    when = SUMMARY.incidents[0].when.model_copy(update={"start": date(2024, 3, 4), "end": date(2024, 3, 4)})
    assert verdicts(with_incident(when=when), "incident", "when.date", gold) == [("COR", "COR")]


@pytest.mark.parametrize("answer", [RIGHT, RIGHT.model_copy(update={"quoted_text": []})])
def test_an_optional_record_is_free_to_return_and_free_to_miss(answer: ArticleSummary) -> None:
    gold = GOLD.model_copy(update={"optional": ["T1"]})
    assert slots(answer, "quoted_text", "record", gold) == []


def test_a_wrong_figure_is_incorrect_and_not_missing() -> None:
    (figure,) = RIGHT.incidents[0].casualties.injured
    casualties = RIGHT.incidents[0].casualties.model_copy(
        update={"injured": [figure.model_copy(update={"min": 3, "max": 3})]}
    )
    found = verdicts(with_incident(casualties=casualties), "incident", "casualties.injured.figure")
    assert found == [("INC", "INC")]


def test_a_figure_with_one_bound_right_is_half_right() -> None:
    (figure,) = RIGHT.incidents[0].casualties.injured
    casualties = RIGHT.incidents[0].casualties.model_copy(
        update={"injured": [figure.model_copy(update={"max": None})]}
    )
    found = verdicts(with_incident(casualties=casualties), "incident", "casualties.injured.figure")
    assert found == [("INC", "PAR")]


def test_the_day_of_a_longer_period_is_leniently_right() -> None:
    when = SUMMARY.incidents[0].when.model_copy(update={"end": date(2024, 3, 6), "precision": "period"})
    assert verdicts(with_incident(when=when), "incident", "when.date") == [("INC", "COR")]


def test_a_name_without_its_article_is_leniently_right() -> None:
    site = cut("Lowmark quay").model_copy(update={"text": "the Lowmark Quay"})
    where = SUMMARY.incidents[0].where.model_copy(update={"site": site})
    assert verdicts(with_incident(where=where), "incident", "where.name") == [("INC", "COR")]


def test_a_place_may_be_called_by_any_of_its_names() -> None:
    """What is left out is missing from its own field, and not from the name of the place."""
    where = SUMMARY.incidents[0].where.model_copy(update={"city": cut("Lowmark")})
    incident = SUMMARY.incidents[0].model_copy(update={"where": where})
    gold = GOLD.model_copy(update={"summary": SUMMARY.model_copy(update={"incidents": [incident]})})
    answer = with_incident(where=where.model_copy(update={"site": None}))
    assert verdicts(answer, "incident", "where.name", gold) == [("COR", "COR")]
    assert verdicts(answer, "incident", "where.site", gold) == [("MIS", "MIS")]


def test_an_accepted_name_of_a_part_is_a_name_of_the_place() -> None:
    other = cut("quay").model_dump()
    gold = GOLD.model_copy(update={"alternatives": {"incidents[0].where.site": [other]}})
    where = SUMMARY.incidents[0].where.model_copy(update={"site": cut("quay")})
    assert verdicts(with_incident(where=where), "incident", "where.name", gold) == [("COR", "COR")]


def headline(words: str) -> list[tuple[str, str]]:
    return verdicts(RIGHT.model_copy(update={"headline": words}), "headline", "facts")


def test_a_headline_may_say_a_fact_in_other_words() -> None:
    assert headline("Snapped mooring line hurts two workers") == [("COR", "COR")]


@pytest.mark.parametrize(
    "words",
    ["Twelve hurt at Lowmark quay", "Nobody hurt at Lowmark quay", "Ferry operator changes its timetable"],
    ids=["another number", "the opposite", "something else"],
)
def test_a_headline_that_says_something_else_is_wrong(words: str) -> None:
    assert headline(words) == [("INC", "INC")]


def test_a_partial_status_is_told() -> None:
    assert verdicts(RIGHT.model_copy(update={"status": "partial"}), "article", "status") == [("SPU", "SPU")]


def test_a_passage_that_bears_no_fact_of_its_key_point_is_spurious() -> None:
    point = RIGHT.key_points[0].model_copy(update={"evidence": [cut(TEXT[:83]), cut("the Trap")]})
    answer = RIGHT.model_copy(update={"key_points": [point]})
    assert verdicts(answer, "key_point", "evidence") == [("COR", "COR"), ("SPU", "SPU")]


def test_a_key_point_in_other_words_covers_a_fact() -> None:
    point = KeyPoint(text="A snapped mooring line hurt two workers.", evidence=[cut(TEXT[:83])])
    assert verdicts(RIGHT.model_copy(update={"key_points": [point]}), "key_point", "facts") == [
        ("COR", "COR")
    ]


@pytest.mark.parametrize(
    "text",
    ["A mooring line snapped and hurt 12 workers.", "No workers were hurt when a mooring line snapped."],
    ids=["another number", "the opposite"],
)
def test_a_key_point_that_says_something_else_covers_nothing(text: str) -> None:
    point = KeyPoint(text=text, evidence=[cut(TEXT[:83])])
    found = verdicts(RIGHT.model_copy(update={"key_points": [point]}), "key_point", "facts")
    assert found == [("MIS", "MIS"), ("SPU", "SPU")]


def test_a_key_point_from_another_passage_covers_nothing() -> None:
    point = KeyPoint(text="Two workers were hurt when a mooring line snapped.", evidence=[cut("the Trap")])
    found = verdicts(RIGHT.model_copy(update={"key_points": [point]}), "key_point", "facts")
    assert found == [("MIS", "MIS"), ("SPU", "SPU")]


def test_a_slot_knows_its_place_on_both_sides() -> None:
    slot = slots(with_quote(stance="denies"), "quote", "stance")[0]
    assert (slot.gold_path, slot.predicted_path) == ("quotes[0].stance", "quotes[0].stance")


def test_an_alignment_knows_its_places() -> None:
    reverse = RIGHT.model_copy(update={"quotes": RIGHT.quotes[::-1]})
    pairs = {
        (p.gold_path, p.predicted_path) for p in score_document(GOLD, reverse).pairs if p.kind == "quote"
    }
    assert pairs == {("quotes[0]", "quotes[1]"), ("quotes[1]", "quotes[0]")}


def test_a_failed_call_misses_what_gold_has() -> None:
    slots_ = score_document(GOLD, None, failed="timeout").slots
    assert {slot.strict for slot in slots_} == {Verdict.MIS}
