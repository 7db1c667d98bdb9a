"""Actors, ids, days and links of the final document."""

import hashlib

from adversary import changed
from staged import NAMES, Pointer, all_staged, staged

from wirebrief.schemas import ArticleSummary, Warning, violations
from wirebrief.schemas.draft import ActorDraft, Draft, IncidentDraft
from wirebrief.service.grounding import assemble, ground, verify
from wirebrief.service.reading.document import Document
from wirebrief.service.reading.text import read_text


def summary(document: Document, draft: Draft) -> ArticleSummary:
    return assemble(document, verify(document, ground(document, draft)), provenance=None)


HARBOUR = staged("harbour")
ANSWER = summary(HARBOUR.document, HARBOUR.draft)

PRESS = read_text(
    "Defence Minister Ola Berg met the United Nations envoy in Oslo on 3 May 2022. “We agree,” Berg said. "
    "The UN thanked him. A resident said “yes”. A resident of Bergen said “no”."
)
P = Pointer(PRESS)


def test_every_staged_answer_keeps_the_laws() -> None:
    """Spans, ids and actors of six articles."""
    for article in all_staged():
        assert violations(summary(article.document, article.draft), article.document.text) == []


def test_incidents_are_numbered_in_article_order() -> None:
    """By their first sentence; the title is not evidence here."""
    starts = [incident.evidence[0].start for incident in ANSWER.incidents]
    assert starts == sorted(starts)
    assert [i.id for i in ANSWER.incidents] == ["I1", "I2", "I3"]


def test_references_follow_the_new_numbers() -> None:
    """The drone was I2 in the draft, hanging on I1."""
    drone = next(i for i in ANSWER.incidents if i.type == "drone_attack")
    strike = next(i for i in ANSWER.incidents if i.type == "rocket_attack")
    assert drone.when.anchor == strike.id
    assert str(drone.when.start) == "2021-08-05"


def test_background_lies_more_than_a_week_back() -> None:
    """And only then."""
    assert {i.type: i.background for i in ANSWER.incidents} == {
        "rocket_attack": False,
        "drone_attack": False,
        "bombing": True,
    }


def test_background_is_null_without_a_date() -> None:
    """Not false."""
    article = staged("bridge")
    assert summary(article.document, article.draft).incidents[0].background is None


def test_anchors_that_run_in_a_circle_are_cut() -> None:
    """Two that hang on each other have no day."""
    article = changed(HARBOUR.draft, "incidents[0].when", Pointer(HARBOUR.document).at("A day earlier"))
    answer = summary(HARBOUR.document, changed(article, "incidents[0].anchor", "I2"))
    assert any("circle" in w.message for w in answer.warnings)
    assert violations(answer, HARBOUR.document.text) == []


def test_a_quotation_broken_by_its_cue_goes_on() -> None:
    """ "… ," told reporters. "We are looking …" """
    first, second = ANSWER.quotes[:2]
    assert second.continues == first.id
    assert second.speakers == first.speakers


def test_an_actor_that_nothing_refers_to_is_dropped() -> None:
    """The soldiers did something that only a source reports."""
    assert "soldiers" not in {actor.name for actor in ANSWER.actors}


def test_an_affiliation_keeps_its_actor() -> None:
    """Listed because another listed actor belongs to it."""
    colonel = next(a for a in ANSWER.actors if a.name == "Aino Hirvonen")
    assert next(a for a in ANSWER.actors if a.id == colonel.affiliation).name == "Northern Command"


def test_names_lose_their_article() -> None:
    """ "The Lake Brigade" is called Lake Brigade."""
    draft = changed(HARBOUR.draft, "actors[2].name", Pointer(HARBOUR.document).at("the Lake Brigade"))
    assert "Lake Brigade" in {a.name for a in summary(HARBOUR.document, draft).actors}


