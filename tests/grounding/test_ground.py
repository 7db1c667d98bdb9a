"""What becomes of each reference of a draft."""

import pytest
from staged import Pointer, staged

from wirebrief.schemas.draft import (
    ActorDraft,
    Draft,
    IncidentDraft,
    KeyPointDraft,
    QuoteDraft,
    QuotedTextDraft,
)
from wirebrief.service.grounding import Finding, ground
from wirebrief.service.reading.text import read_text

DOCUMENT = read_text(
    "A drone hit a depot in Riga on 4 May 2021. “It burned,” said Ilze Kalns, who heads the fire brigade.\n"
    "She told reporters that nobody was hurt. “We ‘got lucky’ today,” Kalns added."
)
P = Pointer(DOCUMENT)


def of(draft: Draft) -> list[Finding]:
    return list(ground(DOCUMENT, draft).findings)


def codes(draft: Draft) -> list[tuple[str, str, str]]:
    return [(f.code, f.path, f.severity) for f in of(draft)]


def actor(**fields: object) -> ActorDraft:
    return ActorDraft.model_validate({"name": P.at("Ilze Kalns"), "kind": "person", **fields})


def test_an_honest_draft_has_no_findings() -> None:
    """Each of the six staged drafts resolves completely."""
    for name in ("harbour", "factory", "convoy", "clinic", "march", "bridge"):
        assert ground(staged(name).document, staged(name).draft).findings == ()


def test_an_actor_without_any_place_is_dropped() -> None:
    """Nobody is invented."""
    assert codes(Draft(actors=[actor(name="S1: Juris Ozols")])) == [("not_found", "actors[0].name", "item")]


def test_an_actor_keeps_its_place_by_another_mention() -> None:
    """A wrong name costs the name and not the actor."""
    grounding = ground(DOCUMENT, Draft(actors=[actor(name="S1: Juris", mentions=[P.at("Kalns", 2)])]))
    assert [a.name.text for a in grounding.actors] == ["Kalns"]
    assert [f.severity for f in grounding.findings] == ["field"]


def test_a_pronoun_alone_names_no_actor() -> None:
    """ "She" cannot stand in for a name."""
    assert ground(DOCUMENT, Draft(actors=[actor(name="S9: x", mentions=[P.at("She")])])).actors == ()


@pytest.mark.parametrize("name", ["Ilze Kalns", "ilze kalns", "Kalns", "S2: Ilze Kalns", "the Ilze Kalns"])
def test_an_actor_is_found_by_its_name_or_another_mention(name: str) -> None:
    """Case, article and a copied address do not matter."""
    draft = Draft(
        actors=[actor(mentions=[P.at("Kalns", 2)])],
        quotes=[QuoteDraft(quotation="Q1", kind="direct", speakers=[name])],
    )
    assert ground(DOCUMENT, draft).quotes[0].speakers == (0,)


def test_a_wording_that_two_actors_share_is_ambiguous() -> None:
    """Nothing is guessed."""
    brigade = ActorDraft(name=P.at("fire brigade"), mentions=[P.at("Kalns", 2)])
    draft = Draft(
        actors=[actor(mentions=[P.at("Kalns", 2)]), brigade],
        quotes=[QuoteDraft(quotation="Q1", kind="direct", speakers=["Kalns"])],
    )
    assert ("ambiguous", "quotes[0].speakers[0]", "field") in codes(draft)


def test_a_reference_to_a_dropped_actor_names_the_cause() -> None:
    """Asking for the actor again is enough."""
    draft = Draft(
        actors=[actor(name="S1: Juris")],
        quotes=[QuoteDraft(quotation="Q1", kind="direct", speakers=["Juris"])],
    )
    assert of(draft)[-1].because == "actors[0]"


def test_a_quotation_that_does_not_exist_is_dropped() -> None:
    """It cannot be misquoted either."""
    draft = Draft(quotes=[QuoteDraft(quotation="Q9", kind="direct")])
    assert codes(draft) == [("unknown_reference", "quotes[0].quotation", "item")]


def test_reported_speech_cited_from_between_marks_is_refused() -> None:
    """Law 3 from the other side: those words are a quotation."""
    draft = Draft(quotes=[QuoteDraft(content="S4: got lucky", kind="indirect")])
    assert ground(DOCUMENT, draft).quotes[0].quotation is not None
    draft = Draft(quotes=[QuoteDraft(content="S4: lucky", kind="indirect")])
    assert codes(draft)[0] == ("unsupported_value", "quotes[0].content", "item")


def test_a_whole_quotation_cited_by_its_words_is_taken_as_that_quotation() -> None:
    """The words are right, so only the kind is."""
    quote = ground(DOCUMENT, Draft(quotes=[QuoteDraft(content="S2: It burned,", kind="direct")])).quotes[0]
    assert (quote.quotation, quote.kind, quote.span.text) == ("Q1", "direct", "It burned,")


def test_a_kind_that_the_marks_contradict_is_corrected() -> None:
    """Marked words are not indirect."""
    grounding = ground(
        DOCUMENT, Draft(quotes=[QuoteDraft(quotation="Q1", kind="indirect", stance="asserts")])
    )
    assert grounding.quotes[0].kind == "direct"
    assert [f.path for f in grounding.findings] == ["quotes[0].kind"]


def test_an_invented_label_is_a_finding_and_becomes_the_weakest() -> None:
    """One wrong word must not make a whole answer unreadable."""
    draft = Draft(
        incidents=[IncidentDraft(id="I1", evidence=["S1"], type="Drone Attack", factuality="certain")]
    )
    grounding = ground(DOCUMENT, draft)
    assert (grounding.incidents[0].type, grounding.incidents[0].factuality) == ("drone_attack", "reported")
    assert [f.path for f in grounding.findings] == ["incidents[0].factuality"]


def test_an_incident_without_a_sentence_is_dropped() -> None:
    """And so is every reference to it, because of it."""
    draft = Draft(
        incidents=[IncidentDraft(id="I1", evidence=["S77"], type="fire", factuality="asserted")],
        quotes=[QuoteDraft(quotation="Q1", kind="direct", incidents=["I1"])],
    )
    assert [(f.path, f.because) for f in of(draft)][-1] == ("quotes[0].incidents[0]", "incidents[0]")


def test_a_blank_item_is_one_that_the_engine_gave_up() -> None:
    """It is dropped with a finding, not silently."""
    draft = Draft(quotes=[QuoteDraft()], quoted_text=[QuotedTextDraft()], key_points=[KeyPointDraft()])
    assert {f.severity for f in of(draft)} == {"item"}
    assert len(of(draft)) == 3


def test_a_confidence_that_is_no_probability_is_dropped() -> None:
    """Null says that there is none that means anything."""
    draft = Draft(quotes=[QuoteDraft(quotation="Q1", kind="direct", confidence=1.5)])
    assert ground(DOCUMENT, draft).quotes[0].confidence is None
