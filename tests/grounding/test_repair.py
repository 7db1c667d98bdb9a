"""What is asked for again, and how the answers are put in."""

from adversary import changed
from staged import staged

from wirebrief.schemas.draft import Draft, IncidentDraft, QuoteDraft
from wirebrief.service.engines.protocol import FailedItem
from wirebrief.service.grounding import failed_items, ground, merge_repair, verify

HARBOUR = staged("harbour")


def failed(draft: Draft) -> list[FailedItem]:
    return failed_items(draft, verify(HARBOUR.document, ground(HARBOUR.document, draft)))


def test_an_honest_draft_is_not_asked_again() -> None:
    """Notes are no reason to."""
    assert failed(HARBOUR.draft) == []


def test_a_failed_item_comes_with_all_that_is_wrong() -> None:
    """As the engine gave it, with sentences that a model can act on."""
    draft = changed(HARBOUR.draft, "quotes[0].cue", "S1: told")
    items = failed(changed(draft, "quotes[0].kind", "shouted"))
    assert [i.path for i in items] == ["quotes[0]"]
    assert items[0].item["cue"] == "S1: told"
    assert items[0].problems[1] == "cue: S1 does not contain “told”; S3 does."


def test_what_fails_because_of_another_item_is_not_asked() -> None:
    """The actor alone is enough."""
    draft = changed(HARBOUR.draft, "actors[3].name", "S1: Pekka Lund")
    assert [i.path for i in failed(draft)] == ["actors[3]"]


def test_a_replacement_takes_the_failed_item_s_place() -> None:
    """By its kind and turn."""
    broken = changed(HARBOUR.draft, "quotes[1].cue", "S99: said")
    honest = Draft(quotes=[HARBOUR.draft.quotes[1]])
    assert merge_repair(broken, failed(broken), honest) == HARBOUR.draft


def test_an_incident_keeps_its_id() -> None:
    """Other records refer to it."""
    broken = changed(HARBOUR.draft, "incidents[1].when", "S1: noon")
    answer = Draft(incidents=[HARBOUR.draft.incidents[1].model_copy(update={"id": "I77"})])
    assert merge_repair(broken, failed(broken), answer).incidents[1].id == "I2"


def test_incidents_are_matched_by_id_where_the_answer_gives_it() -> None:
    """The second was answered, the first was not."""
    broken = changed(changed(HARBOUR.draft, "incidents[0].when", "S1: x"), "incidents[2].when", "S1: y")
    merged = merge_repair(broken, failed(broken), Draft(incidents=[HARBOUR.draft.incidents[2]]))
    assert merged.incidents[2] == HARBOUR.draft.incidents[2]
    assert merged.incidents[0] == broken.incidents[0]


def test_a_short_answer_leaves_the_rest_as_it_was() -> None:
    """It falls by the same findings as before."""
    broken = changed(HARBOUR.draft, "quotes[0].cue", "S99: said")
    assert merge_repair(broken, failed(broken), Draft()) == broken


def test_an_item_given_up_is_dropped_with_a_finding() -> None:
    """Blank means that the engine has nothing better."""
    broken = changed(HARBOUR.draft, "quotes[3].quotation", "Q99")
    merged = merge_repair(broken, failed(broken), Draft(quotes=[QuoteDraft()]))
    grounding = ground(HARBOUR.document, merged)
    assert len(grounding.quotes) == 4
    assert [f.path for f in grounding.findings] == ["quotes[3].content"]


def test_paths_that_name_no_item_are_ignored() -> None:
    """An engine may hand back what it likes."""
    stray = FailedItem(path="headline", item={}, problems=("x",))
    assert merge_repair(HARBOUR.draft, [stray], Draft(incidents=[IncidentDraft()])) == HARBOUR.draft