def test_mentions_grow_to_every_place_of_the_name() -> None:
    """The draft cited two of four."""
    brigade = next(a for a in ANSWER.actors if a.name == "Lake Brigade")
    assert len(brigade.mentions) == 2
    command = next(a for a in ANSWER.actors if a.name == "Northern Command")
    assert len(command.mentions) == 3


def two(first: ActorDraft, second: ActorDraft) -> list[str]:
    """The names of the actors when each of the two doubts something."""
    doubted = IncidentDraft(
        id="I1",
        evidence=["S1"],
        type="other",
        factuality="disputed",
        disputed_by=[first.name, second.name],
        summary="Ola Berg met the envoy.",
    )
    return [a.name for a in summary(PRESS, Draft(actors=[first, second], incidents=[doubted])).actors]


def test_a_last_name_joins_the_only_full_name_it_fits() -> None:
    """Berg is Ola Berg."""
    one = ActorDraft(name=P.at("Ola Berg"), kind="person")
    other = ActorDraft(name=P.at("Berg", 2), kind="person")
    assert two(other, one) == ["Ola Berg"]


def test_an_acronym_joins_its_name() -> None:
    """UN is the United Nations."""
    one = ActorDraft(name=P.at("United Nations"), kind="international_body")
    other = ActorDraft(name=P.at("UN"), kind="international_body")
    assert two(one, other) == ["United Nations"]


def test_two_kinds_are_not_one_actor() -> None:
    """A person is not a body."""
    one = ActorDraft(name=P.at("Ola Berg"), kind="person")
    other = ActorDraft(name=P.at("Berg", 2), kind="company")
    assert len(two(one, other)) == 2


def test_two_unnamed_sources_stay_apart() -> None:
    """ "A resident" twice may be two residents."""
    one = ActorDraft(name=P.at("resident"), kind="people", anonymous=True)
    other = ActorDraft(name=P.at("resident", 2), kind="people", anonymous=True)
    assert len(two(one, other)) == 2


def test_the_article_is_described() -> None:
    """Its hash and title come from reading; the text is given back only where it was extracted."""
    article = ANSWER.article
    assert article.id == hashlib.sha256(HARBOUR.document.text.encode()).hexdigest()
    assert article.title == "Rockets hit supply harbour on Lake Turva"
    assert article.text is None


def test_a_missing_headline_is_made_of_the_article_and_short() -> None:
    """At most 120 characters, cut between words."""
    document = read_text(("A very long sentence about boats and harbours " * 6).strip() + ".")
    headline = summary(document, Draft()).headline
    assert len(headline) <= 120
    assert headline.endswith("…")


def test_warnings_point_into_the_final_document() -> None:
    """At the record's new place, or nowhere where nothing of it is left."""
    draft = changed(HARBOUR.draft, "incidents[0].where.country", "SE")
    draft = changed(draft, "quotes[0].quotation", "Q99")
    warnings = {w.code: w.path for w in summary(HARBOUR.document, draft).warnings}
    assert warnings["unsupported_value"] == "incidents[0].where"
    assert warnings["unknown_reference"] is None


def test_the_caller_s_warnings_come_first() -> None:
    """What happened before grounding is kept."""
    own = Warning(code="article_windowed", message="in two windows")
    grounding = ground(HARBOUR.document, Draft())
    answer = assemble(HARBOUR.document, grounding, provenance=None, extra_warnings=[own], status="partial")
    assert answer.warnings[0] == own
    assert answer.status == "partial"


def test_an_empty_draft_is_an_empty_answer_with_a_headline() -> None:
    """Nothing fails for want of records."""
    for name in NAMES:
        answer = summary(staged(name).document, Draft())
        assert answer.headline
        assert not answer.incidents


def test_an_incident_without_a_time_has_no_precision() -> None:
    """Unknown, and no anchor."""
    draft = Draft(
        incidents=[
            IncidentDraft(id="I1", evidence=["S1"], type="other", factuality="asserted", anchor="published")
        ]
    )
    when = summary(PRESS, draft).incidents[0].when
    assert (when.precision, when.anchor) == ("unknown", None)
