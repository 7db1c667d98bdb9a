"""How sure a record of an engine is that does not measure itself."""

from adversary import changed
from staged import staged

from wirebrief.schemas.draft import Draft
from wirebrief.service.grounding import Grounding, ground, verify
from wirebrief.service.grounding.confidence import weighed

HARBOUR = staged("harbour")


def believed(draft: Draft) -> Grounding:
    return verify(HARBOUR.document, ground(HARBOUR.document, draft))


def sure(draft: Draft, second: Draft | None = None) -> Grounding:
    return weighed(believed(draft), believed(second) if second else None)


def test_every_record_has_one() -> None:
    """No second reader is needed for it."""
    given = sure(HARBOUR.draft)
    records = (*given.incidents, *given.attributions, *given.quotes, *given.quoted_text)
    assert all(0 < (record.confidence or 0) < 1 for record in records)


def test_two_readers_who_agree_are_surer_than_one() -> None:
    """And one who says otherwise, or nothing, makes it less sure."""
    other = changed(HARBOUR.draft, "quotes[2].speakers", ["Pekka Lund"])
    other = changed(other, "quotes[2].speaker_at", "S9: Pekka Lund")
    silent = HARBOUR.draft.model_copy(update={"quotes": []})
    agreed, alone = sure(HARBOUR.draft, HARBOUR.draft).quotes[2], sure(HARBOUR.draft, silent).quotes[2]
    assert (agreed.confidence or 0) > (sure(HARBOUR.draft).quotes[2].confidence or 0)
    assert (agreed.confidence or 0) > (alone.confidence or 0)


def test_a_record_that_lost_something_is_less_sure() -> None:
    """Its cue was not where it was said to be."""
    cut = changed(HARBOUR.draft, "quotes[0].cue", "S1: told")
    assert (sure(cut).quotes[0].confidence or 0) < (sure(HARBOUR.draft).quotes[0].confidence or 0)


def test_what_an_engine_measured_stays() -> None:
    """The rules engine has levels of its own."""
    measured = changed(HARBOUR.draft, "quotes[0].confidence", 0.31)
    assert sure(measured).quotes[0].confidence == 0.31
