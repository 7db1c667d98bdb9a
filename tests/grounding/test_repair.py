"""What is asked for again, and how the answers are put in: never for the worse."""

from adversary import changed
from staged import staged

from wirebrief.schemas.draft import ActorDraft, Draft, IncidentDraft, QuoteDraft
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.service.grounding import (
    Grounding,
    failed_items,
    ground,
    mended,
    merge_repair,
    verify,
)

HARBOUR = staged("harbour")


def believed(draft: Draft, insisted: frozenset[str] = frozenset()) -> Grounding:
    return verify(HARBOUR.document, ground(HARBOUR.document, draft), insisted=insisted)


def failed(draft: Draft) -> list[FailedItem]:
    return failed_items(draft, believed(draft))


def after(broken: Draft, answer: Draft) -> Grounding:
    """What becomes of a broken draft when this is answered."""
    return mended(believed(broken), failed(broken), answer, believed)


def test_an_honest_draft_is_not_asked_again() -> None:
    """Notes are no reason to."""
    assert failed(HARBOUR.draft) == []


def test_a_failed_item_comes_with_all_that_is_wrong() -> None:
    """As the engine gave it, with sentences that a model can act on."""
    draft = changed(HARBOUR.draft, "incidents[0].when", "S1: told")
    items = failed(changed(draft, "incidents[0].type", "shouting"))
    assert [i.path for i in items] == ["incidents[0]"]
    assert items[0].item["when"] == "S1: told"
    assert items[0].problems[1] == "when: S1 does not contain “told”; S3 does."


def test_a_trifle_is_not_worth_a_call() -> None:
    """The quote stands without its cue."""
    draft = changed(HARBOUR.draft, "quotes[0].cue", "S1: told")
    assert believed(draft).quotes[0].speakers
    assert failed(draft) == []


def test_what_fails_because_of_another_item_is_not_asked() -> None:
    """The actor alone is enough."""
    draft = changed(HARBOUR.draft, "actors[3].name", "S1: Pekka Lunt")
    draft = changed(draft, "quotes[4].speakers", ["Pekka Lunt"])
    assert [i.path for i in failed(draft)] == ["actors[3]"]


def test_a_record_put_right_takes_the_failed_one_s_place() -> None:
    """By what it says, wherever it stands in the answer."""
    broken = changed(HARBOUR.draft, "quotes[2].content", "S4: the rockets had come by sea")
    answer = Draft(quotes=[HARBOUR.draft.quotes[0], HARBOUR.draft.quotes[2]])
    assert merge_repair(broken, failed(broken), answer).draft == HARBOUR.draft


def test_an_incident_keeps_its_id() -> None:
    """Other records refer to it."""
    broken = changed(HARBOUR.draft, "incidents[1].when", "S1: noon")
    answer = Draft(incidents=[HARBOUR.draft.incidents[1].model_copy(update={"id": ""})])
    assert merge_repair(broken, failed(broken), answer).draft.incidents[1].id == "I2"


def test_incidents_are_matched_by_id() -> None:
    """A whole corrected draft, of which one item was asked for, changes that one."""
    broken = changed(changed(HARBOUR.draft, "incidents[0].when", "S1: x"), "incidents[2].when", "S1: y")
    answer = Draft(incidents=[HARBOUR.draft.incidents[2], HARBOUR.draft.incidents[1]])
    merged = merge_repair(broken, failed(broken), answer).draft
    assert merged.incidents[2] == HARBOUR.draft.incidents[2]
    assert merged.incidents[:2] == broken.incidents[:2]


def test_an_empty_answer_leaves_everything_as_it_was() -> None:
    """It falls by the same findings as before, and no good record with it."""
    broken = changed(HARBOUR.draft, "incidents[0].type", "boom")
    assert merge_repair(broken, failed(broken), Draft()).draft == broken
    assert len(after(broken, Draft()).incidents) == len(HARBOUR.draft.incidents)


def test_what_was_right_in_an_item_is_not_lost() -> None:
    """The answer puts the time right and says less of everything else."""
    broken = changed(HARBOUR.draft, "incidents[0].when", "S1: noon")
    less = {"id": "I1", "evidence": HARBOUR.draft.incidents[0].evidence, "type": "rocket_attack"}
    answer = IncidentDraft.model_validate({**less, "when": HARBOUR.draft.incidents[0].when})
    merged = merge_repair(broken, failed(broken), Draft(incidents=[answer])).draft
    assert merged.incidents[0] == HARBOUR.draft.incidents[0]


def test_an_answer_that_is_worse_is_not_taken() -> None:
    """The time was wrong; now there is no evidence."""
    broken = changed(HARBOUR.draft, "incidents[0].when", "S1: noon")
    answer = HARBOUR.draft.incidents[0].model_copy(update={"evidence": ["S99"]})
    grounding = after(broken, Draft(incidents=[answer]))
    assert len(grounding.incidents) == len(HARBOUR.draft.incidents)
    assert grounding.draft.incidents[0] == broken.incidents[0]


def test_an_actor_may_be_added() -> None:
    """Somebody did it who was not listed."""
    lines = changed(HARBOUR.draft, "incidents[0].perpetrators", ["the gunners"])
    items = failed(lines)
    assert [i.path for i in items] == ["incidents[0]"]
    answer = Draft(
        actors=[
            ActorDraft(name="S2: dock workers", kind="people"),
            ActorDraft(name="S4: She", kind="people"),
        ],
        incidents=[HARBOUR.draft.incidents[0]],
    )
    merged = merge_repair(lines, items, answer).draft
    assert [a.name for a in merged.actors[len(HARBOUR.draft.actors) :]] == ["S4: She"]


def test_what_the_engine_stands_by_stays_with_a_doubt() -> None:
    """Of sense there may be two opinions; the record counts for less."""
    lie = "Five rockets did not strike the harbour at Varela on Friday."
    broken = changed(HARBOUR.draft, "key_points[0].text", lie)
    assert believed(broken).key_points[0].text != lie
    grounding = after(broken, Draft(key_points=[broken.key_points[0]]))
    assert grounding.key_points[0].text == lie
    assert [f.severity for f in grounding.findings if f.path == "key_points[0].text"] == ["doubt"]


def test_no_engine_can_insist_on_what_is_not_there() -> None:
    """A name or number that the article lacks is no matter of opinion."""
    lie = "Nine rockets struck the harbour at Zorbania on Friday."
    broken = changed(HARBOUR.draft, "key_points[0].text", lie)
    assert after(broken, Draft(key_points=[broken.key_points[0]])).key_points[0].text != lie


def test_paths_that_name_no_item_are_ignored() -> None:
    """An engine may hand back what it likes."""
    stray = FailedItem(path="headline", item={}, problems=("x",))
    answer = Draft(incidents=[IncidentDraft()], quotes=[QuoteDraft()])
    assert merge_repair(HARBOUR.draft, [stray], answer).draft == HARBOUR.draft
